"""Marks: every command acts on all that is marked, as one step of undo with its name."""

import pytest
from builders import stream
from driven import Driven, editor

from vsmap.model.stream import ValueStream

LINE = "A 1d/1w 80% -> B 2h/3d -> C 1h/1d 90% -> D 1h/1d"


def _marked(driven: Driven) -> list[str]:
    return [each for each in driven.stream.ids() if each in driven.map.marks]


async def test_space_marks_and_unmarks_and_escape_lets_go() -> None:
    """The mark is seen in table and map, the status line says how many, and moving keeps it."""
    async with editor(stream(LINE), 120, 40) as driven:
        await driven.press("space", "down", "down", "space")
        assert _marked(driven) == ["A", "C"]
        assert driven.status.startswith("2 stages marked")
        assert driven.shows(" 1●A")
        assert driven.shows("▶ 3●C")
        assert any("●" in line and "╭" not in line for line in driven.lines()[2:12]), "a box shows its mark"
        await driven.press("space")
        assert _marked(driven) == ["A"]
        await driven.press("escape")
        assert _marked(driven) == []
        assert driven.map.selection.stage == "C"


async def test_shift_and_an_arrow_mark_a_run_and_take_it_back() -> None:
    """Going on marks what lies between, going back unmarks; what was marked before stays."""
    async with editor(stream(LINE)) as driven:
        await driven.press("end", "space", "home", "down", "shift+down")
        assert _marked(driven) == ["B", "C", "D"]
        await driven.press("shift+up")
        assert _marked(driven) == ["B", "D"]
        await driven.press("shift+up")
        assert _marked(driven) == ["A", "B", "D"]
        await driven.press("A")
        assert _marked(driven) == ["A", "B", "C", "D"]


async def test_shift_and_an_arrow_mark_in_the_map_too() -> None:
    """In the map the nearest stage in the direction is marked."""
    async with editor(stream(LINE)) as driven:
        await driven.press("m", "shift+right", "shift+right")
        assert _marked(driven) == ["A", "B", "C"]


async def test_a_click_on_the_number_of_a_stage_marks_it() -> None:
    """The mark stands there, and a second click takes it off; a figure is selected as before."""
    async with editor(stream(LINE)) as driven:
        await driven.click(" 2 B")
        assert (_marked(driven), driven.map.selection.stage) == (["B"], "B")
        await driven.click(" 4 D")
        assert _marked(driven) == ["B", "D"]
        await driven.click(" 2●B")
        assert _marked(driven) == ["D"]
        await driven.click("2h")
        assert driven.map.selection[:2] == ("B", "process_time")
        assert _marked(driven) == ["D"]


async def test_deleting_what_is_marked_is_one_step_with_its_name() -> None:
    """All go, the next stage is selected, and one undo brings all back, marks included."""
    built = stream(LINE)
    before = built.copy()
    async with editor(built) as driven:
        await driven.press("shift+down", "d")
        assert driven.flows() == {"C>D"}
        assert driven.toasts() == ["2 stages are gone; u brings them back"]
        assert driven.map.selection.stage == "C"
        await driven.press("u")
        assert driven.stream == before
        assert driven.status.endswith("Undo: delete 2 stages")
        assert _marked(driven) == ["A", "B"]
        await driven.press("A", "d")
        assert len(driven.stream) == 0
        await driven.press("u", "U", "u")
        assert driven.stream == before


async def test_moving_what_is_marked() -> None:
    """A block moves as one and stops at the end of the map; held, it is one step of undo."""
    built = stream(LINE)
    before = built.copy()
    async with editor(built) as driven:
        await driven.press("shift+down", "J", "J", "J")
        assert [stage.name for stage in driven.stream.stages()] == ["C", "D", "A", "B"]
        assert driven.flows() == {"C>D", "D>A", "A>B"}
        await driven.press("u")
        assert driven.stream == before


