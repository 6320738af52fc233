"""The lead time of an average item: shares by scenario, rework in full, by several independent routes."""

from dataclasses import replace
from statistics import fmean, stdev

import average_item
import brute_force
import pytest
from builders import stream, with_stage
from hypothesis import given, settings
from known_numbers import ground_truth
from random_maps import looping_maps, maps

from vsmap.analysis.report import analyse
from vsmap.model.durations import parse_duration
from vsmap.model.figures import times_of
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream

SAMPLES = 20_000
SIGMAS = 5
"""How far a mean of samples may lie from the truth: beyond it once in two million tries; seeds are fixed."""


def jensen_gap() -> ValueStream:
    """A fork by shares inside parallel ways."""
    inputs = ground_truth("flow_jensen_gap")["inputs"]
    stages = [
        Stage(id=key, name=key, lead_time=parse_duration(f"{hours}h"))
        for key, hours in inputs["stages"].items()
    ]
    flows = [
        Flow(source=source, target=target, share=share and share * 100)
        for source, target, _kind, share, _wait in inputs["edges"]
    ]
    return ValueStream(stages, flows)


def sample_feature() -> ValueStream:
    """A feature's way with parallel ways, a fork, and rework that crosses the join."""
    inputs = ground_truth("sample_feature_current")["inputs"]
    built = ValueStream(
        Stage(
            id=key,
            name=key,
            process_time=parse_duration(f"{process}h"),
            wait_time=parse_duration(f"{wait}h"),
            complete_accurate=accurate * 100,
        )
        for key, (process, wait, accurate) in inputs["stages"].items()
    )
    for source, target, kind, share in inputs["edges"]:
        if kind == "flow":
            built.put_flow(Flow(source=source, target=target, share=share and share * 100))
        else:
            built.put_rework(Rework(source=source, target=target, rate=25))
    return built


def test_the_slowest_way_is_that_of_each_scenario() -> None:
    """Half of the items take 10 hours and half 6: 8 on average, and not the 6 of the larger mean."""
    totals = analyse(jensen_gap()).totals
    assert totals.expected_lead_time_h == pytest.approx(
        ground_truth("flow_jensen_gap")["expected"]["exact_mean"]
    )
    assert totals.expected_exact is True


def test_the_sample_feature_is_right_in_every_number() -> None:
    """141.94 h: rework repeats its body, does not wait for security again, and is not lost at the join."""
    expected = ground_truth("sample_feature_current")["expected"]
    analysis = analyse(sample_feature())
    assert analysis.totals.expected_lead_time_h == pytest.approx(expected["E_LT"])
    assert analysis.totals.expected_exact is True
    for stage, visits in expected["visits"].items():
        assert analysis.stages[stage].visits == pytest.approx(visits)
    for stage, slope in expected["sensitivity"].items():
        assert analysis.stages[stage].lever == pytest.approx(slope)
    assert (analysis.totals.rolled_complete_accurate_pct or 0) / 100 == pytest.approx(expected["rolled_ca"])
    built = sample_feature()
    built.drop_rework("test", "build")
    without = analyse(built).totals.expected_lead_time_h
    assert expected["E_LT"] - (without or 0) == pytest.approx(expected["rework_time"])


def test_a_stage_that_repeats_itself() -> None:
    """Five hours and a fifth that come back: 6.25 hours, passes and all (geometric)."""
    item = ground_truth("rework_geometric_loop")
    built = stream(f"A /{item['inputs']['T']}h")
    built.put_rework(Rework(source="A", target="A", rate=item["inputs"]["r"] * 100))
    analysis = analyse(built)
    assert analysis.totals.expected_lead_time_h == pytest.approx(item["expected"]["mean"])
    assert analysis.stages["A"].visits == pytest.approx(1.25)
    assert analysis.totals.lead_time_h == pytest.approx(5)


def test_waiting_before_rework_counts() -> None:
    """The redo stage of a textbook as a wait on the arrow: 3 + 0.25 × (3 + 3) days."""
    item = ground_truth("flow_rework_with_redo_stage")
    stages = item["inputs"]["stages"]
    built = stream(f"t1 /{stages['t1']}h -> t2 /{stages['t2']}h; t2 ~20% 3h~> t1")
    assert analyse(built).totals.expected_lead_time_h == pytest.approx(item["expected"]["exact_mean"])


