"""No content can act: what stands in a map is shown literally, and commands neither program nor terminal."""

import re
from pathlib import Path

import pytest
from driven import Driven, as_file, driven, editor
from rich.cells import cell_len
from terminal_session import TerminalSession

from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream
from vsmap.screens.welcome import WelcomeScreen
from vsmap.storage.recent import remember

ESCAPE = "\x1b]52;c;ZWNobyBoaQ==\x07"
PAYLOADS = {
    "action": "[@click=app.quit]x[/]",
    "closing": "[/x]",
    "style": "[bold red]x[/bold red]",
    "clipboard": ESCAPE,
    "clear": "\x1b[2J\x1b[H",
    "c1": "\x9b2J\x9d52;c;eA==\x9c",
    "bidi": "\u202egnitset\u202c\u2066x\u2069\u200f",
    "wide": "検査工程デプロイ",
    "combining": "e\u0301\u0302\u0303\u0304" * 8,
    "emoji": "👩\u200d👩\u200d👧\ufe0f🇩🇪",
    "lines": "one\ntwo\r\nthree\u2028four\x85five",
    "dollar": "$foreground %s {0} \\[x]",
}
TOGETHER = {
    "markup": ("action", "closing", "style"),
    "dollar": ("dollar",),
    "controls": ("clear", "c1", "clipboard"),
    "lines": ("lines", "bidi"),
    "widths": ("wide", "combining", "emoji"),
}
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}
REORDERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def hostile(payload: str) -> ValueStream:
    """Build a map that has the payload in every text that a map holds."""
    built = ValueStream()
    texts = ("title", "trigger", "customer", "goal", "facilitator", "team", "note")
    settings = built.settings["map"]
    built.settings["map"] = type(settings)(**dict.fromkeys(texts, payload))
    for identifier in ("a", "b", "c"):
        built.put_stage(
            Stage(
                id=identifier,
                name=f"{payload}{identifier}",
                lane=payload,
                process_time=parse_duration("1d"),
                lead_time=parse_duration("3w"),
                complete_accurate=50,
                judged_by=(),
                queue=9,
                systems=(payload,),
                kind="approve",
                note=payload,
            )
        )
    for source, target in (("a", "b"), ("b", "c")):
        built.put_flow(Flow(source=source, target=target, note=payload))
    built.put_rework(Rework(source="c", target="a", rate=20))
    return built


def _check(driven: Driven, columns: int) -> str:
    """Nothing that is on the screen commands or reorders, and every line is as wide as the window."""
    shown = "\n".join(driven.lines())
    assert not (CONTROLS - {"\n"}) & set(shown)
    assert not REORDERING & set(shown)
    assert {cell_len(line) for line in driven.lines()} == {columns}
    return shown


@pytest.mark.parametrize("together", TOGETHER)
async def test_every_screen_shows_a_payload_literally(together: str) -> None:
    """Map, table, panels, dialogs, forms, help, pages and toasts: none is commanded by a text of the map."""
    payloads = [PAYLOADS[name] for name in TOGETHER[together]]
    async with editor(as_file(hostile("".join(payloads))), 120, 40) as run:
        before = run.stream.copy()
        seen = _check(run, 120)
        for keys in (
            *(("c",), ("t",), ("v",), ("o",), ("E",), ("T",), ("r", "enter"), ("/",), ("?",), ("O",), ("S",)),
            *(
                ("=", "enter"),
                (">",),
                ("<",),
                ("end", ">", "enter"),
                ("f5", "enter"),
                ("m",),
                ("-",),
                ("+", "+"),
            ),
            *(("a",), ("f2",), ("s",)),
        ):
            await run.press(*keys)
            seen += _check(run, 120)
            await run.press("escape")
            if len(run.app.screen_stack) > 1:
                await run.press("escape")
        assert run.stream == before
        await run.press("d")
        seen += _check(run, 120)
        await run.press("u", "D", "U", "q")
        seen += _check(run, 120)
        assert run.app.is_running
        if together in {"markup", "dollar"}:
            assert all(payload in seen for payload in payloads)


