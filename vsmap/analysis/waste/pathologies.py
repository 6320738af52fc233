"""What makes deployment take months, named: the pathologies of the technology value stream (semantics.md).

A pathology is no finding of its own: it gathers the highlights that show it, so that what is waived or
mended is named no longer.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from vsmap.analysis.results import Analysis, Highlight
from vsmap.analysis.waste.countermeasures import (
    DELIVERY,
    FEEDBACK,
    LOOSE,
    PEER_REVIEW,
    SELF_SERVICE,
    SMALL_BATCHES,
    TEST_AUTOMATION,
)
from vsmap.model.records import Stage


class _Kind(NamedTuple):
    """How a pathology is recognised, and what the field does against it."""

    name: str
    rules: tuple[str, ...]
    stages: tuple[str, ...]
    """The kinds of stages at which the rules mean it; empty is any."""
    countermeasures: tuple[str, ...]


_KINDS: Final = (
    _Kind("Manual testing", ("manual-work",), ("test",), (TEST_AUTOMATION, DELIVERY, FEEDBACK)),
    _Kind("Limited test environments", ("shared-environment",), (), (SELF_SERVICE, LOOSE)),
    _Kind("Stacked approvals", ("stacked-approvals",), (), (PEER_REVIEW, LOOSE)),
    _Kind("Big releases of a monolith", ("big-release",), (), (SMALL_BATCHES, DELIVERY, LOOSE)),
)


_TELLING: Final = frozenset(rule for kind in _KINDS for rule in kind.rules)


class Pathology(NamedTuple):
    """A pathology that the map shows, with the highlights that show it and what helps against it."""

    name: str
    highlights: tuple[Highlight, ...]
    """Those that concern most lead time first."""
    countermeasures: tuple[str, ...]

    @property
    def lead_time_h(self) -> float:
        """The hours of lead time that it concerns."""
        return sum(highlight.lead_time_h for highlight in self.highlights)


def pathologies_of(stages: Iterable[Stage], analysis: Analysis) -> tuple[Pathology, ...]:
    """Return the pathologies that a map shows, those first that concern most lead time."""
    telling = [each for each in analysis.highlights if each.rule in _TELLING and not each.waived]
    if not telling:
        return ()
    kinds = {stage.id: stage.kind for stage in stages}
    found = (_found(kind, kinds, telling) for kind in _KINDS)
    shown = [pathology for pathology in found if pathology.highlights]
    return tuple(sorted(shown, key=lambda pathology: -pathology.lead_time_h))


def _found(kind: _Kind, kinds: Mapping[str, str], telling: Iterable[Highlight]) -> Pathology:
    shown = [
        highlight
        for highlight in telling
        if highlight.rule in kind.rules
        and (not kind.stages or kinds.get(highlight.stage or "") in kind.stages)
    ]
    return Pathology(kind.name, tuple(shown), kind.countermeasures)
