"""A part of a map taken out and put into another, and several plans as one: on any map."""

from functools import partial

import networkx as nx
from builders import stream
from hypothesis import given
from hypothesis import strategies as st
from maps_strategies import WHOLE_MAPS, streams

from vsmap.model.checks import all_breaches
from vsmap.model.edits import apply_edits
from vsmap.model.plans import connect
from vsmap.model.removal import delete_stage
from vsmap.model.several import as_many_as_can, graft, part_of, together
from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_text
from vsmap.storage.writer import canonical_text

CHOICES = st.sets(st.integers(0, 30), max_size=6)


def _chosen(built: ValueStream, numbers: set[int]) -> list[str]:
    ids = built.ids()
    return [each for at, each in enumerate(ids) if at in {number % len(ids) for number in numbers}]


@WHOLE_MAPS
@given(streams(), CHOICES)
def test_a_part_is_a_map_of_its_own(built: ValueStream, numbers: set[int]) -> None:
    """It breaks no rule, reads back from its text, and who reached whom in the map does so in the part."""
    ids = _chosen(built, numbers) if len(built) else []
    part = part_of(built, ids)
    assert part.ids() == ids
    assert [breach.message for breach in all_breaches(part)] == []
    assert read_text(canonical_text(part), "") == part
    for source in ids:
        reached = nx.descendants(built.graph, source) & set(ids)
        assert nx.descendants(part.graph, source) == reached


@WHOLE_MAPS
@given(streams(), streams(), CHOICES, st.integers(0, 30))
def test_a_part_can_be_put_into_any_map_and_taken_out(
    built: ValueStream, other: ValueStream, numbers: set[int], at: int
) -> None:
    """Behind any stage of any map, as edits that can be taken back; its stages are all there."""
    part = part_of(other, _chosen(other, numbers)) if len(other) else ValueStream()
    after = built.ids()[at % len(built)] if len(built) else None
    before = built.copy()
    ids, edits = graft(built, part, after)
    inverse = apply_edits(built, edits)
    assert [breach.message for breach in all_breaches(built)] == []
    assert [built.stage(each).name for each in ids] == [stage.name for stage in part.stages()]
    if after is not None and ids:
        assert set(ids) <= nx.descendants(built.graph, after)
        assert nx.descendants(before.graph, after) <= nx.descendants(built.graph, after)
    apply_edits(built, inverse)
    assert built == before


@WHOLE_MAPS
@given(streams(), CHOICES)
def test_deleting_several_is_deleting_one_after_the_other(built: ValueStream, numbers: set[int]) -> None:
    """As one edit that can be taken back as one."""
    ids = _chosen(built, numbers) if len(built) else []
    before, one_by_one = built.copy(), built.copy()
    for each in ids:
        apply_edits(one_by_one, delete_stage(one_by_one, each))
    inverse = apply_edits(built, together(built, [partial(delete_stage, identifier=each) for each in ids]))
    assert built == one_by_one
    apply_edits(built, inverse)
    assert built == before


def test_a_flow_keeps_what_it_carries_and_shares_only_whole_forks() -> None:
    """The wait of a flow comes along; shares do where all ways of the fork are in the part."""
    built = stream("A -30% 2d-> B; A -70%-> C")
    (flow,) = part_of(built, ["A", "B"]).flows()
    assert flow.wait_time is not None
    assert (flow.wait_time.text, flow.share) == ("2d", None)
    assert [way.share for way in part_of(built, ["A", "B", "C"]).flows()] == [30, 70]


def test_what_can_be_done_is_done_and_the_rest_is_said() -> None:
    """A plan that can't be made leaves no trace, and its reason is returned."""
    built = stream("A -> B; C -> D")
    edits, wrong = as_many_as_can(
        built, [partial(connect, source=source, target="B") for source in ("A", "C", "B", "D")]
    )
    apply_edits(built, edits)
    assert [(flow.source, flow.target) for flow in built.flows()] == [
        *(("A", "B"), ("C", "B"), ("C", "D"), ("D", "B")),
    ]
    assert len(wrong) == 2
    assert "already" in wrong[0]


def test_a_copy_delivers_only_where_nothing_does_yet() -> None:
    """A copied end of the stream does not make a second one; in a map without one it is the end."""
    part = part_of(stream("A -> Live !"), ["Live"])
    for built, delivers in ((stream("X -> Y !"), False), (stream("X -> Y"), True)):
        (copy,), edits = graft(built, part, "Y")
        apply_edits(built, edits)
        assert built.stage(copy).delivers is delivers
