"""What leaves the editor and what comes in: each with a preview, nothing written before."""

import sys
from pathlib import Path

import pytest
from builders import stream
from driven import Driven, as_file, editor

TEXT = "A 1d/1w 80% -> B 2h/3d"
TABLE = "Step,PT (h),LT (d),Colour\nDesign,2,3,red\nBuild,4,5,\n"


async def _done(driven: Driven) -> None:
    """Wait for what is worked out beside the interface."""
    await driven.app.workers.wait_for_complete()
    await driven.settle()


async def test_the_report_is_seen_before_it_is_saved() -> None:
    """F8 shows the prose, m and h the other forms; Enter asks where, and writes what was seen."""
    path = as_file(stream(TEXT))
    async with editor(path, 100, 30) as driven:
        await driven.press("f8")
        await _done(driven)
        assert driven.shows("About this map")
        await driven.press("h")
        assert driven.shows("One HTML file")
        await driven.press("m")
        assert driven.shows("# A value stream")
        await driven.press("enter", "enter")
        assert any("Wrote map.md" in toast for toast in driven.toasts())
    assert path.with_name("map.md").read_text().startswith("# A value stream")


async def test_a_report_that_is_left_writes_nothing() -> None:
    """Esc goes back to the map, from the preview and from the question where."""
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        for keys in (("f8", "escape"), ("f8", "enter", "escape")):
            for key in keys:
                await driven.press(key)
                await _done(driven)
        assert driven.app.screen is driven.map
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]


@pytest.mark.parametrize(("form", "suffix", "start"), [("SVG", "svg", b"<svg"), ("PDF", "pdf", b"%PDF-")])
async def test_the_map_is_exported_beside_the_interface(form: str, suffix: str, start: bytes) -> None:
    """F7 lists the forms; the file is written and said, what is edited stays edited."""
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        await driven.press("f7")
        await driven.choose(form)
        await driven.press("enter")
        await _done(driven)
        assert any(f"Wrote map.{suffix}" in toast for toast in driven.toasts())
    assert path.with_name(f"map.{suffix}").read_bytes().startswith(start)


async def test_a_missing_extra_is_said_in_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to get it stands in the message, no file is made, and the editor goes on."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "resvg_py"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        await driven.press("f7")
        await driven.choose("PNG")
        await driven.press("enter")
        await _done(driven)
        assert any("pip install 'vsmap[export]'" in toast for toast in driven.toasts())
    assert not path.with_name("map.png").exists()


async def test_an_empty_map_is_not_exported() -> None:
    """It is said that there is nothing yet, and what adds a stage."""
    async with editor(stream("")) as driven:
        await driven.press("f7")
        await driven.choose("SVG")
        assert any("no stage on the map yet" in toast for toast in driven.toasts())


async def _import(driven: Driven, path: Path) -> None:
    await driven.press("F", "ctrl+u")
    await driven.paste(str(path))
    await driven.press("enter")
    await _done(driven)


async def test_a_table_becomes_a_map_after_its_preview() -> None:
    """F shows what was understood and what was left out; Enter makes the map, unsaved."""
    table = Path.cwd() / "table.csv"
    table.write_text(TABLE)
    async with editor(stream(TEXT), 100, 30) as driven:
        before = driven.stream
        driven.map.document.mark_saved()
        await _import(driven, table)
        assert driven.shows("Understood:")
        assert driven.shows('column 4 ("Colour"), 1 cell')
        assert driven.stream == before
        await driven.press("enter")
        assert [stage.name for stage in driven.stream] == ["Design", "Build"]
        assert "Imported from table.csv" in driven.status
    assert [each.name for each in Path.cwd().glob("*.toml")] == []


async def test_unsaved_work_is_asked_about_before_an_import_replaces_it() -> None:
    """What was edited is not lost to a table."""
    table = Path.cwd() / "table.csv"
    table.write_text(TABLE)
    async with editor(as_file(stream(TEXT)), 100, 30) as driven:
        await driven.type("3h")
        await driven.press("enter")
        await _import(driven, table)
        await driven.press("enter")
        assert driven.shows("Save")
        await driven.press("escape")
        assert [stage.name for stage in driven.stream] == ["A", "B"]


async def test_a_source_that_cannot_be_read_says_why_and_makes_nothing() -> None:
    """Row and column in the preview; Enter there makes nothing."""
    table = Path.cwd() / "table.csv"
    table.write_text("Step,PT\nDesign,2\n")
    async with editor(stream(TEXT), 100, 30) as driven:
        before = driven.stream
        await _import(driven, table)
        assert driven.shows('table.csv:2: column 2 ("PT")') or driven.shows('column 2 ("PT"): found "2"')
        await driven.press("enter")
        await driven.press("escape")
        assert driven.stream == before
