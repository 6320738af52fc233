"""The arrows of a log's map: flows with shares, rework with rates; what is rare is left out, and counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from vsmap.exchange.logs.visits import Step, Visits

RARE: Final = 0.03
"""Share of the ways out of a stage below which one is left out, unless it is the only way in or out."""
RARE_RETURN: Final = 0.01
"""Returns per case below which a way back is left out."""
MOST_RETURNS: Final = 6
"""Ways back that are drawn: the most frequent ones."""
_ALWAYS: Final = 0.6
"""Share of a stage's visits after which work returns, from which on the stage is an excursion."""
_MOST_RATE: Final = 0.95
_ONE_START: Final = 0.97
"""Share of cases that begin alike, from which on the others are variants."""
_WHOLE: Final = 1000
"""Shares are told in tenths of a percent."""
START, END = -1, -2
"""Where cases begin and end, where they begin or end differently."""


class Structure(NamedTuple):
    """The arrows between stages, by their places in the order of the stream."""

    flows: dict[Step, float | None]
    """The share of each in percent; None for the only way out."""
    rework: dict[Step, float]
    """The rate of each in percent."""
    rare_flows: int
    """Cases that took a way which is left out."""
    rare_returns: int
    """Returns that are left out."""


def structure_of(visits: Visits, size: int) -> Structure:
    """Draw the arrows between so many stages."""
    ways = Counter(visits.forward)
    ways.update({(START, stage): count for stage, count in visits.starts.items()})
    ways.update({(stage, END): count for stage, count in visits.ends.items()})
    kept = _frequent(ways)
    starts = [step for step in kept if step[0] == START]
    main = max(starts, key=lambda step: ways[step])
    if ways[main] >= _ONE_START * visits.cases or len(starts) == 1:
        kept = _with_one_start(kept, main[1], ways)
    kept = _connected(kept, ways, size)
    ends = [step for step in kept if step[1] == END]
    if len(ends) == 1 and not any(step[0] == ends[0][0] and step[1] != END for step in kept):
        kept.discard(ends[0])
    flows = _shares(kept, ways)
    returns = _decided(visits)
    rework = _drawn(returns, visits, _reachable(flows, size))
    return Structure(
        flows,
        rework,
        sum(count for step, count in visits.forward.items() if step not in flows),
        sum(count for step, count in returns.items() if step not in rework),
    )


def _frequent(ways: Counter[Step]) -> set[Step]:
    out: Counter[int] = Counter()
    for (source, _target), count in ways.items():
        out[source] += count
    return {step for step, count in ways.items() if count >= RARE * out[step[0]]}


def _with_one_start(kept: set[Step], first: int, ways: Counter[Step]) -> set[Step]:
    """Let all cases begin with one stage; what leads into it would be a second beginning."""
    left = {step for step in kept if step[0] != START and step[1] != first}
    for step in ways:
        if step[0] == first and step[1] == END and step in kept:
            left.add(step)
    return left


def _connected(kept: set[Step], ways: Counter[Step], size: int) -> set[Step]:
    """Give every stage its most frequent way in and way out, however rare."""
    begins = {step[1] for step in kept if step[0] == START} or {_first_of(kept, size)}
    for stage in range(size):
        into = [step for step in ways if step[1] == stage and step[0] != START]
        if stage not in begins and into and not any(step in kept for step in into):
            kept.add(max(into, key=lambda step: (ways[step], step)))
        out = [step for step in ways if step[0] == stage]
        if out and not any(step in kept for step in out):
            kept.add(max(out, key=lambda step: (ways[step], step)))
    return kept


def _first_of(kept: set[Step], size: int) -> int:
    entered = {target for _source, target in kept}
    return next((stage for stage in range(size) if stage not in entered), 0)


def _shares(kept: set[Step], ways: Counter[Step]) -> dict[Step, float | None]:
    """Return the share of each way among those that are drawn; they add up to 100 exactly."""
    flows: dict[Step, float | None] = {}
    for source in sorted({step[0] for step in kept}):
        out = sorted((step for step in kept if step[0] == source), key=lambda step: (step[1] == END, step[1]))
        if len(out) == 1:
            flows[out[0]] = None
            continue
        whole = sum(ways[step] for step in out)
        tenths = {step: max(1, round(ways[step] / whole * _WHOLE)) for step in out}
        tenths[max(out, key=lambda step: ways[step])] += _WHOLE - sum(tenths.values())
        flows.update({step: count / 10 for step, count in tenths.items()})
    return flows


def _reachable(flows: Iterable[Step], size: int) -> list[int]:
    """Return, for each stage, the stages that it leads to as bits; flows lead onwards in the order."""
    after = [0] * size
    by_source: dict[int, list[int]] = {}
    for source, target in flows:
        by_source.setdefault(source, []).append(target)
    for stage in range(size - 1, -1, -1):
        after[stage] = 1 << stage
        for target in by_source.get(stage, ()):
            after[stage] |= after[target] if target >= 0 else 0
    return after


def _decided(visits: Visits) -> Counter[Step]:
    """Return the ways back by the stage at which it is decided to go there again.

    A stage from which work nearly always returns decides nothing, it is an excursion: what returns from it
    is a repetition of the stage that it returns to.
    """
    out: Counter[int] = Counter()
    for (source, _target), count in visits.back.items():
        out[source] += count
    found: Counter[Step] = Counter()
    for (source, target), count in visits.back.items():
        always = out[source] > _ALWAYS * visits.visited[source]
        found[target if always else source, target] += count
    return found


def _drawn(returns: Counter[Step], visits: Visits, after: list[int]) -> dict[Step, float]:
    """Return the rates in percent of the ways back that are drawn: frequent ones, from where they lead to."""
    least = RARE_RETURN * visits.cases
    rates: dict[Step, float] = {}
    total: dict[int, float] = defaultdict(float)
    for (source, target), count in sorted(returns.items(), key=lambda each: (-each[1], each[0])):
        rate = count / visits.visited[source]
        if len(rates) == MOST_RETURNS or count < least or total[source] + rate > _MOST_RATE:
            continue
        if after[target] >> source & 1:
            rates[source, target] = rate * 100
            total[source] += rate
    return dict(sorted(rates.items()))
