"""What an improvement would do to the future state, in a few words: shown while it is typed."""

from vsmap.analysis.plan import lead_time_of
from vsmap.model.calendar import format_hours
from vsmap.model.future import future_of
from vsmap.model.records import Improvement
from vsmap.model.stream import ValueStream

_NOISE = 1e-9


def promise_of(stream: ValueStream, improvement: Improvement) -> str:
    """Say the lead time of the future state without and with an improvement that is not in the map yet."""
    trial = stream.copy()
    trial.improvements[improvement.id] = improvement
    future = future_of(trial)
    failed = next((each.reason for each in future.left_out if each.improvement == improvement.id), "")
    if failed:
        return f"can't be carried out: {failed}"
    was, now = lead_time_of(future_of(stream).stream), lead_time_of(future.stream)
    shown = format_hours(now, stream.calendar)
    if abs(now - was) <= _NOISE:
        return f"future lead time stays {shown}"
    return f"future lead time {format_hours(was, stream.calendar)} → {shown}"
