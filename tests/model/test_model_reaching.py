"""Rework returns from where its target leads to, found in one walk for nearly every map."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model import reaching
from vsmap.model.reaching import unreached_sources
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream


def web(size: int, flows: set[tuple[int, int]], rework: set[tuple[int, int]]) -> ValueStream:
    """Make a map of stages by number."""
    built = ValueStream([Stage(id=str(number), name=str(number)) for number in range(size)])
    for one, other in flows:
        if one != other:
            built.put_flow(Flow(source=str(min(one, other)), target=str(max(one, other))))
    for source, target in rework:
        built.put_rework(Rework(source=str(source), target=str(target)))
    return built


PAIRS = st.tuples(st.integers(0, 8), st.integers(0, 8))


@given(st.sets(PAIRS, max_size=14), st.sets(PAIRS, max_size=9))
def test_what_is_unreached_is_what_a_search_does_not_reach(
    flows: set[tuple[int, int]], rework: set[tuple[int, int]]
) -> None:
    """Whatever the flows, the arrows are those for which networkx finds no path."""
    built = web(9, flows, rework)
    expected = {arrow for arrow in built.rework if not nx.has_path(built.graph, arrow[1], arrow[0])}
    assert set(unreached_sources(built)) == expected


@pytest.mark.parametrize("ways", [1, 2])
def test_rework_everywhere_needs_no_search(ways: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line, and in a row of pairs of branches, the two walks find all: 20,000 stages."""
    monkeypatch.setattr(reaching, "_reached", lambda *_: pytest.fail("an arrow was searched for"))
    size = 20_000 - ways + 1
    if ways == 1:
        flows = {(at, at + 1) for at in range(size - 1)}
    else:
        pairs = ((0, 1), (0, 2), (1, 3), (2, 3))
        flows = {(at + one, at + other) for at in range(0, size - 3, 3) for one, other in pairs}
    built = web(size, flows, {(at, at // 2) for at in range(0, size, 3)})
    assert not list(unreached_sources(built))
