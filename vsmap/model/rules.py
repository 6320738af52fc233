"""The waste rules: their ids, their default limits and what a limit means (semantics.md, Waste)."""

from dataclasses import dataclass
from typing import Final, NamedTuple


class Rule(NamedTuple):
    """One rule of waste; `limits` is empty for a rule without a limit, has the key "" for a plain number."""

    id: str
    mark: str
    meaning: str
    limits: tuple[tuple[str, float], ...] = ()
    unit: str = ""


def _rule(identifier: str, mark: str, meaning: str, limit: float | None = None, unit: str = "") -> Rule:
    return Rule(identifier, mark, meaning, () if limit is None else (("", limit),), unit)


RULES: Final = {
    rule.id: rule
    for rule in (
        _rule("wait-dominated", "WAIT", "wait is at least this share of a stage's lead time", 50, "%"),
        _rule("longest-lead-time", "LONGEST", "the longest lead time of the map"),
        _rule("highest-process-time", "MOST WORK", "the highest process time of the map"),
        _rule("lowest-complete-accurate", "LOWEST %C&A", "the lowest %C&A of the map"),
        _rule("lowest-activity-ratio", "LEAST ACTIVE", "the lowest activity ratio of the map"),
        _rule("low-complete-accurate", "QUALITY", "%C&A is below this", 80, "%"),
        _rule("rework-loop", "REWORK", "work comes back"),
        _rule("queue-builds-up", "QUEUE", "a queue above this, and 1.5 times the others' mean", 5, "items"),
        _rule("handoff", "HANDOFF", "lane and system change on one arrow"),
        _rule("manual-work", "MANUAL", "build, test, provision, release or deploy by hand"),
        Rule(
            "approval-without-findings",
            "APPROVAL",
            "an approval that finds nothing, or waits this many times its work",
            (("complete_accurate", 98), ("ratio", 20)),
        ),
        _rule("stacked-approvals", "APPROVALS", "this many approvals on one way", 2, "stages"),
        _rule("shared-environment", "ENVIRONMENT", "a queue for an environment, waiting this share", 50, "%"),
        _rule("big-batch", "BATCH", "a batch above this with a queue after it", 1, "items"),
        _rule("big-release", "BIG RELEASE", "a release of at least this many lanes", 3, "lanes"),
        _rule("over-takt", "TAKT", "process time for one person above this share of takt", 100, "%"),
        _rule("overloaded", "OVERLOAD", "utilisation at or above this", 100, "%"),
        _rule("near-capacity", "CAPACITY", "utilisation at or above this", 85, "%"),
        _rule("wait-is-policy", "POLICY", "wait over this many times what queueing explains", 3, "times"),
        _rule("ping-pong", "PING-PONG", "the way returns to a lane that it had left"),
        Rule("wip-mismatch", "WIP", "counted items against demand", (("low", 0.75), ("high", 1.33))),
        _rule("missing-figures", "MISSING", "figures that a total needs"),
        _rule("too-many-stages", "LARGE MAP", "more stages than a readable map has", 15, "stages"),
    )
}
"""Every rule by its id, in the order of semantics.md."""


Limits = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits that a map sets for itself, as (rule id, limits) pairs in the order of the rules."""

    limits: tuple[tuple[str, Limits], ...] = ()

    def limit(self, rule: str, key: str = "") -> float:
        """Return the limit in force: the map's own, else the rule's default."""
        own = dict(dict(self.limits).get(rule, ()))
        return own[key] if key in own else dict(RULES[rule].limits)[key]
