"""The gestures that shape a map: each one step of undo, each told, none losing anything."""

import pytest
from builders import stream
from driven import Driven, editor, sample_map

CHAIN = "A 1d/1w 80% -> B 2h/3d -> C 1h/1d 90%"


async def _pick(driven: Driven, typed: str) -> None:
    await driven.type(typed)
    await driven.press("enter")


@pytest.mark.parametrize("key", ["d", "delete"])
async def test_deleting_a_stage_bridges_it_and_says_so(key: str) -> None:
    """No dialog: the predecessors flow to the successors, a toast says what went and how to get it back."""
    built = stream("A -> B 1h/1d -> C; D -> C")
    before = built.copy()
    async with editor(built) as driven:
        await driven.press("down", key)
        assert driven.flows() == {"A>C", "D>C"}
        assert driven.toasts() == ["B is gone; u brings it back"]
        assert driven.map.selection.stage == "C"
        await driven.press("u")
        assert driven.stream == before


async def test_deleting_every_stage_leaves_an_empty_map() -> None:
    """The last stage goes like any other; then the map says how to start, and `u` brings all back."""
    built = stream(CHAIN)
    before = built.copy()
    async with editor(built) as driven:
        await driven.press("d", "d", "d", "d")
        assert len(driven.stream) == 0
        assert driven.shows("Design 2d/2w 70%")
        assert driven.status == "lead time is not known any more"
        await driven.press("u", "u", "u")
        assert driven.stream == before


async def test_connecting_two_stages() -> None:
    """`c` points at the target, by its label or by a part of its name or its number."""
    async with editor(stream("A -> B -> C")) as driven:
        await driven.press("c")
        assert driven.shows("Flow from A to …")
        await _pick(driven, "/C")
        assert driven.flows() == {"A>B", "B>C", "A>C"}


async def test_a_circle_of_flows_is_refused() -> None:
    """A flow back is refused with its circle, in a toast; the map stays as it was."""
    built = stream("A -> B -> C")
    async with editor(built) as driven:
        before = built.copy()
        await driven.press("down", "down", "c")
        await _pick(driven, "/A")
        (told,) = driven.toasts()
        assert "A" in told
        assert "C" in told
        assert driven.stream == before
        assert not driven.map.document.is_edited


async def test_an_arrow_is_chosen_edited_and_removed() -> None:
    """`>` selects the next arrow out, Enter edits its wait, `d` removes it, Esc lets go of it."""
    async with editor(stream("A -> B -> D; A -> C -> D")) as driven:
        await driven.press(">")
        assert "Flow A → B" in driven.status
        await driven.press(">")
        assert "Flow A → C" in driven.status
        await driven.press(">", "enter")
        await driven.type("3d")
        await driven.press("enter")
        assert driven.stream.flow("A", "B").wait_time.text == "3d"  # type: ignore[union-attr] # both are there
        await driven.press("d")
        assert driven.flows() == {"B>D", "A>C", "C>D"}
        assert driven.toasts() == ["A → B is gone; u brings it back"]
        await driven.press("<")
        assert driven.toasts()[-1] == "no arrow there"
        await driven.press("down", "<", "escape")
        assert driven.map.selection.arrow is None


async def test_rework_offers_what_is_found_wanting() -> None:
    """`r` asks for the rate and offers 100 − %C&A of the stage that it comes back to."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("end", "r")
        await _pick(driven, "/1 A")
        assert driven.shows("20")
        assert driven.shows("offered: 100 −")
        await driven.press("enter")
        assert driven.stream.rework["C", "A"].rate == 20
        await driven.press(">")
        assert "Rework C → A · 20 % come back" in driven.status
        await driven.press("enter", "ctrl+u")
        await driven.type("35")
        await driven.press("enter")
        assert driven.stream.rework["C", "A"].rate == 35
        await driven.press("d")
        assert not driven.stream.rework


async def test_a_wrong_rate_keeps_the_question_open() -> None:
    """What is wrong with a value is said while it is typed; Enter does not take it, Esc leaves all."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("end", "r")
        await _pick(driven, "/1 A")
        await driven.press("ctrl+u")
        await driven.type("100")
        assert driven.shows("found 100")
        await driven.press("enter")
        assert driven.shows("Rework C → A")
        await driven.press("escape")
        assert not driven.stream.rework
        assert not driven.map.document.is_edited


async def test_a_duplicate_stands_behind_its_original() -> None:
    """`D` copies every figure; the copy is selected."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("D")
        copy = driven.stage("A (copy)")
        assert driven.flows() == {"A>A (copy)", "A (copy)>B", "B>C"}
        assert (copy.process_time.text, copy.complete_accurate) == ("1d", 80)
        assert driven.map.selection.stage == copy.id


async def test_moving_a_stage_turns_the_flow_with_it() -> None:
    """`J` and `K` move a stage along its chain; there and back is the same map."""
    built = stream(CHAIN)
    before = built.copy()
    async with editor(built) as driven:
        await driven.press("J")
        assert [stage.name for stage in driven.stream.stages()] == ["B", "A", "C"]
        assert driven.flows() == {"B>A", "A>C"}
        assert driven.map.selection.stage == "A"
        await driven.press("K")
        assert driven.stream == before
        await driven.press("K")
        assert driven.stream == before


async def test_kind_value_and_note() -> None:
    """`t`, `v` and `o` set what is done, whether it adds value, and a note."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("t")
        await _pick(driven, "review")
        await driven.press("v")
        await _pick(driven, "necessary")
        await driven.press("o")
        await driven.type("Ask [them] why")
        await driven.press("enter")
        stage = driven.stage("A")
        assert (stage.kind, stage.value, stage.note) == ("review", "necessary", "Ask [them] why")
        await driven.press("v")
        await _pick(driven, "not classified")
        assert driven.stage("A").value is None
        await driven.press("u", "u", "u", "u")
        assert driven.stage("A") == stream(CHAIN).stage("A")


async def test_choosing_nothing_changes_nothing() -> None:
    """Esc leaves any of the questions with the map as it was, and a filter that finds nothing takes none."""
    before = sample_map("lean-enterprise")
    async with editor("lean-enterprise") as driven:
        for key in "crtvoET":
            await driven.press(key, "escape")
        await driven.press("t")
        await _pick(driven, "no such kind")
        await driven.press("escape")
        assert driven.stream == before
        assert not driven.map.document.is_edited
