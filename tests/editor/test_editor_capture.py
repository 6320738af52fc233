"""The capture line: typing is capture, as fast as a sticky note."""

from builders import stream
from driven import Driven, editor

from vsmap.model.stream import ValueStream


async def _add(driven: Driven, key: str, line: str) -> None:
    await driven.press(key)
    await driven.type(line)
    await driven.press("enter", "escape")


async def test_lines_follow_one_another() -> None:
    """Each Enter adds a stage behind the one before, and the line stays open; Enter on nothing closes it."""
    async with editor(ValueStream()) as driven:
        await driven.press("a")
        for line in ("Design 2d/2w 70%", "Code review 30m/5d 80% @QA x3 q12 #review"):
            await driven.type(line)
            await driven.press("enter")
            assert driven.map.capture.is_open
        await driven.press("enter")
        assert not driven.map.capture.is_open
        assert driven.flows() == {"Design>Code review"}
        review = driven.stage("Code review")
        assert (review.process_time.text, review.lead_time.text) == ("30m", "5d")
        assert (review.complete_accurate, review.lane, review.kind) == (80, "QA", "review")
        assert (review.people, review.queue) == (3, 12)
        assert driven.map.selection.stage == review.id


async def test_a_stage_goes_behind_the_selected_one() -> None:
    """`a` inserts: the new stage takes over the ways out of the selected one."""
    async with editor(stream("A 1h/1d -> B 1h/1d")) as driven:
        await _add(driven, "a", "Between 1h/2h")
        assert driven.flows() == {"A>Between", "Between>B"}


async def test_a_stage_goes_in_front_of_the_selected_one() -> None:
    """`i` puts it before: it takes over the ways in."""
    async with editor(stream("A 1h/1d -> B 1h/1d")) as driven:
        await driven.press("down")
        await _add(driven, "i", "Between")
        assert driven.flows() == {"A>Between", "Between>B"}


async def test_a_stage_goes_beside_the_selected_one() -> None:
    """`b` is a branch: the same predecessors and successors."""
    async with editor(stream("A -> B 1h/1d -> C")) as driven:
        await driven.press("down")
        await _add(driven, "b", "Beside")
        assert driven.flows() == {"A>B", "B>C", "A>Beside", "Beside>C"}


async def test_what_was_understood_is_echoed_while_typing() -> None:
    """Under the line stands what the words mean, before Enter, with surprises spelled out."""
    async with editor(ValueStream()) as driven:
        await driven.press("a")
        assert driven.shows("first stage · a name, then figures")
        await driven.type("Test 1d/48h")
        assert driven.shows("Test · PT 1d · LT 48h = 6 working days")


async def test_a_word_that_cannot_be_read_is_named() -> None:
    """The echo names it, Enter adds nothing, and what was typed stays."""
    async with editor(ValueStream()) as driven:
        await driven.press("a")
        await driven.type("Test 1d/2q")
        assert driven.shows("2q")
        shown = driven.row(driven.map.capture)
        await driven.press("enter")
        assert len(driven.stream) == 0
        assert driven.map.capture.is_open
        assert driven.row(driven.map.capture) == shown


async def test_half_typed_text_waits_for_the_next_line() -> None:
    """Esc closes the line and keeps its text for the next `a`."""
    async with editor(stream("A -> B")) as driven:
        await driven.press("a")
        await driven.type("Half typ")
        await driven.press("escape")
        assert not driven.map.capture.is_open
        assert not driven.shows("Half typ")
        await driven.press("down", "a")
        await driven.type("ed")
        await driven.press("enter")
        assert driven.flows() == {"A>B", "B>Half typed"}


async def test_keys_of_commands_are_text_in_the_line() -> None:
    """While the line is open `q`, `d`, `u`, `?` and digits are letters of a name, not commands."""
    async with editor(stream("A")) as driven:
        await _add(driven, "a", "quick 3D dump ?u/q")
        assert driven.flows() == {"A>quick 3D dump ?u/q"}


async def test_what_was_added_is_one_step_of_undo_each() -> None:
    """Undo takes back one captured stage at a time, its arrows included."""
    async with editor(stream("A -> B")) as driven:
        await driven.press("a")
        await driven.type("One")
        await driven.press("enter")
        await driven.type("Two")
        await driven.press("enter", "escape", "u")
        assert driven.flows() == {"A>One", "One>B"}
        await driven.press("u")
        assert driven.flows() == {"A>B"}
