"""More published and closed-form answers: ladder, calendar, queues in a network, visits by algebra."""

import average_item
import numpy as np
import pytest
from brute_force import outcomes, scenarios, ways_from
from builders import stream
from hypothesis import given, settings
from known_numbers import ground_truth
from random_maps import looping_maps

from vsmap.analysis.queueing import waiting_time
from vsmap.analysis.report import analyse
from vsmap.model.calendar import Calendar
from vsmap.model.durations import parse_duration
from vsmap.model.records import Conventions, Flow, Stage
from vsmap.model.stream import ValueStream

STEPS = 2000
"""Starts in a working week over which a calendar time is averaged."""


def test_acme_as_a_ladder_of_waits_on_arrows() -> None:
    """Rother and Shook's six waits and five processes: 23.6 days above, 188 seconds below."""
    item = ground_truth("vsm_acme_current")
    waits, work = item["inputs"]["wait_days"], item["inputs"]["pt_sec"]
    built = ValueStream([Stage(id="supplier", name="supplier", lead_time=parse_duration("0"))])
    for at, seconds in enumerate([*work, 0]):
        took = parse_duration(f"{seconds}s")
        built.put_stage(Stage(id=f"s{at}", name="process", process_time=took, lead_time=took))
        before = f"s{at - 1}" if at else "supplier"
        built.put_flow(Flow(source=before, target=f"s{at}", wait_time=parse_duration(f"{waits[at]}d")))
    built.settings["conventions"] = Conventions(lead_time="waits-only")
    totals = analyse(built).totals
    assert (totals.lead_time_h or 0) / 8 == pytest.approx(item["expected"]["lead_days"])
    assert (totals.process_time_h or 0) * 3600 == pytest.approx(item["expected"]["pt_total_s"])


def calendar_hours(work: float, calendar: Calendar) -> float:
    """Return the calendar hours of so much work, on average over every start in a working week."""
    day, days = calendar.hours_per_day, calendar.days_per_week

    def at(hours: float) -> float:
        """Return the calendar time at which so many working hours of the first Monday on are over."""
        whole_days, rest = divmod(hours, day)
        weeks, weekday = divmod(whole_days, days)
        return weeks * 168 + weekday * 24 + rest

    starts = (np.arange(STEPS) + 0.5) / STEPS * day * days
    return float(np.mean([at(start + work) - at(start) for start in starts.tolist()]))


def test_a_lead_time_in_calendar_days_is_the_mean_over_all_starts() -> None:
    """168 calendar hours for each week of work, whenever it begins: by the factor, and by counting starts."""
    item = ground_truth("calendar_factor_linear")
    inputs = item["inputs"]
    calendar = Calendar(hours_per_day=inputs["hours_per_day"], days_per_week=inputs["days_per_week"])
    for work, expected in zip(inputs["work_hours"], item["expected"]["expected_calendar_hours"], strict=True):
        built = stream(f"A /{work}h")
        built.settings["calendar"] = calendar
        days = analyse(built).totals.calendar_days
        assert days is not None
        assert days * 24 == pytest.approx(expected)
        assert days * 24 == pytest.approx(calendar_hours(work, calendar), rel=item["tolerance"]["rel"])


def test_queues_in_a_network_hold_what_jackson_says() -> None:
    """Hillier and Lieberman's three stations: rates by the traffic equations, items by our formula."""
    item = ground_truth("jackson_hillier_3")
    inputs, expected = item["inputs"], item["expected"]
    routing = np.array(inputs["P"])
    rates = np.linalg.solve(np.eye(3) - routing.T, np.array(inputs["gamma"], dtype=float))
    assert rates.tolist() == pytest.approx(expected["lam"])
    held = []
    for rate, service, servers in zip(rates.tolist(), inputs["mu"], inputs["c"], strict=True):
        wait = waiting_time(rate, service, servers)
        assert wait is not None
        held.append(rate * (wait + 1 / service))
    assert held == pytest.approx(expected["L"])
    assert sum(held) == pytest.approx(expected["Ltot"])
    assert sum(held) / sum(inputs["gamma"]) == pytest.approx(expected["W"])


@settings(max_examples=60)
@given(looping_maps(most=5))
def test_visits_are_the_solution_of_linear_equations(built: ValueStream) -> None:
    """Visits = first pass + what each rework brings back: solved as one system, whatever loops hold loops."""
    ids = built.ids()
    first = [sum(weight for weight, visited in scenarios(built) if stage in visited) for stage in ids]
    brought = np.zeros((len(ids), len(ids)))
    for arrow in built.reworks():
        often = average_item.body_visits(built, arrow)
        for stage, times in often.items():
            brought[ids.index(stage), ids.index(arrow.source)] += (arrow.rate or 0.0) / 100 * times
    solved = np.linalg.solve(np.eye(len(ids)) - brought, np.array(first))
    analysis = analyse(built)
    assert [analysis.stages[stage].visits for stage in ids] == pytest.approx(solved.tolist())


def test_a_token_of_rework_neither_vanishes_at_a_join_nor_waits_for_ever() -> None:
    """Work that comes back into one of two parallel ways goes on at their join without the other way."""
    built = stream("A /1h -> (B /2h, C /9h) -> D /4h -> E /1h; D ~50%~> B")
    analysis = analyse(built)
    assert analysis.totals.expected_lead_time_h == pytest.approx(1 + 9 + 4 + (2 + 4) + 1)
    assert [analysis.stages[stage].visits for stage in "ABCDE"] == pytest.approx([1, 2, 1, 2, 1])
    assert sum(weight for weight, _taken in outcomes(built)) == 1
    assert len(list(ways_from(built, "A"))) > 2
