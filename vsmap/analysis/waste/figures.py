"""Figures that a total needs, and maps too large to read."""

from collections.abc import Iterator

from vsmap.analysis.measures import StageMeasures
from vsmap.analysis.waste.finding import Finding, Sight, listed


def missing_figures(sight: Sight) -> Iterator[Finding]:
    """Find what nobody has said yet; where no stage at all has a %C&A, that is one finding of the map."""
    measures = sight.worked.measures
    rows, counted = measures.rows, sight.counted()
    unassessed = bool(counted) and all(rows[stage].complete_accurate is None for stage in counted)
    for stage in counted:
        row = rows[stage]
        if not (
            row.has_process_time and row.has_lead_time and (unassessed or row.complete_accurate is not None)
        ):
            missing = _missing(row, quality=not unassessed)
            verb = "are" if len(missing) > 1 else "is"
            yield Finding(
                "missing-figures", f"{sight.name(stage)}: {listed(missing)} {verb} missing", 0, stage
            )
    for ends, way in zip(measures.structure.arrows, measures.ways, strict=True):
        if not way.has_wait_time and measures.reach.counts[ends[1]]:
            text = f"{sight.arrow_name(ends)}: the wait in between is not known"
            yield Finding("missing-figures", text, 0, ends=ends)
    if unassessed:
        yield Finding("missing-figures", "no stage has a %C&A, so that nothing is said about quality", 0)


def _missing(row: StageMeasures, *, quality: bool) -> list[str]:
    known = {
        "process time": row.has_process_time,
        "lead time": row.has_lead_time,
        "%C&A": row.complete_accurate is not None or not quality,
    }
    return [figure for figure, is_known in known.items() if not is_known]


def too_many_stages(sight: Sight) -> Iterator[Finding]:
    """Find a map that is too large to be read."""
    count, limit = len(sight.worked.measures.stages), sight.thresholds.limit("too-many-stages")
    if count > limit:
        text = f"{count} stages: a map of more than {limit:g} is hard to read"
        yield Finding("too-many-stages", text, 0)
