"""Lines that are typed into the palette and run on the map: commands by id or name, and those of vi."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from vsmap.commands import COMMANDS
from vsmap.model.text import nearest
from vsmap.screens import doors
from vsmap.screens.filing import Filing

if TYPE_CHECKING:
    from collections.abc import Callable


class Short(NamedTuple):
    """A short command as vi has it: what is typed, what it does, and whether a file may follow."""

    name: str
    help: str
    takes_file: bool = False


SHORT: Final = {
    short.name: short
    for short in (
        Short("w", "Save the map; with a FILE save it there", takes_file=True),
        Short("w!", "Save it there also where that file exists", takes_file=True),
        Short("q", "Leave; unsaved work is asked about"),
        Short("wq", "Save and leave"),
        Short("q!", "Leave; unsaved work is lost"),
        Short("e", "Open FILE, which need not be there yet", takes_file=True),
    )
}
"""The short commands, by what is typed."""


class TypedLines(Filing):
    """Runs a line of the palette."""

    def action_palette(self) -> None:
        """Type a command by its name."""

        def run(line: str | None) -> None:
            if line is not None:
                self.run_line(line)

        self.app.push_screen(doors.palette(), run)

    def action_suspend(self) -> None:
        """Go to the shell; the screen is painted anew on the way back."""
        self.app.action_suspend_process()

    def run_command(self, identifier: str) -> None:
        """Run a command by its id."""
        raise NotImplementedError

    def run_line(self, line: str) -> None:
        """Run a line; say what was meant where it means nothing."""
        name, _, rest = line.strip().partition(" ")
        file = Path(rest.strip()).expanduser() if rest.strip() else None
        if name in SHORT and (file is None or SHORT[name].takes_file):
            self._run_short(name, file)
        elif name.isdigit():
            self._go_to_number(int(name))
        elif (identifier := _command_named(line)) is not None:
            self.run_command(identifier)
        else:
            near = nearest(line, (*COMMANDS, *SHORT))
            hint = f"; did you mean {near}?" if near else ""
            self.tell(f"there is no command {line}{hint}", is_error=True)

    def _run_short(self, name: str, file: Path | None) -> None:
        runs: dict[str, Callable[[], None]] = {
            "w": lambda: self._save_into(file, over=False),
            "w!": lambda: self._save_into(file, over=True),
            "q": lambda: self.run_command("quit"),
            "wq": lambda: self.save(self.app.exit),
            "q!": self.app.exit,
            "e": lambda: self._open(file),
        }
        runs[name]()

    def _save_into(self, file: Path | None, *, over: bool) -> None:
        """Save, into a file if one is named; what exists there is written over only where that was said."""
        from vsmap.screens.files import with_suffix  # noqa: PLC0415 - whoever saves by key needs it not

        if file is None:
            self.save()
            return
        target = with_suffix(file)
        if target.exists() and not over:
            self.tell(f"{target} exists: :w! {target} writes over it", is_error=True)
        elif not target.parent.is_dir():
            self.tell(f"there is no folder {target.parent}", is_error=True)
        else:
            self.save_into(target)

    def _open(self, file: Path | None) -> None:
        from vsmap.screens.opening import new_map, new_map_screen, show_instead  # noqa: PLC0415 - it imports this module

        if file is None:
            self.run_command("open")
        elif file.exists():
            self.guarded(lambda: self.open_path(file))
        else:
            self.guarded(lambda: show_instead(self.app, new_map_screen(new_map(self.app.settings), file)))

    def _go_to_number(self, number: int) -> None:
        ids = self.work.stream.ids()
        if 1 <= number <= len(ids):
            self.select(ids[number - 1])
        else:
            self.tell(f"there is no stage {number}", is_error=True)


def _command_named(line: str) -> str | None:
    """Return the id of the command that a line names by its id or its label."""
    typed = line.strip().lower().replace(" ", "_")
    labels = {command.label.lower().replace(" ", "_"): command.id for command in COMMANDS.values()}
    return typed if typed in COMMANDS else labels.get(typed)
