"""Months show every pathology of deployment at its stage, with the map's own numbers; minutes show none."""

from dataclasses import replace

import pytest
from sample_maps import stream_of

from vsmap.analysis.report import analyse
from vsmap.analysis.waste.pathologies import Pathology, pathologies_of
from vsmap.analysis.waste.questions import questions_of
from vsmap.model.figures import times_of
from vsmap.model.records import Stage, Waiver
from vsmap.model.stream import ValueStream

EXPECTED = {
    "Limited test environments": ("test-environment", "regression-test", "acceptance-test"),
    "Big releases of a monolith": ("release", "deploy"),
    "Manual testing": ("regression-test", "acceptance-test"),
    "Stacked approvals": ("change-board",),
}
"""Each pathology with the stages that show it, those of most lead time first."""


def found_in(stream: ValueStream) -> dict[str, Pathology]:
    """Return the pathologies of a map by their names."""
    return {pathology.name: pathology for pathology in pathologies_of(stream.stages(), analyse(stream))}


def test_months_show_each_pathology_at_its_stages() -> None:
    """Ranked by the lead time that they concern, each where it is."""
    found = found_in(stream_of("deployment-in-months"))
    assert {
        name: tuple(highlight.stage for highlight in pathology.highlights)
        for name, pathology in found.items()
    } == EXPECTED
    hours = [pathology.lead_time_h for pathology in found.values()]
    assert hours == sorted(hours, reverse=True)


def test_minutes_show_none() -> None:
    """No false alarm on the map that is rid of them."""
    assert found_in(stream_of("deployment-in-minutes")) == {}


def test_the_sentences_have_the_numbers_of_the_map() -> None:
    """Queue, wait, batch, work and approvals as the map has them; another figure, another sentence."""
    stream = stream_of("deployment-in-months")
    found = found_in(stream)
    environment = found["Limited test environments"].highlights[0]
    assert environment.text == "Test environment: 7 items wait for the environment, 5.9 w of 6 w"
    assert environment.lead_time_h == times_of(stream.stage("test-environment"), stream.calendar).wait_time
    assert found["Manual testing"].highlights[0].text.endswith("tested by hand, 1 w of work each time")
    assert found["Big releases of a monolith"].highlights[0].text.startswith("Quarterly release: 24 changes")
    assert "3 approvals on one way" in found["Stacked approvals"].highlights[0].text
    stream.put_stage(replace(stream.stage("test-environment"), queue=9))
    again = found_in(stream)["Limited test environments"].highlights[0]
    assert again.text.startswith("Test environment: 9 items wait")


@pytest.mark.parametrize(
    ("name", "against"),
    [
        ("Manual testing", ("Automated tests", "Continuous delivery", "Fast feedback")),
        ("Limited test environments", ("Self-service environments", "loosely coupled")),
        ("Stacked approvals", ("Peer review", "loosely coupled")),
        ("Big releases of a monolith", ("small batches", "Continuous delivery", "loosely coupled")),
    ],
)
def test_each_has_what_the_field_names_against_it(name: str, against: tuple[str, ...]) -> None:
    """Small batches, automation, self-service, peer review, loose coupling, feedback: where they help."""
    measures = " ".join(found_in(stream_of("deployment-in-months"))[name].countermeasures)
    assert all(words in measures for words in against)


def test_what_is_waived_or_mended_is_named_no_longer() -> None:
    """A waiver, or an automated test, takes its pathology away."""
    stream = stream_of("deployment-in-months")
    stream.lists["waiver"].append(Waiver(rule="stacked-approvals"))
    for identifier in EXPECTED["Manual testing"]:
        stream.put_stage(replace(stream.stage(identifier), automated=True))
    assert not {"Stacked approvals", "Manual testing"} & found_in(stream).keys()


def test_what_no_figure_shows_is_asked_until_somebody_noted_it() -> None:
    """Heroics, extra features and skills are questions at the stage that they are about; a tag answers."""
    asked = {
        question.waste: question for question in questions_of(stream_of("deployment-in-months").stages())
    }
    assert asked.keys() == {"extra-features", "skills"}, "heroics are tagged in this sample"
    assert asked["skills"].stage == "develop"
    assert asked["skills"].text.startswith("Develop: ")
    minutes = stream_of("deployment-in-minutes").stages()
    assert [question.waste for question in questions_of(minutes)] == ["heroics", "extra-features", "skills"]
    assert questions_of([]) == ()
    [*_, skills] = questions_of([Stage(id="a", name="{A}", kind="approve")])
    assert (skills.stage, skills.text.startswith("What could")) == (None, True)
    assert questions_of([Stage(id="a", name="{A}", kind="deploy")])[0].text.startswith("{A}: who")
