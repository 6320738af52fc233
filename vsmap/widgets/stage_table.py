"""The stages as a table: one line a stage, every figure edited where it stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events
from textual.geometry import Region, Size
from textual.message import Message

from vsmap.drawing.cells import fit
from vsmap.drawing.cells import width as width_of
from vsmap.drawing.scene import UNKNOWN, figure_text, was_and_is
from vsmap.model.records import Stage
from vsmap.widgets.columns import Column, columns_for
from vsmap.widgets.field_ink import field_inks
from vsmap.widgets.ink import (
    CRITICAL,
    CURSOR,
    GOOD,
    KEY,
    LABEL,
    MUTED,
    SELECTED,
    STRONG,
    TEXT,
    WASTE,
    Ink,
    InkLine,
)
from vsmap.widgets.marks import MARK, marks_of
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER: Final = "#"
"""What is clicked where no figure is: the number of a stage, beside which its mark stands."""
_WHEEL: Final = 3
_LEAST: Final = 6
"""Lines that the table keeps whatever the map needs: the heading and five stages."""
_MAP_BORDER: Final = 2
"""Lines that the map's border takes; the table's own is not part of the room that it is asked for."""
_RIGHT: Final = frozenset({"process_time", "lead_time", "wait_time", "complete_accurate", "queue"})


class StageTable(LinePane, can_focus=True):
    """The stage table. It shows a scene and posts what was pointed at."""

    @dataclass
    class Pointed(Message):
        """A figure of a stage was clicked; `twice` to edit it."""

        stage: str
        figure: str
        twice: bool

    def __init__(self) -> None:
        super().__init__(id="table")
        self.entitle("Stages")
        self._scene: Scene | None = None
        self._stages: list[Stage] = []
        self._row_of: dict[str, int] = {}
        self._structure = -1
        self._top = 0
        self.map_rows: Callable[[int, int], int] = lambda _width, _most: 0
        """Gives the rows that the map needs in a width, if they are no more than so many, else 0."""
        self._made: dict[int, tuple[tuple[object, ...], InkLine]] = {}
        """The lines of stages with what they were made of: a key writes only those that it changed."""

    def show(self, scene: Scene) -> list[Region]:
        """Show a scene, with the selected stage in view."""
        before, self._scene = self._scene, scene
        fresh = before is None or before.stream is not scene.stream
        self.entitle(scene.heading or "Stages")
        structure_changed = fresh or self._structure != scene.stream.structure
        if structure_changed:
            self._structure = scene.stream.structure
            self._row_of = {identifier: row for row, identifier in enumerate(scene.stream.ids())}
        if structure_changed or before is None or before.analysis is not scene.analysis:
            self._stages = scene.stream.stages()
        if structure_changed and self.is_mounted:
            self.refresh(layout=True)
        self._follow()
        return self.changes()

    def seen(self) -> list[str]:
        """Return the ids of the stages that are in view."""
        if not self.display:
            return []
        rows = max(0, self.content_size.height - 1)
        return [stage.id for stage in self._stages[self._top : self._top + rows]]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Ask for a line for the heading and one for each stage, or for the invitation to add one.

        Above some lines the table gives way to the map, where that lets the whole map be seen as boxes.
        """
        del viewport
        wanted, both = max(3, len(self._stages) + 1), container.height - _MAP_BORDER
        needed = self.map_rows(width, both - _LEAST) if wanted > _LEAST else 0
        return min(wanted, both - needed) if needed else wanted

    def _follow(self) -> None:
        """Scroll just so far that the selected stage is seen."""
        if not self.content_size.height:
            return
        rows = max(1, self.content_size.height - 1)
        if self._scene is not None and self._scene.selection.stage in self._row_of:
            row = self._row_of[self._scene.selection.stage]
            self._top = min(max(self._top, row - rows + 1), row)
        self._top = max(0, min(self._top, len(self._stages) - rows))

    def on_resize(self) -> None:
        """Keep the selected stage in view in the new room."""
        self._follow()
        super().on_resize()

    def ink_line(self, row: int) -> InkLine:
        """Return the heading, or one stage."""
        columns = self._columns
        if row == 0:
            return tuple(Ink(text, MUTED) for text in self._heading(columns))
        index = self._top + row - 1
        if self._scene is None or index >= len(self._stages):
            return self._invitation(row)
        return self._stage_line(self._scene, index, columns)

    @property
    def _columns(self) -> tuple[Column, ...]:
        """The columns that there is room for, that of the selected figure always among them."""
        selected = self._scene.selection.figure if self._scene else ""
        return columns_for(self.content_size.width, selected)

    def _invitation(self, row: int) -> InkLine:
        if self._stages or row != 2:  # noqa: PLR2004 - the line beneath the heading and a blank one
            return ()
        return (Ink("  Press "), Ink("a", STRONG), Ink(" and type: "), Ink("Design 2d/2w 70%", STRONG))

    def _heading(self, columns: tuple[Column, ...]) -> list[str]:
        name, *others = (_aligned(column.label, column) + " " for column in columns)
        stages, rows = len(self._stages), self.content_size.height - 1
        if stages > rows:  # within the heading it is there from the first frame on
            label = f"{columns[0].label} {self._top + 1}-{min(stages, self._top + rows)} of {stages}"
            name = _aligned(label, columns[0]) + " "
        return ["  # ", name, *others, "marks"]

    def _stage_line(self, scene: Scene, index: int, columns: tuple[Column, ...]) -> InkLine:
        stage = self._stages[index]
        chosen = scene.selection.stage == stage.id
        result = scene.analysis.stages[stage.id]
        label = scene.labels.get(stage.id)
        worst, calendar, marked = stage.id in scene.worst, scene.stream.calendar, stage.id in scene.marks
        made_of = (stage, result, worst, calendar, columns, label, marked, _current(scene, stage))
        if not chosen:
            known = self._made.get(index)
            if known is not None and known[0] == made_of:
                return known[1]
        line = self._inks(scene, stage, index, columns)
        self._made[index] = (made_of if not chosen else (), line)
        return line

    def _inks(self, scene: Scene, stage: Stage, index: int, columns: tuple[Column, ...]) -> InkLine:
        chosen = scene.selection.stage == stage.id
        critical = scene.analysis.stages[stage.id].critical
        label = scene.labels.get(stage.id)
        inks = [Ink("▶" if chosen else " ", CRITICAL if critical else MUTED)]
        if label is None:
            inks.append(Ink(f"{index + 1:>2}", CRITICAL if critical else MUTED))
            inks.append(Ink(MARK, KEY) if stage.id in scene.marks else Ink(" "))
        else:
            inks += [Ink(label, CURSOR), Ink(" " * (3 - len(label)))]
        for column in columns:
            inks += self._cell(scene, stage, column, chosen=chosen)
            inks.append(Ink(" "))
        return (*inks, *marks_of(scene, stage))

    @staticmethod
    def _cell(scene: Scene, stage: Stage, column: Column, *, chosen: bool) -> InkLine:
        here = chosen and scene.selection.figure == column.figure and scene.selection.arrow is None
        field = scene.field
        if here and field is not None and field.figure == column.figure:
            return field_inks(field.edit, column.width, to_the_right=column.figure in _RIGHT)
        text = figure_text(stage, column.figure, scene.stream.calendar)
        ink = _ink_of(stage, column.figure, text)
        was = _current(scene, stage)
        if was is not None and (before := figure_text(was, column.figure, scene.stream.calendar)) != text:
            text, ink = was_and_is(before, text, column.width), GOOD
        return (Ink(_aligned(text, column), SELECTED if here else ink),)

    def on_click(self, event: events.Click) -> None:
        """Tell which figure of which stage was clicked."""
        at = event.get_content_offset(self)
        index = self._top + at.y - 1 if at is not None else -1
        if at is None or at.y < 1 or index >= len(self._stages):
            return
        figure, left = NUMBER, 4
        for column in self._columns:
            if at.x >= left:
                figure = column.figure
            left += column.width + 1
        self.post_message(self.Pointed(self._stages[index].id, figure, event.chain > 1))

    def on_mouse_scroll_down(self) -> None:
        """Scroll towards the last stage."""
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Scroll towards the first stage."""
        self._scroll(-_WHEEL)

    def _scroll(self, lines: int) -> None:
        rows = max(1, self.content_size.height - 1)
        self._top = max(0, min(self._top + lines, len(self._stages) - rows))
        self.repaint()


def _current(scene: Scene, stage: Stage) -> Stage | None:
    """Return a stage as it is in the current state, while the future state is shown."""
    return scene.current.stage(stage.id) if scene.current is not None and stage.id in scene.current else None


def _aligned(text: str, column: Column) -> str:
    shown = fit(text, column.width)
    blanks = " " * (column.width - width_of(shown))
    return blanks + shown if column.figure in _RIGHT else shown + blanks


def _ink_of(stage: Stage, figure: str, text: str) -> str:
    if figure == "name":
        return STRONG
    if figure == "lane":
        return LABEL
    if text == UNKNOWN:
        return MUTED
    derived = figure in {"lead_time", "wait_time"} and getattr(stage, figure) is None
    return MUTED if derived else WASTE if figure == "queue" and stage.queue else TEXT
