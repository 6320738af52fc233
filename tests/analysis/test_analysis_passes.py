"""The passes of a workshop: what each finds missing, on maps that have it and maps that have not."""

from dataclasses import replace

from builders import stream, with_stage

from vsmap.analysis.passes import PASS_NAMES, passes_of
from vsmap.model.records import Demand, MapSettings
from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map
from vsmap.storage.samples import samples


def _missing(built: ValueStream, name: str) -> list[str]:
    (found,) = [each for each in passes_of(built) if each.name == name]
    return [missing.text for missing in found.missing]


def test_an_empty_map_lacks_its_stages_first() -> None:
    """The first pass asks for what the stream is about and for stages; every pass has questions."""
    found = passes_of(ValueStream())
    assert tuple(each.name for each in found) == PASS_NAMES
    assert all(each.asks for each in found)
    assert _missing(ValueStream(), "Walk the stages")[-1] == "the stages: type one a line"


def test_numbers_that_do_not_apply_are_not_missing() -> None:
    """`n/a` is an answer; an unknown `?` is none; a lead time follows from a wait."""
    built = stream("A n/a/n/a -> B ?/1w 80% -> C 1h+1d 90%")
    built.settings["demand"] = Demand(items=3)
    assert _missing(built, "Numbers") == ["B: PT"]


def test_a_stage_that_nothing_leads_to_is_found() -> None:
    """A stage without any arrow is missing in the first pass."""
    built = with_stage(stream("A @X #test -> B @X #test; C @X #test"), "C", kind="test")
    built.settings["map"] = MapSettings(title="T", trigger="t", customer="c")
    assert _missing(built, "Walk the stages") == ["C: no flow leads to it or on from it"]


def test_value_and_waste_are_asked_until_they_are_said() -> None:
    """Each stage's class, and one tag of waste at least."""
    built = stream("A 1h/1d")
    assert _missing(built, "Value and waste") == [
        *("A: whether it adds value", "no waste is tagged on any stage yet"),
    ]
    built.put_stage(replace(built.stage("A"), value="adding", wastes=("waiting",)))
    assert _missing(built, "Value and waste") == []


def test_every_sample_is_passed_through() -> None:
    """Whatever a sample holds, each pass finds what it finds, at stages that exist."""
    for sample in samples():
        built = read_map(sample.path)
        for each in passes_of(built):
            assert all(missing.stage is None or missing.stage in built for missing in each.missing)
