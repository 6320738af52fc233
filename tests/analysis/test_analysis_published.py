"""Published maps come out as published, or as their own figures add up."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builders import stream, with_stage
from known_numbers import in_line, stage_of, text_of, worked_example

from vsmap.analysis.report import analyse
from vsmap.model.calendar import Calendar
from vsmap.model.durations import parse_duration
from vsmap.model.records import Conventions, Flow, Stage
from vsmap.model.stream import ValueStream


def acme() -> ValueStream:
    """Acme Stamping as Rother and Shook draw it: days of inventory in front of each process."""
    steps = worked_example("acme_current")["steps"]
    stages: list[Stage] = []
    for inventory, process in zip(steps[::2], [*steps[1::2], None], strict=True):
        wait = parse_duration(text_of(inventory["wait"]))
        work = parse_duration(text_of(process["pt"]) if process else "n/a")
        stages.append(Stage(id=f"s{len(stages)}", name="stage", process_time=work, wait_time=wait))
    built = in_line(stages)
    built.settings["conventions"] = Conventions(lead_time="waits-only")
    return built


def test_acme_is_23_6_days_of_waiting_and_188_seconds_of_work() -> None:
    """The ladder's two sums are as Rother and Shook print them, under any length of day."""
    published = worked_example("acme_current")["published"]
    for calendar in (Calendar(), Calendar(hours_per_day=55_200 / 3600), Calendar(hours_per_day=24)):
        built = acme()
        built.settings["calendar"] = calendar
        totals = analyse(built).totals
        assert totals.lead_time_h is not None
        assert totals.lead_time_h / calendar.hours_per_day == pytest.approx(published["total_lt"]["value"])
        assert totals.wait_time_h == totals.lead_time_h
        assert totals.process_time_h == pytest.approx(published["total_pt"]["value"] / 3600)


def test_acme_has_two_efficiencies_by_two_lengths_of_day() -> None:
    """The same map gives the printed 0.0092 % by the clock and 0.0144 % by the shift."""
    recomputed = worked_example("acme_current")["recomputed"]
    for hours, expected in ((24, "va_pct_24h_day"), (55_200 / 3600, "va_pct_2x27600s_day")):
        built = acme()
        built.settings["calendar"] = Calendar(hours_per_day=hours)
        assert analyse(built).totals.flow_efficiency_pct == pytest.approx(recomputed[expected], abs=5e-6)


def lean_enterprise() -> ValueStream:
    """The map of Lean Enterprise, page 139."""
    example = worked_example("lean_enterprise_dora")
    stages = [stage_of(step, step["id"]) for step in example["steps"]]
    return ValueStream(stages, [Flow(source=source, target=target) for source, target in example["edges"]])


def test_lean_enterprise_adds_up_and_is_near_what_is_printed() -> None:
    """48 days, 6.875 days of work, 14.3 %, 5.44 %, through change approval; the print rounds."""
    example = worked_example("lean_enterprise_dora")
    published, recomputed, within = example["published"], example["recomputed"], example["tolerance"]
    analysis = analyse(lean_enterprise())
    totals = analysis.totals
    assert analysis.critical_path == tuple(published["critical_path"])
    assert totals.lead_time_h == pytest.approx(recomputed["critical_path_lt_days"] * 8)
    assert totals.process_time_h == pytest.approx(recomputed["critical_path_pt_days"] * 8)
    assert totals.flow_efficiency_pct == pytest.approx(recomputed["activity_ratio_pct"])
    assert totals.rolled_complete_accurate_pct == pytest.approx(recomputed["rolled_all_blocks_pct"])
    assert (totals.lead_time_h or 0) / 40 == pytest.approx(
        published["total_lt"]["value"], abs=within["total_lt_weeks"]
    )
    assert (totals.process_time_h or 0) / 8 == pytest.approx(
        published["total_pt"]["value"], abs=within["total_pt_days"]
    )
    assert totals.flow_efficiency_pct == pytest.approx(
        published["activity_ratio_pct"], abs=within["activity_ratio_pct"]
    )
    assert totals.rolled_complete_accurate_pct == pytest.approx(
        published["rolled_ca_pct"], abs=within["rolled_ca_pct"]
    )


def test_lean_enterprise_over_the_path_alone_is_7_26_percent() -> None:
    """The convention `critical-path` multiplies the blocks of the path and no others."""
    built = lean_enterprise()
    built.settings["conventions"] = Conventions(rolled="critical-path")
    expected = worked_example("lean_enterprise_dora")["recomputed"]["rolled_critical_path_only_pct"]
    assert analyse(built).totals.rolled_complete_accurate_pct == pytest.approx(expected)


def test_lean_enterprise_counts_work_labour_and_handoffs() -> None:
    """Work beside the path counts in the total, and people multiply it; lanes change four times."""
    totals = analyse(lean_enterprise()).totals
    assert totals.total_process_time_h == pytest.approx(63)
    assert totals.labour_h == pytest.approx(464)
    assert totals.handoffs == 4


