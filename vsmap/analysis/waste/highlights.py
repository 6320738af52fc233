"""All highlights of a map: found, waived where a person said so, and ranked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from vsmap.analysis.memory import StreamMemory, again
from vsmap.analysis.results import Highlight
from vsmap.analysis.totals import Worked
from vsmap.analysis.waste.approvals import stacked_approvals
from vsmap.analysis.waste.countermeasures import countermeasures_for
from vsmap.analysis.waste.extremes import extremes
from vsmap.analysis.waste.figures import missing_figures, too_many_stages
from vsmap.analysis.waste.finding import Finding, Sight
from vsmap.analysis.waste.single import single_findings
from vsmap.analysis.waste.waits import largest_wait, queues
from vsmap.model.calendar import Calendar
from vsmap.model.records import Stage
from vsmap.model.rules import RULES, Thresholds
from vsmap.model.stream import ValueStream

_FAMILIES: Final[tuple[Callable[[Sight], Iterator[Finding]], ...]] = (
    largest_wait,
    extremes,
    queues,
    stacked_approvals,
    missing_figures,
    too_many_stages,
)
_ORDER: Final = {rule: index for index, rule in enumerate(RULES)}

_Ranked = tuple[float, int, int, int, Finding]
"""A finding behind what ranks it: hours of lead time (negated), rule, stage and arrow (-1 for none)."""


@dataclass(frozen=True, slots=True)
class _Single:
    """What single stages showed the last time, and under which calendar and limits."""

    settings: tuple[Calendar, Thresholds]
    stages: list[Stage]
    findings: list[tuple[Finding, ...]]


_MEMORY: StreamMemory[_Single] = StreamMemory()


def highlights_of(stream: ValueStream, worked: Worked) -> tuple[Highlight, ...]:
    """Return every highlight, those that concern most lead time first."""
    sight = Sight(worked, stream.thresholds)
    found = list(chain.from_iterable(family(sight) for family in _FAMILIES))
    told = {(finding.rule, finding.stage) for finding in found if finding.stage is not None}
    ranked = [_ranked(worked, finding, finding.stage) for finding in found]
    for stage, findings in enumerate(_single(stream, worked)):
        ranked += [_ranked(worked, each, stage) for each in findings if (each.rule, stage) not in told]
    ranked.sort()
    return tuple(map(_Highlighting(stream, worked).highlight, ranked))


def _single(stream: ValueStream, worked: Worked) -> list[tuple[Finding, ...]]:
    settings = (stream.calendar, stream.thresholds)
    old, stages = _MEMORY.recall(stream), worked.measures.stages
    same = old is not None and old.settings == settings and len(old.stages) == len(stages)
    before = (old.stages, old.findings) if old is not None and same else None
    findings = again(stages, before, lambda stage: single_findings(stage, *settings))
    return _MEMORY.keep(stream, _Single(settings, stages, findings)).findings


def _ranked(worked: Worked, finding: Finding, stage: int | None) -> _Ranked:
    arrow = -1 if finding.arrow is None else finding.arrow
    place = -1 if stage is None else stage
    hours = finding.hours
    if hours and (
        (stage is not None and not worked.timing.is_critical(stage))
        or (finding.arrow is not None and finding.arrow not in worked.path.arrows)
    ):
        hours = 0.0
    return (-hours, _ORDER[finding.rule], place, arrow, finding)


class _Highlighting:
    """Turns findings into highlights; knows what a person accepted."""

    def __init__(self, stream: ValueStream, worked: Worked) -> None:
        self._measures = worked.measures
        self._accepted = {
            (waiver.rule, waiver.stage or None, (waiver.source, waiver.target) if waiver.source else None)
            for waiver in stream.lists["waiver"]
        }

    def highlight(self, ranked: _Ranked) -> Highlight:
        """Return the highlight of a finding."""
        minus_hours, _order, place, _arrow, finding = ranked
        structure, flow = self._measures.structure, None
        stage = None if place < 0 else structure.ids[place]
        kind = "other" if place < 0 else self._measures.stages[place].kind
        if finding.arrow is not None:
            source, target = structure.arrows[finding.arrow]
            flow = (structure.ids[source], structure.ids[target])
        rule, accepted = finding.rule, self._accepted
        waived = bool(accepted) and ((rule, stage, flow) in accepted or (rule, None, None) in accepted)
        measures = countermeasures_for(rule, kind)
        return Highlight(rule, stage, flow, finding.text, 0.0 - minus_hours, waived, measures)
