"""What the field recommends against each kind of waste: one table."""

from typing import Final

_SMALL_BATCHES: Final = "Work in small batches: slices that are finished within a day or two (dora.dev)"
_DELIVERY: Final = "Continuous delivery: a pipeline deploys each change, at any hour (Humble & Farley)"
_SELF_SERVICE: Final = "Self-service environments, made on demand from version control"
_PEER_REVIEW: Final = "Peer review when the change is made, in place of a board at the end (Accelerate)"
_LOOSE: Final = "A loosely coupled architecture: a team tests and deploys without asking others"
_FEEDBACK: Final = "Fast feedback: automated tests at every change, monitoring after it"
_WIP: Final = "Limit work in progress, and pull the next item when there is room"
_TEST_AUTOMATION: Final = "Automated tests with every change; people explore what no script finds"

COUNTERMEASURES: Final[dict[str, tuple[str, ...]]] = {
    "wait-dominated": (
        _WIP,
        _SMALL_BATCHES,
        "Ask what the item waits for: a date, a person, a place, a signature",
    ),
    "longest-lead-time": (_SMALL_BATCHES, _WIP),
    "highest-process-time": (_SMALL_BATCHES, "Automate what is repeated; leave out what nobody needs"),
    "lowest-complete-accurate": (
        "Ask those who receive the output what they have to correct or ask about",
        "Agree on examples before the work begins",
    ),
    "lowest-activity-ratio": (_WIP, "Let the people who wait for each other work together"),
    "low-complete-accurate": (
        "Build quality in: find the cause where it arises, not at the inspection",
        "Agree on examples and on a definition of ready with the stage that receives the output",
        _FEEDBACK,
    ),
    "rework-loop": (_FEEDBACK, "Shorten the loop: find the fault in the stage that makes it", _SMALL_BATCHES),
    "queue-builds-up": (
        _WIP,
        "Move people to where the queue is",
        "Make what stands before it slower, not busier",
    ),
    "handoff": ("A team that does both stages", "One system of record, seen by both"),
    "manual-work": (_DELIVERY, _TEST_AUTOMATION),
    "approval-without-findings": (_PEER_REVIEW, "Approve the way of working once, and check it by sample"),
    "stacked-approvals": (_PEER_REVIEW, "One approval for what is risky, none for what is routine", _LOOSE),
    "shared-environment": (_SELF_SERVICE, "Smaller test environments, that hold one service and stand-ins"),
    "big-batch": (_SMALL_BATCHES, "One-piece flow: hand on each item when it is done"),
    "big-release": (_SMALL_BATCHES, _DELIVERY, _LOOSE),
    "over-takt": ("Split the stage, or add people to it", "Take work out of it that others can do"),
    "overloaded": ("Add capacity here, or let less work in", "Take work out of the bottleneck"),
    "near-capacity": ("Keep a reserve: above 85 % of utilisation queues grow fast", _WIP),
    "wait-is-policy": (
        "The wait is a rule and not a lack of people: change the date, the meeting, the batch",
    ),
    "ping-pong": ("A team that does both stages", "Bring the question forward to where the work begins"),
    "wip-mismatch": ("Count again: items that nobody counts, or figures that are not those of today",),
    "missing-figures": ("Ask the people who do the work; an estimate with a ~ is better than a gap",),
    "too-many-stages": ("Draw 5 to 15 stages, and a part that needs more as a map of its own (Martin)",),
}
"""Countermeasures by rule, the strongest first."""

_BY_KIND: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("manual-work", "test"): (_TEST_AUTOMATION, _FEEDBACK),
    ("manual-work", "provision"): (_SELF_SERVICE,),
    ("manual-work", "build"): ("Continuous integration: each change is merged and built within a day",),
    ("manual-work", "deploy"): (_DELIVERY, _FEEDBACK),
    ("manual-work", "release"): (_DELIVERY, "Switch features on apart from deploying them"),
    ("longest-lead-time", "provision"): (_SELF_SERVICE, _LOOSE),
    ("longest-lead-time", "approve"): (_PEER_REVIEW,),
    ("longest-lead-time", "release"): (_SMALL_BATCHES, _DELIVERY, _LOOSE),
    ("longest-lead-time", "test"): (_TEST_AUTOMATION, _SELF_SERVICE),
    ("wait-dominated", "provision"): (_SELF_SERVICE,),
    ("wait-dominated", "approve"): (_PEER_REVIEW, "Decide when it is asked, not when the board meets"),
    ("wait-dominated", "release"): (_DELIVERY, _SMALL_BATCHES),
    ("wait-dominated", "test"): (_TEST_AUTOMATION, _SELF_SERVICE),
}
"""Better ones, where the kind of the stage is known."""


def countermeasures_for(rule: str, kind: str = "other") -> tuple[str, ...]:
    """Return what the field recommends against a finding at a stage of a kind."""
    return _BY_KIND.get((rule, kind), COUNTERMEASURES[rule])
