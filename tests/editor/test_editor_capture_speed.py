"""Faster than a sticky note: how many keys a whole map takes."""

from pathlib import Path

from driven import Driven, editor, sample_map
from terminal_session import TerminalSession

from vsmap.model.entry import capture_text
from vsmap.model.entry.completing import completed
from vsmap.model.entry.line import line_values
from vsmap.model.stream import ValueStream

SAMPLE = "deployment-in-months"
TYPED = (
    *("business-case", "release-planning", "design", "design-approval"),
    *("test-environment", ">develop", ">merge", "regression-test"),
    *("acceptance-test", ">security-approval", "change-board", "release"),
)
"""Twelve stages in the order in which they are typed; `>` is a line with Tab."""
MOST = 700
MOST_BYTES = 250


def _keys(line: str, lanes: tuple[str, ...]) -> list[str]:
    """The keys that type a line, with → as soon as it completes a lane or a kind."""
    keys: list[str] = []
    typed = ""
    while typed != line:
        offered = completed(typed, lanes)
        if offered is not None and line.startswith(offered) and len(offered) > len(typed) + 1:
            keys.append("right")
            typed = offered
        else:
            keys.append(line[len(typed)])
            typed += line[len(typed)]
    return keys


def test_a_letter_costs_few_bytes_in_one_write(tmp_path: Path) -> None:
    """Over a slow line: what was typed and its echo are sent, and nothing else; a panel is not repainted."""
    with TerminalSession(["vsmap", "--sample", SAMPLE], columns=80, rows=24, directory=tmp_path) as terminal:
        terminal.wait_for("Business case")
        terminal.send("a")
        terminal.wait_for("a name, then figures")
        terminal.send("Code review 30m")
        terminal.wait_for("Code review · PT 30m")
        terminal.wait_quiet()
        for letter, shown in (("/", "30m/"), ("5", "30m/5"), ("d", "LT 5d"), (" ", "LT 5d"), ("8", "8")):
            before = terminal.bytes_received, terminal.writes_received
            terminal.send(letter)
            terminal.wait_for(shown)
            terminal.wait_quiet()
            assert terminal.bytes_received - before[0] <= MOST_BYTES
            assert terminal.writes_received - before[1] <= 1


async def _press(driven: Driven, keys: list[str]) -> int:
    for key in keys:
        if len(key) == 1:
            await driven.type(key)
        else:
            await driven.press(key)
    return len(keys)


async def test_twelve_stages_with_all_their_figures_take_under_700_keys() -> None:
    """Names, times, %C&A, lanes, people, queues, kinds, two forks and two joins: every key is counted."""
    sample = sample_map(SAMPLE)
    wanted = [sample.stage(each.lstrip(">")) for each in TYPED]
    counted = 0
    async with editor(ValueStream()) as driven:
        counted += await _press(driven, ["a"])
        for mark, stage in zip(TYPED, wanted, strict=True):
            tab = ["tab"] if mark.startswith(">") else []
            line = (
                capture_text(stage).replace('"', "")
                if stage.lane in driven.map.lanes
                else capture_text(stage)
            )
            counted += await _press(driven, [*tab, *_keys(line, driven.map.lanes), "enter"])
        counted += await _press(driven, ["escape"])
        assert counted < MOST
        for stage in wanted:
            assert line_values(driven.stage(stage.name)) == line_values(stage)
        names = {stage.id: stage.name for stage in wanted}
        flows = [flow for flow in sample.flows() if flow.source in names and flow.target in names]
        assert driven.flows() == {f"{names[flow.source]}>{names[flow.target]}" for flow in flows}
