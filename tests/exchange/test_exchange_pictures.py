"""SVG, PNG and PDF: the drawing itself, in vectors, for eyes and for ears."""

import re
import shutil
import struct
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from builders import stream
from defusedxml.ElementTree import fromstring
from headless import Headless, sample
from hostile_map import NAMES, commands_in, hostile_file, hostile_stream

from vsmap.exchange.choices import PAGE_NAMES
from vsmap.exchange.extras import ExtraMissingError
from vsmap.exchange.picture import fonts
from vsmap.exchange.picture.composing import Wanted, composed
from vsmap.exchange.picture.ink import INKS, THEMES
from vsmap.exchange.picture.pages import PAGES
from vsmap.exchange.picture.pdf import pdf
from vsmap.exchange.picture.png import SCALE, png
from vsmap.exchange.picture.svg import svg
from vsmap.storage.reader import read_map

_SVG = "{http://www.w3.org/2000/svg}"
LARGE = "deployment-in-months"


def _texts(written: str) -> list[str]:
    return [found.text or "" for found in fromstring(written.encode()).iter(f"{_SVG}text")]


@pytest.mark.parametrize("detail", ["chip", "box", "data"])
@pytest.mark.parametrize("columns", [0, 80, 160])
def test_every_stage_is_in_the_picture_by_its_whole_name(detail: str, columns: int) -> None:
    """Boxes are as wide as their names, in every detail, wrapped or whole; figures stand in them."""
    given = read_map(sample(LARGE))
    picture = composed(given, Wanted(detail, columns))
    texts = _texts(svg(picture))
    assert all(stage.name in texts for stage in given)
    assert not columns or picture.width <= max(columns, 36)
    assert ("~6w" in texts) == (detail != "chip")
    assert len(picture.panels) == len(given)


def test_lines_lead_from_box_to_box() -> None:
    """The lines of the drawing are strokes: a straight flow is one heavy stroke with a head at its end."""
    picture = composed(stream("A 1h/1d -> B 1h/1d"), Wanted())
    first, second = picture.panels
    level = [stroke for stroke in picture.strokes if stroke.y1 == stroke.y2 == first.y + 1]
    assert [(stroke.heavy, stroke.x1 >= first.x + first.width) for stroke in level] == [(True, True)]
    (head,) = picture.heads
    assert level[0].x2 <= head.x < second.x
    assert head.direction == "right"


def test_box_characters_of_a_name_stay_letters() -> None:
    """A line that somebody typed into a name is a text: only the drawing's own lines become strokes."""
    plain, odd = composed(stream("A -> B"), Wanted()), composed(stream("┼──► -> B"), Wanted())
    assert len(odd.strokes) == len(plain.strokes)
    assert "┼──►" in [words.text for words in odd.words]


def test_the_svg_is_told_to_those_who_hear_it() -> None:
    """Title and description come first and are what the picture is labelled by."""
    given = read_map(sample("lean-enterprise"))
    root = fromstring(svg(composed(given, Wanted())).encode())
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{_SVG}title", given.map.title)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "Lead time 9.6 w" in (description.text or "")
    assert "8 h a day, 5 days a week" in (description.text or "")
    assert "critical path runs through" in (description.text or "")


def test_the_svg_asks_for_nothing_from_outside() -> None:
    """No script, no reference, no image: a hostile map can't bring any in."""
    written = svg(composed(hostile_stream(), Wanted("data")))
    root = fromstring(written.encode())
    tags = {found.tag.removeprefix(_SVG) for found in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "text", "g", "path", "polygon"}
    assert not [
        name for found in root.iter() for name in found.attrib if "href" in name or name.startswith("on")
    ]
    assert "url(" not in written
    assert not commands_in(written)
    assert NAMES[0] in _texts(written)


