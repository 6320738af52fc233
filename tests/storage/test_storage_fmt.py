"""`fmt` makes a file canonical and keeps every comment."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from maps_strategies import WHOLE_MAPS, streams

from vsmap.model.stream import ValueStream
from vsmap.storage.fmt import formatted
from vsmap.storage.reader import read_text
from vsmap.storage.statements import statements
from vsmap.storage.writer import canonical_text

GOLDENS = Path(__file__).parent / "goldens"
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.toml"))
_COMMENTS = st.text("ab#\"'[]= \t", max_size=6)


def comments(text: str) -> list[str]:
    """Return all comments of a text in alphabetical order."""
    found = [statement.comment for statement in statements(text)]
    found += [remark.text for statement in statements(text) for remark in statement.inner]
    return sorted(filter(None, found))


def test_the_map_with_every_key() -> None:
    """The example of format.md is laid out anew with all its comments, in a golden text."""
    text = (GOLDENS / "every-key.vsm.toml").read_text()
    assert formatted(text) == (GOLDENS / "every-key-formatted.vsm.toml").read_text()
    assert comments(formatted(text)) == comments(text)


def test_the_samples_are_canonical() -> None:
    """The sample maps are as `fmt` would write them."""
    assert SAMPLES
    assert [path.name for path in SAMPLES if formatted(path.read_text()) != path.read_text()] == []


def test_where_comments_go() -> None:
    """A comment stands above what it preceded or behind its value; one of a dropped key goes to its table."""
    text = """\
# on the file

[map] # on the table
state  =  "current" # dropped, so on the table
# on the title
title = "Checkout" # behind the title
[stage]
# on design
design = { lead_time = "2d" } # behind design
[stage.build]
systems = [ # in the list
    "Jira",
    # on its second element
    "CHK",
]
judged_by.audit = 50 # on one judge
[[flow]] # there are no flows in a straight line
from = "design"
to = "build"
# at the end
"""
    assert (
        formatted(text)
        == """\
format = 1

# on the file
# dropped, so on the table
[map]  # on the table
# on the title
title = "Checkout"  # behind the title

# on design
[stage.design]  # behind design
lead_time = "2d"

[stage.build]
# on one judge
judged_by = { audit = 50 }
# in the list
# on its second element
systems = ["Jira", "CHK"]

# there are no flows in a straight line
# at the end
"""
    )


def test_the_rows_of_a_list_keep_their_comments() -> None:
    """Comments within `flow = […]` stand at the flows that they are about."""
    text = """\
flow = [
    # every Monday
    { from = "a", to = "b" }, # by mail
    { from = "a", to = "c" }, # at once
]
[stage.a]
[stage.b]
[stage.c]
"""
    assert '# every Monday\n# by mail\n[[flow]]\nfrom = "a"\nto = "b"\n' in formatted(text)
    assert '# at once\n[[flow]]\nfrom = "a"\nto = "c"\n' in formatted(text)


@WHOLE_MAPS
@given(streams(), st.data())
def test_no_comment_is_lost(stream: ValueStream, data: st.DataObject) -> None:
    """With comments anywhere fmt keeps the map and each comment, and a second time it changes nothing."""
    text = _sprinkled(canonical_text(stream), data)
    once = formatted(text)
    assert read_text(once, "map") == stream
    assert comments(once) == comments(text)
    assert formatted(once) == once


def _sprinkled(text: str, data: st.DataObject) -> str:
    """Add comments above and behind some lines of a canonical text, and turn some blank lines into others."""
    lines: list[str] = []
    for line in text.split("\n"):
        if data.draw(st.integers(0, 3)) == 0:
            lines.append(f"{data.draw(st.sampled_from(('', '  ')))}#{data.draw(_COMMENTS)}")
        behind = line and data.draw(st.integers(0, 3)) == 0
        lines.append(f"{line}  #{data.draw(_COMMENTS)}" if behind else line)
    return "\n".join(lines)
