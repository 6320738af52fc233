"""Which key runs which command, with a person's own keys in their place."""

import pytest

from vsmap.commands import COMMANDS
from vsmap.keymap import FIGURE_KEYS, Keymap, breaches, unreachable


def test_every_key_that_vsmap_comes_with_can_be_had() -> None:
    """None is unreachable in a terminal or in tmux, no two are the same, none is a digit's."""
    assert {unreachable(key) for command in COMMANDS.values() for key in command.keys} == {""}
    every = {command.id: command.keys for command in COMMANDS.values()}
    assert list(breaches(every)) == []
    assert not FIGURE_KEYS & {key for keys in every.values() for key in keys}


@pytest.mark.parametrize("key", ["ctrl+i", "ctrl+h", "ctrl+m", "ctrl+[", "ctrl+/", "alt+enter", "alt+x", "7"])
def test_a_key_that_does_not_arrive_is_refused_by_name(key: str) -> None:
    """So is a digit, which always edits, and what is no key at all."""
    ((command, named, why),) = breaches({"save": (key,)})
    assert (command, named) == ("save", key)
    assert why


@pytest.mark.parametrize("key", ["", " ", "ab", "shift+a", "ctrl+1", "ctrl+shift+a", "\x1b", "f13"])
def test_what_is_no_key_is_refused_with_what_is(key: str) -> None:
    """The message lists the names of keys."""
    ((_, _, why),) = breaches({"save": (key,)})
    assert "pageup" in why


def test_a_key_of_another_command_is_refused_unless_that_one_moves() -> None:
    """Two commands can swap their keys; one can't take another's."""
    ((command, key, why),) = breaches({"add_after": ("b",)})
    assert (command, key, why) == ("add_after", "b", "add_branch has it: give that another key as well")
    assert list(breaches({"add_after": ("b",), "add_branch": ("a",)})) == []
    assert [breach.command for breach in breaches({"save": ("f9",), "open": ("f9",)})] == ["open"]


def test_own_keys_take_the_place_of_those_that_a_command_comes_with() -> None:
    """The old keys do nothing; commands that are not named keep theirs; wrong ones change nothing."""
    keymap = Keymap({"save": ("f9",), "open": ("ctrl+i",), "nothing": ("f10",)})
    assert keymap.command_of("f9", None) is COMMANDS["save"]
    assert keymap.command_of("s", "s") is None
    assert keymap.command_of("O", "O") is COMMANDS["open"]
    assert keymap.command_of("f10", None) is None
    assert keymap.name(COMMANDS["save"]) == "F9"
    assert keymap.keys(COMMANDS["undo"]) == ("u",)


def test_punctuation_is_known_by_its_character() -> None:
    """The toolkit calls it by a name; the list and a person's settings have the character."""
    assert Keymap().command_of("comma", ",") is COMMANDS["figure_before"]
    assert Keymap({"save": ("$",)}).command_of("dollar_sign", "$") is COMMANDS["save"]
