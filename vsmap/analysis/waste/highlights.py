"""All highlights of a map: found, waived where a person said so, and ranked."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from vsmap.analysis.memory import StreamMemory, again
from vsmap.analysis.results import Highlight
from vsmap.analysis.totals import Worked
from vsmap.analysis.waste.approvals import stacked_approvals
from vsmap.analysis.waste.batches import big_batches, big_releases
from vsmap.analysis.waste.capacity import busy_stages, mismatch, over_takt, policy_waits
from vsmap.analysis.waste.countermeasures import countermeasures_for
from vsmap.analysis.waste.extremes import extremes
from vsmap.analysis.waste.figures import missing_figures, too_many_stages
from vsmap.analysis.waste.finding import Finding, Sight
from vsmap.analysis.waste.passing_on import handoffs, ping_pong
from vsmap.analysis.waste.rework import rework_loops
from vsmap.analysis.waste.single import single_findings
from vsmap.analysis.waste.waits import largest_wait, queues
from vsmap.model.calendar import Calendar
from vsmap.model.records import Stage, Waiver
from vsmap.model.rules import RULES, Thresholds
from vsmap.model.stream import ValueStream

_FAMILIES: Final[tuple[Callable[[Sight], Iterator[Finding]], ...]] = (
    largest_wait,
    extremes,
    rework_loops,
    queues,
    handoffs,
    stacked_approvals,
    big_batches,
    big_releases,
    over_takt,
    busy_stages,
    policy_waits,
    ping_pong,
    mismatch,
    missing_figures,
    too_many_stages,
)
_ORDER: Final = {rule: index for index, rule in enumerate(RULES)}


class _Settings(NamedTuple):
    """What turns findings into highlights beside the figures."""

    calendar: Calendar
    thresholds: Thresholds
    waivers: tuple[Waiver, ...]

    def highlight(self, finding: Finding, stage: Stage | None, ends: tuple[str, str] | None) -> Highlight:
        """Return the highlight of a finding at its place."""
        identifier = None if stage is None else stage.id
        waived = bool(self.waivers) and self._is_waived(finding.rule, identifier or "", ends or ("", ""))
        against = countermeasures_for(finding.rule, "other" if stage is None else stage.kind)
        return Highlight(finding.rule, identifier, ends, finding.text, float(finding.hours), waived, against)

    def _is_waived(self, rule: str, stage: str, ends: tuple[str, str]) -> bool:
        """Tell whether a person accepted a highlight: at its place, or its rule on the whole map."""
        return any(
            waiver.rule == rule
            and (waiver.stage, waiver.source, waiver.target) in ((stage, *ends), ("", "", ""))
            for waiver in self.waivers
        )


class _Pair(NamedTuple):
    """A highlight for a stage that is critical, and for one that is not."""

    critical: Highlight
    beside: Highlight


class _Single(NamedTuple):
    """What single stages showed the last time."""

    settings: _Settings
    stages: list[Stage]
    pairs: list[tuple[_Pair, ...]]


_MEMORY: StreamMemory[_Single] = StreamMemory()

_Ranked = tuple[float, int, int, int, Highlight]
"""A highlight behind what ranks it: hours (negated), rule, place, and the order in which it was found."""


def highlights_of(stream: ValueStream, worked: Worked) -> tuple[Highlight, ...]:
    """Return every highlight, those that concern most lead time first."""
    settings = _Settings(stream.calendar, stream.thresholds, tuple(stream.lists["waiver"]))
    sight = Sight(worked, stream.thresholds)
    found = list(chain.from_iterable(family(sight) for family in _FAMILIES))
    ids, stages = worked.measures.structure.ids, worked.measures.stages
    ranked: list[_Ranked] = []
    for finding in found:
        stage = None if finding.stage is None else stages[finding.stage]
        ends = None if finding.ends is None else (ids[finding.ends[0]], ids[finding.ends[1]])
        place = finding.ends[0] if finding.ends is not None else finding.stage
        highlight = settings.highlight(_at_its_place(sight, finding), stage, ends)
        at = -1 if place is None else place
        ranked.append((-highlight.lead_time_h, _ORDER[finding.rule], at, len(ranked), highlight))
    told = {finding.stage for finding in found if finding.rule == "wait-dominated"}
    for place, pairs in enumerate(_single(stream, worked, settings)):
        critical = bool(pairs) and worked.timing.critical[place]
        for pair in pairs:
            highlight = pair.critical if critical else pair.beside
            if place not in told or highlight.rule != "wait-dominated":
                order = _ORDER[highlight.rule]
                ranked.append((-highlight.lead_time_h, order, place, len(ranked), highlight))
    ranked.sort()
    return tuple(entry[-1] for entry in ranked)


def _single(stream: ValueStream, worked: Worked, settings: _Settings) -> list[tuple[_Pair, ...]]:
    old, stages = _MEMORY.recall(stream), worked.measures.stages
    before = None
    if old is not None and old.settings == settings and len(old.stages) == len(stages):
        before = (old.stages, old.pairs)
    pairs = again(stages, before, lambda stage: _pairs(stage, settings))
    return _MEMORY.keep(stream, _Single(settings, stages, pairs)).pairs


def _pairs(stage: Stage, settings: _Settings) -> tuple[_Pair, ...]:
    findings = single_findings(stage, settings.calendar, settings.thresholds)
    critical = (settings.highlight(finding, stage, None) for finding in findings)
    return tuple(_Pair(highlight, highlight._replace(lead_time_h=0.0)) for highlight in critical)


def _at_its_place(sight: Sight, finding: Finding) -> Finding:
    """Let a finding at a stage concern no lead time where that stage is not critical."""
    stage = finding.stage
    if stage is None or not finding.hours or sight.worked.timing.critical[stage]:
        return finding
    return finding._replace(hours=0.0)
