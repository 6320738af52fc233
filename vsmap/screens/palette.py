"""The palette: any command by its name, its id or its key, and the short commands of vi for files."""

from typing import Final

from textual.content import Content

from vsmap.commands import COMMANDS, Command
from vsmap.screens.files import completed, entries, file_line
from vsmap.screens.help import command_line
from vsmap.screens.narrowing import NarrowingScreen, Row
from vsmap.screens.typed_lines import SHORT
from vsmap.widgets.text_input import TextInput

_WITH_FILE: Final = tuple(f"{short.name} " for short in SHORT.values() if short.takes_file)


class PaletteScreen(NarrowingScreen[str]):
    """Gives the line to be run: a command's id, or what was typed."""

    KIND = "palette"
    PLACEHOLDER = "a command, or w q wq q! e FILE"

    def __init__(self) -> None:
        super().__init__("Commands", subtitle="Tab takes over · Enter runs · Esc goes back")

    def rows(self, typed: str) -> list[Row]:
        """Return the commands that may be meant, or the files that a command may be about."""
        line = typed.lstrip(": ")
        if line.startswith(_WITH_FILE):
            name, _, path = line.partition(" ")
            return [Row(f"{name} {completed(each)}", file_line(each)) for each in entries(path.strip())]
        shorts = [Row(name, _short_line(name)) for name in SHORT if line and name.startswith(line)]
        return [*shorts, *(self._command_row(command) for command in meant(line))]

    def _command_row(self, command: Command) -> Row:
        return Row(command.id, command_line(command, self.app.keymap.keys(command)))

    @property
    def starts_chosen(self) -> bool:  # type: ignore[override] # it depends on what is typed
        """Whether Enter takes the first row: of files only one that an arrow chose."""
        return not self.query_one(TextInput).text.lstrip(": ").startswith(_WITH_FILE)

    def action_complete(self) -> None:
        """Take the chosen row over into the line."""
        row = self.chosen or next(iter(self.seen), None)
        if row is not None:
            name = row.id
            self.query_one(TextInput).put(f"{name} " if name in SHORT and SHORT[name].takes_file else name)

    def enter(self, typed: str, row: Row | None) -> None:
        """Run what was typed, where it says a command in full, else the row that is chosen."""
        line = typed.strip(": ")
        if row is None or line in SHORT or line.isdigit():
            if line:
                self.dismiss(line)
        else:
            self.take(row)

    def take(self, row: Row) -> None:
        """Run a command; go on into a folder."""
        if row.id.endswith("/"):
            self.query_one(TextInput).put(row.id)
        else:
            self.dismiss(row.id)


def meant(typed: str) -> list[Command]:
    """Return the commands that a typed text may mean: those first whose id or label it begins.

    >>> [command.id for command in meant("und")]
    ['undo']
    """
    words = typed.lower().replace("_", " ").split()
    found = [command for command in COMMANDS.values() if _has(command, words)]
    return sorted(found, key=lambda command: not _begins(command, " ".join(words)))


def _has(command: Command, words: list[str]) -> bool:
    text = f"{command.id.replace('_', ' ')} {command.label} {command.help}".lower()
    return all(word in text for word in words)


def _begins(command: Command, typed: str) -> bool:
    return command.label.lower().startswith(typed) or command.id.replace("_", " ").startswith(typed)


def _short_line(name: str) -> Content:
    short = SHORT[name]
    file = "FILE" if short.takes_file else ""
    return Content.assemble((f":{name:<10}", "bold"), f"{file:<14}", (short.help, "dim"))
