"""Work that comes back."""

from collections.abc import Iterator

from vsmap.analysis.waste.finding import Finding, Sight


def rework_loops(sight: Sight) -> Iterator[Finding]:
    """Find every rework arrow, and say what it costs an average item where its rate is known."""
    loops, visits = sight.worked.expected.loops, sight.worked.first_pass.visits
    for loop in loops.loops:
        ends = (loop.source, loop.target)
        cost = loops.cost(loop)
        if cost is None:
            text = f"{sight.arrow_name(ends)}: work comes back, nobody knows how often"
            yield Finding("rework-loop", text, 0, ends=ends)
            continue
        hours = cost * visits[loop.source]
        share = sight.percent((loop.rate or 0.0) * 100)
        text = (
            f"{sight.arrow_name(ends)}: {share} come back, which costs an average item {sight.hours(hours)}"
        )
        critical = sight.worked.timing.critical[loop.source]
        yield Finding("rework-loop", text, hours if critical else 0, ends=ends)
