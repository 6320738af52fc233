"""Shares on the ways out of a stage, kept adding up to 100 as ways come and go."""

from vsmap.model.edits import Edit, EditError, SetField
from vsmap.model.stream import ValueStream

Shares = dict[str, float]
"""Percent by the target of the way."""


def shares_of(stream: ValueStream, source: str) -> Shares:
    """Return the shares on the ways out of a stage; empty where every way is taken."""
    ways = ((target, stream.flow(source, target)) for target in stream.successors(source))
    return {target: flow.share for target, flow in ways if flow is not None and flow.share is not None}


def scaled(shares: Shares, total: float) -> Shares:
    """Scale shares in proportion so that they add up to `total`, in tidy numbers above 0.

    >>> scaled({"a": 10, "b": 20}, 100)
    {'a': 33.3, 'b': 66.7}
    """
    if not shares:
        return {}
    now = sum(shares.values())
    exact = {target: share * total / now for target, share in shares.items()}
    result = {target: round(share, 1) or share for target, share in exact.items()}
    largest = max(result, key=result.__getitem__)
    rest = total - sum(share for target, share in result.items() if target != largest)
    return result | {largest: round(rest, 6)} if rest > 0 else exact


def share_for_new_way(stream: ValueStream, source: str) -> tuple[float | None, list[Edit]]:
    """Return the share of one more way out of a stage, and the edits that make room for it."""
    shares = shares_of(stream, source)
    if not shares:
        return None, []
    new = round(100 / (len(shares) + 1), 1)
    return new, set_shares(source, scaled(shares, 100 - new))


def shares_without(stream: ValueStream, source: str, target: str) -> list[Edit]:
    """Return the edits that give the share of a way that goes to those that stay."""
    shares = shares_of(stream, source)
    shares.pop(target, None)
    if len(shares) == 1:
        return [SetField(("flow", source, next(iter(shares))), "share", None)]
    return set_shares(source, scaled(shares, 100))


def set_share(stream: ValueStream, source: str, target: str, share: float | None) -> tuple[Edit, ...]:
    """Return the edits that set the share of one way; the others keep their proportions.

    None makes every way out of the stage taken. Raises EditError where there is no other way.
    """
    others = [other for other in stream.successors(source) if other != target]
    if share is None:
        return tuple(SetField(("flow", source, way), "share", None) for way in [target, *others])
    if not others:
        raise EditError("a share needs another way out of the same stage")
    if share >= 100:  # noqa: PLR2004 - percent
        raise EditError("a share of 100 leaves nothing for the other ways: remove them instead")
    known = shares_of(stream, source)
    rest = scaled({other: known.get(other, 1.0) for other in others}, 100 - share)
    return (SetField(("flow", source, target), "share", share), *set_shares(source, rest))


def set_shares(source: str, shares: Shares) -> list[Edit]:
    """Return the edits that give ways out of a stage their shares."""
    return [SetField(("flow", source, target), "share", share) for target, share in shares.items()]
