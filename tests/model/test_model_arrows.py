"""An arrow typed in one line."""

import pytest
from builders import stream

from vsmap.model.arrows import arrow_edits, arrow_text
from vsmap.model.document import Document
from vsmap.model.edits import EditError
from vsmap.model.values import FieldError

FORK = "A -> (B, C) -> D; D ~25% 1d~> A"


def test_wait_and_share_are_read_together() -> None:
    """A share is taken from the other ways; the text reads back."""
    built = stream(FORK)
    document = Document(built)
    document.do("arrow", arrow_edits(built, ("flow", "A", "B"), "1d 30%"))
    assert arrow_text(built, ("flow", "A", "B")) == "1d 30%"
    assert arrow_text(built, ("flow", "A", "C")) == "70%"
    assert arrow_edits(built, ("flow", "A", "B"), "1d 30%") == ()
    document.do("arrow", arrow_edits(built, ("flow", "A", "B"), ""))
    assert arrow_text(built, ("flow", "A", "C")) == ""
    document.undo()
    document.undo()
    assert built == stream(FORK)


def test_a_rework_has_a_rate_and_a_wait() -> None:
    """The order of the two does not matter; an empty rate is unknown."""
    built = stream(FORK)
    way = ("rework", "D", "A")
    assert arrow_text(built, way) == "1d 25%"
    Document(built).do("arrow", arrow_edits(built, way, "40% 2d 4h"))
    assert arrow_text(built, way) == "2d 4h 40%"
    Document(built).do("arrow", arrow_edits(built, way, "2d"))
    assert built.rework["D", "A"].rate is None
    Document(built).do("arrow", arrow_edits(built, way, "35"))
    assert arrow_text(built, way) == "35%"


@pytest.mark.parametrize("typed", ["1x", "30% 40%", "120%", "30"])
def test_what_cannot_be_read_is_said(typed: str) -> None:
    """Nothing is guessed: a number without a unit is neither a wait nor a share."""
    with pytest.raises(FieldError):
        arrow_edits(stream(FORK), ("flow", "A", "B"), typed)


def test_a_single_way_takes_no_share() -> None:
    """A share needs another way out of the same stage."""
    with pytest.raises(EditError, match="another way"):
        arrow_edits(stream("A -> B"), ("flow", "A", "B"), "50%")
