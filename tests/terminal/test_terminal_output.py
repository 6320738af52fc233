"""An application's output by difference shows what Textual's own output would show."""

import asyncio

import pytest
from textual import events
from textual.app import App
from textual.geometry import Offset, Size
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput
from watched_page import HEIGHT, STYLES, WIDTH, Inline, Page, running


async def test_a_changed_cell_costs_at_most_forty_bytes() -> None:
    """In the screen's corner, with colours of its own, a cell and the cursor's return fit into 40 bytes."""
    async with running() as watched:
        lines = watched.page.lines("right")
        for text in ("9.6 w", "9.7 w"):
            lines.show(HEIGHT - 1, [(" " * 14 + text, STYLES[1])])
            await watched.written()
        lines.show(HEIGHT - 1, [(" " * 14 + "9.8 w", STYLES[1])])
        (written,) = await watched.written()
        assert len(written.encode()) <= 40


async def test_nothing_is_sent_when_nothing_changed() -> None:
    """Refreshing a widget, the screen or the whole application without a change writes nothing."""
    async with running() as watched:
        for refreshed in (watched.page.lines("left"), watched.page.screen, watched.page):
            refreshed.refresh()
            assert await watched.written() == []


async def test_the_cursor_is_where_textual_wants_it() -> None:
    """Input methods draw their window at the cursor, so it returns there after each frame."""
    async with running() as watched:
        watched.page.cursor_position = Offset(7, 3)
        watched.page.lines("left").show(5, [("Test", STYLES[0])])
        await watched.written()
        assert watched.cursor == (7, 3)


async def test_a_large_frame_is_shown_at_once_where_the_terminal_can() -> None:
    """Only a terminal that said so, and only a frame that is seen being built, get the marks."""
    async with running() as watched:
        watched.page.post_message(TerminalSupportsSynchronizedOutput())
        await watched.written()
        watched.page.lines("left").show(5, [("x", STYLES[0])])
        (small,) = await watched.written()
        watched.page.repaint_terminal()
        (large,) = await watched.written()
        assert "?2026" not in small
        assert large.startswith("\x1b[?2026h")
        assert large.endswith("\x1b[?2026l")


async def test_a_resize_paints_everything_anew() -> None:
    """Also one that ends at the size that it began with: the terminal may have cut what it showed."""
    async with running() as watched:
        watched.spoil()
        size = Size(WIDTH, HEIGHT)
        watched.page.post_message(events.Resize(size, size))
        assert len(await watched.written()) == 1
        assert watched.cells() == watched.repainted()


async def test_the_report_of_the_size_at_the_start_paints_nothing() -> None:
    """A terminal that reports its size says it once when it is asked to; nothing has changed by that."""
    async with running() as watched:
        size = Size(WIDTH, HEIGHT)
        watched.page.post_message(InBandWindowResize(supported=True, enabled=True))
        watched.page.post_message(events.Resize(size, size))
        assert await watched.written() == []


async def test_a_new_size_is_painted_whole() -> None:
    """After a terminal has shrunk, its frame is complete and fits."""
    async with running() as watched:
        size = Size(WIDTH - 5, HEIGHT - 2)
        watched.page.post_message(events.Resize(size, size))
        await watched.written()
        await asyncio.sleep(0.05)
        watched.spoil()
        await watched.written()
        watched.page.repaint_terminal()
        await watched.written()
        shown = [row[: size.width] for row in watched.cells()[: size.height]]
        assert shown == [row[: size.width] for row in watched.repainted()[: size.height]]


async def test_the_terminal_is_lent_with_a_plain_pen_and_painted_when_it_comes_back() -> None:
    """Another program finds no colours left over, and what it left is painted over."""
    async with running() as watched:
        watched.page.app_suspend_signal.publish(watched.page)
        assert (await watched.written())[-1] == "\x1b[m"
        watched.spoil()
        watched.page.app_resume_signal.publish(watched.page)
        await watched.written()
        assert watched.cells() == watched.repainted()


async def test_the_pen_is_plain_after_the_end() -> None:
    """The shell's prompt has no colours of the application."""
    async with running() as watched:
        pass
    assert (watched._driver.written)[-1] == "\x1b[m"


async def test_no_sequence_in_a_text_reaches_the_terminal() -> None:
    """An escape sequence in a text loses the characters that make it one."""
    async with running() as watched:
        lines = watched.page.lines("left")
        lines.show(5, [("a\x1b]0;title\x07b\x9b2J", STYLES[1])])
        written = "".join(await watched.written())
        assert "\x1b]0" not in written
        assert "\x07" not in written
        assert "\x9b" not in written
        assert "".join(cell.data for cell in watched.cells()[5]).startswith("a]0;titleb2J")


async def test_an_inline_application_has_textuals_own_output() -> None:
    """Between the lines of a shell nobody knows where on the terminal a cell is."""
    async with running(Inline) as watched:
        watched.page.lines("left").show(5, [("x", STYLES[0])])
        assert "\x1b[6n" in "".join(await watched.written())


class Without(Page):
    """The same page with Textual's own output."""

    _display = App._display


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TEXTUAL_COLOR_SYSTEM": "256"}, {}])
async def test_colours_are_what_textual_makes_of_them(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR and terminals of few colours get by difference what Textual would send them."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    pictures = []
    for page in (Page, Without):
        async with running(page=page) as watched:
            watched.page.theme = "ansi-dark" if not environment else "textual-dark"
            watched.page.lines("left").show(5, [("Test", STYLES[1]), ("日本", STYLES[3])])
            await watched.written()
            pictures.append(watched.cells())
    assert pictures[0] == pictures[1]


async def test_without_support_textuals_own_output_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Textual that is built otherwise still shows everything."""
    monkeypatch.setattr("vsmap.terminal.output.supported", lambda: False)
    async with running() as watched:
        watched.page.lines("left").show(5, [("Test", STYLES[1])])
        await watched.written()
        assert watched.page._shown is None
        assert watched.cells() == watched.repainted()
