"""A file that a person laid out keeps what they wrote; what changes is what was changed."""

from collections.abc import Callable
from dataclasses import replace
from difflib import ndiff

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps_strategies import WHOLE_MAPS, streams

from vsmap.model.durations import parse_duration
from vsmap.model.edits import apply_edits
from vsmap.model.records import Flow, Parking, Stage
from vsmap.model.removal import delete_stage
from vsmap.model.stream import ValueStream
from vsmap.storage.keeping import LAYOUT_LOST, UnwritableError, new_text, updated_text
from vsmap.storage.reader import read_text
from vsmap.storage.writer import canonical_text

HAND = """\
# The way of a change, as walked on Tuesday.

map.title   = "Checkout"   # working title

# Figures of the line of business
[stage.design]
lead_time    = "2w"        # from the ticket system
process_time = "2d"        # estimated by two people
batch        = 1           # as everywhere
#people      = 5

[stage.build]
  process_time = '1d'
  systems      = [
      "Jira",     # soon gone
      "Git",
  ]

# === After the code is written ===

# Two test environments for nine teams
[stage.test]
lead_time = "3d"

  [stage.test.judged_by]
  operations = 50

[[parking]]
text = "Who owns the database?"   # asked twice
[[parking]]
text = "What is done?"
# the end
"""


def changed(change: Callable[[ValueStream], None], text: str = HAND) -> tuple[list[str], list[str], str]:
    """Change the map of a text; return the lines that went, the lines that came, and what was lost."""
    stream = read_text(text, "map")
    change(stream)
    updated = updated_text(text, stream)
    assert read_text(updated.text, "map") == stream
    difference = list(ndiff(text.splitlines(), updated.text.splitlines()))
    gone = [line[2:] for line in difference if line.startswith("- ")]
    return gone, [line[2:] for line in difference if line.startswith("+ ")], updated.lost


def put(stage: str, **values: object) -> Callable[[ValueStream], None]:
    """Return the change that gives a stage new figures."""
    return lambda stream: stream.put_stage(replace(stream.stage(stage), **values))  # type: ignore[arg-type] # any field


def without_flows(stream: ValueStream) -> None:
    """Remove every flow."""
    for flow in stream.flows():
        stream.drop_flow(flow.source, flow.target)


def test_nothing_changes_nothing() -> None:
    """Saving what was loaded changes no byte, however the file is laid out."""
    assert changed(lambda _: None) == ([], [], "")


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (
            put("design", lead_time=parse_duration("3w")),
            ['lead_time    = "2w"        # from the ticket system'],
            ['lead_time    = "3w"        # from the ticket system'],
        ),
        (
            put("build", process_time=parse_duration("2d")),
            ["  process_time = '1d'"],
            ['  process_time = "2d"'],
        ),
        (
            put("design", batch=5),
            ["batch        = 1           # as everywhere"],
            ["batch        = 5           # as everywhere"],
        ),
        (put("build", queue=3), [], ["  queue = 3"]),
        (put("design", kind="design"), [], ['kind = "design"']),
        (
            put("design", lead_time=None, wait_time=parse_duration("8d")),
            ['lead_time    = "2w"        # from the ticket system'],
            ['wait_time = "8d"'],
        ),
    ],
)
def test_a_changed_figure_is_one_changed_line(
    change: Callable[[ValueStream], None], gone: list[str], come: list[str]
) -> None:
    """Only the line of the figure changes, and its comment and spacing stay."""
    assert changed(change) == (gone, come, "")


def test_a_stage_is_added_where_it_belongs() -> None:
    """A new stage stands behind the one before it, set off by a blank line; the line stays a line."""

    def add(stream: ValueStream) -> None:
        stream.drop_flow("design", "build")
        stream.put_stage(Stage(id="approve", name="Approve", queue=1), 1)
        for source, target in (("design", "approve"), ("approve", "build")):
            stream.put_flow(Flow(source=source, target=target))

    gone, come, lost = changed(add)
    assert (gone, sorted(come), lost) == ([], ["", "[stage.approve]", "queue = 1"], "")


def test_the_first_branch_writes_the_flows() -> None:
    """A file without flows is a straight line; once it is none, every flow is written."""
    gone, come, lost = changed(lambda stream: stream.put_flow(Flow(source="design", target="test")))
    assert (gone, come.count("[[flow]]"), lost) == ([], 3, "")
    assert changed(without_flows) == ([], ["flow = []"], "")


def test_a_removed_stage_takes_its_own_comment_along() -> None:
    """A stage goes with the comment on it; a word on what follows, set off by blank lines, stays."""

    def remove(stream: ValueStream) -> None:
        stream.drop_flow("build", "test")
        stream.drop_stage("test")

    gone, come, lost = changed(remove)
    assert "# Two test environments for nine teams" in gone
    assert "# === After the code is written ===" not in gone
    assert (come, lost) == ([], "")


HEADED = """format = 1

[stage.idea]
process_time = "1h"

# --- Delivery ---
[stage.build]
process_time = "2h"

{banner}
# the slow part
[stage.test]
process_time = "3h"

[stage.deploy]
process_time="4h"
"""


