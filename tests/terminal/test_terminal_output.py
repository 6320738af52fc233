"""An application's output by difference shows what Textual's own output would show."""

import asyncio

import pytest
from odd_terminals import JoinsNothing
from textual import events
from textual.app import App
from textual.geometry import Offset, Region, Size
from textual.messages import InBandWindowResize, TerminalSupportsSynchronizedOutput
from textual.widget import Widget
from textual.widgets import Label
from watched_page import HEIGHT, STYLES, WIDTH, Inline, Note, Page, running


async def test_a_changed_cell_costs_at_most_forty_bytes() -> None:
    """In the screen's corner, with colours of its own, a cell and the cursor's return fit into 40 bytes."""
    async with running() as watched:
        lines = watched.page.lines("left")
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
    assert watched.driver.written[-1] == "\x1b[m"


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


async def test_what_is_in_sight_is_painted_before_the_key_is_done_with() -> None:
    """`paint_now` writes at once, and leaves nothing for the compositor to do."""
    async with running() as watched:
        watched.page.lines("left").show_now(5, [("9.7 w", STYLES[1])])
        (written,) = watched.driver.written
        assert "9.7 w" in written
        assert len(await watched.written()) == 1
        assert watched.cells() == watched.repainted()


async def test_lines_below_each_other_are_painted_together() -> None:
    """However the changes of a key are handed over, they are one write, and each line is right."""
    async with running() as watched:
        left, right = watched.page.lines("left"), watched.page.lines("right")
        for row in (1, 2, 4, 5):
            left.texts[row] = right.texts[row] = [(f"line {row}", STYLES[1])]
        changes = [(lines, Region(0, row, 18, 1)) for lines in (left, right) for row in (4, 5, 1, 2)]
        watched.page.paint_now(*changes[:2], *changes[4:])
        assert len(watched.driver.written) == 1
        left.refresh()
        await watched.written()
        assert watched.cells() == watched.repainted()


async def test_what_is_under_something_waits_for_the_compositor() -> None:
    """A part that is covered, on a screen below, or of a widget without the line API is refreshed instead."""
    async with running() as watched:
        left = watched.page.lines("left")
        left.show_now(1, [("covered by the float", STYLES[1])])
        await watched.page.push_screen(Note())
        label = watched.page.screen.query_one(Label)
        await watched.written()
        left.show_now(6, [("below", STYLES[1])])
        label.update("Saved again")
        watched.page.paint_now((label, Region(0, 0, 5, 1)))
        assert watched.driver.written == []
        await watched.written()
        assert watched.cells() == watched.repainted()


class Renders(Widget):
    """A widget that renders its content on its own and keeps it."""

    text = "before"

    def render(self) -> str:
        """Give the text."""
        return self.text


async def test_a_widget_that_keeps_its_rendering_is_not_painted_from_what_it_kept() -> None:
    """Only the line API renders a line at a time."""
    async with running() as watched:
        widget = Renders()
        await watched.page.lines("left").mount(widget)
        await watched.written()
        widget.text = "after"
        watched.page.paint_now((widget, Region(0, 0, 9, 1)))
        await watched.written()
        assert watched.cells() == watched.repainted()


async def test_a_neighbour_that_a_terminal_draws_over_is_painted_again() -> None:
    """Where a joined emoji spills over the next widget, that one comes back in the same frame."""
    async with running() as watched:
        watched.change_terminal(JoinsNothing)
        watched.page.repaint_terminal()
        await watched.written()
        family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
        watched.page.lines("left").show(5, [(" " * (WIDTH // 2 - 2) + family, STYLES[0])], end=WIDTH // 2)
        assert len(await watched.written()) == 1
        assert watched.cells()[5][WIDTH // 2 :] == watched.repainted()[5][WIDTH // 2 :]


async def test_a_character_that_is_cut_wrongly_does_not_move_what_follows() -> None:
    """Rich takes the selector from half a widened character: the strip is a cell short, and is filled up."""
    async with running() as watched:
        watched.page.lines("right").show(0, [("Lead time", STYLES[1])])
        watched.page.lines("left").show(1, [("\u2764\ufe0f", STYLES[0])])
        await watched.written()
        before = [row[WIDTH // 2 :] for row in watched.cells()]
        watched.page.lines("float").styles.offset = (1, 0)
        await watched.written()
        watched.page.repaint_terminal()
        await watched.written()
        assert [row[WIDTH // 2 :] for row in watched.cells()] == before


async def test_what_floats_is_cut_where_the_compositor_cuts_it() -> None:
    """A wide character above the edge of a widget beneath is blank in every frame, not only in some."""
    async with running() as watched:
        watched.page.lines("float").styles.offset = (14, 0)
        await watched.written()
        watched.page.lines("float").show_now(0, [(" 日本語", STYLES[0])])
        await watched.written()
        assert watched.cells() == watched.repainted()


async def test_what_is_not_known_is_painted_whole_whatever_changes_first() -> None:
    """After the terminal was lent, the change of a row brings back the rest of the screen."""
    async with running() as watched:
        watched.page.app_suspend_signal.publish(watched.page)
        watched.spoil()
        watched.page.lines("left").show(5, [("first", STYLES[0])])
        await watched.written()
        assert watched.cells() == watched.repainted()


async def test_without_a_terminal_of_its_own_the_page_refreshes_as_usual() -> None:
    """With a headless driver `paint_now` is a refresh."""
    page = Page()
    async with page.run_test(size=(WIDTH, HEIGHT)) as pilot:
        page.lines("left").show_now(5, [("9.7 w", STYLES[1])])
        await pilot.pause(0.05)
        assert "9.7 w" in page.screen._compositor.render_strips()[5].text


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
