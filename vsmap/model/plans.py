"""What a person means by one gesture, as the edits that do it. Plans read a stream and never change it."""

from collections.abc import Sequence
from dataclasses import replace

from vsmap.model.checks import reach_breaches
from vsmap.model.edits import AddStage, Connect, Disconnect, Edit, Edits, MoveStage
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.shares import scaled, share_for_new_way, shares_without
from vsmap.model.stream import ValueStream
from vsmap.model.text import identifier_for


def add_after(stream: ValueStream, stage: Stage, after: str | None) -> Edits:
    """Put a stage behind another: it takes over all its ways out (before a fork, inside a branch).

    Without another it goes to the end of the map, unconnected.
    """
    if after is None:
        return (AddStage(stage, len(stream)),)
    edits: list[Edit] = [AddStage(stage, stream.ids().index(after) + 1)]
    for flow in _ways_out(stream, after):
        edits += [Disconnect("flow", after, flow.target), Connect(replace(flow, source=stage.id))]
    return (*edits, Connect(Flow(source=after, target=stage.id)))


def add_before(stream: ValueStream, stage: Stage, before: str) -> Edits:
    """Put a stage in front of another: it takes over all its ways in (behind the join of them)."""
    edits: list[Edit] = [AddStage(stage, stream.ids().index(before))]
    for flow in _ways_in(stream, before):
        edits += [Disconnect("flow", flow.source, before), Connect(replace(flow, target=stage.id))]
    return (*edits, Connect(Flow(source=stage.id, target=before)))


def add_branch(stream: ValueStream, stage: Stage, beside: str, end: str | None = None) -> Edits:
    """Put a stage beside another, or beside the branch that begins there and ends with `end`.

    It comes behind the same predecessors and leads to the same successors.
    """
    edits: list[Edit] = [AddStage(stage, stream.ids().index(end or beside) + 1)]
    for source in stream.predecessors(beside):
        share, room = share_for_new_way(stream, source)
        edits += [*room, Connect(Flow(source=source, target=stage.id, share=share))]
    ways = _ways_out(stream, end or beside)
    edits += [Connect(Flow(source=stage.id, target=way.target, share=way.share)) for way in ways]
    return tuple(edits)


def add_join(stream: ValueStream, stage: Stage, ends: Sequence[str]) -> Edits:
    """Put a stage behind several branches: it waits for all of them, and takes over their ways out.

    Where several of them led to one stage, the first one's way is the one that is kept.
    """
    ids = stream.ids()
    edits: list[Edit] = [AddStage(stage, max(ids.index(end) for end in ends) + 1)]
    onward: dict[str, Flow] = {}
    for way in (way for end in ends for way in _ways_out(stream, end)):
        edits.append(Disconnect("flow", way.source, way.target))
        onward.setdefault(way.target, replace(way, source=stage.id))
    shares = {target: way.share for target, way in onward.items() if way.share is not None}
    kept = scaled(shares, 100) if len(shares) == len(onward) > 1 else {}
    edits += [Connect(replace(way, share=kept.get(target))) for target, way in onward.items()]
    return (*edits, *(Connect(Flow(source=end, target=stage.id)) for end in ends))


def duplicate(stream: ValueStream, identifier: str) -> tuple[Stage, Edits]:
    """Copy a stage with all its figures, right behind it; return the copy and the edits."""
    original = stream.stage(identifier)
    name = f"{original.name[:190]} (copy)"
    copy = replace(original, id=identifier_for(original.name, stream.ids()), name=name, delivers=False)
    return copy, add_after(stream, copy, identifier)


def connect(stream: ValueStream, source: str, target: str) -> Edits:
    """Draw a flow; where the ways out of its source have shares it gets an equal one."""
    share, room = share_for_new_way(stream, source)
    return (*room, Connect(Flow(source=source, target=target, share=share)))


def connect_rework(source: str, target: str, rate: float | None = None) -> Edits:
    """Draw a rework arrow from a stage back to an earlier one, or to itself."""
    return (Connect(Rework(source=source, target=target, rate=rate)),)


def disconnect(stream: ValueStream, table: str, source: str, target: str) -> Edits:
    """Remove an arrow: its share goes to the other ways, and rework that it cuts off goes with it."""
    first: list[Edit] = [Disconnect(table, source, target)]
    if table == "rework":
        return tuple(first)
    first += shares_without(stream, source, target)
    without = stream.copy()
    without.drop_flow(source, target)
    cut = [breach.record for breach in reach_breaches(without)]
    return (*[Disconnect("rework", *record[1:]) for record in cut], *first)


def move(stream: ValueStream, identifier: str, step: int) -> Edits:
    """Move a stage one place up (-1) or down (+1); a straight link to the neighbour is turned with it.

    So is rework between the two. Returns no edit at the end of the map.
    """
    ids = stream.ids()
    position = ids.index(identifier) + step
    if not 0 <= position < len(ids):
        return ()
    first, second = (identifier, ids[position]) if step > 0 else (ids[position], identifier)
    place = MoveStage(identifier, position)
    if stream.successors(first) != [second] or stream.predecessors(second) != [first]:
        return (place,)
    return (*_turned(stream, first, second), *_turned_rework(stream, first, second), place)


def _turned(stream: ValueStream, first: str, second: str) -> list[Edit]:
    """Turn `… → first → second → …` into `… → second → first → …`; each arrow keeps what it carries."""
    link = stream.flow(first, second)
    ways_in, ways_out = _ways_in(stream, first), _ways_out(stream, second)
    removed = [*ways_in, *([link] if link else []), *ways_out]
    drawn = [
        *(replace(way, target=second) for way in ways_in),
        *([replace(link, source=second, target=first)] if link else []),
        *(replace(way, source=first) for way in ways_out),
    ]
    return [
        *(Disconnect("flow", way.source, way.target) for way in removed),
        *(Connect(way) for way in drawn),
    ]


def _turned_rework(stream: ValueStream, first: str, second: str) -> list[Edit]:
    """Turn the rework from the second stage to the first with them, as it comes back from the later one."""
    rework = stream.rework.get((second, first))
    if rework is None:
        return []
    return [
        Disconnect("rework", second, first),
        Connect(replace(rework, source=first, target=second)),
    ]


def _ways_out(stream: ValueStream, identifier: str) -> list[Flow]:
    ways = (stream.flow(identifier, target) for target in stream.successors(identifier))
    return [way for way in ways if way is not None]


def _ways_in(stream: ValueStream, identifier: str) -> list[Flow]:
    ways = (stream.flow(source, identifier) for source in stream.predecessors(identifier))
    return [way for way in ways if way is not None]
