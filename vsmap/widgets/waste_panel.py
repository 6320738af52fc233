"""The Waste panel: a handful of highlights, one a stage; with the focus all, and what is to be asked."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from textual.message import Message

from vsmap.analysis.report import Analysis, Highlight
from vsmap.analysis.waste.pathologies import Pathology, pathologies_of
from vsmap.analysis.waste.questions import Question, questions_of
from vsmap.drawing.scene import WORST
from vsmap.model.calendar import format_hours
from vsmap.model.rules import RULES
from vsmap.widgets.ink import LABEL, MUTED, SELECTED, STRONG, TEXT, WASTE, Ink, InkLine
from vsmap.widgets.list_pane import ListPane

HANDFUL: Final = 5
"""Highlights that are shown before somebody asks for the rest."""
_WHOLE_SENTENCES: Final = 60
"""Cells from which a highlight's sentence has room; else its place is named."""
_EXTREMES: Final = frozenset(
    {
        *("longest-lead-time", "highest-process-time"),
        *("lowest-complete-accurate", "lowest-activity-ratio"),
    }
)

Pathologies = tuple[Pathology, ...]
Item = Highlight | Question | Pathologies


class WastePanel(ListPane):
    """One line a highlight; Enter explains it and jumps to its stage."""

    @dataclass
    class Chosen(Message):
        """A highlight, a question or what makes deployment slow was chosen to be explained."""

        item: Item

    def __init__(self) -> None:
        super().__init__("waste", "Waste")
        self._items: list[Item] = []
        self._worst: list[Highlight] = []
        self._told = 0
        """How many highlights are listed."""
        self._made_of: tuple[Analysis, bool] | None = None

    def prepare(self) -> None:
        """List the handful, or everything where the panel has the focus; anew only where that changed."""
        if self.scene is None:
            return
        made_of = (self.scene.analysis, self.has_focus)
        if self._made_of is None or made_of[0] is not self._made_of[0] or made_of[1] != self._made_of[1]:
            self._made_of = made_of
            live = (each for each in self.scene.analysis.highlights if not each.waived)
            self._worst = list(islice(live, WORST))
            self._items = self._all() if self.has_focus else self._handful()
            self._told = sum(isinstance(item, Highlight) for item in self._items)

    def _all(self) -> list[Item]:
        """Return what makes deployment slow, the highlights, what is to be asked, and what is waived."""
        if self.scene is None:
            return []
        found = self.scene.analysis.highlights
        live = [highlight for highlight in found if not highlight.waived]
        waived = [highlight for highlight in found if highlight.waived]
        return [*self._pathologies(), *live, *questions_of(self.scene.stream.stages()), *waived]

    def _handful(self) -> list[Item]:
        """Return the highlights that concern most lead time, one for each place, and the first question."""
        if self.scene is None:
            return []
        found = self.scene.analysis.highlights
        places: dict[object, Highlight] = {}
        for highlight in found:
            place = highlight.stage or highlight.flow or highlight.rule
            told = places.get(place)
            if told is None and len(places) == HANDFUL:
                break
            if not highlight.waived and (told is None or _tells_more(highlight, told)):
                places[place] = highlight
        asked = questions_of(self.scene.stream.stages())
        return [*self._pathologies(), *islice(places.values(), HANDFUL), *asked[:1]]

    def _pathologies(self) -> list[Item]:
        if self.scene is None:
            return []
        found = pathologies_of(self.scene.stream.stages(), self.scene.analysis)
        return [found] if found else []

    @property
    def count(self) -> int:
        """How many items are listed."""
        return len(self._items)

    @property
    def remarks(self) -> list[InkLine]:
        """Say that nothing stands out, or how many highlights are not shown."""
        if self.scene is None:
            return []
        whole = len(self.scene.analysis.highlights)
        if not whole:
            return [(Ink("nothing stands out", MUTED),)]
        left = whole - self._told
        return [(Ink(f"  {left} more: F5 lists all, ! waives one", MUTED),)] if left else []

    @property
    def highlights(self) -> list[Highlight]:
        """The highlights that are listed."""
        return [item for item in self._items if isinstance(item, Highlight)]

    @property
    def chosen_item(self) -> Item | None:
        """The chosen item, if there is any."""
        return self._items[self.chosen] if self._items else None

    @property
    def chosen_text(self) -> str:
        """The whole sentence of the chosen item."""
        item = self.chosen_item
        if isinstance(item, (Highlight, Question)):
            return item.text
        return "" if item is None else _slow(item)

    def activate(self) -> None:
        """Ask for the chosen item to be explained."""
        if self.chosen_item is not None:
            self.post_message(self.Chosen(self.chosen_item))

    def item_line(self, at: int, *, chosen: bool) -> InkLine:
        """Return one item."""
        item = self._items[at]
        text = SELECTED if chosen else MUTED if self.is_stale else TEXT
        if isinstance(item, Question):
            return (Ink("? ", LABEL), Ink(item.text, text if chosen else MUTED))
        if isinstance(item, Highlight):
            return self._highlight(item, text if chosen or not item.waived else MUTED)
        return (Ink("! ", WASTE), Ink("SLOW DEPLOYMENT  ", WASTE), Ink(_slow(item), text))

    def _highlight(self, highlight: Highlight, text: str) -> InkLine:
        if self.scene is None:
            return ()
        first = any(highlight is worst for worst in self._worst)
        calendar, stream = self.scene.stream.calendar, self.scene.stream
        hours = format_hours(highlight.lead_time_h, calendar) if highlight.lead_time_h else "–"
        ends = highlight.flow or ((highlight.stage,) if highlight.stage else ())
        place = " → ".join(stream.stage(end).name for end in ends)
        said = highlight.text if self.content_size.width >= _WHOLE_SENTENCES or not place else place
        mark = RULES[highlight.rule].mark + ("  waived" if highlight.waived else "")
        ink = WASTE if first else MUTED if highlight.waived else STRONG
        return (
            Ink("! " if first else "  ", WASTE),
            Ink(f"{hours:>8}  "),
            Ink(f"{mark}  ", ink),
            Ink(said, text),
        )


def _tells_more(highlight: Highlight, told: Highlight) -> bool:
    """Tell whether a highlight says more of a place than that it is an extreme of the map."""
    is_more = told.rule in _EXTREMES and highlight.rule not in _EXTREMES
    return is_more and highlight.lead_time_h >= told.lead_time_h


def _slow(found: Pathologies) -> str:
    """Name what makes deployment slow, in one line."""
    return ", ".join(pathology.name.lower() for pathology in found)
