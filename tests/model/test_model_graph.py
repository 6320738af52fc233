"""A stream is a networkx graph, over the very dicts in which it keeps its stages and flows."""

import subprocess
import sys
from inspect import getsource
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from builders import new_stage, stream
from hypothesis import given
from map_gestures import everything, streams

from vsmap.model.edits import MoveStage, apply_edits
from vsmap.model.plans import add_after
from vsmap.model.records import Flow
from vsmap.model.removal import remove_stage
from vsmap.model.stream import ValueStream


def test_networkx_still_keeps_its_graph_in_the_three_dicts_that_are_shared() -> None:
    """The graph of a stream sets `_node`, `_adj` and `_pred`: a networkx without them must not pass."""
    graph: Any = nx.DiGraph()  # untyped, as the dicts are private
    graph.add_edge("a", "b", flow=1)
    assert graph._node == {"a": {}, "b": {}}
    assert graph._adj == {"a": {"b": {"flow": 1}}, "b": {}}
    assert graph._pred == {"a": {}, "b": {"a": {"flow": 1}}}
    assert graph._succ is graph._adj
    assert graph._adj["a"]["b"] is graph._pred["b"]["a"]
    assert "self._node" in getsource(nx.DiGraph.add_node)


def test_the_graph_is_the_stream_not_a_copy_of_it() -> None:
    """Made once, it follows every later edit, in each of its views."""
    built = stream("A -> B -> C")
    graph = built.graph
    nodes, edges, adjacency = graph.nodes, graph.edges, graph.adj
    apply_edits(built, add_after(built, new_stage(built, "N"), "A"))
    apply_edits(built, (MoveStage("C", 0),))
    apply_edits(built, remove_stage(built, "B"))
    assert built.graph is graph
    assert list(nodes) == built.ids() == ["C", "A", "n"]
    assert list(edges) == [("A", "n"), ("n", "C")]
    assert list(adjacency["n"]) == ["C"]
    assert list(nx.topological_sort(graph)) == ["A", "n", "C"]
    assert nx.descendants(graph, "A") == {"n", "C"}
    assert nx.ancestors(graph, "C") == {"A", "n"}
    assert graph.nodes["A"]["stage"] is built.stage("A")
    assert graph.edges["A", "n"]["flow"] is built.flow("A", "n")


@given(streams())
def test_a_copy_is_equal_and_independent(built: ValueStream) -> None:
    """A copy says the same, and what is done to it is not seen in the original."""
    before = everything(built)
    other = built.copy()
    assert other == built
    assert everything(other) == before
    apply_edits(other, add_after(other, new_stage(other, "New"), None))
    other.lists["parking"].clear()
    other.improvements.clear()
    assert other != built
    assert everything(built) == before


@pytest.mark.parametrize("order", [("B", "C", "D"), ("D", "B", "C"), ("C", "D", "B")])
def test_arrows_are_read_in_the_order_of_the_map(order: tuple[str, ...]) -> None:
    """However a map came about, its ways out and in are listed as its stages stand."""
    built = stream("A; B; C; D; E")
    for target in order:
        built.put_flow(Flow(source="A", target=target))
        built.put_flow(Flow(source=target, target="E"))
    assert built.successors("A") == ["B", "C", "D"]
    assert built.predecessors("E") == ["B", "C", "D"]
    apply_edits(built, (MoveStage("B", 3),))
    assert built.successors("A") == ["C", "D", "B"]
    assert built.predecessors("E") == ["C", "D", "B"]
    assert list(built.graph.successors("A")) == ["C", "D", "B"]
    assert stream("A -> (B, C); A -> D").successors("A") == ["B", "C", "D"]


@pytest.mark.parametrize(
    ("text", "is_line"),
    [
        ("", True),
        ("A", True),
        ("A -> B -> C", True),
        ("A; B", False),
        ("A -> B; C", False),
        ("A -> B -> C; A -> C", False),
        ("A; B; B -> A", False),
        ("A -1d-> B", False),
        ("A -100%-> B", False),
    ],
)
def test_a_line_is_told_from_any_other_map(text: str, *, is_line: bool) -> None:
    """Only a straight line in file order with nothing to say about its flows may go unwritten."""
    assert stream(text).is_line() == is_line


def test_the_structure_counts_what_a_compiled_form_depends_on() -> None:
    """Stages and arrows that come and go make it old; a figure does not."""
    built = stream("A -> B")
    at_first = built.structure
    built.put_stage(built.stage("A"))
    built.put_flow(Flow(source="A", target="B", share=100))
    assert built.structure == at_first
    apply_edits(built, (MoveStage("A", 1),))
    assert built.structure > at_first


def test_a_stream_serves_without_networkx() -> None:
    """Reading a map and its order loads no networkx, which costs as long as the rest of the program."""
    code = (
        "import sys; from builders import stream; from vsmap.model.checks import all_breaches;"
        "built = stream('A -> B; B ~5%~> A'); assert not list(all_breaches(built)); built.flows();"
        "assert 'networkx' not in sys.modules; built.graph; assert 'networkx' in sys.modules"
    )
    tests = Path(__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", code], cwd=tests, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
