"""The spread of a lead time: exact on a grid, or sampled; by other routes, and by closed forms."""

from collections import defaultdict
from math import sqrt

import average_item
import brute_force
import numpy as np
import pytest
from builders import stream, with_stage
from hypothesis import given, settings
from known_numbers import ground_truth
from random_maps import looping_maps, maps

from vsmap.analysis.distribution.course import journey_of
from vsmap.analysis.distribution.forecast import Forecast, forecast, with_percentiles
from vsmap.analysis.distribution.grid import Algebra, Grid, Spread
from vsmap.analysis.distribution.laws import CV, LEVELS, Lognormal, Pert, Time, stage_time, time_of
from vsmap.analysis.distribution.sampled import BLOCK, StoppedError, sampled
from vsmap.analysis.report import analyse, work_out
from vsmap.model.calendar import Calendar
from vsmap.model.durations import parse_duration
from vsmap.model.stream import ValueStream

SIGMAS = 5
"""How far a sampled share may lie from the truth: beyond it once in two million tries; seeds are fixed."""
PERCENTS = (50, 85, 95)
CALENDAR = Calendar()
MIXED = (
    "A /~1h -> (B /~3d, C /2-5d) -> D /1-5d -30%-> E /1h; D -70%-> F /2-3h -> E; D ~30% 1h~> B; E ~20%~> A"
)
BRIDGE = "A /1h -> (B /2-9h, C /1-8h); B -> D /1h; B -> E /2h; C -> E; D -> F /1h; E -> F"


def spread_of(built: ValueStream, samples: int | None = None, seed: int = 1) -> Forecast:
    """Return the spread of a map that has one."""
    found = forecast(built, samples=samples, seed=seed)
    assert found is not None
    return found


def test_a_geometric_loop_has_its_published_spread() -> None:
    """Five hours, a fifth comes back: mean 6.25, variance 7.8125, P50 5, P85 and P95 10."""
    item = ground_truth("rework_geometric_loop")
    inputs, expected = item["inputs"], item["expected"]
    found = spread_of(stream(f"A /{inputs['T']}h; A ~{inputs['r'] * 100:g}%~> A"))
    assert found.is_exact
    assert found.step_h == 0
    assert found.mean_h == pytest.approx(expected["mean"], rel=1e-7)
    assert float((found.hours - found.mean_h) ** 2 @ found.masses) == pytest.approx(expected["var"], rel=1e-6)
    assert [found.percentile(percent) for percent in PERCENTS] == [
        expected[f"p{percent}"] for percent in PERCENTS
    ]


def test_the_slowest_of_two_is_slower_than_the_slower_mean() -> None:
    """The later of two exponential times takes 3.25 on average and not 3: the algebra of joins."""
    item = ground_truth("and_two_exponentials")
    grid = Grid(0.01, 8192)
    edges = np.arange(grid.size + 1) * grid.step
    parts = [Spread(0.0, np.fft.rfft(np.diff(1 - np.exp(-edges / mean)))) for mean in item["inputs"]["means"]]
    masses = Algebra(grid).masses(Algebra(grid).slowest(parts))
    mean = float((edges[:-1] + grid.step / 2) @ masses)
    assert mean == pytest.approx(item["expected"]["mean"], rel=item["tolerance"]["rel"])


