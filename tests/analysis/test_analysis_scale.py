"""Large maps are analysed without recursion, and with as many steps as they have stages and arrows."""

import gc
import weakref
from itertools import pairwise

import pytest
from builders import stream

from vsmap.analysis.memory import StreamMemory
from vsmap.analysis.report import analyse
from vsmap.analysis.structure import compile_structure
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Stage
from vsmap.model.stream import ValueStream

HOUR = parse_duration("1h")


def hour_long(identifier: str, **more: float) -> Stage:
    """A stage of an hour, half of it work."""
    work = parse_duration("30m")
    return Stage(id=identifier, name=identifier, process_time=work, lead_time=HOUR, **more)  # type: ignore[arg-type] # numbers only


def chain(length: int) -> ValueStream:
    """Stages in a line."""
    ids = [f"s{number}" for number in range(length)]
    flows = [Flow(source=source, target=target) for source, target in pairwise(ids)]
    return ValueStream([hour_long(identifier) for identifier in ids], flows)


def ladder(diamonds: int, share: float | None = None) -> ValueStream:
    """Diamonds in a line: each fork doubles the number of ways through."""
    built = ValueStream([hour_long("join-0")])
    for number in range(diamonds):
        before, after = f"join-{number}", f"join-{number + 1}"
        built.put_stage(hour_long(after, complete_accurate=100))
        for side, accurate in (("left", 90), ("right", 80)):
            between = f"{side}-{number}"
            built.put_stage(hour_long(between, complete_accurate=accurate))
            built.put_flow(Flow(source=before, target=between, share=share))
            built.put_flow(Flow(source=between, target=after))
    return built


def test_a_chain_of_ten_thousand_stages() -> None:
    """No recursion: the longest chain that anybody will draw takes ten thousand hours."""
    analysis = analyse(chain(10_000))
    assert analysis.totals.lead_time_h == pytest.approx(10_000)
    assert analysis.totals.flow_efficiency_pct == pytest.approx(50)
    assert len(analysis.critical_path) == 10_000


def test_two_to_the_sixtieth_ways() -> None:
    """A ladder of 60 diamonds: every stage is critical, and the path keeps to the first of each pair."""
    analysis = analyse(ladder(60))
    assert analysis.totals.lead_time_h == pytest.approx(121)
    assert all(result.critical for result in analysis.stages.values())
    assert [stage for stage in analysis.critical_path if stage.startswith("right")] == []
    assert analysis.totals.rolled_complete_accurate_pct == pytest.approx(100 * 0.72**60)


def test_two_to_the_sixtieth_scenarios() -> None:
    """With shares the scenarios of each diamond end at its join, so they add and do not multiply."""
    totals = analyse(ladder(60, share=50)).totals
    assert totals.rolled_complete_accurate_pct == pytest.approx(100 * 0.85**60)
    assert totals.rolled_exact
    assert totals.route_share_pct == pytest.approx(100 / 2**60)


def test_a_compiled_map_is_as_large_as_the_map() -> None:
    """The compiled shape lists each stage and each arrow once, so that every pass over it is linear."""
    structure = compile_structure(ladder(60))
    assert sorted(structure.order) == list(range(181))
    assert sum(map(len, structure.successors)) == sum(map(len, structure.predecessors)) == 240


def forks_left_open(count: int) -> ValueStream:
    """Forks whose outcomes stay apart until a last stage is passed, which adds one more to each."""
    built = ValueStream([hour_long("end")])
    for number in range(count):
        fork, poor = f"fork-{number}", f"poor-{number}"
        built.put_stage(hour_long(fork))
        built.put_stage(hour_long(poor, complete_accurate=90))
        built.put_flow(Flow(source=fork, target=poor, share=50))
        built.put_flow(Flow(source=fork, target="end", share=50))
        built.put_flow(Flow(source=poor, target="end"))
    built.put_stage(hour_long("last"))
    for number in range(count):
        built.put_flow(Flow(source="last", target=f"poor-{number}", share=100 / count))
    return built


@pytest.mark.parametrize(("count", "exact"), [(9, True), (13, False)])
def test_more_scenarios_than_are_told_apart_are_sampled_and_said(count: int, *, exact: bool) -> None:
    """Up to 4,096 outcomes are exact; of 2^13 a seeded sample stands in, near and repeatable, and says so."""
    built = forks_left_open(count)
    first, again = analyse(built).totals, analyse(built.copy()).totals
    assert first.rolled_exact is exact
    assert first.rolled_complete_accurate_pct == again.rolled_complete_accurate_pct
    within = 1e-9 if exact else 0.01
    assert first.rolled_complete_accurate_pct == pytest.approx(90 * 0.95 ** (count - 1), rel=within)


def test_flows_in_a_circle_are_refused() -> None:
    """No edit and no file leads there; a program that builds such a map is told."""
    with pytest.raises(ValueError, match="circle"):
        analyse(stream("A -> B -> C -> B"))
    with pytest.raises(ValueError, match="circle"):
        analyse(stream("A -> B -> A"))


def test_what_is_remembered_of_a_map_goes_with_it() -> None:
    """Memory is weak: a map that nobody holds any more leaves nothing behind."""
    memory: StreamMemory[str] = StreamMemory()
    held = stream("A -> B")
    assert memory.recall(held) is None
    assert memory.keep(held, "kept") == "kept"
    assert memory.recall(held) == "kept"
    assert memory.recall(held.copy()) is None
    gone = weakref.ref(held)
    del held
    gc.collect()
    assert gone() is None
    assert not memory._kept