def test_visits_are_those_of_the_fundamental_matrix() -> None:
    """Grinstead and Snell's chain of four states: its first row, and the mean number of steps."""
    item = ground_truth("markov_grinstead_9_11")
    matrix = item["inputs"]["Q"]
    built = ValueStream(
        [Stage(id=f"s{n}", name="s", lead_time=parse_duration("1h")) for n in range(len(matrix))]
    )
    built.put_stage(Stage(id="end", name="end", lead_time=parse_duration("0")))
    for source, row in enumerate(matrix):
        for target, share in enumerate(row):
            if share:
                built.put_flow(Flow(source=f"s{source}", target=f"s{target}", share=share * 100))
        rest = 1 - sum(row)
        share_to_end = rest * 100 if sum(row) else None
        if rest > 1e-9:
            built.put_flow(Flow(source=f"s{source}", target="end", share=share_to_end))
    analysis = analyse(built)
    visits = [analysis.stages[f"s{n}"].visits for n in range(len(matrix))]
    assert visits == pytest.approx(item["expected"]["N"][0])
    assert analysis.totals.expected_lead_time_h == pytest.approx(item["expected"]["t"][0])


@given(maps())
def test_the_mean_is_that_of_all_scenarios(built: ValueStream) -> None:
    """Shares without rework, counted out: exact for every map whose items differ."""
    totals = analyse(built).totals
    if all(flow.share is None for flow in built.flows()):
        assert totals.expected_lead_time_h is None
        assert totals.expected_exact is None
    else:
        assert totals.expected_lead_time_h == pytest.approx(average_item.mean_over_scenarios(built))
        assert totals.expected_exact is True


@given(maps())
def test_first_visits_are_probabilities_of_scenarios(built: ValueStream) -> None:
    """How often a stage is visited is in how many scenarios it is, on dead ends too."""
    analysis = analyse(built)
    for stage, result in analysis.stages.items():
        often = sum(weight for weight, visited in brute_force.scenarios(built) if stage in visited)
        assert result.visits == pytest.approx(often)


@given(looping_maps())
def test_an_hour_saved_is_worth_its_lever(built: ValueStream) -> None:
    """A little less at a stage shortens the mean by that times the lever: a difference, not a derivation."""
    analysis = analyse(built)
    for stage, result in analysis.stages.items():
        hours = times_of(built.stage(stage), built.calendar).lead_time or 0.0
        if hours < 1:
            continue
        shorter = built.copy()
        less = replace(built.stage(stage), process_time=None, lead_time=parse_duration(f"{hours - 0.001}h"))
        shorter.put_stage(less)
        mean = analyse(shorter).totals.expected_lead_time_h
        assert mean is not None
        assert analysis.totals.expected_lead_time_h is not None
        assert result.lever is not None
        saved = analysis.totals.expected_lead_time_h - mean
        assert saved == pytest.approx(result.lever * 0.001, abs=1e-8)


@settings(max_examples=40)
@given(looping_maps(most=5))
def test_visits_solve_their_own_equations(built: ValueStream) -> None:
    """Visits = first pass + what each rework arrow brings back, solved by iteration over all arrows."""
    analysis = analyse(built)
    first = {
        stage: sum(weight for weight, visited in brute_force.scenarios(built) if stage in visited)
        for stage in built.ids()
    }
    repeated = {
        (arrow.source, arrow.target): average_item.body_visits(built, arrow) for arrow in built.reworks()
    }
    visits = dict(first)
    for _ in range(400):
        visits = {
            stage: first[stage]
            + sum(
                (arrow.rate or 0)
                / 100
                * visits[arrow.source]
                * repeated[arrow.source, arrow.target].get(stage, 0)
                for arrow in built.reworks()
            )
            for stage in built.ids()
        }
    for stage, often in visits.items():
        assert analysis.stages[stage].visits == pytest.approx(often, rel=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "A /4h -> B /6h -> C /2h; B ~20% 1h~> A; C ~30%~> B",
        "A /4h -> B /6h -> C /2h -> D /1h; C ~25%~> B; D ~10% 5h~> A",
        "A /2h -> (B /9h, C /3h) -> D /4h -> E /1h; D ~30% 1h~> B; E ~20%~> A",
        "A /2h -40%-> B /9h -> D /4h; A -60%-> C /1h -> D; D ~50% 2h~> A; B ~10%~> B",
        "A /2h -> B /3h -> C /1h; B ~20%~> A; B ~30% 1h~> B",
        "A /1h -50%-> C /9h; A -50%-> B /3h -> D /1h; D ~40%~> A",
    ],
)
def test_items_walked_one_by_one_take_as_long(text: str) -> None:
    """Nested, crossing and double loops, loops over joins and forks: a walk of many items agrees."""
    built = stream(text)
    walker = average_item.Walker(built, seed=7)
    times = [walker.walk() for _ in range(SAMPLES)]
    analysis = analyse(built)
    error = stdev(times) / SAMPLES**0.5
    assert analysis.totals.expected_exact is True
    assert analysis.totals.expected_lead_time_h == pytest.approx(fmean(times), abs=SIGMAS * error)
    for stage, result in analysis.stages.items():
        assert result.visits == pytest.approx(walker.visits[stage] / SAMPLES, rel=0.05)


