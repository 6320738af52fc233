"""Every command of the one list does something, or says why not, on any map."""

from collections import Counter

import pytest
from driven import editor

from vsmap.commands import COMMANDS, keys_page
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen


@pytest.mark.parametrize("identifier", COMMANDS)
def test_each_command_has_its_action(identifier: str) -> None:
    """A command's id names an action of the map screen, which says what it does."""
    action = getattr(MapScreen, f"action_{identifier}")
    assert action.__doc__


def test_no_key_runs_two_commands() -> None:
    """A key belongs to one command alone, and none needs what terminals cannot send."""
    counted = Counter(key for command in COMMANDS.values() for key in command.keys)
    assert [key for key, times in counted.items() if times > 1] == []
    unsendable = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "ctrl+/", "alt+enter"}
    assert not unsendable & counted.keys()
    assert not [key for key in counted if key.isdigit()], "a digit always edits"


async def test_every_key_reaches_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed in the map or in the table, each key of the list runs its command and no other."""
    ran: list[str] = []
    monkeypatch.setattr("vsmap.screens.map.why_not", lambda *_: "")
    for identifier in COMMANDS:
        monkeypatch.setattr(
            MapScreen, f"action_{identifier}", lambda _screen, ran=ran, i=identifier: ran.append(i)
        )
    async with editor("lean-enterprise", 120, 40) as driven:
        for pane in (driven.map.table, driven.map.map_view):
            pane.focus()
            for command in COMMANDS.values():
                for key in command.keys:
                    await driven.press(key)
                    assert ran == [command.id], key
                    ran.clear()


def test_the_keys_page_has_every_command() -> None:
    """The page of keys is made from the same list: one line a command."""
    lines = keys_page().splitlines()[2:]
    assert len(lines) == len(COMMANDS)
    for line, command in zip(lines, COMMANDS.values(), strict=True):
        assert command.help in line


@pytest.mark.parametrize(
    ("shown", "size"),
    [
        ("deployment-in-months", (80, 24)),
        ("deployment-in-months", (120, 40)),
        (ValueStream(), (80, 24)),
    ],
)
async def test_each_command_runs_by_its_keys(shown: ValueStream | str, size: tuple[int, int]) -> None:
    """Pressing any key of the list, on a full map or an empty one, never raises; Esc leads back."""
    async with editor(shown, *size) as driven:
        for command in COMMANDS.values():
            if command.id == "quit":
                continue
            for key in command.keys:
                await driven.press(key)
                await driven.press("escape")
                if not isinstance(driven.app.screen, MapScreen):
                    await driven.press("escape")
                assert isinstance(driven.app.screen, MapScreen), command.id
        assert driven.app.is_running


@pytest.mark.parametrize("identifier", [command.id for command in COMMANDS.values() if command.changes_map])
async def test_a_map_that_may_not_change_refuses_before_anything_opens(identifier: str) -> None:
    """No dialog, no capture line and no field: the reason is told at once, and the map stays as it was."""
    async with editor("lean-enterprise") as driven:
        before = driven.stream.copy()
        driven.map.refuse("read-only: a revision")
        await driven.press(COMMANDS[identifier].keys[0])
        assert driven.toasts() == ["read-only: a revision"]
        assert driven.app.screen is driven.map
        assert not driven.map.capture.is_open
        assert driven.stream == before


@pytest.mark.parametrize("identifier", [command.id for command in COMMANDS.values() if command.when.value])
async def test_a_command_that_does_not_apply_says_so(identifier: str) -> None:
    """On an empty map of which only the table is shown each such command tells its reason."""
    async with editor(ValueStream()) as driven:
        await driven.press(COMMANDS[identifier].keys[0])
        assert driven.toasts() == [COMMANDS[identifier].when.value]


def test_commands_that_change_the_map_say_so() -> None:
    """Whatever adds, edits or moves a stage is refused where a map may only be looked at."""
    harmless = {command.id for command in COMMANDS.values() if not command.changes_map}
    assert not {"add_after", "delete", "undo", "connect", "edit_map", "move_up"} & harmless
    assert {command.group for command in COMMANDS.values() if command.changes_map} == {
        *("Add", "Edit", "Improve", "Workshop"),
    }
