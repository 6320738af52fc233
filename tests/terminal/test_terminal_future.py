"""A facilitator's journey in a real terminal: from months to under the target, with a plan."""

import re
from pathlib import Path
from typing import Final

from terminal_session import TerminalSession

from vsmap.analysis.plan import plan_of
from vsmap.analysis.report import analyse
from vsmap.model.future import future_of
from vsmap.storage.reader import read_map

TARGET_HOURS: Final = 16
"""Two working days: the target that the sample carries."""
BETTER: Final = {
    "Develop": "PT 3h LT 4h effort 20d",
    "Business case": "PT 1h LT 1h effort 5d",
    "Design": "PT 2h LT 3h effort 10d",
    "Release planning": "PT 30m LT 1h effort 4d",
    "Peer review": "PT 30m LT 1h effort 3d",
    "Acceptance test": "PT 30m LT 1h effort 8d",
}
"""What the team agrees on for each stage, in the words of the improvement's line."""
_MOST: Final = 60
"""Highlights to look at: more than the sample shows."""


class Facilitator:
    """Works on a map with keys alone, and looks at the screen as people do."""

    def __init__(self, terminal: TerminalSession) -> None:
        self.terminal = terminal

    def press(self, *keys: str) -> None:
        """Press keys one after the other, the next when the screen has come to rest."""
        for key in keys:
            self.terminal.send(key)
            self.terminal.wait_quiet(0.25 if key == "escape" else 0.08)

    def sees(self, text: str) -> bool:
        """Whether a text stands on the screen."""
        return any(text in line for line in self.terminal.screen())

    def lead_time(self) -> str:
        """The lead time of the Flow panel: of the future state, where that is shown."""
        (line,) = [line for line in self.terminal.screen() if "│Lead time " in line]
        return line.split("→")[-1].split("−")[0].strip()

    def improve(self) -> list[str]:
        """Pin an improvement against a highlight of each stage that can be better; return the stages."""
        left = dict(BETTER)
        self.press("f5")
        for _ in range(_MOST):
            if not left:
                break
            stage = self._asked_about()
            if stage in left:
                self.terminal.send("ctrl+u")
                self.terminal.wait_for("Automate regression: PT 1h")
                self.terminal.send(f"Faster {stage}: {left[stage]}")
                self.terminal.wait_for(f"“Faster {stage}” on {stage}")
                self.terminal.send("enter")
                self.terminal.wait_for(f"pinned: Faster {stage}")
                self._wait_for_the_map()
                del left[stage]
            else:
                self.terminal.send("escape")
                self._wait_for_the_map()
                self.press("down")
        return [stage for stage in BETTER if stage not in left]

    def _wait_for_the_map(self) -> None:
        self.terminal.wait_for(lambda lines: not _dialog(lines))
        self.terminal.wait_quiet()

    def _asked_about(self) -> str:
        """Ask for an improvement against the chosen highlight; return the stage that it is of."""
        self.terminal.send("B")
        self.terminal.wait_for(lambda lines: bool(_dialog(lines)))
        if self.sees("What helps"):
            self.terminal.send("enter")
            self.terminal.wait_for(lambda lines: _dialog(lines) not in {"", "What helps"})
        return _dialog(self.terminal.screen()).removeprefix("Improvement on ")

    def order(self) -> list[str]:
        """The plan's lines that have a place in the order: number, title and what follows."""
        self.press("P")
        self.terminal.wait_for("sorted by order")
        lines = [line for line in self.terminal.screen() if re.match(r"│[ ▶]✓ +\d+ ", line)]
        self.press("escape")
        return [line.replace("▶", " ") for line in lines]


def test_from_months_to_under_the_target(tmp_path: Path) -> None:
    """Six improvements from highlights, the future under the target, a plan; saved, and the same again."""
    folder = tmp_path / "maps"
    folder.mkdir()
    start = ["vsmap", "--sample", "deployment-in-months"]
    with TerminalSession(start, columns=120, rows=50, directory=folder) as terminal:
        team = Facilitator(terminal)
        terminal.wait_for("Business case")
        terminal.wait_quiet()
        team.press("f")
        terminal.wait_for("FUTURE · edits ask which improvement")
        assert team.lead_time() == "6.1 d"
        assert team.improve() == list(BETTER)
        assert team.lead_time() == "1.9 d"
        promised, order = team.lead_time(), team.order()
        assert len(order) == 15
        team.press("escape", "s")
        terminal.wait_for("Save your copy as")
        team.press("ctrl+u", "journey", "enter")
        terminal.wait_for("Saved journey.vsm.toml")
        terminal.send("q")
        assert terminal.ended()
        assert terminal.exit_code == 0
    saved = read_map(folder / "journey.vsm.toml")
    lead_time = analyse(future_of(saved).stream).totals.lead_time_h
    assert lead_time is not None
    assert lead_time < TARGET_HOURS
    assert plan_of(saved).steps[-1].lead_time_h == lead_time
    assert len(saved.improvements) == 16
    assert saved.stage("develop").lead_time == read_map(_sample()).stage("develop").lead_time
    with TerminalSession(["vsmap", "journey.vsm.toml"], columns=120, rows=50, directory=folder) as terminal:
        team = Facilitator(terminal)
        terminal.wait_for("Business case")
        terminal.wait_quiet()
        team.press("f")
        terminal.wait_for("FUTURE")
        assert team.lead_time() == promised
        assert team.order() == order
        terminal.send("q")
        assert terminal.ended()


def _dialog(lines: list[str]) -> str:
    """Return the title of the dialog that asks for an improvement, or nothing where none is open."""
    found = re.search(r"─ (What helps|Improvement(?: on .+?)?) ─", "\n".join(lines))
    return found[1] if found else ""


def _sample() -> Path:
    return Path(__file__).parents[2] / "samples" / "deployment-in-months.vsm.toml"
