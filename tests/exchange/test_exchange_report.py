"""The report: everything that a sponsor asks for, in every form, whatever a map's texts hold."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import stream, with_stage
from headless import Headless, sample
from hostile_map import NAMES, commands_in, hostile_stream
from markdown_it import MarkdownIt

from vsmap.exchange.choices import REPORTS
from vsmap.exchange.markup import plain_text
from vsmap.exchange.report.forms import report_text
from vsmap.exchange.report.spoken import said
from vsmap.storage.reader import read_map

LARGE = "deployment-in-months"
HEADINGS = (
    *("About this map", "The map", "Summary", "Stages", "Timeline of the critical path", "What hurts"),
    *("Plan", "Still open", "Estimates", "Glossary"),
)


class Page(HTMLParser):
    """Reads HTML: tags that are open, all attributes, the texts."""

    VOID = frozenset(("meta", "br", "rect", "path", "polygon"))

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Close a tag: the one that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


@pytest.mark.parametrize("form", REPORTS)
def test_a_report_has_every_part_in_every_form(form: str) -> None:
    """Label, map, summary with its change, ladder, what hurts, plan, questions, estimates, glossary."""
    text = report_text(read_map(sample(LARGE)), form)
    plain = text.replace("\\", "")
    for heading in HEADINGS:
        assert heading in plain
    for words in (
        *("Deployment takes months", "Checkout", "Delivery enablement", "2026-11-23", "Online shoppers"),
        *("8 h a day, 5 days a week", "Every change is its own release", "2027-09-30"),
        *("Who owns the staging database?", "who would have known?"),
    ):
        assert words in plain or said(words) in " ".join(plain.split()), words


def test_the_summary_says_what_the_plan_changes() -> None:
    """Today, future and the change in percent; without a plan today alone."""
    text = report_text(read_map(sample(LARGE)), "md").replace("\\", "")
    assert "| Lead time | 30.5 w | 6.1 d | −96 % |" in text
    alone = report_text(stream("A 1h/1d -> B 1h/1d"), "md").replace("\\", "")
    assert "| Lead time | 2 d |" in alone
    assert "Future" not in alone
    assert "Plan" not in alone


def test_an_html_report_is_one_file_without_scripts(tmp_path: Path, vsmap: Headless) -> None:
    """Well formed, nothing from outside, two schemes, a page that prints; hostile texts are texts."""
    for given in (read_map(sample(LARGE)), hostile_stream()):
        text = report_text(given, "html")
        page = Page(text)
        assert not page.open
        assert not page.tags & {"script", "link", "iframe", "img", "object", "a", "form"}
        names = {name for name, _value in page.attributes}
        assert not [name for name in names if name.startswith("on") or name in {"src", "href"}]
        assert "url(" not in text
        assert "@import" not in text
        assert len(set(page.ids)) == len(page.ids)
        assert "@media screen and (prefers-color-scheme: dark)" in text
        assert "@page" in text
        assert not commands_in(text)
        told = "".join(page.texts)
        assert all(plain_text(stage.name.split("\n")[0]) in told for stage in given)
    target = tmp_path / "report.html"
    assert vsmap("report", sample(LARGE), "-o", target) == (0, "", "")
    assert target.read_text().startswith("<!DOCTYPE html>")


def test_a_markdown_report_is_read_as_it_is_meant() -> None:
    """A real parser finds our headings and tables, every name as text, and no mark-up of the map's own."""
    parser = MarkdownIt("commonmark").enable("table")
    given = hostile_stream()
    text = report_text(given, "md")
    tokens = parser.parse(text)
    kinds = {token.type for token in tokens}
    inline = [child for token in tokens for child in token.children or ()]
    assert not kinds & {"html_block", "code_block", "blockquote_open", "hr", "lheading_open"}
    assert not {child.type for child in inline} & {"html_inline", "link_open", "image", "code_inline"}
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert len(headings) == 1 + len(re.findall(r"^## ", text, re.MULTILINE))
    told = "".join(child.content for child in inline)
    for name in NAMES[:2]:
        assert name in told
    fences = [token for token in tokens if token.type == "fence"]
    assert fences
    assert all(fence.info == "mermaid" for fence in fences)


def test_the_spoken_report_has_no_table_and_no_riddle() -> None:
    """Sentences of words: no bars, no columns, no unit that a voice would spell."""
    text = report_text(read_map(sample(LARGE)), "txt")
    assert not re.search(r"[|┌─│▽◆]|\s{3,}|\d ?[wdh]\b", text.replace("2-5d", "").replace("1d/2d/5d", ""))
    assert max(map(len, text.splitlines())) <= 72
    spoken = " ".join(text.split())
    assert "Stage 3, Design, done by Architecture: process time 2 days, lead time 2 weeks" in spoken
    assert "It is on the critical path. Work goes on to Design approval." in spoken
    assert "Lead time: 30.5 weeks today, 6.1 days in the future state, minus 96 percent." in spoken


def test_estimates_are_marked_and_gaps_are_open() -> None:
    """A guess is called one, a gap is on the list of what is open."""
    given = with_stage(stream("A ~1h/2-5d ~80% -> B 1h"), "A", queue=3)
    text = report_text(given, "txt")
    assert "process time about 1 hour, lead time 2 to 5 days" in " ".join(text.split())
    assert "B: lead time, percent complete and accurate" in text


@pytest.mark.parametrize("form", REPORTS)
def test_an_empty_map_has_a_report_too(form: str, vsmap: Headless) -> None:
    """Nothing is computed of nothing, and nothing fails."""
    code, out, err = vsmap("report", sample("blank"), "--to", form)
    assert (code, err) == (0, "")
    assert "There is no stage on the map yet" in out


def test_the_form_is_that_of_the_file(vsmap: Headless, tmp_path: Path) -> None:
    """A name ending in .txt is prose, .html HTML; anything else, and a pipe, is Markdown."""
    path = tmp_path / "map.vsm.toml"
    path.write_text("[stage.a]\n")
    for name, start in (("r.txt", "A value stream"), ("r.htm", "<!DOCTYPE"), ("r.out", "# "), ("r.md", "# ")):
        target = tmp_path / name
        assert vsmap("report", path, "-o", target).code == 0
        assert target.read_text().startswith(start)
    assert vsmap("report", path, "--to", "html", "-o", tmp_path / "no" / "r.html").code == 4


@pytest.mark.parametrize("form", REPORTS)
def test_no_report_commands_a_terminal(form: str) -> None:
    """Whatever the form, no control character of a map comes out."""
    assert not commands_in(report_text(hostile_stream(), form))


def test_a_date_reads_in_markdown_as_it_is_written() -> None:
    """The file itself is read and compared too: signs within numbers are not escaped."""
    given = stream("A 1h/1d")
    given.settings["map"] = replace(given.map, date=date(2026, 11, 23))
    assert "2026-11-23" in report_text(given, "md")
