"""What the field recommends against each kind of waste: one table."""

from typing import Final

SMALL_BATCHES: Final = "Work in small batches: slices that are finished within a day or two (dora.dev)"
DELIVERY: Final = "Continuous delivery: a pipeline deploys each change, at any hour (Humble & Farley)"
SELF_SERVICE: Final = "Self-service environments, made on demand from version control"
PEER_REVIEW: Final = "Peer review when the change is made, in place of a board at the end (Accelerate)"
LOOSE: Final = "A loosely coupled architecture: a team tests and deploys without asking others"
FEEDBACK: Final = "Fast feedback: automated tests at every change, monitoring after it"
_WIP: Final = "Limit work in progress, and pull the next item when there is room"
TEST_AUTOMATION: Final = "Automated tests with every change; people explore what no script finds"

COUNTERMEASURES: Final[dict[str, tuple[str, ...]]] = {
    "wait-dominated": (
        _WIP,
        SMALL_BATCHES,
        "Ask what the item waits for: a date, a person, a place, a signature",
    ),
    "longest-lead-time": (SMALL_BATCHES, _WIP),
    "highest-process-time": (SMALL_BATCHES, "Automate what is repeated; leave out what nobody needs"),
    "lowest-complete-accurate": (
        "Ask those who receive the output what they have to correct or ask about",
        "Agree on examples before the work begins",
    ),
    "lowest-activity-ratio": (_WIP, "Let the people who wait for each other work together"),
    "low-complete-accurate": (
        "Build quality in: find the cause where it arises, not at the inspection",
        "Agree on examples and on a definition of ready with the stage that receives the output",
        FEEDBACK,
    ),
    "rework-loop": (FEEDBACK, "Shorten the loop: find the fault in the stage that makes it", SMALL_BATCHES),
    "queue-builds-up": (
        _WIP,
        "Move people to where the queue is",
        "Make what stands before it slower, not busier",
    ),
    "handoff": ("A team that does both stages", "One system of record, seen by both"),
    "manual-work": (DELIVERY, TEST_AUTOMATION),
    "approval-without-findings": (PEER_REVIEW, "Approve the way of working once, and check it by sample"),
    "stacked-approvals": (PEER_REVIEW, "One approval for what is risky, none for what is routine", LOOSE),
    "shared-environment": (SELF_SERVICE, "Smaller test environments, that hold one service and stand-ins"),
    "big-batch": (SMALL_BATCHES, "One-piece flow: hand on each item when it is done"),
    "big-release": (SMALL_BATCHES, DELIVERY, LOOSE),
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
    ("manual-work", "test"): (TEST_AUTOMATION, FEEDBACK),
    ("manual-work", "provision"): (SELF_SERVICE,),
    ("manual-work", "build"): ("Continuous integration: each change is merged and built within a day",),
    ("manual-work", "deploy"): (DELIVERY, FEEDBACK),
    ("manual-work", "release"): (DELIVERY, "Switch features on apart from deploying them"),
    ("longest-lead-time", "provision"): (SELF_SERVICE, LOOSE),
    ("longest-lead-time", "approve"): (PEER_REVIEW,),
    ("longest-lead-time", "release"): (SMALL_BATCHES, DELIVERY, LOOSE),
    ("longest-lead-time", "test"): (TEST_AUTOMATION, SELF_SERVICE),
    ("wait-dominated", "provision"): (SELF_SERVICE,),
    ("wait-dominated", "approve"): (PEER_REVIEW, "Decide when it is asked, not when the board meets"),
    ("wait-dominated", "release"): (DELIVERY, SMALL_BATCHES),
    ("wait-dominated", "test"): (TEST_AUTOMATION, SELF_SERVICE),
}
"""Better ones, where the kind of the stage is known."""


def countermeasures_for(rule: str, kind: str = "other") -> tuple[str, ...]:
    """Return what the field recommends against a finding at a stage of a kind."""
    return _BY_KIND.get((rule, kind), COUNTERMEASURES[rule])
