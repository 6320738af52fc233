"""The totals as people read them: one list, for the Flow panel and for the strip at 80 columns."""

from collections.abc import Callable
from typing import Final, NamedTuple

from vsmap.analysis.bounds import bound_of
from vsmap.analysis.report import Totals
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.widgets.state import Scene

Show = Callable[[float, Calendar], str]
_NOTHING: Final = 1e-9
_BOUNDS: Final = {"": "", "at least": "≥ ", "about": "≈ "}


def _percent(value: float, _calendar: Calendar) -> str:
    return f"{rounded(value)} %"


def _count(value: float, _calendar: Calendar) -> str:
    return rounded(value)


class Total(NamedTuple):
    """One total: its field in the analysis, its names, how it is shown, and whether less is better."""

    field: str
    label: str
    short: str
    show: Show
    less_is_better: bool = True

    @property
    def why(self) -> str:
        """Its name where it is taken apart (`vsmap.analysis.terms`)."""
        plain = self.field.removesuffix("_h").removesuffix("_pct")
        return "waiting" if plain == "wait_time" else plain.replace("_", "-")


TOTALS: Final = (
    Total("lead_time_h", "Lead time", "LT", format_hours),
    Total("process_time_h", "Process time", "PT", format_hours),
    Total("wait_time_h", "Waiting", "wait", format_hours),
    Total("flow_efficiency_pct", "Flow efficiency", "flow eff.", _percent, less_is_better=False),
    Total("value_added_pct", "Value-added", "value-added", _percent, less_is_better=False),
    Total("rolled_complete_accurate_pct", "Rolled %C&A", "%C&A", _percent, less_is_better=False),
    Total("handoffs", "Handoffs", "handoffs", _count),
)
EXPECTED: Final = Total("expected_lead_time_h", "Expected LT", "expected", format_hours)
PERCENTILES: Final = tuple(
    Total(f"p{percent}_h", f"P{percent}", f"P{percent}", format_hours) for percent in (50, 85, 95)
)
TAKT: Final = Total("takt_h", "Takt", "takt", format_hours, less_is_better=False)


def value_of(totals: Totals, total: Total) -> float | None:
    """Return the number of a total; None is unknown."""
    value: float | None = getattr(totals, total.field)
    return value


def shown_value(scene: Scene, total: Total) -> str:
    """Show a total; unknown is a dash, ≥ is at least, ≈ is about."""
    value = value_of(scene.analysis.totals, total)
    if value is None:
        return "–"
    bound = _BOUNDS[bound_of(total.field, scene.analysis.totals)]
    return bound + total.show(value, scene.stream.calendar)


def movement(scene: Scene, total: Total) -> tuple[str, str, bool] | None:
    """Return what a total was, its difference, and whether that is for the better.

    The difference is in percent, of a percentage in points: + 3 % of 14 % would be read as 17 %.
    """
    was, now = value_of(scene.before.totals, total), value_of(scene.analysis.totals, total)
    if was is None or now is None or abs(now - was) <= _NOTHING * max(1.0, abs(was)):
        return None
    if total.field.endswith("_pct"):
        change = f"{now - was:+.1f} points"
    else:
        change = f"{(now - was) / was * 100:+.0f} %" if was else "new"
    change = change.replace("-", "−")
    return total.show(was, scene.stream.calendar), change, (now < was) == total.less_is_better


def target_of(scene: Scene, total: Total) -> tuple[str, bool | None]:
    """Return the target of a total, empty where none is set, and whether it is met; None can't be told."""
    target = scene.analysis.targets.get(total.field.removesuffix("_h").removesuffix("_pct"))
    if target is None:
        return "", None
    return f"goal {total.show(target.target, scene.stream.calendar)}", target.met


def distance_to(scene: Scene, total: Total) -> str:
    """Say how far a total is from the target that it misses: above (+) or below (−) it."""
    target = scene.analysis.targets.get(total.field.removesuffix("_h").removesuffix("_pct"))
    if target is None or target.met is not False or target.distance is None:
        return ""
    sign = "+" if target.distance > 0 else "−"
    return sign + total.show(abs(target.distance), scene.stream.calendar).removesuffix(" %")


def convention_line(scene: Scene) -> str:
    """Say under the totals which school they follow."""
    conventions = scene.stream.conventions
    lead = "LT includes PT" if conventions.lead_time == "includes-process" else "LT = waits only"
    rolled = "rolled over all" if conventions.rolled == "all" else "rolled over the path"
    return f"{lead} · {rolled}"


def calendar_text(calendar: Calendar) -> str:
    """Show the working calendar."""
    return f"{calendar.hours_per_day:g} h/day {calendar.days_per_week:g} d/week"
