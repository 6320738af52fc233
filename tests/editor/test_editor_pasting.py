"""Pasted lists and spreadsheet ranges: a preview of what was understood, then many stages as one edit."""

from builders import stream
from driven import editor

from vsmap.model.stream import ValueStream

RANGE = """Stage\tTeam\tPT (h)\tLT (days)\t%C&A\tJira
Design\tUX\t4\t5\t80%\tA-1
Build\tDev\t30\t2w\t~70\t
"""


async def test_pasted_text_goes_into_the_line() -> None:
    """One line is typed text: control characters do not come in, and nothing is added before Enter."""
    async with editor(ValueStream()) as driven:
        await driven.press("a")
        await driven.paste("Load test\x1b[2J 1d/2d\n")
        assert len(driven.stream) == 0
        await driven.press("enter")
        (stage,) = driven.stream.stages()
        assert stage.name == "Load test[2J"


async def test_one_line_pasted_over_the_map_opens_the_line() -> None:
    """No key was pressed before: the line opens with what was pasted."""
    async with editor(stream("A -> B")) as driven:
        await driven.paste("Between 1h/1d")
        assert driven.shows("after A · Between · PT 1h")
        await driven.press("enter")
        assert driven.flows() == {"A>Between", "Between>B"}


async def test_a_pasted_list_is_a_row_of_stages() -> None:
    """After the preview each line is a stage behind the one before, all of them one step of undo."""
    async with editor(stream("A -> B")) as driven:
        await driven.press("a")
        await driven.paste("- One 1h/1d\r\n\n 2. Two 2h/2d\nThree\x1b]52;c;eA==\x07\n")
        assert driven.shows("Paste 3 stages")
        assert driven.shows("They go after A")
        assert driven.shows("Two · PT 2h · LT 2d")
        assert driven.flows() == {"A>B"}
        await driven.press("enter")
        assert driven.flows() == {"A>One", "One>Two", "Two>Three]52;c;eA==", "Three]52;c;eA==>B"}
        await driven.press("escape", "u")
        assert driven.flows() == {"A>B"}
        assert "paste 3 stages" in driven.status


async def test_escape_keeps_nothing_of_a_paste() -> None:
    """The map is as it was, and so is the half-typed line."""
    async with editor(stream("A -> B")) as driven:
        await driven.press("a")
        await driven.type("Half ")
        await driven.paste("One 1h/1d\nTwo 2h/2d\n")
        assert driven.shows("Half One")
        await driven.press("escape")
        assert driven.flows() == {"A>B"}
        assert not driven.map.document.is_edited
        assert driven.row(driven.map.capture).startswith(" + Half")


async def test_a_line_that_cannot_be_read_is_said_and_not_dropped() -> None:
    """The preview names the word; the line becomes a name as it stands."""
    async with editor(stream("A -> B")) as driven:
        await driven.paste("One 1h/1d\nTwo 2h/1q\n")
        assert driven.shows("! could not be read in whole: 1 stage")
        assert driven.shows("1q")
        await driven.press("enter")
        assert driven.flows() == {"A>One", "One>Two 2h/1q", "Two 2h/1q>B"}


async def test_a_spreadsheet_range_is_read_by_its_headings() -> None:
    """Each column is the figure that its heading names, with its unit; any other goes into the note."""
    async with editor(ValueStream(), 120, 40) as driven:
        await driven.paste(RANGE)
        assert driven.shows("Columns: Stage, Lane, PT, LT, %C&A,")
        await driven.press("enter")
        design, build = driven.stage("Design"), driven.stage("Build")
        assert (design.lane, design.process_time.text, design.lead_time.text) == ("UX", "4h", "5d")
        assert (design.complete_accurate, design.note) == (80, "Jira: A-1")
        assert (build.lead_time.text, build.estimated) == ("2w", ("complete_accurate",))
        await driven.press("u")
        assert len(driven.stream) == 0


async def test_a_range_without_headings_is_read_by_what_its_columns_hold() -> None:
    """Texts are names, times PT and then LT, percentages %C&A; what can't be read goes into the note."""
    async with editor(ValueStream(), 120, 40) as driven:
        rows = ("1\tDesign\t2d\t2w\t80%", "2\tBuild\tsoon\t1w\t90%", "3\tTest\t1d\t3d\t95%")
        await driven.paste("\n".join(rows))
        assert driven.shows("could not be read in whole")
        assert driven.shows('PT "soon" goes into the note')
        await driven.press("enter")
        build = driven.stage("Build")
        assert (build.process_time, build.lead_time.text, build.note) == (None, "1w", "PT: soon")
        assert driven.flows() == {"Design>Build", "Build>Test"}


async def test_too_much_at_once_is_refused_in_words() -> None:
    """A book in the clipboard is no list of stages; what is in no way a stage says so too."""
    async with editor(ValueStream()) as driven:
        await driven.paste("x\n" * 2_001)
        assert "at most 2,000" in driven.toasts()[-1]
        await driven.paste("\t\n\t\t\n")
        assert len(driven.stream) == 0


async def test_nothing_is_pasted_into_a_map_that_may_only_be_looked_at() -> None:
    """The reason is told before anything opens."""
    async with editor(stream("A -> B")) as driven:
        driven.map.refuse("read-only: a revision")
        await driven.paste("One\nTwo")
        assert driven.toasts() == ["read-only: a revision"]
        assert driven.app.screen is driven.map
