"""Where captured lines go: branches are opened with Tab, go on with Tab, and are joined by a plain line."""

from builders import stream
from driven import Driven, editor

from vsmap.model.stream import ValueStream


async def _lines(driven: Driven, *lines: str) -> None:
    """Type lines, each ended with Enter; `>` before a line is Tab."""
    for line in lines:
        await driven.press(*["tab"] * line.count(">"))
        await driven.type(line.lstrip(">"))
        await driven.press("enter")


async def test_tab_puts_a_line_beside_the_one_before() -> None:
    """The same predecessors and successors; the line says where it goes, and Tab again says otherwise."""
    async with editor(stream("A -> B -> C")) as driven:
        await driven.press("down", "a")
        assert driven.shows("after B")
        await driven.press("tab")
        assert driven.shows("beside B")
        await driven.press("tab")
        assert driven.shows("after B")
        await _lines(driven, ">Twin")
        assert driven.flows() == {"A>B", "B>C", "A>Twin", "Twin>C"}


async def test_branches_are_opened_continued_and_joined_while_typing() -> None:
    """Tab opens a branch, Tab again goes on in it, and the next plain line waits for all open branches."""
    async with editor(ValueStream()) as driven:
        await driven.press("a")
        await _lines(driven, "Design", "Test", ">Env")
        assert driven.shows("after Test and Env (join)")
        await driven.press("tab")
        assert driven.shows("after Env")
        await driven.press("tab")
        assert driven.shows("beside Env")
        await driven.press("shift+tab", "shift+tab")
        await _lines(driven, ">Data", "Release", "Operate")
        assert driven.flows() == {
            *("Design>Test", "Design>Env", "Env>Data"),
            *("Test>Release", "Data>Release", "Release>Operate"),
        }


async def test_a_third_branch_stands_beside_the_whole_branch() -> None:
    """It begins where the branch before began and ends where that ends, however long that is."""
    async with editor(stream("A -> B -> C")) as driven:
        await driven.press("a")
        await _lines(driven, "One", ">Two", ">Two more", ">>Three")
        assert driven.flows() == {
            *("A>One", "A>Two", "A>Three", "Two>Two more"),
            *("One>B", "Two more>B", "Three>B", "B>C"),
        }
        await _lines(driven, "Join")
        assert driven.flows() >= {"One>Join", "Two more>Join", "Three>Join", "Join>B"}
        assert len(driven.stream.predecessors("B")) == 1


async def test_a_join_is_one_step_of_undo() -> None:
    """Undo takes the stage and all of its arrows away, and the ways of the branches are as before."""
    async with editor(stream("A -> B -> D; A -2d-> C -> D")) as driven:
        await driven.press("down", "b")
        await _lines(driven, "X", "J")
        before = driven.flows()
        await driven.press("escape", "u")
        assert driven.flows() == {"A>B", "A>C", "A>X", "B>D", "C>D", "X>D"}
        await driven.press("U")
        assert driven.flows() == before == {"A>B", "A>C", "A>X", "C>D", "B>J", "X>J", "J>D"}


async def test_the_place_is_said_at_a_fork_in_a_branch_and_at_a_join() -> None:
    """`a` before a fork, inside a branch, and `i` behind the join of the ways in."""
    async with editor(stream("A -> B -> D; A -> C -> D")) as driven:
        await driven.press("a")
        assert driven.shows("after A (before the fork)")
        await driven.press("escape", "down", "a")
        assert driven.shows("after B (in the branch)")
        await driven.press("escape", "end", "up", "i")
        assert driven.shows("before D (behind the join)")
        await _lines(driven, "Gate")
        assert {"B>Gate", "C>Gate", "Gate>D"} <= driven.flows()
        assert driven.shows("after Gate")


async def test_a_stage_selected_meanwhile_is_where_the_line_goes_on() -> None:
    """A click on another stage while the line is open: the next line goes behind that one."""
    async with editor(stream("A -> B -> C"), 120, 40) as driven:
        await driven.press("a")
        await _lines(driven, "One", ">Two")
        driven.map.select("B")
        await driven.press("x")
        assert driven.shows("after B")
        await driven.press("enter")
        assert {"B>x", "x>C"} <= driven.flows()