async def test_kind_value_wastes_and_note_of_what_is_marked() -> None:
    """One answer is taken for all; wastes that only some have stay as they are."""
    async with editor(stream(LINE)) as driven:
        await driven.press("down", "w", "space", "enter", "home", "shift+down", "t")
        await driven.type("review")
        await driven.press("enter", "v")
        await driven.type("necessary")
        await driven.press("enter", "w", "down", "space", "enter", "o")
        await driven.type("both")
        await driven.press("enter")
        one, other = driven.stage("A"), driven.stage("B")
        assert (one.kind, one.value, one.note) == (other.kind, other.value, other.note)
        assert (one.kind, one.value, one.note) == ("review", "necessary", "both")
        assert one.wastes == ("extra-processes",)
        assert other.wastes == ("partially-done-work", "extra-processes")
        await driven.press("u", "u", "u", "u")
        assert driven.stage("A") == stream(LINE).stage("A")
        assert driven.stage("B").wastes == ("partially-done-work",)


async def test_stepping_a_figure_of_all_that_are_marked() -> None:
    """Each is raised by its own tenth; those without the figure are said; one step of undo."""
    async with editor(stream("A 10d/20d -> B /5d -> C 20h/1w")) as driven:
        await driven.press("A", "]")
        assert [stage.process_time.text for stage in driven.stream.stages() if stage.process_time] == [
            *("11d", "22h"),
        ]
        assert "nothing to step" in driven.toasts()[-1]
        await driven.press("u")
        assert driven.stage("A").process_time.text == "10d"


async def test_connecting_and_sending_back_from_all_that_are_marked() -> None:
    """One target for all; arrows that can't be drawn are said, the others are drawn, one step of undo."""
    async with editor(stream("A -> C; B -> C; C -> D")) as driven:
        before = driven.stream.copy()
        await driven.press("space", "down", "space", "down", "space", "c")
        assert driven.shows("Flow from 3 stages to")
        await driven.type("/D")
        await driven.press("enter")
        assert driven.flows() == {"A>C", "B>C", "C>D", "A>D", "B>D"}
        assert "already" in driven.toasts()[-1]
        await driven.press("u")
        assert driven.stream == before
        await driven.press("escape", "end", "r")
        await driven.type("/A")
        await driven.press("enter")
        await driven.type("10")
        await driven.press("enter")
        assert ("D", "A") in driven.stream.rework


@pytest.mark.parametrize("key", ["d", "x", "J", "D", "y", "]"])
async def test_a_command_on_marks_of_stages_that_are_gone_acts_on_those_left(key: str) -> None:
    """A mark outlives its stage only for undo."""
    async with editor(stream(LINE)) as driven:
        await driven.press("space", "d", "end", "space", key)
        assert driven.app.is_running
        assert "A" not in driven.stream


async def test_searching_goes_on_and_back() -> None:
    """`/` takes what is typed, `n` and `N` go round all stages that have it, and say which of them it is."""
    async with editor(stream("Build 1h -> Test 1h @QA -> Deploy 1h -> Accept 1h @QA")) as driven:
        await driven.press("n")
        assert "nothing was searched for yet" in driven.toasts()[-1]
        await driven.press("/")
        await driven.type("qa")
        await driven.press("enter")
        assert driven.map.selection.stage == "Test"
        await driven.press("n")
        assert driven.map.selection.stage == "Accept"
        assert "2 of 2" in driven.status
        await driven.press("n")
        assert driven.map.selection.stage == "Test"
        await driven.press("N")
        assert driven.map.selection.stage == "Accept"


async def test_an_arrow_has_a_form_of_its_own() -> None:
    """`E` on a selected arrow: wait, share, mode, note; a share changes those beside it with it."""
    async with editor(stream("A -30%-> B -> D; A -70%-> C -> D")) as driven:
        await driven.press(">", "E")
        assert driven.shows("All fields of A → B")
        await driven.press("ctrl+u")
        await driven.type("2d")
        await driven.press("down", "ctrl+u")
        await driven.type("40")
        await driven.press("down", "ctrl+u")
        await driven.type("pull")
        await driven.press("f2")
        flow, other = driven.stream.flow("A", "B"), driven.stream.flow("A", "C")
        assert flow is not None
        assert other is not None
        assert flow.wait_time is not None
        assert (flow.wait_time.text, flow.share, flow.mode, other.share) == ("2d", 40, "pull", 60)
        await driven.press("u")
        assert driven.stream == stream("A -30%-> B -> D; A -70%-> C -> D")


async def test_all_of_an_empty_map() -> None:
    """There is nothing to mark, which is said."""
    async with editor(ValueStream()) as driven:
        await driven.press("A")
        assert driven.toasts() == ["no stage is selected: a adds one"]
