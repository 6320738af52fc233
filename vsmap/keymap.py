"""Which key runs which command: the keys of the one list, with a person's own in their place."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from vsmap.commands import COMMANDS, KEY_NAMES, Command, key_name
from vsmap.model.text import name_of

FIGURE_KEYS: Final = frozenset("0123456789~")
"""Characters that always open a field on the selected figure."""
_NAMED: Final = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
    *("enter", "escape", "tab", "shift+tab", "backspace", "space"),
    *("shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end"),
    *("ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right"),
    *(f"f{number}" for number in range(1, 13)),
)
"""Keys with a name that terminals send and tmux passes on."""
_UNREACHABLE: Final = {
    "ctrl+h": "to a terminal it is Backspace",
    "ctrl+i": "to a terminal it is Tab",
    "ctrl+j": "to a terminal it is Enter",
    "ctrl+m": "to a terminal it is Enter",
    "ctrl+[": "to a terminal it is Esc",
    "ctrl+/": "terminals send another key for it",
    "alt+enter": "many terminals make the window fill the screen with it",
}
"""Keys that don't arrive as what they are, with the reason."""


class KeyBreach(NamedTuple):
    """A key that a command can't have, and why."""

    command: str
    key: str
    why: str


def unreachable(key: str) -> str:
    """Say why a key can't run a command; nothing where it can.

    >>> unreachable("ctrl+i"), unreachable("f7")
    ('to a terminal it is Tab', '')
    """
    if key in FIGURE_KEYS:
        return "it always edits the selected figure"
    if key in _UNREACHABLE:
        return _UNREACHABLE[key]
    if (len(key) == 1 and key.isprintable() and key != " ") or key in _NAMED or _is_control(key):
        return ""
    if key.startswith("alt+"):
        return "terminals and tmux take keys with Alt for themselves"
    return "a key is one character, or " + ", ".join(_NAMED) + ", or ctrl with a letter"


def _is_control(key: str) -> bool:
    letter = key.removeprefix("ctrl+")
    return letter != key and len(letter) == 1 and "a" <= letter <= "z"


def breaches(own: Mapping[str, tuple[str, ...]]) -> Iterator[KeyBreach]:
    """Yield each key of a person's own that can't be had: unreachable, or another command's too."""
    owner: dict[str, str] = {}
    for command in COMMANDS.values():
        if command.id not in own:
            owner.update(dict.fromkeys(command.keys, command.id))
    for identifier, keys in own.items():
        for key in keys:
            why = unreachable(key)
            if why:
                yield KeyBreach(identifier, key, why)
            elif owner.setdefault(key, identifier) != identifier:
                yield KeyBreach(identifier, key, f"{owner[key]} has it: give that another key as well")


class Keymap:
    """The keys in force. What is wrong with a person's own keys is left out; `breaches` names it."""

    def __init__(self, own: Mapping[str, tuple[str, ...]] | None = None) -> None:
        own = own or {}
        wrong = {breach.command for breach in breaches(own)}
        self._own = {
            command: keys for command, keys in own.items() if command in COMMANDS and command not in wrong
        }
        self._command_of = {key: command for command in COMMANDS.values() for key in self.keys(command)}

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys of a command."""
        return self._own.get(command.id, command.keys)

    def name(self, command: Command, *, spelt: bool = False) -> str:
        """Show the first key of a command as people write it, with words alone where `spelt`.

        A command without keys has no name here.
        """
        keys = self.keys(command)
        if not keys:
            return ""
        return name_of(keys[0]) if spelt and keys[0] in KEY_NAMES else key_name(keys[0])

    def command_of(self, key: str, character: str | None) -> Command | None:
        """Return the command of a key, by its name or by its character."""
        return self._command_of.get(key) or self._command_of.get(character or "")
