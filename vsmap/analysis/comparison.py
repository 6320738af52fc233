"""Two states of a value stream side by side, compared by stage id (semantics.md, Future state)."""

from collections.abc import Mapping
from dataclasses import dataclass

from vsmap.analysis.differences import (
    ArrowDifference,
    FigureChange,
    StageDifference,
    arrow_differences,
    setting_differences,
    stage_differences,
)
from vsmap.analysis.movement import Difference, difference
from vsmap.analysis.report import analyse
from vsmap.analysis.results import Analysis
from vsmap.model.stream import ValueStream

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states: its map and its numbers."""

    stream: ValueStream
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two states."""

    before: Side
    after: Side
    totals: Mapping[str, Difference]
    stages: tuple[StageDifference, ...]
    arrows: tuple[ArrowDifference, ...]
    settings: tuple[FigureChange, ...]
    """What changed in the calendar, the conventions and the demand: it changes what numbers mean."""
    left_path: tuple[str, ...]
    """The stages of both maps that are not on the critical path any more."""
    joined_path: tuple[str, ...]
    """The stages of both maps that are on it now and were not."""
    rose_by_moving: bool
    """Whether flow efficiency rose only because the critical path moved."""

    @property
    def path_moved(self) -> bool:
        """Whether the critical path goes another way, not counting stages that came or went."""
        return bool(self.left_path or self.joined_path)

    @property
    def differs(self) -> bool:
        """Whether the two maps are different in anything that is drawn or counted."""
        moved = any(total.is_change for total in self.totals.values())
        return bool(self.stages or self.arrows or self.settings or moved)


def compare(before: ValueStream, after: ValueStream) -> Comparison:
    """Compare two maps by their stages' ids; linear in the maps."""
    was, now = analyse(before), analyse(after)
    both = before.ids() if before is after else [each for each in before.ids() if each in after]
    old_path, new_path = set(was.critical_path), set(now.critical_path)
    return Comparison(
        before=Side(before, was),
        after=Side(after, now),
        totals=difference(was, now),
        stages=stage_differences(before, after),
        arrows=arrow_differences(before, after),
        settings=setting_differences(before, after),
        left_path=tuple(each for each in both if each in old_path and each not in new_path),
        joined_path=tuple(each for each in both if each in new_path and each not in old_path),
        rose_by_moving=_rose_by_moving(before, was, now),
    )


def _rose_by_moving(before: ValueStream, was: Analysis, now: Analysis) -> bool:
    """Tell whether the way that is critical now was as efficient before, when it was not yet critical."""
    old, new = was.totals.flow_efficiency_pct, now.totals.flow_efficiency_pct
    if old is None or new is None or new <= old + _NOISE or was.critical_path == now.critical_path:
        return False
    then = _efficiency_along(now.critical_path, before, was)
    return then is not None and then >= new * (1 - _NOISE)


def _efficiency_along(path: tuple[str, ...], stream: ValueStream, analysis: Analysis) -> float | None:
    """Return the flow efficiency of a way through a map in percent; None where it has no such way."""
    lead = work = 0.0
    for source, identifier in zip((None, *path), path, strict=False):
        result = analysis.stages.get(identifier)
        if result is None:
            return None
        if source is not None:
            flow = stream.flow(source, identifier)
            if flow is None:
                return None
            lead += (flow.wait_time.hours(stream.calendar) or 0.0) if flow.wait_time else 0.0
        lead += result.earliest_finish_h - result.earliest_start_h
        work += result.process_time_h or 0.0
    if stream.conventions.lead_time == "waits-only":
        lead -= work
    return work / lead * 100 if lead > 0 else None
