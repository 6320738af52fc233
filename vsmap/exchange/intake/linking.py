"""The arrows of a stage table: a straight line, or what its columns for next and rework say."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from vsmap.exchange.intake.table import Row
from vsmap.exchange.sheets.cell import unguarded
from vsmap.exchange.sheets.ways import Way, read_ways
from vsmap.model.calendar import Calendar
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.text import excerpt, nearest
from vsmap.storage.faults import Fault, FileFaults

_ENDS: Final = frozenset(("-", "–", "end", "done", "finish", "customer", "none", "n/a", "stop"))
_WHOLE: Final = 100

Entry = tuple[Row, Stage]


class Linked(NamedTuple):
    """The arrows of a table, and what people are told of them."""

    flows: tuple[Flow, ...]
    reworks: tuple[Rework, ...]
    told: str
    left_out: tuple[str, ...] = ()


def link(entries: Sequence[Entry], forward: int | None, back: int | None, file: str) -> Linked:
    """Draw the arrows of a table.

    Args:
        entries: The stages with their rows.
        forward: The column that says where work goes on; None for a straight line.
        back: The column that says where it goes back to, if any.
        file: The name of the table, in faults.

    Raises:
        FileFaults: A cell names no stage of the table; each names its row.
    """
    names = _Names(entries, file)
    reworks = [
        Rework(source=source, target=target, rate=way.percent, wait_time=way.wait_time)
        for source, target, way in names.arrows(back, "rework")
    ]
    if forward is None:
        names.raise_faults()
        pairs = pairwise(stage.id for _row, stage in entries)
        flows = [Flow(source=source, target=target) for source, target in pairs]
        return Linked(
            tuple(flows), tuple(reworks), "no column for next: a straight line, in the order of the rows"
        )
    ways = {(source, target): way for source, target, way in names.arrows(forward, "next")}
    names.raise_faults()
    backward = set() if back is not None else _closing(ways, [stage.id for _row, stage in entries])
    flows = _flows(ways, backward)
    reworks += [
        Rework(source=source, target=target, rate=ways[source, target].percent)
        for source, target in sorted(backward)
    ]
    told = f"{len(flows)} flows and {len(reworks)} rework arrows"
    if backward:
        told += "; a next that leads back to an earlier stage is rework"
    return Linked(tuple(flows), tuple(reworks), told)


def _flows(ways: dict[tuple[str, str], Way], backward: set[tuple[str, str]]) -> list[Flow]:
    """Make the flows; shares beside a way back are those of the items that go on."""
    onward: dict[str, list[Way]] = {}
    for arrow, way in ways.items():
        if arrow not in backward:
            onward.setdefault(arrow[0], []).append(way)
    returning = {source for source, _target in backward}
    return [
        Flow(
            source=source,
            target=target,
            share=_share_of(way, onward[source]) if source in returning else way.percent,
            wait_time=way.wait_time,
        )
        for (source, target), way in ways.items()
        if (source, target) not in backward
    ]


def _share_of(way: Way, onward: list[Way]) -> float | None:
    """Return the share of a way among those that lead on; none for the only one."""
    if way.percent is None or len(onward) == 1:
        return None
    return way.percent / sum(each.percent or 0.0 for each in onward) * _WHOLE


class _Names:
    """Finds the stages that cells name, by id, name or number."""

    def __init__(self, entries: Sequence[Entry], file: str) -> None:
        self._entries, self._file = entries, file
        self._faults: list[Fault] = []
        self._ids = {stage.id for _row, stage in entries}
        self._by_name: dict[str, str] = {}
        for number, (_row, stage) in enumerate(entries, 1):
            self._by_name.setdefault(stage.name.casefold(), stage.id)
            self._by_name.setdefault(str(number), stage.id)

    def arrows(self, column: int | None, heading: str) -> Iterable[tuple[str, str, Way]]:
        """Yield source, target and way of every arrow that a column names, each once."""
        seen = set()
        for row, stage in self._entries if column is not None else ():
            for way in self._ways(row, column or 0, heading):
                target = self._find(way.to)
                if target is None:
                    near = nearest(way.to, [each.name for _row, each in self._entries])
                    hint = f"did you mean {near}? " if near else ""
                    self._fault(
                        row, column or 0, heading, excerpt(way.to), f"{hint}no stage here is called so"
                    )
                elif (stage.id, target) not in seen:
                    seen.add((stage.id, target))
                    yield stage.id, target, way

    def _ways(self, row: Row, column: int, heading: str) -> list[Way]:
        cell = unguarded(row.cell(column))
        whole = self._find(cell)
        if whole is not None:
            return [Way(cell, None, None)]
        try:
            ways = read_ways(cell, Calendar())
        except ValueError as error:
            self._fault(row, column, heading, excerpt(cell), str(error))
            return []
        if len(ways) == 1 and self._find(ways[0].to) is None and "," in cell:
            ways = [way for part in cell.split(",") for way in read_ways(part, Calendar())]
        return [way for way in ways if self._find(way.to) or way.to.casefold() not in _ENDS]

    def _find(self, name: str) -> str | None:
        return name if name in self._ids else self._by_name.get(name.strip().casefold())

    def _fault(self, row: Row, column: int, heading: str, found: str, message: str) -> None:
        self._faults.append(Fault(self._file, row.line, f"column {column + 1} ({heading})", found, message))

    def raise_faults(self) -> None:
        """Raise FileFaults if a cell named no stage."""
        if self._faults:
            raise FileFaults(self._faults)


def _closing(ways: Iterable[tuple[str, str]], ids: Sequence[str]) -> set[tuple[str, str]]:
    """Return the arrows that lead back onto their own way: found depth first, in the order of the table."""
    after: dict[str, list[str]] = {identifier: [] for identifier in ids}
    for source, target in ways:
        after[source].append(target)
    closing: set[tuple[str, str]] = set()
    state: dict[str, int] = {}
    for start in ids:
        path = [] if start in state else [(start, iter(after[start]))]
        state.setdefault(start, 1)
        while path:
            here, left = path[-1]
            onward = next(left, None)
            if onward is None:
                state[here] = 2
                path.pop()
            elif state.get(onward) == 1:
                closing.add((here, onward))
            elif onward not in state:
                state[onward] = 1
                path.append((onward, iter(after[onward])))
    return closing
