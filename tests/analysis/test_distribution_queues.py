"""A run with queues against closed forms: one server, several, joins, rework, and what can't be run."""

import pytest
from builders import stream, with_stage
from known_numbers import ground_truth

from vsmap.analysis.distribution.queues import NoQueuesError, QueueRun, run_queues
from vsmap.analysis.distribution.sampled import StoppedError
from vsmap.analysis.queueing import waiting_time
from vsmap.model.durations import parse_duration
from vsmap.model.records import Demand
from vsmap.model.stream import ValueStream

ITEMS = 40_000
SAFETY = 3
"""How many half widths of its own 95 % interval a mean may lie off: 6 standard errors, with a fixed seed."""


def asked(built: ValueStream, items: float, per: str = "1d") -> ValueStream:
    """Give a map a demand."""
    built.settings["demand"] = Demand(items=items, per=parse_duration(per))
    return built


def assert_near(found: QueueRun, mean: float) -> None:
    """Hold a run's mean against the truth, by its own confidence interval."""
    assert found.mean_h == pytest.approx(mean, abs=SAFETY * found.within_h)
    assert found.within_h < 0.1 * mean


def test_one_server_of_certain_work_waits_half_as_long_as_one_of_exponential_work() -> None:
    """M/D/1: load / (2 rate (1 − load)) in the queue, which is half of M/M/1."""
    found = run_queues(asked(stream("A 1h/1h x1"), 6), ITEMS)
    assert_near(found, 1 + 0.75 / (2 * (1 - 0.75)))
    assert (waiting_time(0.75, 1, 1) or 0) / 2 == pytest.approx(0.75 / (2 * (1 - 0.75)))
    [stage] = found.stages
    assert stage.utilisation_pct == pytest.approx(75, rel=0.03)
    assert stage.in_front == pytest.approx(0.75 * stage.wait_h, rel=0.03)


def test_uncertain_work_waits_longer_by_its_variance() -> None:
    """Pollaczek and Khinchine: arrivals × E[S²] / (2 (1 − load)), with the variance of an estimate."""
    second_moment = 1 + 0.5**2
    found = run_queues(asked(stream("A ~1h+0 x1"), 6), ITEMS)
    assert_near(found, 1 + 0.75 * second_moment / (2 * (1 - 0.75)))


def test_two_people_share_one_queue() -> None:
    """Two servers of half the load each wait less than one of the same utilisation."""
    item = ground_truth("bottleneck_is_utilisation")
    first, second = item["inputs"]["times_min"]
    built = asked(stream(f"A {first}m/1d x1 -> B {second}m/1d x2"), item["inputs"]["lam_per_hour"], "1h")
    found = run_queues(built, ITEMS)
    used = [stage.utilisation_pct / 100 for stage in found.stages]
    assert used == pytest.approx(item["expected"]["util"], rel=0.03)
    assert found.stages[1].wait_h < found.stages[0].wait_h


def test_without_people_the_map_is_taken_as_it_was_measured() -> None:
    """No queue is made up: lead times, waits between and the slowest of parallel ways, as in the totals."""
    found = run_queues(asked(stream("A /2h -1h-> (B /9h, C /3h) -> D /1h"), 1), 2000)
    assert [found.mean_h, found.within_h, found.p95_h] == pytest.approx([13, 0, 13])
    assert found.measured == ("A", "B", "C", "D")
    assert found.stages == ()


def test_rework_crosses_a_join_without_waiting_for_what_lies_outside() -> None:
    """A quarter comes back into one of two ways: 141.94 h on average, as the walk through the map has it."""
    item = ground_truth("sample_feature_current")
    steps = item["inputs"]["stages"]
    lead = {stage: process + wait for stage, (process, wait, _accurate) in steps.items()}
    built = stream(
        f"intake /{lead['intake']}h -> analysis /{lead['analysis']}h"
        f" -> (build /{lead['build']}h, security /{lead['security']}h) -> test /{lead['test']}h\n"
        f"test -30%-> board /{lead['board']}h -> deploy /{lead['deploy']}h\n"
        f"test -70%-> auto /{lead['auto']}h -> deploy; test ~25%~> build"
    )
    assert_near(run_queues(asked(built, 1), ITEMS // 4), item["expected"]["E_LT"])


def test_rework_asks_for_people_again() -> None:
    """Half of the work comes back, so that the one person is used twice as much."""
    found = run_queues(asked(stream("A 1h/2h x1; A ~50%~> A"), 3), ITEMS)
    assert found.stages[0].utilisation_pct == pytest.approx(75, rel=0.04)


def test_uptime_makes_work_longer() -> None:
    """A machine that runs half of the time takes twice as long."""
    built = with_stage(stream("A 1h/2h x1"), "A", uptime=50.0)
    assert run_queues(asked(built, 1), ITEMS).stages[0].utilisation_pct == pytest.approx(25, rel=0.05)


def test_the_same_seed_is_the_same_run() -> None:
    """Another seed is another one."""
    built = asked(stream("A ~1h+1h x1 -> B 1h/2h x2; B ~20%~> A"), 3)
    assert run_queues(built, 2000, seed=3) == run_queues(built, 2000, seed=3)
    assert run_queues(built, 2000, seed=3) != run_queues(built, 2000, seed=4)


@pytest.mark.parametrize(
    ("built", "why"),
    [
        (stream("A 1h/2h x1"), "no demand"),
        (asked(ValueStream(), 3), "no stages"),
        (asked(stream("A 1h/2h x1 -> B 1h/2h"), 9), "A is asked for 112 %"),
    ],
)
def test_what_has_no_steady_state_is_refused_with_its_reason(built: ValueStream, why: str) -> None:
    """Without a demand, without stages, or with more work than people: no number is made up."""
    with pytest.raises(NoQueuesError, match=why):
        run_queues(built)


def test_a_run_can_be_stopped() -> None:
    """Who watches may end it."""
    with pytest.raises(StoppedError):
        run_queues(asked(stream("A 1h/2h x1"), 1), 5000, watch=lambda done, _whole: done < 1000)


def test_items_that_are_lost_are_not_delivered() -> None:
    """They use the people and have no lead time."""
    built = asked(stream("A 1h/1h x1 -50%-> B /8h !; A -50%-> C /50h"), 1)
    found = run_queues(built, 4000)
    assert found.p50_h == pytest.approx(9, abs=0.5)
