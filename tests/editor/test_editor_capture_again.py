"""Lines typed again with ↑, and what → completes."""

from builders import stream
from driven import editor

from vsmap.model.stream import ValueStream


async def test_the_line_before_is_typed_again() -> None:
    """↑ brings it back in the same grammar; Enter is one step of undo, the half-typed line is still there."""
    async with editor(ValueStream()) as driven:
        await driven.press("a")
        await driven.type("Design 2d/2w 70% @UX")
        await driven.press("enter")
        await driven.type("Half")
        await driven.press("up")
        assert driven.row(driven.map.capture).startswith(" + Design 2d/2w 70% @UX")
        assert driven.shows("line of Design")
        await driven.press(*["backspace"] * 7)
        await driven.type("80%")
        await driven.press("enter")
        design = driven.stage("Design")
        assert (design.complete_accurate, design.lane) == (80, "")
        assert driven.row(driven.map.capture).startswith(" + Half")
        await driven.press("escape", "u")
        assert driven.stage("Design").complete_accurate == 70


async def test_what_no_line_can_say_stays_when_it_is_typed_again() -> None:
    """A note and systems are no part of the line, so the line does not touch them."""
    built = stream("A 1d/1w -> B 1h/1d")
    async with editor(built) as driven:
        await driven.press("o")
        await driven.type("kept")
        await driven.press("enter", "a", "up", "end")
        await driven.type(" x3")
        await driven.press("enter", "escape")
        assert (driven.stage("A").note, driven.stage("A").people) == ("kept", 3)


async def test_up_and_down_walk_through_the_lines_and_keep_what_was_typed() -> None:
    """↑↑ is the line before that, ↓ comes back; a changed line is made, a broken one is not left."""
    async with editor(stream("A 1h/1d -> B 1h/1d")) as driven:
        await driven.press("end", "a")
        await driven.type("next")
        await driven.press("up", "up")
        assert driven.shows("line of A")
        await driven.type(" 1q/2d")
        await driven.press("down")
        assert driven.shows("1q")
        await driven.press(*["backspace"] * 6)
        await driven.type(" x2")
        await driven.press("down")
        assert driven.shows("line of B")
        assert driven.stage("A").people == 2
        await driven.press("down")
        assert driven.row(driven.map.capture).startswith(" + next")


async def test_escape_goes_back_to_the_new_line_and_changes_nothing() -> None:
    """The first Esc leaves the line before as it was, the second closes the line."""
    async with editor(stream("A 1h/1d -> B 1h/1d")) as driven:
        before = driven.stream.copy()
        await driven.press("a")
        await driven.type("new")
        await driven.press("up")
        await driven.type(" x9")
        await driven.press("escape")
        assert driven.row(driven.map.capture).startswith(" + new")
        await driven.press("escape")
        assert not driven.map.capture.is_open
        assert driven.stream == before


async def test_lanes_and_kinds_are_completed() -> None:
    """What → would make of the word stands faintly behind the cursor; → takes it, anywhere else it steps."""
    async with editor(stream("A @QA -> B @Business"), 80, 24) as driven:
        await driven.press("a")
        await driven.type("Test 1d/3d #te")
        assert driven.shows("#te st →")
        await driven.press("right")
        await driven.type(" @b")
        assert driven.shows("@b usiness →")
        await driven.press("right", "enter")
        stage = driven.stage("Test")
        assert (stage.kind, stage.lane) == ("test", "Business")
        await driven.type("plain")
        await driven.press("right", "left", "right", "s", "enter")
        assert driven.stage("plains")
