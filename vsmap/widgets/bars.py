"""The single lines around the panes: title, strip of totals, status, keys."""

from textual.geometry import Region

from vsmap.analysis.bounds import bound_of
from vsmap.drawing.cells import fit
from vsmap.drawing.cells import width as width_of
from vsmap.widgets.ink import (
    BAD,
    CRITICAL,
    ERROR,
    GOOD,
    KEY,
    LABEL,
    MUTED,
    SELECTED,
    STRONG,
    Ink,
    InkLine,
    apart,
)
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene
from vsmap.widgets.totals import TOTALS, calendar_text, movement, shown_value, target_of

_ROOMY = 100


class TitleBar(LinePane):
    """The name of the map, whether it is edited, and the calendar."""

    def __init__(self) -> None:
        super().__init__(id="title", classes="bar")
        self._scene: Scene | None = None
        self._map_name = ""
        self._is_edited = False
        self._timer = ""

    def say_timer(self, said: str) -> None:
        """Say how long a workshop's timer still runs, or nothing."""
        self._timer = said
        self.repaint()

    def show(self, scene: Scene, name: str, *, edited: bool) -> list[Region]:
        """Show what is open."""
        self._scene, self._map_name, self._is_edited = scene, name, edited
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return the bar."""
        del row
        if self._scene is None:
            return ()
        about, width = self._scene.stream.map, self.content_size.width
        named = "future" if self._scene.current is not None else about.state
        state = f"{named} state" if width >= _ROOMY else named
        left = (Ink(" vsmap  ", KEY), Ink(self._map_name, STRONG), Ink(f" · {state}", LABEL))
        mark = Ink("  ● edited  ", CRITICAL) if self._is_edited else Ink("  ")
        timer = (
            (Ink("  "), Ink(f" {fit(self._timer, width // 4).rstrip()} ", SELECTED)) if self._timer else ()
        )
        return apart(
            left, (*timer, mark, Ink(calendar_text(self._scene.stream.calendar) + " ", MUTED)), width
        )


class TotalsStrip(LinePane):
    """The totals in one line, where there is no room for panels."""

    def __init__(self) -> None:
        super().__init__(id="strip", classes="bar")
        self._scene: Scene | None = None

    def show(self, scene: Scene) -> list[Region]:
        """Show the totals of a scene."""
        self._scene = scene
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return the strip."""
        del row
        return _strip(self._scene) if self._scene else ()


def _strip(scene: Scene) -> InkLine:
    inks: list[Ink] = [Ink(" ")]
    for total in TOTALS:
        if total.field in {"value_added_pct", "handoffs"}:
            continue
        if total.field == "wait_time_h":
            inks += _waiting(scene)
            continue
        moved = None if scene.stale else movement(scene, total)
        goal, met = target_of(scene, total) if total.field == "lead_time_h" else ("", None)
        number = shown_value(scene, total).replace(" ", "")
        ink = MUTED if scene.stale else STRONG
        inks += [Ink(f"{total.short} ", LABEL), Ink(number, ink)]
        if moved is not None:
            inks.append(
                Ink(" " + moved[1].replace(" points", "").replace(" ", ""), GOOD if moved[2] else BAD)
            )
        elif goal:
            said = "goal " + goal.removeprefix("goal ").replace(" ", "") + (" ✗" if met is False else "")
            inks.append(Ink(f" ({said})", BAD if met is False else MUTED))
        if total.field == "rolled_complete_accurate_pct":
            totals = scene.analysis.totals
            inks.append(Ink(f" {totals.rolled_assessed}/{totals.rolled_stages}", MUTED))
        inks.append(Ink(" · ", MUTED))
    return tuple(inks[:-1])


def _waiting(scene: Scene) -> InkLine:
    totals = scene.analysis.totals
    if not totals.lead_time_h or totals.wait_time_h is None:
        return ()
    about = "≈" if bound_of("wait_time_h", totals) else ""
    share = f"{about}{totals.wait_time_h / totals.lead_time_h * 100:.1f}%"
    return (Ink("wait ", LABEL), Ink(share, MUTED if scene.stale else STRONG), Ink(" · ", MUTED))


class StatusLine(LinePane):
    """The selection in words, or what is wrong with what is typed: what a screen reader reads."""

    def __init__(self) -> None:
        super().__init__(id="status", classes="bar")
        self._text, self._before = "", ""
        self._ink = LABEL

    def show(self, text: str, *, before: str = "", is_error: bool = False) -> list[Region]:
        """Show one sentence, and before it what it is about where there is room for both."""
        self._text, self._before, self._ink = text, before, ERROR if is_error else LABEL
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return the sentence."""
        del row
        whole = f" {self._before}{self._text}"
        fits = width_of(whole) <= self.content_size.width
        return (Ink(whole if fits else f" {self._text}", self._ink),)


class TooSmall(LinePane):
    """What is shown where nothing else fits."""

    def __init__(self) -> None:
        super().__init__(id="tiny", classes="bar")

    def ink_line(self, row: int) -> InkLine:
        """Ask for a larger window."""
        del row
        return (Ink("vsmap needs 40 × 12"),)
