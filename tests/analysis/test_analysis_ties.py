"""Where ways tie for the longest, most work decides, then the order of the map: over the whole way."""

from builders import stream
from hypothesis import given
from hypothesis import strategies as st

from vsmap.analysis.report import analyse


def test_work_at_the_end_of_a_way_decides_at_its_beginning() -> None:
    """Both branches begin alike; the second has more work three stages later."""
    built = stream(
        "A 1h/2h -> (B 1h/5h, C 1h/5h); B -> D 1h/5h -> F 1h/5h -> H; C -> E 1h/5h -> G 3h/5h -> H 1h/2h"
    )
    assert analyse(built).critical_path == ("A", "C", "E", "G", "H")


def test_the_first_of_several_starts_is_taken_where_all_else_is_equal() -> None:
    """Starts tie like branches do."""
    built = stream("A 1h/5h -> C; B 1h/5h -> C 1h/2h")
    assert analyse(built).critical_path == ("A", "C")
    assert analyse(stream("A 1h/5h -> C; B 2h/5h -> C 1h/2h")).critical_path == ("B", "C")


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=5))
def test_of_tied_branches_each_time_the_one_with_more_work(works: list[tuple[int, int]]) -> None:
    """A ladder of diamonds whose branches are all as long: at each the busier one, or the first."""
    rungs = [
        f"J{n} 1h/1h -> (L{n} {left}h/9h, R{n} {right}h/9h) -> J{n + 1} 1h/1h"
        for n, (left, right) in enumerate(works)
    ]
    path = analyse(stream("; ".join(rungs))).critical_path
    expected = [f"R{n}" if right > left else f"L{n}" for n, (left, right) in enumerate(works)]
    assert [stage for stage in path if stage[0] in "LR"] == expected
