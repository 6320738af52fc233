"""What a highlight suggests to change: a line that reads as an improvement, a first guess to be edited."""

from datetime import date

import pytest
from builders import stream, with_stage
from hypothesis import given
from maps_strategies import WHOLE_MAPS, streams

from vsmap.analysis.promise import promise_of
from vsmap.analysis.proposals import proposal_of, title_of
from vsmap.analysis.report import analyse
from vsmap.analysis.results import Highlight
from vsmap.analysis.waste.countermeasures import COUNTERMEASURES
from vsmap.model.entry import EntryError
from vsmap.model.entry.improvement import read_improvement
from vsmap.model.records import Improvement
from vsmap.model.stream import ValueStream

DAY = date(2026, 11, 25)


def the_map() -> ValueStream:
    """Return a map with a board, a batch, rework and two lanes."""
    built = stream(
        "Dev 2d/5d 80% @Team -> Board 2h/42h #approve 99% @Board -> Ship 4h/20h x1 q9 @Ops; Ship ~20%~> Dev"
    )
    return with_stage(built, "Ship", batch=6, automated=False, kind="deploy")


def highlight(rule: str, stage: str | None = None, flow: tuple[str, str] | None = None) -> Highlight:
    """Return a highlight of a rule at a place."""
    return Highlight(rule, stage, flow, "", 1.0, waived=False, countermeasures=())


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (highlight("wait-dominated", "Dev"), "Help: LT 3.5d"),
        (highlight("approval-without-findings", "Board"), "Help: remove"),
        (highlight("low-complete-accurate", "Dev"), "Help: 90%"),
        (highlight("rework-loop", flow=("Ship", "Dev")), "Help: rework 10%"),
        (highlight("big-batch", "Ship"), "Help: LT 1.5d batch 1"),
        (highlight("manual-work", "Ship"), "Help: PT 2h LT 1.25d automated"),
        (highlight("highest-process-time", "Dev"), "Help: PT 1d LT 4d"),
        (highlight("handoff", flow=("Dev", "Board")), 'Help: lane "Team"'),
        (highlight("too-many-stages"), "Help: "),
    ],
)
def test_each_kind_of_waste_proposes_its_change(found: Highlight, line: str) -> None:
    """Half the waiting, half the defects, half of what comes back, one item a batch, no board."""
    assert proposal_of(found, "Help: as the field says (a book)", the_map()).line == line


def test_titles_are_short() -> None:
    """No countermeasure's title holds a colon, a source, or more than a line has room for."""
    titles = [title_of(measure) for measures in COUNTERMEASURES.values() for measure in measures]
    assert all(title and ":" not in title and "(" not in title and len(title) <= 60 for title in titles)


@WHOLE_MAPS
@given(streams())
def test_every_proposal_can_be_read(built: ValueStream) -> None:
    """Whatever the map, the line that is offered is understood as it stands, or its figures don't agree."""
    for found in analyse(built).highlights:
        for measure in found.countermeasures:
            proposal = proposal_of(found, measure, built)
            stage = built.stage(proposal.stage) if proposal.stage is not None else None
            said = ""
            try:
                said = read_improvement(proposal.line, stage, built, DAY, proposal.arrow).title
            except EntryError as error:
                said = str(error)
            assert said == title_of(measure).replace(":", " –") or "lead time" in said or "LT must" in said


def test_a_promise_is_what_the_future_becomes() -> None:
    """The lead time of the future without and with the improvement, or why it can't be carried out."""
    built = the_map()
    sketch = read_improvement("Faster: LT 3d", built.stage("Dev"), built, DAY)
    assert promise_of(built, sketch.improvement("x", "Dev")) == "future lead time 2.6 w → 2.2 w"
    nothing = Improvement(id="x", title="Nothing")
    assert promise_of(built, nothing) == "future lead time stays 2.6 w"
    gone = read_improvement("No board: remove", built.stage("Board"), built, DAY)
    built.improvements["gone"] = gone.improvement("gone", "Board")
    late = read_improvement("Faster: LT 1d", built.stage("Board"), built, DAY)
    assert promise_of(built, late.improvement("x", "")) == "can't be carried out: Board is gone by then"
