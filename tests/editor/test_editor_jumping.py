"""Labels over the stages: a letter or two points at a stage, wherever it is seen."""

import pytest
from builders import stream
from driven import Driven, editor
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.records import Stage
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen
from vsmap.widgets.pointing import LETTERS, labels_for

CHAIN = "A 1d/1w -> B 2h/3d -> C 1h/1d"


@given(st.integers(0, 800))
def test_no_label_begins_another(count: int) -> None:
    """However many stages are seen, each has a label of its own, and what is typed is never in doubt."""
    labels = list(labels_for(map(str, range(count))).values())
    assert len(set(labels)) == count
    assert len({len(label) for label in labels}) <= 1
    assert set("".join(labels)) <= set(LETTERS)


def _labelled(driven: Driven, name: str) -> str:
    (identifier,) = [stage.id for stage in driven.stream.stages() if stage.name == name]
    return driven.map.scene.labels[identifier]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("view", ["table", "map"])
async def test_a_label_selects_its_stage(size: tuple[int, int], view: str) -> None:
    """`;` lays a letter over every stage seen, in map and table alike; typing it goes there."""
    async with editor("deployment-in-months", *size) as driven:
        driven.map.show_view(view)
        await driven.settle()
        before = driven.lines()
        await driven.press("semicolon")
        label = _labelled(driven, "Regression test")
        assert driven.shows(f"{label}Regres") or driven.shows(f" {label}  Regression test")
        await driven.press(label)
        assert driven.map.selection.stage == "regression-test"
        await driven.press("semicolon", "escape", "home")
        assert driven.lines()[1:-2] == before[1:-2], "nothing is left of the labels"


async def test_many_stages_have_two_letters() -> None:
    """Where one letter is not enough the first one typed leaves the labels that begin with it."""
    names = [f"S{number}" for number in range(40)]
    async with editor(stream(" -> ".join(names)), 200, 60) as driven:
        await driven.press("m", "m")
        await driven.press("semicolon")
        labels = dict(driven.map.scene.labels)
        assert len(labels) == 40
        last = [*labels][-1]
        await driven.press(labels[last][0])
        assert set(driven.map.scene.labels) == {each for each in labels if labels[each][0] == labels[last][0]}
        await driven.press("backspace")
        assert dict(driven.map.scene.labels) == labels
        await driven.press(*labels[last])
        assert driven.map.selection.stage == last


async def test_a_letter_without_a_stage_does_nothing() -> None:
    """Labels stay until one is typed whole, Esc takes them away, and no other command is run meanwhile."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("semicolon", "q", "U", "1")
        assert driven.map.pointing is not None
        assert driven.app.is_running
        await driven.press("escape")
        assert driven.map.pointing is None
        assert driven.map.selection.stage == "A"


async def test_connecting_by_label_by_click_and_by_name() -> None:
    """`c` takes its target by any of the three; the stage itself has no label."""
    for way in ("label", "click", "name"):
        async with editor(stream(CHAIN)) as driven:
            await driven.press("c")
            assert driven.status.endswith("Flow from A to … type the letters on the stage, / for its name")
            assert "A" not in driven.map.scene.labels
            if way == "label":
                await driven.press(_labelled(driven, "C"))
            elif way == "click":
                await driven.click("C  ")
            else:
                await driven.type("/C")
                await driven.press("enter")
            assert "A>C" in driven.flows(), way


async def test_a_click_on_what_may_not_be_pointed_at_does_nothing() -> None:
    """A stage has no flow to itself, however it is pointed at."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("c")
        await driven.click("A  ")
        assert driven.map.pointing is not None
        assert driven.map.selection.stage == "A"


async def test_a_stage_that_is_not_seen_is_picked_by_name() -> None:
    """The list of names has every stage, however long the map is."""
    built = ValueStream()
    for number in range(60):
        built.put_stage(Stage(id=f"s{number}", name=f"Step {number:03}"))
    async with editor(built) as driven:
        await driven.press("c")
        assert "s59" not in driven.map.scene.labels
        await driven.type("/Step 059")
        await driven.press("enter")
        assert driven.flows() == {"Step 000>Step 059"}
        assert isinstance(driven.app.screen, MapScreen)
