"""Maps and gestures drawn at random, for promises that hold for every map (Hypothesis).

`streams()` draws a map that breaks no rule; `gestures()` draws what a person or a program may try on one,
`edits_of` turns a gesture into edits for the map as it is then, and `everything` is all that a map says.
"""

from collections.abc import Callable
from itertools import combinations
from typing import Any

from builders import new_stage, stream, with_stage
from hypothesis import strategies as st

from vsmap.model.checks import all_breaches
from vsmap.model.durations import parse_duration
from vsmap.model.edits import (
    AddRecord,
    AddStage,
    Connect,
    Disconnect,
    Edits,
    MoveStage,
    RemoveRecord,
    RemoveStage,
    SetField,
)
from vsmap.model.plans import (
    add_after,
    add_before,
    add_branch,
    connect,
    connect_rework,
    disconnect,
    duplicate,
    move,
)
from vsmap.model.records import (
    ChangeStage,
    Flow,
    Improvement,
    Information,
    NewStage,
    Parking,
    Rework,
    Waiver,
)
from vsmap.model.references import reference_breaches
from vsmap.model.removal import remove_stage
from vsmap.model.shares import scaled, set_share
from vsmap.model.stream import ValueStream

IDS = "abcdefg"
Gesture = tuple[str, int, int, Any]
"""The name of what is tried, two numbers that choose where, and a value."""


@st.composite
def streams(draw: st.DrawFn) -> ValueStream:
    """Draw a map that breaks no rule: branches, shares, rework, records that name stages, figures."""
    built = stream("; ".join(IDS[: draw(st.integers(0, len(IDS)))]))
    ids = built.ids()
    for identifier in ids:
        with_stage(built, identifier, **draw(_stage_values()))
    for source, target in combinations(ids, 2):
        if draw(st.booleans()):
            wait = draw(st.sampled_from([None, "0", "2h", "1-3d", "?", "n/a"]))
            time = parse_duration(wait) if wait else None
            built.put_flow(Flow(source=source, target=target, wait_time=time))
    for source in ids:
        _draw_shares(draw, built, source)
    _draw_rework(draw, built)
    if ids:
        _draw_records(draw, built)
    assert not [*all_breaches(built), *reference_breaches(built)]
    return built


def _stage_values() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"delivers": st.booleans(), "process_time": st.sampled_from([None, "2h", "~1d", "?", "n/a"])},
        optional={
            "lead_time": st.sampled_from(["1w", "2-5d", "n/a"]),
            "complete_accurate": st.integers(0, 100),
            "queue": st.integers(0, 20),
        },
    )


def _draw_shares(draw: st.DrawFn, built: ValueStream, source: str) -> None:
    ways = built.successors(source)
    are_shared = draw(st.booleans())
    if ways and are_shared:
        shares = scaled({target: draw(st.integers(1, 9)) for target in ways}, 100)
        for target, share in shares.items():
            built.put_flow(Flow(source=source, target=target, share=share))


def _draw_rework(draw: st.DrawFn, built: ValueStream) -> None:
    for target in built.ids():
        reached = {target}
        for identifier in built.ids():
            reached |= set(built.successors(identifier)) if identifier in reached else set()
        for source in sorted(reached):
            rates = sum(built.rework[arrow].rate or 0 for arrow in built.rework if arrow[0] == source)
            rate = draw(st.sampled_from([None, 0, 5, 25])) if rates < 70 else None
            if draw(st.integers(0, 3)) == 0:
                built.put_rework(Rework(source=source, target=target, rate=rate))


def _draw_records(draw: st.DrawFn, built: ValueStream) -> None:
    stage = st.sampled_from(built.ids())
    for _ in range(draw(st.integers(0, 2))):
        built.lists["information"].append(Information(source=draw(stage), target=draw(stage), via="mail"))
        built.lists["waiver"].append(Waiver(rule="handoff", source=draw(stage), target=draw(stage)))
        built.lists["waiver"].append(Waiver(rule="wait-dominated", stage=draw(stage)))
        built.lists["parking"].append(Parking(text="Who owns it?"))
    for name in (name for name in "xyz" if draw(st.booleans())):
        changes = (
            NewStage(f"new-{name}", (draw(stage),), (), ()),
            ChangeStage(draw(stage), (("lead_time", parse_duration("1d")),)),
        )
        built.improvements[name] = Improvement(id=name, stage=draw(stage), changes=changes)


def gestures() -> st.SearchStrategy[Gesture]:
    """Draw one thing to try: a plan or a bare edit, sensible or not."""
    number = st.integers(0, 9)
    value = st.sampled_from([None, 0, 1, 30, 99.99, 100, 120, "", "x", "review", True])
    return st.tuples(st.sampled_from([*_PLANS, *_BARE]), number, number, value)


