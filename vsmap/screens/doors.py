"""The doors to screens that are loaded when first opened, so that the first frame waits for none."""

# ruff: noqa: PLC0415 - loading late is what this module is for

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.screen import ModalScreen

    from vsmap.analysis.report import Highlight
    from vsmap.analysis.terms import Explanation
    from vsmap.analysis.waste.pathologies import Pathology
    from vsmap.analysis.waste.questions import Question
    from vsmap.exchange.intake.pasted import Pasted
    from vsmap.model.document import Document
    from vsmap.model.edits import Edits
    from vsmap.model.stream import ArrowRef, ValueStream
    from vsmap.screens.dialogs import PickScreen
    from vsmap.screens.map import MapScreen
    from vsmap.screens.parking_lot import Change
    from vsmap.screens.passes import PassesScreen
    from vsmap.storage.faults import FileFaults
    from vsmap.storage.keeping import Updated
    from vsmap.storage.save import SaveError


class Choice(NamedTuple):
    """Something to pick: its id, its text, and what is said beside it."""

    id: str
    text: str
    beside: str = ""


def matches(choice: Choice, typed: str) -> bool:
    """Tell whether a choice has every word that is typed, in whatever capitals."""
    text = f"{choice.text}  {choice.beside}".lower()
    return all(word in text for word in typed.lower().split())


def pick(title: str, choices: Sequence[Choice]) -> PickScreen:
    """Pick one of a list; gives its id, or None."""
    from vsmap.screens.dialogs import PickScreen

    return PickScreen(title, choices)


def large_file(path: Path) -> ModalScreen[MapScreen | FileFaults | None]:
    """Open a large file beside the interface; gives its map screen, or what is wrong with it, or None."""
    from vsmap.screens import large

    return large.large_file(path)


def saving(name: str, make: Callable[[], Updated | SaveError]) -> ModalScreen[Updated | SaveError | None]:
    """Make the text of a large map beside the interface, which is read again before it is written."""
    from vsmap.screens.busy import BusyScreen

    return BusyScreen("Saving a large map", f"{name} · making its text, and reading it again", make)


def ask(title: str, lines: Sequence[str], choices: Sequence[Choice]) -> ModalScreen[str | None]:
    """Say something and have one of a few answers picked, the first offered; gives its id, or None."""
    from vsmap.screens.asking import AskScreen

    return AskScreen(title, lines, choices)


def prompt(
    title: str, text: str, hint: str, check: Callable[[str], str], echo: Callable[[str], str] | None = None
) -> ModalScreen[str | None]:
    """Type one line; `check` says what is wrong with it, or nothing, `echo` what was understood."""
    from vsmap.screens.dialogs import PromptScreen

    return PromptScreen(title, text, hint, check, echo)


def unsaved(name: str) -> ModalScreen[str | None]:
    """Ask what becomes of unsaved work; gives "save", "discard" or None."""
    from vsmap.screens.dialogs import UnsavedScreen

    return UnsavedScreen(name)


def file(title: str, start: str, *, to_save: bool, suffix: str = ".vsm.toml") -> ModalScreen[Path | None]:
    """Choose a file to open or to save to; a name without the suffix gets it. No suffix: any file."""
    from vsmap.screens.files import FileScreen

    return FileScreen(title, start, to_save=to_save, suffix=suffix)


def help_page(selected: str) -> ModalScreen[str | None]:
    """Show help; gives the id of a command to run, or None."""
    from vsmap.screens.help import HelpScreen

    return HelpScreen(selected)


def palette() -> ModalScreen[str | None]:
    """Type a command by its name; gives the line to be run."""
    from vsmap.screens.palette import PaletteScreen

    return PaletteScreen()


def themes(now: str) -> ModalScreen[str | None]:
    """Choose a theme, which is shown at once; gives its name, or None."""
    from vsmap.screens.themes import ThemeScreen

    return ThemeScreen(now)


def settings_form(carrier: ValueStream) -> ModalScreen[Edits | None]:
    """Edit what a person set for all maps, which a map carries as its own."""
    from vsmap.model.schema import specs_of
    from vsmap.screens.form import FormScreen, Row

    rows = [
        Row((table,), spec, getattr(carrier.settings[table], spec.name))
        for table in ("look", "calendar")
        for spec in specs_of(type(carrier.settings[table])).values()
    ]
    return FormScreen("Settings for all maps", rows, carrier)


