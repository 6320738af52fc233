"""What the map screen is built on: the document, the selection, and how a change reaches the panes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
from textual.screen import ModalScreen, Screen

from vsmap.analysis.movement import explain_change
from vsmap.analysis.report import Analysis, analyse
from vsmap.model.document import Document
from vsmap.model.edits import Edit, EditError, Edits
from vsmap.model.stream import ArrowRef
from vsmap.model.telling import INFORMATION, told_by
from vsmap.model.text import visible
from vsmap.screens.application import EditorApplication
from vsmap.screens.applying import hints
from vsmap.storage.opened import MapFile
from vsmap.widgets.bars import StatusLine, TitleBar, TooSmall, TotalsStrip
from vsmap.widgets.capture_line import CaptureLine
from vsmap.widgets.columns import columns_for
from vsmap.widgets.flow_panel import FlowPanel
from vsmap.widgets.ink import INKS
from vsmap.widgets.key_bar import CAPTURE_KEYS, FIELD_KEYS, POINTING_KEYS, KeyBar, TypingKeys, spelt
from vsmap.widgets.map_view import MapView
from vsmap.widgets.path_panel import PathPanel
from vsmap.widgets.stage_table import StageTable
from vsmap.widgets.state import Field, Scene, Selection
from vsmap.widgets.waste_panel import WastePanel
from vsmap.widgets.words import selection_in_brief, selection_in_words

if TYPE_CHECKING:
    from vsmap.model.future_work import FutureWork
    from vsmap.widgets.pane import LinePane
    from vsmap.widgets.pointing import Pointing
    from vsmap.widgets.presented import PresentedTotals

UNTITLED: Final = "untitled"


ROOMY: Final = (120, 20)
"""Columns and rows from which panels stand beside the map, and map and table are shown together."""
WIDEST: Final = 160
"""Columns from which panels are wide enough for whole sentences."""
TALL: Final = 36
"""Rows from which the Flow panel has room for every total."""
TINY: Final = (40, 12)
"""Columns and rows below which nothing can be shown well."""


class MapScreenBase(Screen[None]):
    """Owns the document, the selection and the numbers, and hands them down to the panes as one scene."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{ink}" for ink in INKS}
    """The inks of all panes."""
    app = getters.app(EditorApplication)

    def __init__(self, document: Document, file: MapFile | None) -> None:
        super().__init__()
        self.document: Document = document
        self.file = file
        ids = document.stream.ids()
        self.selection: Selection = Selection(ids[0] if ids else None)
        self.field: Field | None = None
        self.pointing: Pointing | None = None
        self.analysis: Analysis = analyse(document.stream)
        self.before = self.analysis
        self.is_stale = False
        self.marked: frozenset[str] = frozenset()
        """The stages that were marked; one that is gone may come back with undo."""
        self.message = ""
        self.refusal = ""
        """Why nothing may be changed; empty where all may."""
        self.title_bar, self.strip, self.status, self.key_bar = (
            TitleBar(),
            TotalsStrip(),
            StatusLine(),
            KeyBar(),
        )
        self.presented: PresentedTotals | None = None
        """The totals of presenter mode, once that was shown."""
        self.map_view: MapView = MapView()
        self.table, self.capture = StageTable(), CaptureLine()
        self.table.map_rows = self.map_view.pictures.rows_for_boxes
        self.flow_panel, self.path_panel, self.waste_panel = FlowPanel(), PathPanel(), WastePanel()

    @property
    def work(self) -> "Document | FutureWork":
        """What is looked at and edited. What is saved is always the document."""
        return self.document

    def leave_future(self) -> bool:
        """Work on the document itself again; return whether its future state was looked at."""
        return False

    @property
    def file_name(self) -> str:
        """The name of the file, or that there is none yet."""
        return self.file.path.name if self.file else UNTITLED

    @property
    def scene(self) -> Scene:
        """What the panes show now."""
        labels = self.pointing.left if self.pointing is not None else {}
        return Scene(
            self.work.stream,
            self.analysis,
            self.before,
            self.selection,
            self.field,
            self.is_stale,
            labels,
            self.marks,
        )

    @property
    def marks(self) -> frozenset[str]:
        """The marked stages that are there."""
        return frozenset(each for each in self.marked if each in self.work.stream)

    @property
    def chosen_ids(self) -> list[str]:
        """The stages that a command is about, in the order of the map: the marked ones, else the selected."""
        marks = self.marks
        if marks:
            return [each for each in self.work.stream.ids() if each in marks]
        return [self.selection.stage] if self.selection.stage is not None else []

    def named(self, ids: Sequence[str]) -> str:
        """Name a stage, or say how many there are."""
        return self.work.stream.stage(ids[0]).name if len(ids) == 1 else f"{len(ids)} stages"

    @property
    def is_presenting(self) -> bool:
        """Whether only totals and map are shown."""
        return self.has_class("-presenting")

    @property
    def map_name(self) -> str:
        """What a person calls the map."""
        return self.work.stream.map.title or self.file_name

    def refuse(self, why: str) -> None:
        """Let nothing be changed, and say why."""
        self.refusal = self.message = why

    def show_scene(self) -> None:
        """Hand the scene down, and paint what differs in one write."""
        scene = self.scene
        changes: list[tuple[LinePane, list[Region]]] = [
            (self.title_bar, self.title_bar.show(scene, self.map_name, edited=self.document.is_edited)),
            (self.strip, self.strip.show(scene)),
            (self.key_bar, self.key_bar.show(self._typing_keys(), hints(self))),
            (self.status, self._show_status()),
        ]
        panes = (self.map_view, self.table, self.flow_panel, self.path_panel, self.waste_panel)
        changes += [(pane, pane.show(scene)) for pane in panes]
        if self.presented is not None:
            changes.append((self.presented, self.presented.show(scene, self.map_name)))
        parts = [(pane, region) for pane, regions in changes for region in regions]
        self.app.paint_now(*parts)

    def show_keys(self) -> None:
        """Show the keys that matter now."""
        for region in self.key_bar.show(self._typing_keys(), hints(self)):
            self.key_bar.refresh(region)

    def show_capture(self) -> None:
        """Paint what changed in the capture line, in one write."""
        changed = [(self.capture, region) for region in self.capture.changes()]
        self.app.paint_now(*changed)

    def _typing_keys(self) -> TypingKeys:
        keys: TypingKeys = CAPTURE_KEYS if self.capture.is_open else ()
        if self.field is not None:
            keys = FIELD_KEYS
        elif self.pointing is not None:
            keys = POINTING_KEYS
        return spelt(keys) if self.app.is_ascii else keys

    def _show_status(self) -> list[Region]:
        """Say what is selected, what the last edit did, or what is wrong with what is typed."""
        field = self.field
        typed = self._typed_elsewhere(field) if field is not None else ""
        if field is not None and field.error:
            said = " · ".join(part for part in (typed, field.error) if part)
            return self.status.show(visible(said), is_error=True)
        hint = field.hint if field is not None else ""
        said = " · ".join(part for part in (typed, hint, self.message) if part)
        if said:
            return self.status.show(visible(said), before=visible(selection_in_brief(self.scene)))
        return self.status.show("" if self.is_presenting else visible(selection_in_words(self.scene)))

    def _typed_elsewhere(self, field: Field) -> str:
        """Return what is typed, with its cursor, where the table has no column for it."""
        columns = columns_for(self.table.content_size.width, field.figure) if self.table.display else ()
        if field.figure in {column.figure for column in columns}:
            return ""
        edit = field.edit
        return f"{edit.text[: edit.cursor]}▏{edit.text[edit.cursor :]}"

    def analyse(self) -> None:
        """Compute all numbers of the map as it is now."""
        self.analysis = analyse(self.work.stream)
        self.is_stale = False

    def edit(
        self,
        label: str,
        edits: Sequence[Edit],
        gesture: str = "",
        *,
        selects: str | Selection | None = None,
    ) -> bool:
        """Make edits as one step of the history and show what they did; say so where they can't be made.

        `selects` is the stage, or what else, to be selected once they are made.
        """
        if self.refusal:
            self.tell(self.refusal, is_error=True)
            return False
        before = self.analysis
        try:
            self.work.do(label, edits, gesture)
        except EditError as error:
            self.tell(str(error), is_error=True)
            return False
        if isinstance(selects, str):
            selects = Selection(selects, self.selection.figure)
        self.selection = selects or self.selection
        self.analyse()
        self.before = before
        self.message = self.explained()
        self.show_scene()
        return True

    def change_by_form(self, form: ModalScreen[Edits | None], label: str) -> None:
        """Open a form; what is changed in it is one step of the history."""

        def change(edits: Edits | None) -> None:
            if edits:
                self.edit(label, edits)

        self.app.push_screen(form, change)

    def explained(self) -> str:
        """Say in one sentence what moved since the numbers before."""
        return explain_change(self.before, self.analysis, self.work.stream, self.selection.stage)

    def select(self, stage: str | None, figure: str | None = None) -> None:
        """Select a stage, and one of its figures."""
        figure = figure or self.selection.figure
        self.selection = Selection(stage, figure)
        self.message = ""
        self.show_scene()

    def select_arrow(self, arrow: ArrowRef | None) -> None:
        """Select an arrow at the selected stage, or none."""
        self.selection = self.selection._replace(arrow=arrow)
        self.message = ""
        self.show_scene()

    def keep_selection(self, before: list[str]) -> None:
        """After stages came or went, select one that exists: the one before a stage that went."""
        ids, chosen = self.work.stream.ids(), self.selection.stage
        if chosen not in ids:
            at = before.index(chosen) if chosen in before else 0
            left = [identifier for identifier in before[:at] if identifier in ids]
            nearest = left[-1] if left else ids[0] if ids else None
            self.selection = Selection(nearest, self.selection.figure)
        elif self.selection.arrow is not None and not self._arrow_exists(self.selection.arrow):
            self.selection = self.selection._replace(arrow=None)

    def _arrow_exists(self, arrow: ArrowRef) -> bool:
        table, source, target = arrow
        stream = self.work.stream
        if table == INFORMATION:
            return arrow in set(told_by(stream))
        return (source, target) in stream.rework if table == "rework" else bool(stream.flow(source, target))

    def tell(self, text: str, *, is_error: bool = False) -> None:
        """Say something in passing, as text and never as markup."""
        self.notify(visible(text), severity="error" if is_error else "information", timeout=6, markup=False)

    def write_out(self, text: str, path: Path | None) -> None:
        """Write a text of the map into a file of its own, and say what came of it; without a path nothing."""
        from vsmap.storage.save import SaveError, save  # noqa: PLC0415 - the first frame writes nothing

        if path is None:
            return
        try:
            save(path, text)
        except SaveError as error:
            self.tell(str(error), is_error=True)
        else:
            self.tell(f"Wrote {path.name}")

    def compose(self) -> ComposeResult:
        """Lay the panes out; vsmap.tcss says where.

        The classes for the window's size are set before the panes are styled: later would mean to style and
        lay out everything twice before the first frame.
        """
        self.suit(self.app.size)
        self.begin_with_settings()
        yield self.title_bar
        yield self.strip
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield self.map_view
                yield self.table
                yield self.capture
            with Vertical(id="right"):
                yield self.flow_panel
                yield self.path_panel
                yield self.waste_panel
        yield self.status
        yield self.key_bar
        yield TooSmall()

    def begin_with_settings(self) -> None:
        """Begin with what a person set for all maps."""
        look = self.app.settings.look
        for view in ("both", "map", "table"):
            self.set_class(view == look.view, f"-{view}")
        self.map_view.pictures.begin_with(look.detail)
        for panel in (self.flow_panel, self.path_panel, self.waste_panel):
            panel.set_class(panel.id not in look.panels, "-off")
        self.set_class(not look.panels, "-bare")

    def suit(self, size: Size) -> None:
        """Set the classes for a window's size, by which vsmap.tcss knows what there is room for."""
        columns, rows = size
        roomy = columns >= ROOMY[0] and rows >= ROOMY[1]
        tiny = columns < TINY[0] or rows < TINY[1]
        self.set_class(tiny, "-tiny")
        self.set_class(not roomy and not tiny, "-narrow")
        self.set_class(roomy, "-roomy")
        self.set_class(columns >= WIDEST, "-widest")
        self.set_class(rows >= TALL, "-tall")
