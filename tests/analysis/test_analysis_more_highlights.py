"""Rules about arrows, lanes, batches and rework fire at their limit, with the map's own numbers."""

import pytest
from builders import stream, with_stage

from vsmap.analysis.report import Highlight, analyse
from vsmap.model.records import Waiver
from vsmap.model.rules import Thresholds
from vsmap.model.stream import ValueStream


def found(built: ValueStream, rule: str) -> list[Highlight]:
    """Return the highlights of one rule."""
    return [highlight for highlight in analyse(built).highlights if highlight.rule == rule]


def limited(built: ValueStream, rule: str, limit: float) -> ValueStream:
    """Set one limit."""
    built.settings["thresholds"] = Thresholds(((rule, (("", limit),)),))
    return built


def test_rework_says_what_it_costs() -> None:
    """A quarter comes back, a day of waiting and both stages again: a third of 28 hours."""
    built = stream("Dev 4h/10h -> Test 2h/10h; Test ~25% 1d~> Dev")
    [loop] = found(built, "rework-loop")
    assert loop.flow == ("Test", "Dev")
    assert loop.stage is None
    assert loop.lead_time_h == pytest.approx(28 / 3)
    assert loop.text == "Test → Dev: 25 % come back, which costs an average item 1.2 d"
    built.lists["waiver"].append(Waiver(rule="rework-loop", source="Test", target="Dev", reason="x"))
    assert found(built, "rework-loop")[0].waived


def test_rework_of_unknown_rate_is_told_without_a_cost() -> None:
    """Nobody knows how often: no hours are made up."""
    [loop] = found(stream("Dev 4h/10h -> Test 2h/10h; Test ~> Dev"), "rework-loop")
    assert (loop.text, loop.lead_time_h) == ("Test → Dev: work comes back, nobody knows how often", 0)


def test_rework_beside_the_critical_path_concerns_no_lead_time() -> None:
    """Its cost is told, its rank is last."""
    [loop] = found(stream("A /1h -> (B /2h, C /50h) -> D /1h; B ~50%~> B"), "rework-loop")
    assert (loop.text, loop.lead_time_h) == ("B → B: 50 % come back, which costs an average item 2 h", 0)


def test_a_handoff_changes_lane_and_system_at_once() -> None:
    """One of the two is not enough, and what nobody said is no change."""
    built = stream("A 1h/2h @Dev -1h-> B 1h/4h @Ops")
    for systems, fires in (((), False), (("Jira",), False), (("Ticket", "Mail"), True)):
        with_stage(with_stage(built, "A", systems=("Jira", "Wiki")), "B", systems=systems)
        assert bool(found(built, "handoff")) is fires
    [handoff] = found(built, "handoff")
    assert handoff.flow == ("A", "B")
    assert handoff.lead_time_h == pytest.approx(4)
    assert handoff.text == "A → B: from Dev to Ops, and from Jira, Wiki to Ticket, Mail"
    assert found(with_stage(built, "B", lane="Dev"), "handoff") == []
    assert analyse(with_stage(built, "B", lane="Ops")).totals.handoffs_with_system_change == 1


def test_a_lane_that_the_work_returns_to() -> None:
    """Told once a lane, where the work waits longest; a stage without a lane changes nothing."""
    assert found(stream("A /1h @Dev -> B /1h @Ops -> C /1h @Ops"), "ping-pong") == []
    assert found(stream("A /1h @Dev -> B /1h -> C /1h @Dev"), "ping-pong") == []
    built = stream("A 1h/1h @Dev -> B 1h/3h @Ops -> C 1h/4h @Dev -> D 1h/1h @Ops -> E 1h/9h @Dev")
    dev, ops = found(built, "ping-pong")
    assert (dev.stage, dev.lead_time_h) == ("E", 8)
    assert dev.text == "E: the work is back at Dev, which it had left for Ops (2 times in all)"
    assert (ops.stage, ops.text) == ("D", "D: the work is back at Ops, which it had left for Dev")


def test_a_batch_with_a_queue_behind_it() -> None:
    """Either alone is harmless."""
    built = stream("Merge 1h/2h -> Test 1h/5h q6")
    assert found(built, "big-batch") == []
    [batch] = found(with_stage(built, "Merge", batch=6), "big-batch")
    assert (batch.stage, batch.lead_time_h) == ("Merge", 4)
    assert batch.text == "Merge: 6 items are handed on together, 6 wait in front of Test"
    assert found(limited(built, "big-batch", 6), "big-batch") == []
    built.settings["thresholds"] = Thresholds()
    assert found(with_stage(built, "Test", queue=0), "big-batch") == []


def test_a_batch_concerns_the_wait_of_the_queue_behind_it() -> None:
    """Where that queue is beside the critical path it concerns no lead time."""
    built = stream("Merge 1h/2h -> (Test 1h/5h q6, Sign 1h/50h) -> End 1h/2h")
    [batch] = found(with_stage(built, "Merge", batch=6), "big-batch")
    assert batch.lead_time_h == 0


@pytest.mark.parametrize(
    ("text", "batch", "reason"),
    [
        ("A @X -> R 1h/1w #release", 24, "24 changes"),
        ("A @X -> R 1h/1w #deploy; B @Y -> R; C @Z -> R", 1, "the work of X, Y and Z"),
        ("A @X -> R 1h/1w #release; B @Y -> R; C @Z -> R", 2, "2 changes and the work of X, Y and Z"),
        ("A @X -> R 1h/1w #release; B @Y -> R", 1, None),
        ("A @X -> R 1h/4d #release", 24, None),
        ("A @X -> R 1h/1w #test", 24, None),
    ],
)
def test_a_release_of_much_at_once(text: str, batch: float, reason: str | None) -> None:
    """Many lanes or a batch, in a release or deployment of a week or more."""
    releases = found(with_stage(stream(text), "R", batch=batch), "big-release")
    assert [release.text for release in releases] == (
        [f"R: {reason} in one release of 1 w"] if reason else []
    )
    assert all(release.lead_time_h == 40 for release in releases)


def test_a_queue_for_an_environment() -> None:
    """Testing or providing it, with items waiting, for half of the lead time or more."""
    for text, fires in (
        ("A 1h/2h q1 #test", True),
        ("A 1h/2h q3 #provision", True),
        ("A 1h/2h q3 #build", False),
        ("A 1h/2h q0 #test", False),
        ("A 6h/10h q3 #test", False),
    ):
        assert bool(found(stream(text), "shared-environment")) is fires, text
    [one] = found(stream("A 1h/2h q1 #test"), "shared-environment")
    assert one.text == "A: 1 item waits for the environment, 1 h of 2 h"
    assert found(limited(stream("A 1h/2h q1 #test"), "shared-environment", 51), "shared-environment") == []
