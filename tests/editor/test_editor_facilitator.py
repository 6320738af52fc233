"""A facilitator's journey in a real terminal at 80x24, by keyboard alone, from nothing to a saved map."""

import re
import tomllib
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Final

from terminal_session import TerminalSession

KEYS_IN_THREE_MINUTES: Final = 3 * 60 * 2
"""What a person who is no typist gets typed: two keys a second."""
_AFTER_ESCAPE: Final = 0.25
"""Seconds in which what follows Esc would be read as one key with it."""


class Workshop:
    """A terminal whose keys are counted."""

    def __init__(self, terminal: TerminalSession) -> None:
        self.terminal = terminal
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, the next when the screen has come to rest."""
        for key in keys:
            self.keys += 1
            self.terminal.send(key)
            self.terminal.wait_quiet(_AFTER_ESCAPE if key == "escape" else 0.06)

    def type(self, text: str, shown: str = "") -> None:
        """Type a text and wait until the screen shows it, or what is said of it."""
        self.keys += len(text)
        self.terminal.send(text)
        self.terminal.wait_for(shown or text)

    def shows(self, text: str) -> bool:
        """Whether a text stands on the screen."""
        return any(text in line for line in self.terminal.screen())


def test_a_first_map_of_six_stages_is_saved_within_three_minutes(tmp_path: Path) -> None:
    """Each screen says what to press next: new map, capture, save; and six stages have their figures."""
    with TerminalSession(["vsmap"], columns=80, rows=24, directory=tmp_path) as terminal:
        workshop = Workshop(terminal)
        terminal.wait_for("What would you like to map?")
        assert workshop.shows("New map")
        workshop.press("enter")
        terminal.wait_for("Press a and type: Design 2d/2w 70%")
        workshop.press("a")
        terminal.wait_for("a name, then figures")
        for line in (
            "Idea 1h/2w 60%",
            "Design 2d/2w 70%",
            "Approval 1h/1w",
            "Develop 4d/1w 80%",
            "Test 1d/3d 75%",
            "Deploy 1h/1w 90%",
        ):
            workshop.type(line, " · ".join((line.split()[0], f"PT {line.split()[1].split('/')[0]}")))
            workshop.press("enter")
        workshop.press("enter", "s")
        terminal.wait_for("Save your copy as")
        workshop.type("first")
        workshop.press("enter")
        terminal.wait_for("Saved first.vsm.toml")
        terminal.wait_for("LT 7.6w")
        workshop.press("q")
        assert terminal.ended()
    assert workshop.keys <= KEYS_IN_THREE_MINUTES
    saved = tomllib.loads((tmp_path / "first.vsm.toml").read_text("utf-8"))
    assert list(saved["stage"]) == ["idea", "design", "approval", "develop", "test", "deploy"]
    assert saved["stage"]["develop"] == {"process_time": "4d", "lead_time": "1w", "complete_accurate": 80}
    assert "flow" not in saved


def test_a_workshop_is_led_from_nothing_to_a_saved_map(tmp_path: Path) -> None:
    """Branches, a line typed again, many stages at once, a pass with its gaps, parking lot, timer, undo."""
    with TerminalSession(["vsmap", "flow.vsm.toml"], columns=80, rows=24, directory=tmp_path) as terminal:
        workshop = Workshop(terminal)
        terminal.wait_for("Press a and type")
        workshop.press("@")
        workshop.type("25 walk")
        workshop.press("enter")
        terminal.wait_for("25 min walk")
        terminal.wait_quiet(0.3)
        before = terminal.bytes_received
        with suppress(AssertionError):
            terminal.wait_for("never shown", seconds=1.5)
        assert terminal.bytes_received == before, "between two minutes the timer writes nothing"
        workshop.press("a")
        for place, line in (
            ("first stage", "Request 30m/1w @Sales"),
            ("after Request", "Build 3d/1w 80% @Team"),
            ("beside Build", "Environment 2h/3w @Ops"),
        ):
            workshop.press(*["tab"] * place.startswith("beside"))
            workshop.type(line, place)
            workshop.press("enter")
        terminal.wait_for("after Build and Environment (join)")
        workshop.type("Deploy 1h/1d @o", "ps →")
        workshop.press("right", "enter", "up")
        terminal.wait_for("line of Deploy")
        workshop.type(" #deploy", "deploy")
        workshop.press("enter", "escape")
        workshop.press("g", "J", "u", "shift+down", "shift+down", "v")
        terminal.wait_for("Value of 3 stages")
        workshop.type("waste")
        workshop.press("enter", "escape", "&")
        terminal.wait_for("3 Numbers")
        assert workshop.shows("Request: %C&A")
        workshop.press("enter")
        terminal.wait_for("⏎ Commit")
        workshop.type("60", "60")
        workshop.press("enter", "}")
        terminal.wait_for("Numbers: 1 of")
        workshop.press("Q")
        workshop.type("Who owns staging?")
        workshop.press("enter")
        terminal.wait_for("· Who owns staging?")
        workshop.press("escape", "s")
        terminal.wait_for("Saved flow.vsm.toml")
        workshop.press("q")
        assert terminal.ended()
    saved = tomllib.loads((tmp_path / "flow.vsm.toml").read_text("utf-8"))
    ways = [(flow["from"], flow["to"]) for flow in saved["flow"]]
    assert sorted(ways) == [
        *(("build", "deploy"), ("environment", "deploy")),
        *(("request", "build"), ("request", "environment")),
    ]
    stages = saved["stage"]
    assert stages["deploy"] == {"kind": "deploy", "lane": "Ops", "process_time": "1h", "lead_time": "1d"}
    assert stages["request"]["complete_accurate"] == 60
    assert [stages[each].get("value") for each in stages] == ["waste", "waste", "waste", None]
    assert saved["parking"] == [{"text": "Who owns staging?"}]


def test_stages_are_copied_from_one_editor_into_another(tmp_path: Path) -> None:
    """Two editors in two terminals: what one copies the other pastes; the terminal gets it too."""
    state = {"VSMAP_STATE": str(tmp_path / "state")}
    for name in ("one", "two"):
        (tmp_path / f"{name}.vsm.toml").write_text(f'[stage.{name}]\nprocess_time = "2h"\nlead_time = "1w"\n')
    one = _Recorded(["vsmap", "one.vsm.toml"], directory=tmp_path, environment=state)
    two = TerminalSession(["vsmap", "two.vsm.toml"], directory=tmp_path, environment=state)
    with one, two:
        one.wait_for("One")
        two.wait_for("Two")
        one.send("y")
        one.wait_for("One copied")
        two.send("p")
        two.wait_for("2 One")
        two.send("s")
        two.wait_for("Saved two.vsm.toml")
    saved = tomllib.loads((tmp_path / "two.vsm.toml").read_text("utf-8"))
    assert list(saved["stage"]) == ["two", "one"]
    (sent,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", one.recorded)
    assert "stage" in tomllib.loads(b64decode(sent).decode())


class _Recorded(TerminalSession):
    """A session that keeps every byte that the program wrote."""

    recorded = b""

    def _answer(self, output: bytes) -> None:
        self.recorded += output
        super()._answer(output)
