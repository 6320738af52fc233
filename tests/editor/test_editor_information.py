"""Information flows in the editor: drawn by two letters and a word, selected, edited, removed, hidden."""

from builders import stream
from driven import Driven, editor

from vsmap.model.stream import ValueStream

TEXT = "Design 1d/1w -> Develop 2d/1w -> Test 1d/2d"


def _told(driven: Driven) -> list[tuple[str, str, str]]:
    rows = driven.map.document.stream.lists["information"]
    return [(each.source, each.target, each.via) for each in rows]


async def _inform(driven: Driven, letter: str, via: str) -> None:
    await driven.press("I", letter)
    await driven.type(via)
    await driven.press("enter")


def _map() -> ValueStream:
    return stream(TEXT)


async def test_it_is_drawn_with_two_keys_and_a_word() -> None:
    """I, the letter on the stage that is told, by what: drawn above the boxes, undone by u."""
    async with editor(_map(), 120, 40) as driven:
        await driven.press("I")
        assert driven.shows("Information from Design to")
        letter = next(label for stage, label in driven.map.scene.labels.items() if stage == "Test")
        await driven.press(letter)
        assert driven.shows("Information Design → Test")
        await driven.type("Weekly mail")
        await driven.press("enter")
        assert _told(driven) == [("Design", "Test", "Weekly mail")]
        assert driven.shows(" Weekly mail ┄")
        await driven.press("u")
        assert _told(driven) == []
        assert not driven.shows("┄")


async def test_it_is_selected_edited_and_removed_like_an_arrow() -> None:
    """> comes to it after the flows; Enter changes by what, d removes it, u brings it back."""
    built = _map()
    async with editor(built, 120, 40) as driven:
        await _inform(driven, "s", "mail")
        assert len(_told(driven)) == 1
        source, target, _via = _told(driven)[0]
        await driven.press(">", ">")
        assert driven.map.selection.arrow == ("information", source, target)
        assert driven.shows("by mail")
        await driven.press("enter", *["backspace"] * 4)
        await driven.type("call")
        await driven.press("enter")
        assert _told(driven) == [(source, target, "call")]
        await driven.press("d")
        assert _told(driven) == []
        assert driven.map.selection.arrow is None
        await driven.press("u")
        assert _told(driven) == [(source, target, "call")]


async def test_escape_draws_nothing() -> None:
    """Neither while pointing nor while naming by what."""
    async with editor(_map(), 120, 40) as driven:
        await driven.press("I", "escape")
        await driven.press("I", "s", "escape")
        assert _told(driven) == []
        assert not driven.map.document.is_edited


async def test_it_is_hidden_and_shown_on_a_key() -> None:
    """Hidden it takes no row and is not selected; drawing one shows all again."""
    async with editor(_map(), 120, 40) as driven:
        await driven.press('"')
        assert driven.shows("no stage tells another one yet")
        await driven.press('"')
        await _inform(driven, "s", "mail")
        height = driven.map.map_view.picture.height
        await driven.press('"')
        assert not driven.shows("┄")
        assert driven.map.map_view.picture.height < height
        await driven.press(">", ">")
        assert driven.map.selection.arrow is not None
        assert driven.map.selection.arrow[0] == "flow"
        await driven.press("escape", '"')
        assert driven.shows(" mail ┄")
