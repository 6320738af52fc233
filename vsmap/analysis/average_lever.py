"""How many hours can be saved until an hour is worth less, where items differ by shares or rework."""

from vsmap.analysis.expected import Expected, expected_of
from vsmap.analysis.totals import Worked
from vsmap.model.stream import ValueStream

_SAME = 1e-9
_STEPS = 60


def lever_limits(stream: ValueStream, worked: Worked) -> dict[str, float]:
    """Return the limit of every stage with a lever, by its id; each takes a few analyses of the map."""
    slopes = worked.expected.slopes
    ids = worked.measures.structure.ids
    worth = {stage: slope for stage, slope in slopes.items() if slope > _SAME}
    return {ids[stage]: _limit(stream, worked, stage, slope) for stage, slope in worth.items()}


def lever_limit(stream: ValueStream, worked: Worked, stage: int) -> float | None:
    """Return how many hours saved at one stage are worth its lever; None where it has none."""
    slope = worked.expected.slopes.get(stage, 0.0)
    return _limit(stream, worked, stage, slope) if slope > _SAME else None


def _limit(stream: ValueStream, worked: Worked, stage: int, slope: float) -> float:
    """Find where the mean stops to fall by the slope.

    The mean is convex in the hours of a stage, and made of straight lines: where the line at what was tried
    meets the first line lies nearer to the first bend, or on it (Newton's method, finite on such lines).
    """
    saved = worked.measures.rows[stage].mean_lead_time
    now = _mean(worked.expected)
    for _ in range(_STEPS):
        tried = _with_saving(stream, worked, stage, saved)
        lost = _mean(tried) - (now - slope * saved)
        gentler = slope - tried.slopes.get(stage, 0.0)
        if lost <= _SAME * max(1.0, now) or gentler <= _SAME:
            break
        saved -= lost / gentler
    return max(0.0, saved)


def _with_saving(stream: ValueStream, worked: Worked, stage: int, hours: float) -> Expected:
    rows = worked.measures.rows.copy()
    rows[stage] = rows[stage]._replace(mean_lead_time=rows[stage].mean_lead_time - hours)
    return expected_of(stream, worked.measures._replace(rows=rows), worked.first_pass)


def _mean(expected: Expected) -> float:
    return expected.passage.mean if expected.passage is not None else 0.0
