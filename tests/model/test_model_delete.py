"""Deleting a stage on the map: what a person means by it."""

from builders import stream

from vsmap.model.document import Document
from vsmap.model.removal import delete_stage
from vsmap.model.stream import ValueStream


def _without(built: ValueStream, identifier: str) -> list[tuple[str, str]]:
    document = Document(built)
    document.do("delete", delete_stage(built, identifier))
    return [(flow.source, flow.target) for flow in built.flows()]


def test_a_stage_in_a_line_is_bridged() -> None:
    """Work goes on from the stage before to the stage after."""
    assert _without(stream("A -> B -> C"), "B") == [("A", "C")]


def test_a_branch_goes_without_an_arrow_around_the_other() -> None:
    """Of two parallel ways one is deleted: the other one stays, and nothing passes it by."""
    assert _without(stream("A -> (B, C) -> D"), "B") == [("A", "C"), ("C", "D")]
    assert _without(stream("A -> (B, C, D) -> E"), "C") == [("A", "B"), ("A", "D"), ("B", "E"), ("D", "E")]


def test_a_branch_that_items_choose_leaves_its_share() -> None:
    """Where items take one of the ways, those that took the deleted one go straight on."""
    built = stream("A -40%-> B -> D; A -60%-> C -> D")
    assert ("A", "D") in _without(built, "B")
    way = built.flow("A", "D")
    assert way is not None
    assert way.share == 40


def test_deleting_is_undone_exactly() -> None:
    """Undo brings stage, arrows and order back."""
    built = stream("A -> (B, C) -> D; D ~25%~> B")
    before = built.copy()
    document = Document(built)
    document.do("delete", delete_stage(built, "B"))
    document.undo()
    assert built == before
