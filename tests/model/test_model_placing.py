"""Where captured stages go: whatever is asked for, each line can be added and undone, and loses no way."""

from builders import new_stage, stream
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.edits import apply_edits
from vsmap.model.placing import Course
from vsmap.model.plans import add_join

LINES = st.lists(st.integers(0, 4), max_size=12)
"""How often Tab is pressed on each line."""
MAPS = st.sampled_from(
    ("A", "A -> B -> C", "A -> (B, C) -> D", "A -30%-> B -> D; A -70%-> C -> D", "A -> C; B -> C -2d-> D")
)


@given(MAPS, st.sampled_from(("after", "before", "beside")), st.integers(0, 3), LINES)
def test_every_course_can_be_taken_and_taken_back(text: str, how: str, at: int, turns: list[int]) -> None:
    """Lines typed anywhere, with Tab pressed any number of times, make a map without a breach or a circle.

    Every stage that was before still leads where it led, and taking the edits back gives the same map.
    """
    built = stream(text)
    ids = built.ids()
    before, inverses = built.copy(), []
    course = Course.starting(how, ids[at % len(ids)])
    for number, turn in enumerate(turns):
        for _ in range(turn):
            course = course.turned()
        stage = new_stage(built, f"New {number}")
        assert course.place.in_words(built)
        inverses.append(apply_edits(built, course.place.edits(built, stage)))
        course = course.added(stage.id)
        assert course.stages <= set(built.ids())
    for source in ids:
        assert _reached(before, source) <= _reached(built, source)
    for inverse in reversed(inverses):
        apply_edits(built, inverse)
    assert built == before


def _reached(built: object, source: str) -> set[str]:
    import networkx as nx  # noqa: PLC0415 - only here

    return set(nx.descendants(built.graph, source))  # type: ignore[attr-defined] # a stream


def test_a_join_keeps_what_the_ways_onward_carry() -> None:
    """Waits and shares of the first branch's ways go over to the join; two ways to the same become one."""
    built = stream("A -30% 2d-> T; A -70%-> U; B -> T")
    apply_edits(built, add_join(built, new_stage(built, "Join"), ["A", "B"]))
    assert [(flow.source, flow.target) for flow in built.flows()] == [
        *(("A", "join"), ("B", "join")),
        *(("join", "T"), ("join", "U")),
    ]
    first = built.flow("join", "T")
    assert first is not None
    assert first.wait_time is not None
    assert (first.wait_time.text, first.share) == ("2d", 30)