def edits_of(gesture: Gesture, built: ValueStream) -> Edits:
    """Return the edits that a gesture means on a map as it is; raises EditError as the plans do."""
    name, one, other, value = gesture
    ids = built.ids()
    if name in _BARE:
        return _BARE[name](built, one, other, value)
    if not ids:
        return add_after(built, new_stage(built, "Stage"), None)
    return _PLANS[name](built, ids[one % len(ids)], ids[other % len(ids)], value)


_PLANS: dict[str, Callable[[ValueStream, str, str, Any], Edits]] = {
    "add after": lambda built, one, _other, _value: add_after(built, new_stage(built, "New"), one),
    "add before": lambda built, one, _other, _value: add_before(built, new_stage(built, "New"), one),
    "add branch": lambda built, one, _other, _value: add_branch(built, new_stage(built, "New"), one),
    "duplicate": lambda built, one, _other, _value: duplicate(built, one)[1],
    "connect": lambda built, one, other, _value: connect(built, one, other),
    "rework": lambda _built, one, other, value: connect_rework(one, other, value),
    "disconnect": lambda built, one, other, _value: (
        disconnect(built, "flow", one, other) if built.flow(one, other) else ()
    ),
    "disconnect rework": lambda built, one, other, _value: disconnect(built, "rework", one, other),
    "move up": lambda built, one, _other, _value: move(built, one, -1),
    "move down": lambda built, one, _other, _value: move(built, one, 1),
    "remove": lambda built, one, _other, _value: remove_stage(built, one),
    "share": lambda built, one, other, value: set_share(
        built, one, other, value if isinstance(value, int | float) else None
    ),
}

_FIELDS = ("share", "rate", "people", "kind", "name", "delivers", "complete_accurate", "id", "source", "note")

_BARE: dict[str, Callable[[ValueStream, int, int, Any], Edits]] = {
    "set a field": lambda _built, one, other, value: (
        SetField(("stage", IDS[one % 7]), _FIELDS[other], value),
    ),
    "set a flow": lambda built, one, other, value: (
        SetField(_arrow(built, one), ("share", "wait_time", "note", "target")[other % 4], value),
    ),
    "set a calendar": lambda _built, _one, other, value: (
        SetField(("calendar",), ("hours_per_day", "days_per_week")[other % 2], value),
    ),
    "set a demand": lambda _built, _one, _other, value: (SetField(("demand",), "items", value),),
    "set a waiver": lambda _built, one, _other, value: (SetField(("waiver", str(one)), "stage", value),),
    "set an improvement": lambda _built, _one, _other, value: (
        SetField(("improvement", "x"), "stage", value),
    ),
    "add a stage": lambda built, one, other, _value: (AddStage(new_stage(built, IDS[one % 7]), other - 1),),
    "remove a stage": lambda _built, one, _other, _value: (RemoveStage(IDS[one % 7]),),
    "move a stage": lambda _built, one, other, _value: (MoveStage(IDS[one % 7], other - 1),),
    "draw": lambda _built, one, other, value: (
        Connect(Flow(source=IDS[one % 7], target=IDS[other % 7], share=value)),
    ),
    "undraw": lambda _built, one, other, _value: (Disconnect("flow", IDS[one % 7], IDS[other % 7]),),
    "add a waiver": lambda _built, one, other, _value: (
        AddRecord("waiver", Waiver(rule="handoff", stage=IDS[one % 7]), other - 1),
    ),
    "add an improvement": lambda _built, one, other, _value: (
        AddRecord("improvement", Improvement(id="x", stage=IDS[one % 7]), other - 1),
    ),
    "add in the wrong list": lambda _built, one, _other, _value: (
        AddRecord("parking" if one % 2 else "nothing", Waiver(rule="handoff"), 0),
    ),
    "remove a record": lambda _built, one, other, _value: (
        RemoveRecord(("waiver", "parking", "improvement", "information")[one % 4], other - 1),
    ),
}


def _arrow(built: ValueStream, one: int) -> tuple[str, str, str]:
    flows = built.flows()
    flow = flows[one % len(flows)] if flows else Flow(source="a", target="b")
    return ("flow", flow.source, flow.target)


def everything(built: ValueStream) -> tuple[object, ...]:
    """Return all that a map says, each part in its order, as a value that can be compared."""
    return (
        built.stages(),
        built.flows(),
        [built.successors(identifier) for identifier in built.ids()],
        [built.predecessors(identifier) for identifier in built.ids()],
        built.reworks(),
        list(built.improvements.items()),
        dict(built.settings),
        {table: list(rows) for table, rows in built.lists.items()},
    )
