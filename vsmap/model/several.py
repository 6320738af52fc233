"""Several plans as one edit, and a part of a map that is put into another one."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from vsmap.model.edits import AddRecord, AddStage, Connect, Disconnect, Edit, EditError, Edits, apply_edits
from vsmap.model.records import Flow, Stage
from vsmap.model.stream import ValueStream
from vsmap.model.text import identifier_for

Plan = Callable[[ValueStream], Edits]


def together(stream: ValueStream, plans: Iterable[Plan]) -> Edits:
    """Return the edits of plans of which each is made on what those before it leave.

    Raises EditError where one of them can't be made.
    """
    planned, edits = stream.copy(), list[Edit]()
    for plan in plans:
        steps = plan(planned)
        apply_edits(planned, steps)
        edits += steps
    return tuple(edits)


def as_many_as_can(stream: ValueStream, plans: Iterable[Plan]) -> tuple[Edits, list[str]]:
    """Return the edits of those plans that can be made, as `together`, and what the others raised."""
    wrong: list[str] = []
    planned, edits = stream.copy(), list[Edit]()
    for plan in plans:
        try:
            steps = plan(planned)
            apply_edits(planned, steps)
        except (EditError, ValueError) as error:
            wrong.append(str(error))
        else:
            edits += steps
    return tuple(edits), wrong


def part_of(stream: ValueStream, ids: Collection[str]) -> ValueStream:
    """Return some stages of a map as a map of their own, under the same calendar.

    Where work goes from one of them to another by way of stages that are left out, it flows at once.
    """
    chosen = [stage for stage in stream.stages() if stage.id in ids]
    part = ValueStream(chosen)
    part.settings["calendar"] = stream.calendar
    for stage in chosen:
        for target, is_direct in _next_of(stream, stage.id, part):
            kept = stream.flow(stage.id, target) if is_direct else None
            flow = kept or Flow(source=stage.id, target=target)
            part.put_flow(replace(flow, share=flow.share if _all_kept(stream, stage.id, part) else None))
    for arrow, rework in stream.rework.items():
        if set(arrow) <= set(part.ids()):
            part.put_rework(rework)
    told = stream.lists["information"]
    part.lists["information"] = [row for row in told if {row.source, row.target} <= set(part.ids())]
    return part


def _all_kept(stream: ValueStream, source: str, part: ValueStream) -> bool:
    return all(target in part for target in stream.successors(source))


def _next_of(stream: ValueStream, source: str, part: ValueStream) -> Iterable[tuple[str, bool]]:
    """Return the stages of a part that work comes to next, and whether it does so at once."""
    found: dict[str, bool] = {}
    seen: set[str] = set()
    direct = stream.successors(source)
    waiting = list(direct)
    while waiting:
        stage = waiting.pop()
        if stage in seen:
            continue
        seen.add(stage)
        if stage in part:
            found[stage] = stage in direct
        else:
            waiting += stream.successors(stage)
    return found.items()


def graft(stream: ValueStream, part: ValueStream, after: str | None) -> tuple[list[str], Edits]:
    """Put the stages of a part behind a stage of a map; return their new ids and the edits.

    Those that nothing leads to come behind the stage, and those that lead nowhere take over its ways out.
    Without a stage they go to the end, unconnected. The names stay, ids are new.
    """
    if not len(part):
        return [], ()
    new_ids: dict[str, str] = {}
    taken = stream.ids()
    start = len(stream) if after is None else taken.index(after) + 1
    delivers = any(stage.delivers for stage in stream.stages())
    edits: list[Edit] = []
    for number, stage in enumerate(part.stages()):
        new_ids[stage.id] = identifier_for(stage.name, (*taken, *new_ids.values()))
        edits.append(AddStage(_renamed(stage, new_ids[stage.id], delivers=delivers), start + number))
    if after is not None:
        edits += _tied(stream, part, after, new_ids)
    for flow in part.flows():
        edits.append(Connect(replace(flow, source=new_ids[flow.source], target=new_ids[flow.target])))
    for rework in part.reworks():
        edits.append(Connect(replace(rework, source=new_ids[rework.source], target=new_ids[rework.target])))
    rows = len(stream.lists["information"])
    for number, row in enumerate(part.lists["information"]):
        told = replace(row, source=new_ids[row.source], target=new_ids[row.target])
        edits.append(AddRecord("information", told, rows + number))
    return list(new_ids.values()), tuple(edits)


def _renamed(stage: Stage, identifier: str, *, delivers: bool) -> Stage:
    """Give a stage a new id; where another one of the map delivers already it does not."""
    return replace(stage, id=identifier, delivers=stage.delivers and not delivers)


def _tied(stream: ValueStream, part: ValueStream, after: str, new_ids: dict[str, str]) -> list[Edit]:
    """Return the edits that lead from a stage through a part to where its ways out led."""
    first = [stage for stage in part.ids() if not part.predecessors(stage)]
    last = [stage for stage in part.ids() if not part.successors(stage)]
    ways = [stream.flow(after, target) for target in stream.successors(after)]
    edits: list[Edit] = []
    for way in ways:
        if way is not None:
            edits.append(Disconnect("flow", after, way.target))
            edits += [Connect(replace(way, source=new_ids[stage])) for stage in last]
    return [*edits, *(Connect(Flow(source=after, target=new_ids[stage])) for stage in first)]
