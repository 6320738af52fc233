"""A map and its numbers as what is drawn: structure, boxes, arrows and the ladder's steps.

The editor and `vsmap draw` show the same boxes with the same marks; the editor puts its selection on top.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple, overload

from vsmap.analysis.results import Analysis
from vsmap.drawing.card import AccentedArrows, Arrow, Card, Line, Role, Segment
from vsmap.drawing.cells import fit, width
from vsmap.drawing.ladder import Step
from vsmap.drawing.shape import BOX, CHIP, Detail, Shape, data_box
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.durations import Duration
from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.records import MapSettings, Stage
from vsmap.model.stream import ArrowRef, ValueStream
from vsmap.model.telling import INFORMATION, told_by, via_of

UNKNOWN: Final = "–"
WORST: Final = 3
"""How many highlights are marked on map and table: those that concern most lead time."""
NEW: Final = "new"
"""The mark of a stage that the other state has not."""
VALUE_GLYPHS: Final = {"adding": "+", "necessary": "○", "waste": "−"}
_BOX_FIGURES: Final = (("process_time", "lead_time"), ("complete_accurate",))
_DATA_FIGURES: Final = (
    ("process_time", "lead_time"),
    ("wait_time", "complete_accurate"),
    ("people", "in_progress"),
    ("batch", "uptime"),
    ("lane",),
)
_DATA_WIDTH: Final = 22
_OUTLINE_FIGURES: Final = ("process_time", "lead_time", "wait_time", "complete_accurate")
_OUTLINE_FIGURE: Final = 10
"""Cells of one figure in an outline."""
_OUTLINE_NAME: Final = 24
"""Cells that a name keeps before figures take room in an outline."""
_MARGIN: Final = 14
"""Cells that a trigger's or a customer's name may take beside the map."""
BURST: Final = "✶"
"""A kaizen burst: an improvement is pinned on the stage."""
DETAILS: Final = {
    detail.name: detail for detail in (CHIP, BOX, data_box(len(_DATA_FIGURES), width=_DATA_WIDTH))
}
"""The levels of detail by name, from the least to the most."""
_SHORT: Final = {
    "process_time": "PT ",
    "lead_time": "LT ",
    "wait_time": "W ",
    "complete_accurate": "%C&A ",
    "people": "x",
    "in_progress": "WIP ",
    "batch": "batch ",
    "uptime": "up ",
    "lane": "@",
}


class Chosen(NamedTuple):
    """What is selected of a stage: one of its figures, with what is typed into it, if a field is open."""

    figure: str = ""
    typed: Callable[[int], str] | None = None
    """Gives what is typed so far, in exactly so many cells."""


class Numbering:
    """The numbers that a drawing knows stages and arrows by: good until the structure changes.

    With `lanes`, the number of its swimlane for each stage, stages of one lane keep to rows of their own.
    """

    def __init__(self, stream: ValueStream, lanes: tuple[int, ...] = ()) -> None:
        self.ids = stream.ids()
        self.number_of = {identifier: number for number, identifier in enumerate(self.ids)}
        flows = [("flow", flow.source, flow.target) for flow in stream.flows()]
        reworks = [("rework", way.source, way.target) for way in stream.reworks()]
        told = [*told_by(stream)]
        self.arrows: list[ArrowRef] = [*flows, *reworks, *told]
        ends = self._ends(flows), self._ends(reworks)
        self.shape = Shape(len(self.ids), *ends, lanes, margins_of(stream.map), self._ends(told))
        """The structure to be laid out."""

    def _ends(self, arrows: list[ArrowRef]) -> tuple[tuple[int, int], ...]:
        return tuple((self.number_of[source], self.number_of[target]) for _table, source, target in arrows)


def margins_of(settings: MapSettings) -> tuple[int, int]:
    """Return the cells that trigger and customer take at the sides of a map."""
    trigger, customer = min(width(settings.trigger), _MARGIN), min(width(settings.customer), _MARGIN)
    return trigger and trigger + 2, customer and customer + 3


class MapScene:
    """What of a map and its analysis is drawn, by the numbers that the drawing knows stages and arrows by."""

    def __init__(
        self,
        stream: ValueStream,
        analysis: Analysis,
        numbering: Numbering | None = None,
        *,
        was: ValueStream | None = None,
    ) -> None:
        self.stream, self.analysis = stream, analysis
        self._was = was
        self.numbering = numbering or Numbering(stream)
        self.critical = frozenset(pairwise(analysis.critical_path))
        self._worst = frozenset(worst_stages(analysis))
        pinned = stream.improvements.values()
        self._bursts = Counter(improvement.stage for improvement in pinned if improvement.status != "dropped")

    def card(self, number: int, detail: Detail, chosen: Chosen | None = None) -> Card:
        """Return what is written in the box of a stage."""
        stage = self.stream.stage(self.numbering.ids[number])
        if not detail.title_rows:
            figures: tuple[Line, ...] = (self._brief(stage, detail.width - 2, chosen),)
        else:
            rows = () if not detail.figures else _BOX_FIGURES if detail.name == BOX.name else _DATA_FIGURES
            figures = tuple(self._figure_line(stage, row, detail.width - 2, chosen) for row in rows)
        return Card(
            title=stage.name,
            figures=figures,
            marks=tuple(self._marks(stage) if figures else self._marks_of_chip(stage)),
            queue=f"▽{rounded(stage.queue)}" if stage.queue else "",
            comes_from="" if self.stream.predecessors(stage.id) else self.stream.map.trigger,
            goes_to=self.stream.map.customer if self._delivers(stage) else "",
            critical=self.analysis.stages[stage.id].critical,
            selected=chosen is not None,
        )

    def _delivers(self, stage: Stage) -> bool:
        """Tell whether the customer has the value when a stage ends: no later stage delivers.

        See semantics.md, The graph.
        """
        return self._counts(stage.id) and not any(map(self._counts, self.stream.successors(stage.id)))

    def _counts(self, identifier: str) -> bool:
        result = self.analysis.stages[identifier]
        return not (result.dead_end or result.after_delivery)

    def outline_line(self, number: int, room: int, chosen: Chosen | None = None) -> Line:
        """Return what an outline writes about a stage in exactly so many cells: name, marks, figures."""
        stage = self.stream.stage(self.numbering.ids[number])
        figures = _OUTLINE_FIGURES[: max(0, (room - _OUTLINE_NAME) // _OUTLINE_FIGURE)]
        name = Segment(f"{number + 1} {stage.name}", Role.SELECTED_NAME if chosen else Role.NAME)
        marks = tuple(self._marks(stage))
        at_name = room - _OUTLINE_FIGURE * len(figures) - sum(width(mark.text) for mark in marks) - 1
        line = [*_filled((name,), at_name), *marks, Segment(" ", Role.BLANK)]
        for figure in figures:
            line += _filled(self._figure(stage, figure, _OUTLINE_FIGURE - 1, chosen), _OUTLINE_FIGURE)
        return tuple(line)

    def is_wasteful(self, stage: Stage) -> bool:
        """Tell whether a stage is among the worst highlights, or a person tagged it."""
        return bool(stage.wastes) or stage.id in self._worst

    def drawn_arrows(self, chosen: ArrowRef | None = None) -> "DrawnArrows":
        """Return what is shown on arrows, made for those that are asked for."""
        return DrawnArrows(self, chosen)

    def steps(self) -> "DrawnSteps":
        """Return the critical path as the steps of the ladder, made for those that are asked for."""
        return DrawnSteps(self)

    def step(self, at: int) -> Step:
        """Return one step of the critical path: the waits since the stage before, the work."""
        path = self.analysis.critical_path
        return Step(self.numbering.number_of[path[at]], *self._rungs(path[at - 1] if at else "", path[at]))

    def _marks(self, stage: Stage) -> Iterator[Segment]:
        if stage.queue and not self.stream.predecessors(stage.id):
            yield Segment(f"▽{rounded(stage.queue)}", Role.LABEL)  # no arrow leads in that could carry it
        if self._bursts[stage.id]:
            count = self._bursts[stage.id]
            yield Segment(BURST if count == 1 else f"{BURST}{count}", Role.MARK)
        if self.is_wasteful(stage):
            yield Segment("!", Role.WASTE)
        if stage.value is not None:
            yield Segment(VALUE_GLYPHS[stage.value], Role.MARK)
        if self._was is not None and stage.id not in self._was:
            yield Segment(NEW, Role.CHANGED)

    def _marks_of_chip(self, stage: Stage) -> Iterator[Segment]:
        """Yield the one mark that a chip has room for beside its name; its ends show what is critical."""
        if self.is_wasteful(stage):
            yield Segment("!", Role.WASTE)

    def _figure_line(self, stage: Stage, figures: tuple[str, ...], room: int, chosen: Chosen | None) -> Line:
        """Write figures side by side, each in its share of the room so that none moves another.

        Of two the first may have what the second leaves of its share, rather than be cut; no field has.
        """
        share = room // len(figures)
        *others, last = figures
        left = room - width(_SHORT[last] + figure_text(stage, last, self.stream.calendar)) - 1
        segments: list[Segment] = []
        for figure in others:
            is_typed = chosen is not None and chosen.typed is not None
            most = share - 1 if is_typed or len(others) > 1 else max(share - 1, left)
            written = self._figure(stage, figure, most, chosen)
            blanks = max(1, share - sum(width(segment.text) for segment in written))
            segments += [*written, Segment(" " * blanks)]
        # No blanks follow the last one: where the box has marks, they would be cut and marked as cut.
        used = sum(width(segment.text) for segment in segments)
        return (*segments, *self._figure(stage, last, room - used, chosen))

    def _brief(self, stage: Stage, room: int, chosen: Chosen | None) -> Line:
        """Write figures as they are typed, `30m/5d 80%`, in one line: process time, lead time, %C&A."""
        share = (room - 2) // 3
        quality = self._value(stage, "complete_accurate", share - 1, chosen)
        percent = Segment("" if quality.text == UNKNOWN else "%", Role.LABEL)
        left = room - width(quality.text) - len(percent.text) - 2
        lead_time = self._value(stage, "lead_time", share, chosen)
        process_time = self._value(stage, "process_time", left - width(lead_time.text), chosen)
        blanks = Segment(" " * (left + 1 - width(process_time.text) - width(lead_time.text)))
        return (process_time, Segment("/", Role.LABEL), lead_time, blanks, quality, percent)

    def _figure(self, stage: Stage, figure: str, room: int, chosen: Chosen | None) -> tuple[Segment, Segment]:
        label = Segment(_SHORT[figure], Role.LABEL)
        return label, self._value(stage, figure, room - width(label.text), chosen)

    def _value(self, stage: Stage, figure: str, space: int, chosen: Chosen | None) -> Segment:
        """Return a figure in so many cells, or what is typed into it."""
        here = chosen if chosen is not None and chosen.figure == figure else None
        if here is not None and here.typed is not None:
            return Segment(here.typed(space), Role.SELECTED_FIGURE)
        text = figure_text(stage, figure, self.stream.calendar)
        role = Role.MISSING if text == UNKNOWN else Role.FIGURE
        before = self._figure_before(stage, figure)
        if before is not None and before != text:
            text, role = fit(was_and_is(before, text, space), space), Role.CHANGED
        elif width(text) > space:
            text = self._in_short(stage, figure, text, space)
        return Segment(text, Role.SELECTED_FIGURE if here else role)

    def _in_short(self, stage: Stage, figure: str, text: str, space: int) -> str:
        """Return what the totals use of a time that is given by several, if that fits; else the text cut."""
        entered = getattr(stage, figure)
        if isinstance(entered, Duration) and (hours := entered.hours(self.stream.calendar)) is not None:
            used = f"~{format_hours(hours, self.stream.calendar, '').removeprefix('~')}"
            if width(used) <= space:
                return used
        return fit(text, space)

    def _figure_before(self, stage: Stage, figure: str) -> str | None:
        """Return a figure as it is in the state that this one is shown beside, if it has the stage."""
        if self._was is None or stage.id not in self._was:
            return None
        return figure_text(self._was.stage(stage.id), figure, self._was.calendar)

    def arrow(self, ends: ArrowRef, chosen: ArrowRef | None) -> Arrow:
        """Return what is shown on an arrow: its share or rate, then its wait."""
        table, source, target = ends
        if table == INFORMATION:
            return Arrow(label=via_of(self.stream, source, target), selected=ends == chosen)
        rework = self.stream.rework.get((source, target)) if table == "rework" else None
        flow = self.stream.flow(source, target) if table == "flow" else None
        percent = rework.rate if rework else flow.share if flow else None
        wait = rework.wait_time if rework else flow.wait_time if flow else None
        parts = [f"{rounded(percent)}%"] if percent is not None else ["?"] if rework else []
        parts += [wait.text] if wait else []
        critical = flow is not None and (source, target) in self.critical
        return Arrow(label=" ".join(parts), critical=critical, selected=ends == chosen)

    def _rungs(self, before: str, identifier: str) -> tuple[str, str]:
        calendar, result = self.stream.calendar, self.analysis.stages[identifier]
        flow = self.stream.flow(before, identifier)
        between = (flow.wait_time.hours(calendar) or 0.0) if flow and flow.wait_time else 0.0
        wait = (result.wait_time_h or 0.0) + between
        return (format_hours(wait, calendar, "") if wait else "", self._process_rung(identifier))

    def _process_rung(self, identifier: str) -> str:
        entered = self.stream.stage(identifier).process_time
        if entered is not None and not entered.applies:
            return ""
        hours = self.analysis.stages[identifier].process_time_h
        return "?" if hours is None else format_hours(hours, self.stream.calendar, "")


def _filled(segments: tuple[Segment, ...], room: int) -> Line:
    """Cut segments to so many cells, and fill what they leave with a blank."""
    cut: list[Segment] = []
    for text, role in segments:
        piece = fit(text, room)
        room -= width(piece)
        cut.append(Segment(piece, role))
    return (*cut, Segment(" " * room, Role.BLANK))


class DrawnSteps(Sequence[Step]):
    """The critical path of a scene as the steps of the ladder; of a long path most are never looked at."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene

    def __len__(self) -> int:
        return len(self._scene.analysis.critical_path)

    @overload
    def __getitem__(self, at: int) -> Step: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, at: int | slice) -> Step | tuple[Step, ...]:
        """Return some steps; raises IndexError behind the last one."""
        places = range(len(self))[at]
        return self._scene.step(places) if isinstance(places, int) else tuple(map(self._scene.step, places))