@pytest.mark.parametrize("law", [Pert(5, 8, 14), Pert(0, 0, 3), Pert(2, 5, 5), Pert(1, 2, 3), Lognormal(24)])
def test_a_law_has_its_mean_and_its_deviation(law: Pert | Lognormal) -> None:
    """Beta-PERT: variance (mean − best)(worst − mean) / 7; an estimate: half of its mean (semantics.md)."""
    levels = law.levels()
    deviation = law.mean * CV
    if isinstance(law, Pert):
        deviation = sqrt((law.mean - law.best) * (law.worst - law.mean) / 7)
    assert float(levels.mean()) == pytest.approx(law.mean)
    assert float(levels.std()) == pytest.approx(deviation, rel=2e-3)
    assert np.all(np.diff(levels) >= 0)
    reached = law.below(levels[:: LEVELS // 64])
    assert reached == pytest.approx((np.arange(64) * (LEVELS // 64) + 0.5) / LEVELS, abs=1e-3)
    assert float(law.below(np.array([law.most]))[0]) == pytest.approx(1, abs=1e-9)


def test_durations_have_the_laws_of_their_forms() -> None:
    """Known is certain, between is a symmetric Beta-PERT, ~ is lognormal, unknown adds nothing."""
    laws = {
        text: time_of(parse_duration(text), CALENDAR)
        for text in ("3h", "2-5d", "1h/2h/9h", "~3d", "?", "n/a", "2-2h")
    }
    assert laws == {
        "3h": Time(3.0),
        "2-5d": Time(0.0, (Pert(16, 28, 40),)),
        "1h/2h/9h": Time(0.0, (Pert(1, 2, 9),)),
        "~3d": Time(0.0, (Lognormal(24),)),
        "?": Time(0.0),
        "n/a": Time(0.0),
        "2-2h": Time(2.0),
    }


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"lead_time": "2-4h", "process_time": "~1h"}, Time(0.0, (Pert(2, 3, 4),))),
        ({"wait_time": "2-4h", "process_time": "~1h"}, Time(0.0, (Lognormal(1), Pert(2, 3, 4)))),
        ({"process_time": "~1h"}, Time(0.0, (Lognormal(1),))),
        ({"lead_time": "?", "process_time": "3h"}, Time(3.0)),
        ({"lead_time": "n/a", "process_time": "3h"}, Time(0.0)),
        ({}, Time(0.0)),
    ],
)
def test_a_stage_takes_what_is_known_of_it(figures: dict[str, str], expected: Time) -> None:
    """Its lead time; where that is not known process time and wait, each by its own law."""
    assert stage_time(with_stage(stream("A"), "A", **figures).stage("A"), CALENDAR) == expected


@given(maps())
def test_shares_alone_are_counted_out(built: ValueStream) -> None:
    """Every scenario of a map's shares with its lead time: the exact spread is that list and no more.

    A map that can't be folded is sampled, and is near it.
    """
    counted: defaultdict[float, float] = defaultdict(float)
    for probability, taken in brute_force.outcomes(built):
        finish = average_item.finishes(built, taken)
        delivered = [time for stage, time in finish.items() if brute_force.delivers(built, stage)]
        if delivered:
            counted[round(max(delivered), 6)] += probability
    whole = sum(counted.values())
    found = spread_of(built)
    for hours, mass in counted.items():
        near = float(found.masses[np.abs(found.hours - hours) < 1e-6].sum())
        error = 1e-9 if found.is_exact else SIGMAS * sqrt(0.25 / (found.samples or 1))
        assert near == pytest.approx(mass / whole, abs=error)
    assert set(np.round(found.hours, 6)) <= set(counted)


@settings(max_examples=30)
@given(looping_maps(most=5))
def test_items_walked_one_by_one_have_the_same_spread(built: ValueStream) -> None:
    """A walker that draws shares and rework item by item: its percentiles are those of the algebra.

    Loops beside parallel ways too, where the mean of the totals is a lower bound only.
    """
    walker = average_item.Walker(built, seed=11)
    times = np.sort([walker.walk() for _ in range(2000)])
    found = spread_of(built)
    for at in (200, 1000, 1700, 1900):
        reached = found.share_within(float(times[at]) + 1e-6) / 100
        below = found.share_within(float(times[at]) - 1e-6) / 100
        share = (at + 1) / len(times)
        error = SIGMAS * sqrt(share * (1 - share) / len(times)) + 0.005
        assert below - error <= share <= reached + error


@settings(max_examples=20)
@given(looping_maps(most=6))
def test_the_sample_agrees_with_the_algebra(built: ValueStream) -> None:
    """The two answers are independent of each other, and say the same."""
    exact = spread_of(built)
    drawn = spread_of(built, samples=40_000)
    deviation = sqrt(max(0.0, float((exact.hours - exact.mean_h) ** 2 @ exact.masses)))
    assert drawn.mean_h == pytest.approx(exact.mean_h, abs=SIGMAS * deviation / 200 + 1e-6)


@given(looping_maps(most=6))
def test_the_mean_of_the_spread_is_the_expected_lead_time(built: ValueStream) -> None:
    """Where the total says that it is exact; else it is a lower bound, as it says too."""
    totals = analyse(built).totals
    found = spread_of(built)
    assert totals.expected_lead_time_h is not None
    if found.is_exact and totals.expected_exact:
        assert found.mean_h == pytest.approx(totals.expected_lead_time_h, rel=1e-6)
    elif found.is_exact:
        assert found.mean_h >= totals.expected_lead_time_h * (1 - 1e-6)


def test_a_mean_of_uncertain_ways_beside_each_other_is_a_lower_bound() -> None:
    """The slower of two ranges is slower than the slower mean: the total says about, the spread is exact."""
    built = stream("A /1h -> (B /2-6h, C /1-7h) -> D /1h")
    totals = analyse(built).totals
    assert (totals.expected_lead_time_h, totals.expected_exact) == (6, False)
    assert spread_of(built).mean_h > 6.4
    assert analyse(stream("A /1-2h -> B /2-6h")).totals.expected_exact is True
    assert analyse(stream("A /1h -2-4h-> B /2h -> D /1h; A -> C /1h -> D")).totals.expected_exact is False


@pytest.mark.parametrize("percent", PERCENTS)
def test_uncertain_times_agree_too(percent: int) -> None:
    """Ranges, estimates, a fork, a join and two loops: within what a sample can tell."""
    exact = spread_of(stream(MIXED))
    assert exact.is_exact
    drawn = spread_of(stream(MIXED), samples=200_000)
    error = SIGMAS * sqrt(percent * (100 - percent) / 200_000)
    assert drawn.share_within(exact.percentile(percent)) == pytest.approx(percent, abs=error + 0.1)


def test_which_way_was_taken_is_said() -> None:
    """A map that crosses its branches can't be folded: it is sampled, and the answer says so."""
    found = spread_of(stream(BRIDGE))
    assert (found.is_exact, found.samples, found.seed) == (False, 100_000, 1)
    assert spread_of(stream(MIXED)).samples is None
    assert spread_of(stream(MIXED), samples=10).samples == 10


@pytest.mark.parametrize("workers", [2, 5])
def test_the_same_seed_gives_the_same_items_for_any_number_of_workers(workers: int) -> None:
    """Item by item, however the blocks are shared out; another seed gives others."""
    built = stream(MIXED)
    journey = journey_of(built, work_out(built))
    alone = sampled(journey, 3 * BLOCK + 7, 1)
    assert np.array_equal(alone, sampled(journey, 3 * BLOCK + 7, 1, workers))
    assert not np.array_equal(alone, sampled(journey, 3 * BLOCK + 7, 2, workers))


def test_a_change_is_no_noise() -> None:
    """Each item draws the same luck for a stage in both maps: an hour less is an hour less for every item."""
    before, after = stream("A /~1d -> B /9h -> C /2-5d"), stream("A /~1d -> B /8h -> N /~0h -> C /2-5d")
    first, second = (sampled(journey_of(built, work_out(built)), 5000, 1) for built in (before, after))
    assert first - second == pytest.approx(np.ones(5000))


def test_a_sample_can_be_stopped() -> None:
    """Who watches is told how far it is, and may end it."""
    built = stream(BRIDGE)
    seen: list[tuple[int, int]] = []

    def watch(done: int, whole: int) -> bool:
        seen.append((done, whole))
        return len(seen) < 2

    with pytest.raises(StoppedError):
        forecast(built, samples=10 * BLOCK, watch=watch)
    assert seen == [(BLOCK, 10 * BLOCK), (2 * BLOCK, 10 * BLOCK)]


def test_lost_items_take_no_part() -> None:
    """Those that are never delivered have no lead time: neither in the algebra nor in a sample."""
    built = stream("A /2h -50%-> B /8h !; A -50%-> C /50h")
    assert spread_of(built).hours.tolist() == [10]
    assert set(spread_of(built, samples=1000).hours.tolist()) == {10}
    weighed = stream("A /1h -50%-> B /1h -40%-> X /9h; B -60%-> D /1h !; A -50%-> C /5h -> D")
    assert spread_of(weighed).percentile(37) == 3
    assert spread_of(weighed).percentile(38) == 7


def test_percentiles_stand_only_where_items_differ() -> None:
    """A map without shares, rework, ranges and estimates has none; an empty one no spread at all."""
    for text in ("A /2h -> B /3h", ""):
        built = stream(text)
        assert with_percentiles(built, analyse(built)) == analyse(built)
    assert forecast(ValueStream()) is None
    built = stream("A /2h -> B /3h; B ~20%~> A")
    totals = with_percentiles(built, analyse(built)).totals
    assert (totals.p50_h, totals.p85_h, totals.p95_h, totals.percentiles_exact) == (5, 10, 10, True)


def test_a_histogram_holds_every_item() -> None:
    """Bars of equal width; what lies beyond them is in the first and in the last."""
    found = spread_of(stream("A /5h; A ~20%~> A"))
    bars = found.histogram(5, 5, 3)
    assert [bar.from_h for bar in bars] == [5, 10, 15]
    assert [bar.share_pct for bar in bars] == pytest.approx([80, 16, 4], abs=1e-6)


def test_work_that_hardly_ever_ends_is_followed_to_its_end() -> None:
    """Rates near one, loops in loops: the grid reaches as far as items go, and the mean stays right."""
    built = stream("A /1h -> B /1h -> C /~1h; B ~95%~> A; C ~90%~> C; C ~5%~> A")
    found = spread_of(built)
    assert found.is_exact
    assert found.mean_h == pytest.approx(analyse(built).totals.expected_lead_time_h, rel=1e-4)