@pytest.mark.parametrize(
    "banner", ["## Checks", "# ==================\n# Checks\n# ==================", "# ─── Checks ───"]
)
def test_a_heading_stays_when_its_first_stage_goes(banner: str) -> None:
    """A comment with a ruler, or of several #, is about the section; one on the stage goes with it."""
    text = HEADED.replace("{banner}", banner)
    stream = read_text(text, "")
    for stage in ("build", "test"):
        apply_edits(stream, delete_stage(stream, stage))
    after = updated_text(text, stream).text
    assert "# --- Delivery ---\n" in after
    assert banner in after
    assert "the slow part" not in after
    assert read_text(after, "") == stream


def test_the_right_row_of_a_list_goes() -> None:
    """Rows have no names: the one that went is found by its content, and its comment goes with it."""
    gone, come, lost = changed(lambda stream: stream.lists["parking"].pop(0))
    assert sorted(gone) == ["[[parking]]", 'text = "Who owns the database?"   # asked twice']
    assert (come, lost) == ([], "")
    gone, come, lost = changed(lambda stream: stream.lists["parking"].insert(1, Parking(text="Why?")))
    assert (gone, come, lost) == ([], ["", "[[parking]]", 'text = "Why?"'], "")


def test_a_moved_stage_takes_its_lines_along() -> None:
    """A stage moves with its comments, and the others stay where they are."""

    def move(stream: ValueStream) -> None:
        without_flows(stream)
        stream.move_stage("build", 0)
        for source, target in (("build", "design"), ("design", "test")):
            stream.put_flow(Flow(source=source, target=target))

    stream = read_text(HAND, "map")
    move(stream)
    updated = updated_text(HAND, stream)
    assert updated.lost == ""
    assert sorted(updated.text.split("\n")) == sorted(HAND.split("\n"))
    assert updated.text.index("[stage.build]") < updated.text.index("[stage.design]")


def test_a_table_within_a_stage_is_edited_key_by_key() -> None:
    """Judges under a header of their own, or dotted, are changed, added and removed like any figure."""
    gone, come, lost = changed(put("test", judged_by=(("operations", 60.0), ("audit", 70.0))))
    assert (gone, come, lost) == (["  operations = 50"], ["  operations = 60", "  audit = 70"], "")
    gone, come, lost = changed(put("test", judged_by=()))
    assert (sorted(gone), come, lost) == (["", "  [stage.test.judged_by]", "  operations = 50"], [], "")
    dotted = "[stage.a]  # a\njudged_by.audit = 1  # one\njudged_by.operations = 2\n"
    gone, come, lost = changed(put("a", judged_by=(("audit", 3.0), ("operations", 2.0))), dotted)
    assert (gone, come, lost) == (["judged_by.audit = 1  # one"], ["judged_by.audit = 3  # one"], "")


def test_a_list_on_one_value_is_written_anew() -> None:
    """`flow = […]` stays one value, a row a line."""
    text = 'flow = [{ from = "a", to = "c" }]\nstage.a.queue = 1\n[stage.b] # b\n[stage.c]\n'
    gone, come, lost = changed(lambda stream: stream.put_flow(Flow(source="a", target="b")), text)
    assert gone == ['flow = [{ from = "a", to = "c" }]']
    assert come == ["flow = [", '    { from = "a", to = "b" },', '    { from = "a", to = "c" },', "]"]
    assert lost == ""


def test_what_can_not_be_kept_is_said() -> None:
    """A comment within a changed value moves above it, and the layout that is lost is told."""
    gone, come, lost = changed(put("build", systems=("Git",)))
    assert lost == f"{LAYOUT_LOST} (there are comments in the old value)"
    assert '      "Jira",     # soon gone' in gone
    assert come[come.index("# soon gone") + 1] == 'systems = ["Git"]'


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    """A file of Windows stays one."""
    text = "\ufeff" + HAND.replace("\n", "\r\n")
    stream = read_text(text, "map")
    put("build", queue=3)(stream)
    updated = updated_text(text, stream).text
    assert updated.startswith("\ufeff# The way")
    assert updated.count("\r\n") == updated.count("\n") == HAND.count("\n") + 1


def test_a_canonical_file_stays_canonical() -> None:
    """A file that vsmap wrote is written as vsmap writes it."""
    stream = read_text(HAND, "map")
    text = canonical_text(stream)
    stream.put_flow(Flow(source="design", target="test"))
    branched = updated_text(text, stream).text
    assert branched == canonical_text(stream)
    stream.drop_flow("design", "test")
    assert updated_text(branched, stream).text == text


def test_a_map_without_a_text_is_not_written() -> None:
    """A map that would not read back as itself has no text, and the reason is named."""
    stream = ValueStream([Stage(id="a", name="")])
    with pytest.raises(UnwritableError, match="reads back"):
        new_text(stream)


@WHOLE_MAPS
@given(streams(maximum=4), streams(maximum=4), st.data())
def test_any_map_can_be_written_into_any_file(
    old: ValueStream, new: ValueStream, data: st.DataObject
) -> None:
    """Whatever a hand-formatted file holds, it is edited in place into any map that edits can make of it.

    What a person keeps under `[x]` no edit changes.
    """
    new.extra = old.extra
    marked = data.draw(st.sets(st.integers(0, 60), min_size=1))
    lines = enumerate(canonical_text(old).split("\n"))
    text = "\n".join(f"{line}  # {number}" if line and number in marked else line for number, line in lines)
    updated = updated_text(text, new)
    assert read_text(updated.text, "map") == new
    assert updated.lost == ""