class DrawnArrows(AccentedArrows):
    """What is shown on the arrows of a scene, by their numbers."""

    def __init__(self, scene: MapScene, chosen: ArrowRef | None) -> None:
        self._scene, self._chosen = scene, chosen

    @property
    def accents(self) -> Hashable:
        """What is critical, and what is selected."""
        return self._scene.critical, self._chosen

    def __len__(self) -> int:
        return len(self._scene.numbering.arrows)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __getitem__(self, number: int) -> Arrow:
        """Return what is shown on one arrow; raises KeyError for a number that none has."""
        if not 0 <= number < len(self):
            raise KeyError(number)
        return self._scene.arrow(self._scene.numbering.arrows[number], self._chosen)


def worst_stages(analysis: Analysis) -> Iterator[str]:
    """Yield the stages of the highlights that concern most lead time and that nobody waived."""
    for highlight in islice((each for each in analysis.highlights if not each.waived), WORST):
        yield from highlight.flow or ()
        if highlight.stage is not None:
            yield highlight.stage


def was_and_is(was: str, now: str, room: int) -> str:
    """Show what a figure was and is, or where there is no room for both that it is another one now.

    >>> was_and_is("3w", "2h", 9), was_and_is("4d/8d/15d", "1d", 9)
    ('3w→2h', '→1d')
    """
    both = f"{was}→{now}"
    return both if width(both) <= room else f"→{now}"


def figure_text(stage: Stage, figure: str, calendar: Calendar) -> str:
    """Show a figure as entered, or as it follows from the others; unknown is a dash."""
    value = getattr(stage, figure)
    if figure in {"process_time", "lead_time", "wait_time"}:
        return _timing(stage, figure, value, calendar)
    guess = "~" if figure in stage.estimated else ""
    if figure == "complete_accurate":
        value = complete_accurate_of(stage)
    if isinstance(value, int | float):
        return guess + rounded(value)
    return str(value) if value else UNKNOWN


def _timing(stage: Stage, figure: str, value: Duration | None, calendar: Calendar) -> str:
    guess = "~" if figure in stage.estimated else ""
    if value is not None:
        return guess + value.text
    hours: float | None = getattr(times_of(stage, calendar), figure)
    return UNKNOWN if hours is None else format_hours(hours, calendar, "")
