"""The report of the map as it will be saved: as prose, as Markdown, as HTML."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from vsmap.exchange.choices import REPORTS
from vsmap.exchange.markup import plain_text
from vsmap.exchange.report.forms import report_text
from vsmap.model.stream import ValueStream
from vsmap.screens.dialog import Dialog
from vsmap.widgets.titles import entitle

_HTML_NOTE = "One HTML file with the map drawn in it, to be opened in a browser or printed. It begins:\n\n"
_SHOWN = 20_000
"""Characters of a report that are shown."""


class ReportPreview(Dialog[tuple[str, str]]):
    """Dismissed with the form that is to be saved, and its text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,s", "keep", show=False, priority=True),
        Binding("t", "form('txt')", show=False),
        Binding("m", "form('md')", show=False),
        Binding("h", "form('html')", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, stream: ValueStream) -> None:
        super().__init__()
        self._stream = stream.copy()
        self._texts: dict[str, str] = {}
        self._form = "txt"

    def compose(self) -> ComposeResult:
        """Show a page that fills when the report is worked out."""
        with VerticalScroll(classes="dialog page") as dialog:
            entitle(dialog, "Report", "t prose · m Markdown · h HTML · ⏎ save · Esc")
            yield Static(Content("working it out …"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._work, thread=True, exclusive=True)

    def _work(self) -> None:
        """Work every form out, in a thread of its own: each improvement has a future of its own."""
        texts = {form: report_text(self._stream, form) for form in REPORTS}
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, texts)

    def _take(self, texts: dict[str, str]) -> None:
        if self.is_attached:
            self._texts = texts
            self._show()

    def action_form(self, form: str) -> None:
        """Show another form."""
        self._form = form
        self._show()

    def _show(self) -> None:
        if not self._texts:
            return
        text = self._texts[self._form]
        note = _HTML_NOTE if self._form == "html" else ""
        shown = "\n".join(map(plain_text, text[:_SHOWN].split("\n")))
        more = f"\n… and {len(text) - _SHOWN:,} characters more" if len(text) > _SHOWN else ""
        self.query_one(Static).update(Content(f"{note}{shown}{more}"))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(VerticalScroll).border_title = Content(f"Report · {self._form}")

    def action_keep(self) -> None:
        """Leave with the form that is shown, once it is there."""
        if self._texts:
            self.dismiss((self._form, self._texts[self._form]))