@pytest.mark.parametrize("payload", [PAYLOADS["action"], PAYLOADS["closing"]])
async def test_a_click_on_a_payload_does_nothing_of_its_own(payload: str) -> None:
    """Markup in a name is text, also under the mouse."""
    async with editor(hostile(payload), 120, 40) as run:
        await run.click(payload[:8])
        await run.press("f5", "enter")
        await run.click(payload[:8])
        assert run.app.is_running


@pytest.mark.parametrize("name", ["action", "closing", "clipboard", "bidi", "lines"])
async def test_the_names_of_files_are_shown_literally(name: str) -> None:
    """A path is content too: in the welcome, the picker, the title, toasts and questions."""
    folder = Path.cwd() / PAYLOADS[name].replace("/", "_")
    folder.mkdir()
    path = as_file(hostile("x"), f"{folder.name}/{PAYLOADS[name].replace('/', '_')}.vsm.toml")
    remember(path)
    async with driven(WelcomeScreen(), 100, 30) as run:
        _check(run, 100)
        await run.press("o", "tab")
        _check(run, 100)
        await run.press("escape", "down", "down", "enter")
        _check(run, 100)
        await run.press("d", "q")
        _check(run, 100)
        await run.press("escape", "s")
        _check(run, 100)
        await run.press("S", "enter")
        _check(run, 100)
        await run.press("escape")
        path.write_text("broken = ")
        await run.press("O", "enter", "enter")
        _check(run, 100)


async def test_faults_of_a_hostile_file_are_shown_literally() -> None:
    """A file that is no map is quoted in its faults, and quotes nothing that acts."""
    path = Path.cwd() / "bad.vsm.toml"
    path.write_text('[stage.a]\nprocess_time = "[@click=app.quit]\\u001b[2J[/x]"\nkind = "[/]"\n')
    remember(path)
    async with driven(WelcomeScreen(), 100, 30) as run:
        await run.press("down", "down", "enter")
        assert "[@click=app.quit]" in run.toasts()[0]
        _check(run, 100)


@pytest.mark.parametrize("name", PAYLOADS)
async def test_pasted_payloads_are_text(name: str) -> None:
    """A paste into a field, the capture line or a form runs nothing and adds no control character."""
    async with editor(ValueStream()) as run:
        await run.press("a")
        await run.paste(f"x{PAYLOADS[name]}")
        await run.press("enter", "escape")
        names = [stage.name for stage in run.stream.stages()]
        assert names
        assert not CONTROLS & set("".join(names))
        _check(run, 80)


def test_no_control_byte_of_a_map_leaves_to_the_terminal() -> None:
    """The bytes that the terminal gets hold no sequence of the map's: clipboard, erasing, C1, links."""
    built = hostile("".join(PAYLOADS[name] for name in ("clipboard", "clear", "c1", "action")))
    path = as_file(built)
    with _Recorded(["vsmap", str(path)], columns=120, rows=40) as terminal:
        terminal.wait_for("Flow efficiency")
        for keys in (("m",), ("m",), ("m",), ("T", "escape"), ("?", "escape"), ("d", "u"), ("f5", "enter")):
            terminal.send(*keys)
            terminal.wait_quiet()
        assert terminal.exit_code is None
    sent = bytes(terminal.recorded)
    assert b"\x1b]52" not in sent
    assert b"ZWNobyBoaQ==" in sent  # its text is shown
    assert b"\x1b[2J\x1b[H\xc2" not in sent
    assert not [byte for byte in range(0x80, 0xA0) if chr(byte).encode() in sent]
    assert not re.search(rb"\x1b\]8;[^;]*;[^\x1b\x07]", sent), "a link was opened"


class _Recorded(TerminalSession):
    """A session that keeps every byte that the program wrote."""

    recorded = b""

    def _answer(self, output: bytes) -> None:
        self.recorded += output
        super()._answer(output)