def test_both_themes_are_in_one_svg_unless_one_is_asked_for(vsmap: Headless) -> None:
    """By default the viewer decides; a theme that is asked for is the only one."""
    both = vsmap("export", sample(LARGE), "--to", "svg").out
    dark = vsmap("export", sample(LARGE), "--to", "svg", "--theme", "dark").out
    assert "@media screen and (prefers-color-scheme:dark)" in both
    assert INKS["light"].ground in both
    assert INKS["dark"].ground in both
    assert "@media" not in dark
    assert INKS["light"].ground not in dark


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_can_be_read_on_its_ground(theme: str) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2.2) for all that is text, on the page and in the boxes."""
    ink = INKS[theme]  # type: ignore[index] # one of THEMES
    for ground in (ink.ground, ink.box):
        for text in (ink.text, ink.faint, ink.critical, ink.rework, ink.waste, ink.wait, ink.work):
            assert _contrast(text, ground) >= 4.5, (text, ground)


def _contrast(one: str, other: str) -> float:
    lights = sorted(map(_luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_png_is_the_svg_at_twice_its_size() -> None:
    """A PNG of the size of the SVG, sharp on dense screens, and not blank."""
    picture = composed(read_map(sample("lean-enterprise")), Wanted(columns=100))
    content = png(picture)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg(picture))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    across, down = struct.unpack(">II", content[16:24])
    assert size is not None
    assert across == pytest.approx(float(size[1]) * SCALE, abs=2)
    assert down == pytest.approx(float(size[2]) * SCALE, abs=2)
    assert len(content) > len(png(composed(stream("A"), Wanted())))


def test_a_pdf_has_the_pages_that_it_needs() -> None:
    """Without a page it is one sheet; on a small page a long map goes on, and no strip is parted."""
    given = stream(" -> ".join(f"Stage{number} 1h/1d" for number in range(60)))
    whole = composed(given, Wanted())
    assert _pages(pdf(whole).content) == 1
    page = PAGES["a4"]
    wrapped = composed(given, Wanted(columns=page.columns))
    assert _pages(pdf(wrapped, page).content) > 1
    assert all(later > before for before, later in pairwise((0, *wrapped.breaks)))


def _pages(content: bytes) -> int:
    assert content.startswith(b"%PDF-")
    return len(re.findall(rb"/Type /Page\b", content))


def test_the_same_map_is_the_same_pdf() -> None:
    """No time of making is in it, so that it can lie beside the map in git."""
    picture = composed(read_map(sample("lean-enterprise")), Wanted())
    assert pdf(picture).content == pdf(picture).content


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")
def test_the_text_of_a_pdf_can_be_searched(tmp_path: Path, vsmap: Headless) -> None:
    """Names, figures and rules are text in it; a character that no font has is said, and stands as ?."""
    target = tmp_path / "map.pdf"
    assert vsmap("export", sample(LARGE), "--to", "pdf", "--page", "a4-landscape", "-o", target) == (
        0,
        "",
        "",
    )
    text = subprocess.run(
        ["pdftotext", target, "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    for words in ("Change advisory board", "Lead time 30.5 w", "8 h a day, 5 days a week"):
        assert words in text
    code, _, err = vsmap("export", hostile_file(tmp_path), "--to", "pdf", "-o", target)
    assert code == 0
    assert "no font of this system has" in err
    assert not commands_in(err)


@pytest.mark.parametrize(("form", "library"), [("png", "resvg_py"), ("pdf", "reportlab")])
def test_a_missing_extra_is_said_with_the_way_to_get_it(
    vsmap: Headless, tmp_path: Path, form: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 5, the command that installs it, and no file."""
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    target = tmp_path / f"map.{form}"
    code, out, err = vsmap("export", sample(LARGE), "--to", form, "-o", target)
    assert (code, out) == (5, "")
    assert "pip install 'vsmap[export]'" in err
    assert not target.exists()


def test_a_system_without_fonts_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG without letters is none: it says which font to install. A PDF has letters of its own."""
    monkeypatch.setattr(fonts, "font_folders", list)
    picture = composed(stream("A -> B"), Wanted())
    with pytest.raises(ExtraMissingError, match="DejaVu"):
        png(picture)
    assert pdf(picture).content.startswith(b"%PDF-")


def test_an_empty_map_is_no_picture(vsmap: Headless) -> None:
    """Nothing to draw is said, as `vsmap draw` says it."""
    assert vsmap("export", sample("blank"), "--to", "svg") == (
        0,
        "",
        "an empty map: there is nothing to draw\n",
    )


def test_every_page_that_may_be_chosen_is_a_page() -> None:
    """The list that help shows without loading anything is the list of the pages."""
    assert tuple(PAGES) == PAGE_NAMES
    assert all(page.columns > 100 for page in PAGES.values())
