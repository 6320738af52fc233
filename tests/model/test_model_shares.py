"""Shares on the ways out of a stage add up to 100, whatever is added, removed or set."""

import pytest
from builders import stream
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.checks import all_breaches
from vsmap.model.edits import EditError, apply_edits
from vsmap.model.plans import connect, disconnect
from vsmap.model.shares import scaled, set_share, share_for_new_way, shares_of, shares_without


def shares(text: str, target: str, share: float | None) -> dict[str, float]:
    """Set the share of a way out of A and return all shares there."""
    built = stream(text)
    apply_edits(built, set_share(built, "A", target, share))
    return shares_of(built, "A")


@pytest.mark.parametrize(
    ("text", "share", "after"),
    [
        ("A -> (B, C)", 30, {"B": 30, "C": 70}),
        ("A -> (B, C, D)", 40, {"B": 40, "C": 30, "D": 30}),
        ("A -30%-> B; A -70%-> C", 60, {"B": 60, "C": 40}),
        ("A -20%-> B; A -60%-> C; A -20%-> D", 60, {"B": 60, "C": 30, "D": 10}),
        ("A -30%-> B; A -70%-> C", None, {}),
        ("A -> (B, C)", 99.99, {"B": 99.99, "C": 0.01}),
        ("A -> (B, C, D)", 99.99, {"B": 99.99, "C": 0.005, "D": 0.005}),
    ],
)
def test_the_other_ways_make_room_in_proportion(
    text: str, share: float | None, after: dict[str, float]
) -> None:
    """Setting one share leaves the rest to the others as they were to each other; none is ever 0."""
    assert shares(text, "B", share) == pytest.approx(after)


@pytest.mark.parametrize(
    ("text", "share", "words"),
    [
        ("A -> B", 30, "another way out"),
        ("A -> (B, C)", 100, "leaves nothing"),
        ("A -> (B, C)", 0, "above 0"),
        ("A -> (B, C)", -5, "above 0"),
    ],
)
def test_a_share_that_can_not_be_is_refused(text: str, share: float, words: str) -> None:
    """One way has no share, and none is nothing, all or less than nothing."""
    with pytest.raises(EditError, match=words):
        shares(text, "B", share)


def test_a_new_way_gets_an_equal_share_and_its_going_gives_it_back() -> None:
    """Connect and disconnect keep the sum; the last way left needs no share."""
    built = stream("A -30%-> B; A -70%-> C; D; E")
    apply_edits(built, connect(built, "A", "D"))
    assert shares_of(built, "A") == pytest.approx({"B": 20, "C": 46.7, "D": 33.3})
    apply_edits(built, disconnect(built, "flow", "A", "C"))
    assert shares_of(built, "A") == pytest.approx({"B": 37.5, "D": 62.5})
    apply_edits(built, disconnect(built, "flow", "A", "D"))
    assert built.flow("A", "B") == stream("A -> B").flow("A", "B")
    assert share_for_new_way(built, "A") == (None, [])
    assert shares_without(built, "A", "B") == []


@given(st.dictionaries(st.text(max_size=2), st.floats(0.001, 100), min_size=1), st.floats(0.01, 100))
def test_scaled_shares_add_up_and_keep_their_order(given_shares: dict[str, float], total: float) -> None:
    """The sum is met to a millionth, no share vanishes, and none overtakes another by more than rounding."""
    result = scaled(given_shares, total)
    assert sum(result.values()) == pytest.approx(total, abs=1e-5)
    assert list(result) == list(given_shares)
    assert all(share > 0 for share in result.values())
    exact = {target: share * total / sum(given_shares.values()) for target, share in given_shares.items()}
    assert all(abs(result[target] - exact[target]) <= 0.05 * len(exact) + 1e-6 for target in exact)


@given(st.integers(2, 6), st.lists(st.tuples(st.integers(0, 5), st.floats(0.1, 99.9)), max_size=5))
def test_shares_set_in_any_order_stay_valid(ways: int, settings: list[tuple[int, float]]) -> None:
    """However often a share is set, every way keeps one and they add up to 100."""
    built = stream(f"A -> ({', '.join('BCDEFG'[:ways])})")
    for way, share in settings:
        apply_edits(built, set_share(built, "A", "BCDEFG"[way % ways], share))
        assert not list(all_breaches(built))
        assert len(shares_of(built, "A")) == ways
