"""The value stream: a networkx graph of stages and flows, plus what else a map holds."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from vsmap.model.calendar import Calendar
from vsmap.model.records import (
    Conventions,
    Demand,
    Flow,
    Improvement,
    Information,
    MapSettings,
    Parking,
    Rework,
    Stage,
    Targets,
    Waiver,
)
from vsmap.model.rules import Thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

Arrow = tuple[str, str]
"""The ids of an arrow's source and target."""
ArrowRef = tuple[str, str, str]
"""Which arrow: its table ("flow" or "rework"), its source and its target."""

SETTINGS: Final[Mapping[str, type]] = {
    "map": MapSettings,
    "calendar": Calendar,
    "demand": Demand,
    "targets": Targets,
    "conventions": Conventions,
    "thresholds": Thresholds,
}
"""The tables that a map has once, in the order of the file."""

LISTS: Final[Mapping[str, type]] = {"information": Information, "waiver": Waiver, "parking": Parking}
"""The tables that a map has as plain lists."""


class ValueStream:
    """A map as a value: stages, the flows between them, and the map's own settings.

    Stages and flows are kept in the dict-of-dicts of networkx; `graph` is the DiGraph over those very
    dicts, made when first asked for, so that a program that only shows a map never waits for networkx.
    Rows of them follow the order of the stages, so that equal streams are read in the same order, however
    they came about. Only edits change a stream (`vsmap.model.edits`).
    """

    def __init__(self, stages: Iterable[Stage] = (), flows: Iterable[Flow] = ()) -> None:
        self._nodes: dict[str, dict[str, Any]] = {}
        self._successors: dict[str, dict[str, dict[str, Any]]] = {}
        self._predecessors: dict[str, dict[str, dict[str, Any]]] = {}
        self._graph: nx.DiGraph[str] | None = None
        self._places: dict[str, int] | None = None
        self.structure = 0
        """Counts the edits that changed stages or arrows, so that compiled forms know when they are old."""
        self.rework: dict[Arrow, Rework] = {}
        self.improvements: dict[str, Improvement] = {}
        self.settings: dict[str, Any] = {table: record() for table, record in SETTINGS.items()}
        self.lists: dict[str, list[Any]] = {table: [] for table in LISTS}
        self.extra: dict[str, object] = {}
        """What the user keeps under `[x]`: never read, never lost."""
        for stage in stages:
            self.put_stage(stage)
        for flow in flows:
            self.put_flow(flow)

    @property
    def graph(self) -> nx.DiGraph[str]:
        """The stream as a networkx graph: nodes carry a `stage`, edges a `flow`. To be read, not changed."""
        if self._graph is None:
            import networkx as nx  # noqa: PLC0415 - costs 0.15 s, so it is loaded on first use

            graph: nx.DiGraph[str] = nx.DiGraph()
            graph._node = self._nodes  # type: ignore[attr-defined] # noqa: SLF001 - the documented dicts, shared
            graph._adj = self._successors  # type: ignore[attr-defined] # noqa: SLF001 - as above
            graph._pred = self._predecessors  # type: ignore[attr-defined] # noqa: SLF001 - as above
            self._graph = graph
        return self._graph

    # What a map holds.

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._nodes

    @property
    def map(self) -> MapSettings:
        """What the map is about."""
        return self.settings["map"]  # type: ignore[no-any-return] # one dict holds records of six types

    @property
    def calendar(self) -> Calendar:
        """The working calendar."""
        return self.settings["calendar"]  # type: ignore[no-any-return] # as above

    @property
    def demand(self) -> Demand:
        """What customers ask for; its fields are None where nobody said."""
        return self.settings["demand"]  # type: ignore[no-any-return] # as above

    @property
    def targets(self) -> Targets:
        """The KPIs to reach."""
        return self.settings["targets"]  # type: ignore[no-any-return] # as above

    @property
    def conventions(self) -> Conventions:
        """The school that the totals follow."""
        return self.settings["conventions"]  # type: ignore[no-any-return] # as above

    @property
    def thresholds(self) -> Thresholds:
        """The limits of the waste rules."""
        return self.settings["thresholds"]  # type: ignore[no-any-return] # as above

    def ids(self) -> list[str]:
        """Return the stages' ids in the order of the map."""
        return list(self._nodes)

    def stages(self) -> list[Stage]:
        """Return the stages in the order of the map."""
        return [node["stage"] for node in self._nodes.values()]

    def stage(self, identifier: str) -> Stage:
        """Return a stage; raises KeyError for an unknown id."""
        return self._nodes[identifier]["stage"]  # type: ignore[no-any-return] # networkx keeps attributes untyped

    def flows(self) -> list[Flow]:
        """Return the flows by their stages' order: first by source, then by target."""
        return [edge["flow"] for ways in self._successors.values() for edge in ways.values()]

    def flow(self, source: str, target: str) -> Flow | None:
        """Return the flow between two stages, or None."""
        edge = self._successors.get(source, {}).get(target)
        return edge["flow"] if edge else None

    def successors(self, identifier: str) -> list[str]:
        """Return the ids of the stages that work goes to from here, in the order of the map."""
        return list(self._successors[identifier])

    def predecessors(self, identifier: str) -> list[str]:
        """Return the ids of the stages that work comes from, in the order of the map."""
        return list(self._predecessors[identifier])

    def reworks(self) -> list[Rework]:
        """Return the rework arrows by their stages' order."""
        place = self._place
        arrows = sorted(self.rework, key=lambda arrow: (place(arrow[0]), place(arrow[1])))
        return [self.rework[arrow] for arrow in arrows]

    def is_line(self) -> bool:
        """Tell whether the flows are one straight line in the order of the stages, with nothing to say."""
        ids = self.ids()
        plain = all(flow == Flow(source=flow.source, target=flow.target) for flow in self.flows())
        arrows = [(flow.source, flow.target) for flow in self.flows()]
        return plain and arrows == list(pairwise(ids))

    # The primitives of the edits.

    def put_stage(self, stage: Stage, position: int | None = None) -> None:
        """Add a stage, or replace the one of its id, in place; a new one may be given its position."""
        if stage.id in self._nodes:
            self._nodes[stage.id]["stage"] = stage
            return
        self._nodes[stage.id] = {"stage": stage}
        self._successors[stage.id] = {}
        self._predecessors[stage.id] = {}
        if self._places is not None:
            self._places[stage.id] = len(self._places)
        if position is not None and position < len(self._nodes) - 1:
            self.move_stage(stage.id, position)
        self._changed()

    def drop_stage(self, identifier: str) -> None:
        """Remove a stage that no arrow touches."""
        del self._nodes[identifier], self._successors[identifier], self._predecessors[identifier]
        self._places = None
        self._changed()

    def move_stage(self, identifier: str, position: int) -> None:
        """Move a stage to a position in the order of the map."""
        order = [other for other in self._nodes if other != identifier]
        order.insert(position, identifier)
        for table in (self._nodes, self._successors, self._predecessors):
            _reorder(table, order)
        self._places = None
        for source in self._predecessors[identifier]:
            self._sort(self._successors[source])
        for target in self._successors[identifier]:
            self._sort(self._predecessors[target])
        self._changed()

    def put_flow(self, flow: Flow) -> None:
        """Add a flow, or replace the one between the same stages."""
        edge = self._successors[flow.source].get(flow.target)
        if edge is not None:
            edge["flow"] = flow
            return
        edge = {"flow": flow}
        self._insert(self._successors[flow.source], flow.target, edge)
        self._insert(self._predecessors[flow.target], flow.source, edge)
        self._changed()

    def drop_flow(self, source: str, target: str) -> None:
        """Remove a flow."""
        del self._successors[source][target], self._predecessors[target][source]
        self._changed()

    def put_rework(self, rework: Rework) -> None:
        """Add a rework arrow, or replace the one between the same stages."""
        arrow = (rework.source, rework.target)
        if arrow not in self.rework:
            self._changed()
        self.rework[arrow] = rework

    def drop_rework(self, source: str, target: str) -> None:
        """Remove a rework arrow."""
        del self.rework[source, target]
        self._changed()

    def _changed(self) -> None:
        self.structure += 1

    def _place(self, identifier: str) -> int:
        """Return the position of a stage in the order of the map."""
        if self._places is None:
            self._places = {each: index for index, each in enumerate(self._nodes)}
        return self._places[identifier]

    def _insert(self, row: dict[str, dict[str, Any]], identifier: str, edge: dict[str, Any]) -> None:
        last = next(reversed(row), None)
        row[identifier] = edge
        if last is not None and self._place(last) > self._place(identifier):
            self._sort(row)

    def _sort(self, row: dict[str, dict[str, Any]]) -> None:
        _reorder(row, sorted(row, key=self._place))

    # Values that can be compared and copied.

    def copy(self) -> ValueStream:
        """Return an independent stream of the same value; the records, which never change, are shared."""
        other = ValueStream(self.stages(), self.flows())
        other.rework = dict(self.rework)
        other.improvements = dict(self.improvements)
        other.settings = dict(self.settings)
        other.lists = {table: list(rows) for table, rows in self.lists.items()}
        other.extra = self.extra
        return other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ValueStream):
            return NotImplemented
        return (
            self._nodes == other._nodes
            and self._successors == other._successors
            and self.rework == other.rework
            and self.improvements == other.improvements
            and self.settings == other.settings
            and self.lists == other.lists
            and list(self._nodes) == list(other._nodes)
            and list(self.improvements) == list(other.improvements)
            and (self.extra is other.extra or _comparable(self.extra) == _comparable(other.extra))
        )

    __hash__ = None  # type: ignore[assignment] # a stream changes, so it can be no key

    def __iter__(self) -> Iterator[Stage]:
        return iter(self.stages())


def _reorder(table: dict[str, Any], order: list[str]) -> None:
    """Put a dict in order where it is, as networkx looks at this very dict."""
    rows = {each: table[each] for each in order}
    table.clear()
    table.update(rows)


def _comparable(value: object) -> str:
    """Write a plain value so that equal ones are equal texts: tables in any order, 1 not true."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_comparable(value[key])}' for key in sorted(value))}}}"
    return f"[{', '.join(map(_comparable, value))}]" if isinstance(value, list) else repr(value)