def test_a_loop_beside_a_parallel_way_is_a_lower_bound() -> None:
    """The mean of rework is added before the slowest way is chosen, which is too little, and is said."""
    built = stream("A /1h -> (B /5h, C /6h) -> D /1h; B ~30%~> B")
    walker = average_item.Walker(built, seed=3)
    walked = fmean(walker.walk() for _ in range(SAMPLES))
    totals = analyse(built).totals
    assert totals.expected_exact is False
    assert totals.expected_lead_time_h == pytest.approx(1 + 5 / 0.7 + 1)
    assert (totals.expected_lead_time_h or 0) < walked


def test_an_unknown_rate_counts_zero_and_is_said() -> None:
    """At least so much: the loop is drawn, its rate is not known."""
    totals = analyse(stream("A /4h -> B /6h; B ~> A")).totals
    assert totals.expected_lead_time_h == pytest.approx(10)
    assert not totals.expected_complete
    assert analyse(stream("A /4h -> B /6h; B ~10%~> A")).totals.expected_complete
    assert not analyse(stream("A /4h -> B; B ~10%~> A")).totals.expected_complete


def test_ranges_and_estimates_have_means() -> None:
    """A three-point's mean is that of its Beta-PERT; a range's is its middle; an estimate's what it says."""
    item = ground_truth("pert_three_point_8_5")
    best, likely, worst = item["inputs"]["amb"]["Build"]
    built = with_stage(stream("A"), "A", lead_time=f"{best}h/{likely}h/{worst}h")
    totals = analyse(built).totals
    assert totals.lead_time_h == pytest.approx(likely)
    assert totals.expected_lead_time_h == pytest.approx(item["expected"]["mean"]["Build"])
    assert analyse(with_stage(built, "A", lead_time="2h-6h")).totals.expected_lead_time_h == pytest.approx(4)
    assert analyse(with_stage(built, "A", lead_time="~3h")).totals.expected_lead_time_h == pytest.approx(3)
    assert analyse(with_stage(built, "A", lead_time="3h")).totals.expected_lead_time_h is None
    built = with_stage(with_stage(built, "A", lead_time=None), "A", process_time="1h/2h/9h", wait_time="6h")
    assert analyse(built).totals.expected_lead_time_h == pytest.approx(9)


def test_an_item_that_is_never_delivered_takes_no_part() -> None:
    """Lost items have no lead time: the mean is over those that reach the customer."""
    built = stream("A /2h -50%-> B /8h !; A -50%-> C /50h")
    totals = analyse(built).totals
    assert totals.expected_lead_time_h == pytest.approx(10)
    assert analyse(built).stages["C"].visits == pytest.approx(0.5)


def test_rejects_at_every_stage_are_no_scenarios_of_their_own() -> None:
    """Whatever is lost is lost: five thousand gates stay exact."""
    built = ValueStream([Stage(id="bin", name="Bin")])
    for number in range(5000):
        built.put_stage(
            Stage(id=f"s{number}", name="s", lead_time=parse_duration("1h"), delivers=number == 4999)
        )
        if number:
            built.put_flow(Flow(source=f"s{number - 1}", target=f"s{number}", share=99.9))
            built.put_flow(Flow(source=f"s{number - 1}", target="bin", share=0.1))
    totals = analyse(built).totals
    assert totals.expected_lead_time_h == pytest.approx(5000)
    assert totals.expected_exact is True


def test_too_many_scenarios_are_sampled_and_said() -> None:
    """Fourteen forks beside a parallel way: a seeded sample, the same each time, near the truth."""
    forks = [f"F{n} /1h -50%-> G{n} /{2**n}h -> F{n + 1}; F{n} -50%-> F{n + 1}" for n in range(14)]
    built = stream("\n".join(["Start /1h -> F0", *forks, "F14 /1h -> End /1h", "Start -> Side /9h -> End"]))
    first, again = analyse(built).totals, analyse(built.copy()).totals
    assert first.expected_exact is False
    assert first.expected_lead_time_h == again.expected_lead_time_h
    assert first.expected_lead_time_h == pytest.approx(17 + (2**14 - 1) / 2, rel=0.02)
    built.drop_flow("Start", "Side")
    built.drop_flow("Side", "End")
    built.drop_stage("Side")
    alone = analyse(built).totals
    assert alone.expected_exact is True
    assert alone.expected_lead_time_h == pytest.approx(17 + (2**14 - 1) / 2)
