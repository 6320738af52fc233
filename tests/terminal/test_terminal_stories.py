"""Any story of frames looks as Textual's own full repaint would look."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Offset
from watched_page import HEIGHT, STYLES, WIDTH, Note, Page, running

# Without marks and selectors: Rich cuts them off where a widget begins, so that a repaint is no measure.
WORDS = [
    "Design",
    "2d",
    " ",
    "日本語",
    "été",
    "\u2705",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "│",
    "═══",
]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(STYLES)), max_size=6)
STEPS = st.one_of(
    st.tuples(
        st.just("text"),
        st.sampled_from(["left", "right", "float"]),
        st.integers(0, HEIGHT - 1),
        TEXTS,
        st.booleans(),
    ),
    st.tuples(st.just("now"), st.sampled_from(["left", "right", "float"]), st.integers(0, HEIGHT - 1), TEXTS),
    st.tuples(st.just("move"), st.integers(0, WIDTH - 9), st.integers(0, HEIGHT - 3)),
    st.tuples(st.just("hide")),
    st.tuples(st.just("note")),
    st.tuples(st.just("cursor"), st.integers(0, WIDTH), st.integers(0, HEIGHT)),
)


def take(page: Page, step: tuple[object, ...]) -> None:
    """Do one step of a random story."""
    match step:
        case ("text", str(name), int(row), list(text), bool(twice)):
            page.lines(name).show(row, text)
            if twice:
                page.lines("left").show(HEIGHT - 1 - row, text[::-1])
        case ("now", str(name), int(row), list(text)):
            page.lines(name).show_now(row, text)
        case ("move", int(x), int(y)):
            page.lines("float").styles.offset = (x, y)
        case ("hide",):
            page.lines("float").display = not page.lines("float").display
        case ("note",) if isinstance(page.screen, Note):
            page.pop_screen()
        case ("note",):
            page.push_screen(Note())
        case ("cursor", int(x), int(y)):
            page.cursor_position = Offset(x, y)
            page.lines("left").refresh()


@settings(max_examples=20, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=8))
def test_any_sequence_of_frames_shows_what_a_full_repaint_shows(steps: list[tuple[object, ...]]) -> None:
    """Text, colours and attributes are those of Textual's own full repaint."""

    async def story() -> None:
        async with running() as watched:
            assert watched.cells() == watched.repainted()
            for step in steps:
                take(watched.page, step)
                await watched.written()
                assert watched.cells() == watched.repainted(), step

    asyncio.run(story())
