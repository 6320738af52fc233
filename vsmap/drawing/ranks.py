"""Which column each stage stands in: longest path from the starts, on the flows that close no ring."""

from collections.abc import Iterator, Sequence


def closing_flows(stages: int, flows: Sequence[tuple[int, int]]) -> set[int]:
    """Return the indices of flows that close a ring (and of flows from a stage to itself).

    Depth first from the starts in order of insertion, then from what only rings lead to; iterative.
    """
    closing = {index for index, (source, target) in enumerate(flows) if source == target}
    ways_out: list[list[tuple[int, int]]] = [[] for _ in range(stages)]
    has_way_in = bytearray(stages)
    for index, (source, target) in enumerate(flows):
        if source != target:
            ways_out[source].append((target, index))
            has_way_in[target] = 1
    state = bytearray(stages)
    for start in sorted(range(stages), key=has_way_in.__getitem__):
        if not state[start]:
            _walk(start, ways_out, state, closing)
    return closing


def _walk(start: int, ways_out: list[list[tuple[int, int]]], state: bytearray, closing: set[int]) -> None:
    """Visit all that `start` leads to; a flow to a stage that is still open (state 1) closes a ring."""
    state[start] = 1
    open_stages: list[tuple[int, Iterator[tuple[int, int]]]] = [(start, iter(ways_out[start]))]
    while open_stages:
        stage, rest = open_stages[-1]
        for target, index in rest:
            if not state[target]:
                state[target] = 1
                open_stages.append((target, iter(ways_out[target])))
                break
            if state[target] == 1:
                closing.add(index)
        else:
            state[stage] = 2
            open_stages.pop()


def ranks(stages: int, flows: Sequence[tuple[int, int]]) -> tuple[list[int], set[int]]:
    """Return the rank of each stage by longest path, and the indices of the flows that close a ring.

    Starts stand just before the first stage they feed.
    """
    rank = _longest(stages, flows)
    if rank is not None:
        return rank, set()
    closing = closing_flows(stages, flows)
    rank = _longest(stages, [flow for index, flow in enumerate(flows) if index not in closing])
    if rank is None:
        raise AssertionError("depth first search left a ring")
    return rank, closing


def _longest(stages: int, flows: Sequence[tuple[int, int]]) -> list[int] | None:
    """Return the ranks (Kahn's order), or None where the flows hold a ring."""
    ways_out: list[list[int]] = [[] for _ in range(stages)]
    waiting = [0] * stages
    for source, target in flows:
        ways_out[source].append(target)
        waiting[target] += 1
    starts = [stage for stage in range(stages) if not waiting[stage]]
    rank = [0] * stages
    ready = starts[:]
    for stage in ready:
        after = rank[stage] + 1
        for target in ways_out[stage]:
            rank[target] = max(rank[target], after)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    if len(ready) < stages:
        return None
    for stage in starts:
        if ways_out[stage]:
            rank[stage] = min(rank[target] for target in ways_out[stage]) - 1
    return rank