def stage_form(stream: ValueStream, identifier: str) -> ModalScreen[Edits | None]:
    """Edit every field of a stage."""
    from vsmap.screens.form import FormScreen, stage_rows

    stage = stream.stage(identifier)
    return FormScreen(f"All fields of {stage.name}", stage_rows(stage), stream)


def arrow_form(stream: ValueStream, arrow: ArrowRef) -> ModalScreen[Edits | None]:
    """Edit every field of an arrow."""
    from vsmap.screens.form import FormScreen, arrow_rows, with_shares

    ends = " → ".join(stream.stage(each).name for each in arrow[1:])
    return FormScreen(f"All fields of {ends}", arrow_rows(stream, arrow), stream, with_shares)


def tick(title: str, words: Sequence[str], ticked: Sequence[str]) -> ModalScreen[tuple[str, ...] | None]:
    """Tick any of a list of words; gives those that are ticked, or None."""
    from vsmap.screens.ticking import TickScreen

    return TickScreen(title, words, ticked)


def map_form(stream: ValueStream) -> ModalScreen[Edits | None]:
    """Edit the map's own settings."""
    from vsmap.screens.form import FormScreen, map_rows

    return FormScreen("The map", map_rows(stream), stream)


def paste_preview(pasted: Pasted, where: str) -> ModalScreen[bool | None]:
    """Show what a paste was understood as; gives whether to add it."""
    from vsmap.screens.paste_preview import PastePreview

    return PastePreview(pasted, where)


def rules_form(stream: ValueStream) -> ModalScreen[Edits | None]:
    """Edit what the totals rest on: conventions, calendar, demand and targets."""
    from vsmap.screens.form import FormScreen, map_rows

    wanted = {"conventions", "calendar", "demand", "targets"}
    rows = [row for row in map_rows(stream) if row.record[0] in wanted]
    return FormScreen("What the totals rest on", rows, stream)


def why(numbers: Sequence[Explanation], start: str) -> ModalScreen[str | None]:
    """Take numbers apart, one at a time; gives the stage of a term to go to."""
    from vsmap.screens.why import WhyScreen

    return WhyScreen(numbers, start)


def report_preview(stream: ValueStream) -> ModalScreen[tuple[str, str] | None]:
    """Show the report in its forms; gives the form to save and its text."""
    from vsmap.screens.report_preview import ReportPreview

    return ReportPreview(stream)


def import_preview(path: Path) -> ModalScreen[ValueStream | None]:
    """Show what a file comes to as a map; gives the map that is to be made."""
    from vsmap.screens.import_preview import ImportPreview

    return ImportPreview(path)


def highlight_page(highlight: Highlight, stream: ValueStream) -> ModalScreen[str | None]:
    """Explain a highlight of waste; gives what is asked for: "waive" or "limit"."""
    from vsmap.screens.explain import explain_highlight

    return explain_highlight(highlight, stream)


def question_page(question: Question) -> ModalScreen[str | None]:
    """Show what is to be asked."""
    from vsmap.screens.explain import explain_question

    return explain_question(question)


def pathologies_page(found: Sequence[Pathology], stream: ValueStream) -> ModalScreen[str | None]:
    """Show what makes deployment slow."""
    from vsmap.screens.explain import explain_pathologies

    return explain_pathologies(found, stream)


def simulation(stream: ValueStream) -> ModalScreen[None]:
    """Show how long items take."""
    from vsmap.screens.simulate import SimulateScreen

    return SimulateScreen(stream)


def passes(stream: ValueStream, number: int) -> PassesScreen:
    """Show the passes of a workshop, beginning with one; gives what is missing and is to be supplied."""
    from vsmap.analysis.passes import passes_of
    from vsmap.screens.passes import PassesScreen

    return PassesScreen(passes_of(stream), number)


def parking_lot(stream: ValueStream, change: Change) -> ModalScreen[None]:
    """Show the remarks that belong to no stage, and take more."""
    from vsmap.screens.parking_lot import ParkingScreen

    return ParkingScreen(stream, change)


def plan(document: Document, refusal: str) -> ModalScreen[str | None]:
    """Show and edit the plan; gives the stage to go to, or None."""
    from vsmap.screens.plan import PlanScreen

    return PlanScreen(document, refusal)


def comparison(before: ValueStream, after: ValueStream, names: tuple[str, str]) -> ModalScreen[None]:
    """Show two maps side by side."""
    from vsmap.screens.pages import ComparisonScreen

    return ComparisonScreen(before, after, names)


def trend(path: Path) -> ModalScreen[None]:
    """Show how the totals moved through the history of a file."""
    from vsmap.screens.pages import TrendScreen

    return TrendScreen(path)