def test_istqb_is_exact() -> None:
    """192 h, 53 h, 139 h, 27.6 % and 47.88 %."""
    example = worked_example("istqb_current")
    totals = analyse(in_line([stage_of(step, f"s{n}") for n, step in enumerate(example["steps"])])).totals
    expected = example["recomputed"]
    assert totals.lead_time_h == pytest.approx(expected["total_lt"])
    assert totals.process_time_h == pytest.approx(expected["total_pt"])
    assert totals.wait_time_h == pytest.approx(expected["total_wait"])
    assert totals.flow_efficiency_pct == pytest.approx(expected["flow_efficiency_pct"])
    assert totals.rolled_complete_accurate_pct == pytest.approx(expected["rolled_ca_pct"])


def test_two_judges_multiply() -> None:
    """75 % for one and 50 % for the other are 37.5 %."""
    example = worked_example("rise8_multi_customer_ca")
    step = example["steps"][0]
    judged = tuple((str(report["by"]), report["pct"]) for report in step["ca_reports"])
    analysis = analyse(in_line([replace(stage_of(step, "contract"), judged_by=judged)]))
    assert analysis.stages["contract"].complete_accurate_pct == example["recomputed"]["ca_pct"]
    assert analysis.totals.rolled_complete_accurate_pct == example["recomputed"]["ca_pct"]


def test_a_map_with_a_missing_wait_says_at_least() -> None:
    """The Dojo's ladder lacks one rung: work is exact, the waits seen add up, and more is not claimed."""
    example = worked_example("dojo_full_blank_wait")
    stages = [stage_of(step | {"lt": step["pt"]}, f"s{n}") for n, step in enumerate(example["steps"])]
    after = [step.get("wait_after") for step in example["steps"]]
    analysis = analyse(in_line(stages, [text_of(wait) if wait else "?" for wait in after]))
    assert analysis.totals.process_time_h == pytest.approx(example["recomputed"]["total_value"])
    assert analysis.totals.wait_time_h == pytest.approx(example["recomputed"]["sum_of_visible_waits"])
    assert not analysis.totals.lead_time_complete
    assert analysis.totals.flow_efficiency_pct is None


def test_four_hours_in_five_days_depend_on_the_day() -> None:
    """10 % of days of 8 hours, 3.3 % of days of 24."""
    example = worked_example("same_inputs_two_answers")
    for hours, key in ((8, "8h_day_pct"), (24, "24h_day_pct")):
        built = in_line([stage_of(example["steps"][0], "work")])
        built.settings["calendar"] = Calendar(hours_per_day=hours)
        found = analyse(built).totals.flow_efficiency_pct
        assert found == pytest.approx(example["recomputed"][key], abs=5e-4)


@pytest.mark.parametrize(
    ("yields", "key", "within"),
    [
        ((99, 97, 99, 96), "mfgcalcs", 5e-3),
        ((98, 97, 99, 96), "mfgcalcs_baseline", 5e-3),
        ((95, 84, 88), "minitab", 1e-9),
        ((87, 93, 95), "sigmapedia_0.87", 5e-3),
        ((90, 90, 90), "docs_rs", 1e-9),
    ],
)
def test_rolled_yields_are_products(yields: tuple[float, ...], key: str, within: float) -> None:
    """Rolled throughput yield as four sources compute it."""
    expected = worked_example("rty_set")["recomputed"][key]
    expected *= 100 if expected < 1 else 1
    stages = [Stage(id=f"s{n}", name="s", complete_accurate=each) for n, each in enumerate(yields)]
    assert analyse(in_line(stages)).totals.rolled_complete_accurate_pct == pytest.approx(expected, abs=within)


def test_waits_on_arrows_are_lead_time() -> None:
    """Finster's scenario: work and the waits between add up to 85; cycles too."""
    example = worked_example("finster_implicit_rework")
    stages = [stage_of(step | {"lt": step["pt"]}, f"s{n}") for n, step in enumerate(example["steps"])]
    analysis = analyse(in_line(stages, [f"{way[2]['wait']}h" for way in example["edges"]]))
    assert analysis.totals.lead_time_h == pytest.approx(example["recomputed"]["lead_time"])
    finishes = [0.0, *(result.earliest_finish_h for result in analysis.stages.values())]
    cycles = [later - earlier for earlier, later in pairwise(finishes)]
    assert cycles == pytest.approx(example["published"]["cycle_times"])


def test_five_days_of_22_add_value() -> None:
    """Microsoft Learn's process cycle efficiency: only the work that adds value counts."""
    built = stream("Design 3d/10d -> Check 4d/6d -> Build 2d/6d")
    for stage, value in (("Design", "adding"), ("Check", "necessary"), ("Build", "adding")):
        with_stage(built, stage, value=value)
    assert analyse(built).totals.value_added_pct == pytest.approx(22.7, abs=0.05)
