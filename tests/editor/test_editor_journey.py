"""A journey in a real terminal, by keyboard alone: build, edit, undo, redo, save, leave, open again."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest
from terminal_session import TerminalSession

GOLDEN: Final = Path(__file__).parent / "goldens" / "journey.vsm.toml"
STEPS: Final = 9
"""Three stages and six figures."""
WIDE: Final = 120
_AFTER_ESCAPE: Final = 0.25
"""Seconds in which what follows Esc would be read as one key with it."""


class Journey:
    """The steps of the journey, on an editor that runs in a terminal."""

    def __init__(self, terminal: TerminalSession, columns: int) -> None:
        self.terminal = terminal
        self._columns = columns

    def totals(self) -> str:
        """The strip of totals, or the Flow panel beside the map."""
        lines = self.terminal.screen()
        if self._columns < WIDE:
            return lines[1].strip()
        return "\n".join(line[77:119].strip() for line in lines[2:10])

    def press(self, *keys: str) -> None:
        """Press keys one after the other, the next when the screen has come to rest."""
        for key in keys:
            self.terminal.send(key)
            self.terminal.wait_quiet(_AFTER_ESCAPE if key == "escape" else 0.06)

    def add_stages(self) -> None:
        """Add two stages in a row, and a third as a branch beside the second."""
        self.press("a")
        for line in ("Intake 1h/2d 90% @Sales", "Triage 30m/1d 85%"):
            self.terminal.send(line)
            self.terminal.wait_for(line)
            self.press("enter")
        self.press("escape", "b")
        self.terminal.send("Security scan 2h/1d @QA")
        self.terminal.wait_for("beside Triage · Security scan · PT 2h · LT 1d · lane QA")
        self.press("enter", "escape")

    def edit(self, *typed: str) -> None:
        """Type into the selected figure; the totals move while the field is open, before Enter."""
        before = self.totals()
        self.terminal.send(*typed)
        self.terminal.wait_for(lambda _lines: self.totals() != before)
        self.terminal.wait_for("⏎ Commit")

    def edit_six_figures(self) -> None:
        """Edit by a digit and Enter, and by going from field to field."""
        self.press("g")
        self.edit("3d")
        self.press("enter", "right")
        self.edit("3w")
        self.press("enter", "down")
        self.edit("1w")
        self.press("down")
        self.edit("ctrl+u", "2w")
        self.press("enter", "right", "right")
        self.edit("95")
        self.press("enter", "G", "left", "left", "left")
        self.edit("2d")
        self.press("enter")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (WIDE, 40)])
def test_the_main_job_is_done_by_keyboard(columns: int, rows: int, tmp_path: Path) -> None:
    """From a sample to a saved file that is right byte for byte, with every step undone and made again."""
    folder = tmp_path / "maps"
    folder.mkdir()
    start = ["vsmap", "--sample", "lean-enterprise"]
    with TerminalSession(start, columns=columns, rows=rows, directory=folder) as terminal:
        journey = Journey(terminal, columns)
        terminal.wait_for("Design & analysis")
        terminal.wait_quiet()
        sample = journey.totals()
        journey.add_stages()
        terminal.wait_for("● edited")
        journey.edit_six_figures()
        edited = journey.totals()
        journey.press(*["u"] * STEPS)
        terminal.wait_for("Undo: add Intake")
        assert not any("● edited" in line for line in terminal.screen())
        assert _numbers(journey.totals()) == _numbers(sample)
        journey.press(*["U"] * STEPS)
        terminal.wait_for("● edited")
        assert journey.totals() == edited
        journey.press("s")
        terminal.wait_for("Save your copy as")
        journey.press("journey", "enter")
        terminal.wait_for("Saved journey.vsm.toml")
        assert not any("● edited" in line for line in terminal.screen())
        terminal.send("q")
        assert terminal.ended()
        assert terminal.exit_code == 0
    saved = folder / "journey.vsm.toml"
    assert saved.read_bytes() == GOLDEN.read_bytes()
    with TerminalSession(["vsmap", saved.name], columns=columns, rows=rows, directory=folder) as terminal:
        terminal.wait_for("Intake")
        terminal.wait_quiet()
        assert _numbers(Journey(terminal, columns).totals()) == _numbers(edited)
        terminal.send("q")
        assert terminal.ended()
    assert [each.name for each in folder.iterdir()] == [saved.name]


def _numbers(totals: str) -> list[str]:
    """Return each total as it is, without what it was before the last edit and by how much it moved."""
    lines = totals.splitlines()
    if len(lines) == 1:
        found = [re.match(r"[^0-9]*[0-9.]+[a-z%]*", total.strip()) for total in totals.split("·")]
        return [each[0] for each in found if each]
    rows = [(line[:16].strip(), line[16:].strip().split(" → ")[-1]) for line in lines if line[16:]]
    return [f"{label} {number.split('  ')[0]}" for label, number in rows]


def test_the_golden_holds_what_was_built() -> None:
    """The file that the journey is compared with has the stages, flows and figures that were typed."""
    held = tomllib.loads(GOLDEN.read_text("utf-8"))
    stages, flows = held["stage"], {(flow["from"], flow["to"]) for flow in held["flow"]}
    design = stages["design-analysis"]
    assert (design["process_time"], design["lead_time"]) == ("3d", "3w")
    assert stages["intake"] == {
        "lane": "Sales",
        "process_time": "1h",
        "lead_time": "1w",
        "complete_accurate": 90,
    }
    assert stages["triage"] == {"process_time": "30m", "lead_time": "2w", "complete_accurate": 95}
    assert stages["security-scan"] == {"lane": "QA", "process_time": "2h", "lead_time": "1d"}
    assert stages["production-deployment"]["process_time"] == "2d"
    beside = {"triage", "security-scan"}
    assert {source for source, target in flows if target in beside} == {"intake"}
    assert {target for source, target in flows if source in beside} == {"design-approval"}
