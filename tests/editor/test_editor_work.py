"""What a key and a start may cost, counted in bytes, writes, calls and modules instead of in time."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from terminal_session import TerminalSession

from vsmap.app import VsmapApp
from vsmap.model.document import Document
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen
from vsmap.storage.writer import canonical_text

SHOWS_MODULES = """
import sys
from vsmap import __main__
from vsmap.app import VsmapApp
shows = VsmapApp.shows
def first(self, frame):
    loaded = " ".join(sorted(sys.modules))
    with open("modules", "w") as file:
        file.write(loaded)
    VsmapApp.shows = shows
    return shows(self, frame)
VsmapApp.shows = first
sys.argv[1:] = ["map.vsm.toml"]
sys.exit(__main__.main())
"""
NOT_NEEDED = frozenset(
    {
        *("networkx", "numpy", "tomlkit", "argparse", "importlib.metadata"),
        *("textual.widgets._markdown", "textual.widgets._data_table", "textual.widgets._text_area"),
        *("vsmap.screens.help", "vsmap.screens.welcome", "vsmap.screens.dialogs", "vsmap.storage.settings"),
    }
)
"""What the first frame of a map does without; each would cost a start up to a fifth of a second."""


def line(size: int) -> ValueStream:
    """Make a map of a line of stages; every tenth sends a part of its work back."""
    work, lead = parse_duration("2h"), parse_duration("30d")
    stages = [Stage(id=f"s{at}", name=f"Stage {at}", process_time=work, lead_time=lead) for at in range(size)]
    built = ValueStream(stages)
    for at in range(size - 1):
        built.put_flow(Flow(source=f"s{at}", target=f"s{at + 1}"))
    for at in range(9, size, 10):
        built.put_rework(Rework(source=f"s{at}", target=f"s{at - 3}", rate=10))
    return built


def calls_of(work: Callable[[], object]) -> int:
    """Count the functions that some work calls."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:  # noqa: ANN401 - as sys.setprofile has it
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


async def key_costs(size: int) -> tuple[int, int]:
    """Type a digit into a figure of a map; count the calls that its numbers, and showing them, take."""
    screen = MapScreen(Document(line(size)), None)
    app = VsmapApp(screen)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "home")
        await pilot.press("7", "backspace")
        field = screen.field
        assert field is not None
        field.edit.key("7", "7")
        numbers = calls_of(lambda: screen._preview(field))
        shown = calls_of(screen.show_scene)
    return numbers, shown


async def test_showing_a_key_costs_little_more_on_a_large_map() -> None:
    """Only what is looked at is made anew, and the path: ten times the stages are twice the work."""
    (_, small), (_, large) = await key_costs(200), await key_costs(2_000)
    assert large < small * 2.5


async def test_the_numbers_cost_no_more_for_each_stage_of_a_large_map() -> None:
    """All numbers of a key are linear in the map."""
    (small, _), (large, _) = await key_costs(200), await key_costs(2_000)
    assert large < small * 11


@pytest.fixture
def opened(tmp_path: Path) -> TerminalSession:
    """Open the editor on a map of twelve stages in a true-colour terminal."""
    (tmp_path / "map.vsm.toml").write_text(canonical_text(line(12)), "utf-8")
    command = [sys.executable, "-c", SHOWS_MODULES]
    return TerminalSession(command, columns=120, rows=40, directory=tmp_path)


def test_a_key_is_one_write_of_a_few_hundred_bytes(opened: TerminalSession) -> None:
    """The first digit of a figure tells what moved, the next changes little; down opens another figure."""
    costs = []
    with opened as terminal:
        terminal.wait_for("Stage 0")
        terminal.send("enter", "home")
        terminal.wait_for("Commit")
        for key in ("1", "2", "down"):
            terminal.wait_quiet()
            bytes_before, writes_before = terminal.bytes_received, terminal.writes_received
            terminal.send(key)
            terminal.wait_quiet()
            costs.append((terminal.bytes_received - bytes_before, terminal.writes_received - writes_before))
    (first, _), (second, _), (onward, _) = costs
    assert first <= 500
    assert second <= 350
    assert onward <= 900
    assert [writes for _, writes in costs] == [1, 1, 1]


def test_the_first_frame_imports_nothing_that_it_does_not_show(
    opened: TerminalSession, tmp_path: Path
) -> None:
    """Neither the graph library nor a dialog is loaded before the first frame is there."""
    with opened as terminal:
        terminal.wait_for("Stage 0")
    loaded = set((tmp_path / "modules").read_text().split())
    assert not loaded & NOT_NEEDED
    assert "vsmap.screens.map" in loaded
