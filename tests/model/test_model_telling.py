"""Information flows as a person makes them: one from a stage to a stage, and by what."""

import pytest
from builders import stream

from vsmap.model.edits import EditError, apply_edits
from vsmap.model.records import Information
from vsmap.model.stream import ValueStream
from vsmap.model.telling import tell, tell_no_more, told_by, via_of


def _told(built: ValueStream) -> list[tuple[str, str, str]]:
    return [(each.source, each.target, each.via) for each in built.lists["information"]]


def test_telling_adds_one_and_undoing_takes_it_back() -> None:
    """The inverse of the edits leaves the map as it was."""
    built = stream("A -> B -> C")
    before = built.copy()
    back = apply_edits(built, tell(built, "C", "A", "mail"))
    assert _told(built) == [("C", "A", "mail")]
    assert [*told_by(built)] == [("information", "C", "A")]
    apply_edits(built, back)
    assert built == before


def test_telling_again_changes_by_what() -> None:
    """A second one between the same stages would be drawn over the first."""
    built = stream("A -> B")
    for via in ("mail", "call", "call"):
        apply_edits(built, tell(built, "A", "B", via))
    assert _told(built) == [("A", "B", "call")]
    assert tell(built, "A", "B", "call") == ()


def test_a_file_with_two_between_the_same_stages_is_shown_as_one_arrow() -> None:
    """Both are named on it; what is said anew takes the place of both, and removing it removes both."""
    built = stream("A -> B")
    built.lists["information"] += [Information(source="A", target="B", via=via) for via in ("mail", "call")]
    assert [*told_by(built)] == [("information", "A", "B")]
    assert via_of(built, "A", "B") == "mail · call"
    back = apply_edits(built, tell(built, "A", "B", "chat"))
    assert _told(built) == [("A", "B", "chat")]
    apply_edits(built, back)
    apply_edits(built, tell_no_more(built, "A", "B"))
    assert _told(built) == []


def test_who_is_no_stage_can_not_be_told() -> None:
    """The edit is refused and the map stays as it was."""
    built = stream("A -> B")
    with pytest.raises(EditError):
        apply_edits(built, tell(built, "A", "nobody", ""))
    assert _told(built) == []
