"""What leaves the editor and what comes in: report, pictures and other tools' formats; tables and logs."""

from functools import partial
from pathlib import Path

from textual import work

from vsmap.model.stream import ValueStream
from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.filing import Filing
from vsmap.storage.save import SaveError

_FORMS = (
    Choice("svg", "SVG", "the map as a picture, light and dark"),
    Choice("pdf", "PDF", "the map on A4 pages"),
    Choice("png", "PNG", "the map as a picture of pixels"),
    Choice("mermaid", "Mermaid", "for Markdown pages of forges"),
    Choice("dot", "DOT", "for Graphviz"),
    Choice("drawio", "draw.io", "to draw on, with lean-mapping shapes"),
    Choice("csv", "CSV", "the stages as a table"),
    Choice("json", "JSON", "the whole map and its numbers"),
)
_SUFFIXES = {"mermaid": "mmd"}


class Exchanging(Filing):
    """The actions that read and write other people's formats."""

    def action_report(self) -> None:
        """Preview the report of the map, and save it in one of its forms."""

        def save(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                form, text = answer
                self._save_as("Save the report as", f".{form}", text)

        self.app.push_screen(doors.report_preview(self.work.stream), save)

    def action_export(self) -> None:
        """Write the map in another form into a file."""

        def choose(form: str | None) -> None:
            if form is None:
                return
            if not len(self.work.stream):
                self.tell("there is no stage on the map yet: a adds one", is_error=True)
                return
            suffix = f".{_SUFFIXES.get(form, form)}"
            title = f"Export as {next(each.text for each in _FORMS if each.id == form)}"
            target = doors.file(title, self._suggested(suffix), to_save=True, suffix=suffix)
            self.app.push_screen(target, partial(self._export, form))

        self.app.push_screen(doors.pick("Export the map as", _FORMS), choose)

    def _export(self, form: str, path: Path | None) -> None:
        if path is not None:
            self.message = f"Writing {path.name} …"
            self.show_scene()
            self._write_export(self.work.stream.copy(), form, path)

    @work(thread=True, group="export")
    def _write_export(self, stream: ValueStream, form: str, path: Path) -> None:
        """Make and save another form beside the interface: fonts and pixels take their time."""
        from vsmap.exchange.extras import ExtraMissingError  # noqa: PLC0415 - only an export asks for it
        from vsmap.exchange.forms import Options, export  # noqa: PLC0415 - as above
        from vsmap.storage.save import save  # noqa: PLC0415 - as above

        page = "a4-landscape" if form == "pdf" else ""
        try:
            exported = export(stream, form, Options(page=page))
            save(path, exported.content)
        except (ExtraMissingError, SaveError) as error:
            self.app.call_from_thread(self.tell, str(error), is_error=True)
            return
        self.app.call_from_thread(self.tell, " · ".join((f"Wrote {path.name}", *exported.notes)))

    def action_import_source(self) -> None:
        """Read a table, an event log or another mapper's file as a new map, after a preview."""

        def preview(path: Path | None) -> None:
            if path is not None:
                self.import_path(path)

        folder = f"{self.file.path.parent}/" if self.file else ""
        title = "Import a table, an event log, JSON"
        self.app.push_screen(doors.file(title, folder, to_save=False, suffix=""), preview)

    def import_path(self, path: Path) -> None:
        """Preview what a file comes to, and show the map of it in place of this one."""

        def show(stream: ValueStream | None) -> None:
            if stream is not None:
                self.guarded(partial(self._show_imported, stream, path))

        self.app.push_screen(doors.import_preview(path), show)

    def _show_imported(self, stream: ValueStream, path: Path) -> None:
        from vsmap.screens.opening import new_map_screen, show_instead  # noqa: PLC0415 - it makes screens of this class

        screen = new_map_screen(stream)
        screen.message = f"Imported from {path.name} · not saved yet: s saves it"
        show_instead(self.app, screen)

    def _suggested(self, suffix: str) -> str:
        """Return the path that a form of this map is likely to be written to."""
        if self.file is None:
            return f"map{suffix}"
        name = self.file.path.name.removesuffix(".toml").removesuffix(".vsm")
        return str(self.file.path.with_name(f"{name}{suffix}"))

    def _save_as(self, title: str, suffix: str, text: str) -> None:
        screen = doors.file(title, self._suggested(suffix), to_save=True, suffix=suffix)
        self.app.push_screen(screen, partial(self.write_out, text))
