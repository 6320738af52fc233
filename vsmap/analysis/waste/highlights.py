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
from vsmap.model.records import Stage, Waiver
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
    for stage, findings in enumerate(_single(stream, worked)):
        found += [each._replace(stage=stage) for each in findings if (each.rule, stage) not in told]
    found = [finding._replace(hours=_concerned(worked, finding)) for finding in found]
    found.sort(key=_rank)
    waivers = _Waivers(stream.lists["waiver"])
    return tuple(_highlight(worked, finding, waivers) for finding in found)


def _single(stream: ValueStream, worked: Worked) -> list[tuple[Finding, ...]]:
    settings = (stream.calendar, stream.thresholds)
    old, stages = _MEMORY.recall(stream), worked.measures.stages
    same = old is not None and old.settings == settings and len(old.stages) == len(stages)
    before = (old.stages, old.findings) if old is not None and same else None
    findings = again(stages, before, lambda stage: single_findings(stage, *settings))
    return _MEMORY.keep(stream, _Single(settings, stages, findings)).findings


def _concerned(worked: Worked, finding: Finding) -> float:
    """Return the hours of lead time that a finding concerns: none where its place is not critical."""
    if not finding.hours:
        return 0.0
    if finding.stage is not None and not worked.timing.is_critical(finding.stage):
        return 0.0
    if finding.arrow is not None and finding.arrow not in worked.path.arrows:
        return 0.0
    return float(finding.hours)


def _rank(finding: Finding) -> tuple[float, int, int]:
    place = finding.stage if finding.stage is not None else finding.arrow
    return (-finding.hours, _ORDER[finding.rule], -1 if place is None else place)


class _Waivers:
    """Which highlights a person accepted: of a stage, of an arrow, or a rule on the whole map."""

    def __init__(self, waivers: list[Waiver]) -> None:
        self._accepted = {
            (waiver.rule, waiver.stage or None, (waiver.source, waiver.target) if waiver.source else None)
            for waiver in waivers
        }

    def accept(self, rule: str, stage: str | None, flow: tuple[str, str] | None) -> bool:
        """Tell whether a highlight is waived."""
        return (rule, stage, flow) in self._accepted or (rule, None, None) in self._accepted


def _highlight(worked: Worked, finding: Finding, waivers: _Waivers) -> Highlight:
    structure = worked.measures.structure
    stage = None if finding.stage is None else structure.ids[finding.stage]
    flow = None
    if finding.arrow is not None:
        source, target = structure.arrows[finding.arrow]
        flow = (structure.ids[source], structure.ids[target])
    kind = "other" if finding.stage is None else worked.measures.stages[finding.stage].kind
    return Highlight(
        finding.rule,
        stage,
        flow,
        finding.text,
        finding.hours,
        waivers.accept(finding.rule, stage, flow),
        countermeasures_for(finding.rule, kind),
    )
