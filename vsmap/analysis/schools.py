"""The rule that each total follows, in words, and the school whose rule it is (semantics.md, Totals)."""

from typing import Final, NamedTuple


class School(NamedTuple):
    """A rule: how the terms of a total are combined, what counts, and who says so."""

    combined: str
    """`sum`, `product`, `quotient` (the terms over those that divide), or `ratio`: that in percent."""
    rule: str
    name: str


STAGE_SCHOOLS: Final = {
    "process_time": School("sum", "The time one item is actively worked on", "Martin & Osterling; DORA"),
    "lead_time": School(
        "sum",
        "From the moment work is available to the stage until it is handed on: wait + process time",
        "Martin & Osterling; DORA",
    ),
    "wait_time": School("sum", "Lead time − process time", "Martin & Osterling; DORA"),
    "activity_ratio": School("ratio", "Process time ÷ lead time of the stage", "Martin & Osterling"),
    "complete_accurate": School(
        "product",
        "The share of the output that the next can use as it is; several judges multiply",
        "Martin & Osterling",
    ),
    "slack": School(
        "sum", "By how much the stage can take longer until the delivery is late", "critical path method"
    ),
    "visits": School(
        "sum",
        "How often an item passes the stage: once, or as shares have it, and again with each rework",
        "absorbing Markov chain; Kemeny & Snell",
    ),
    "rework": School(
        "sum",
        "What it costs each item that passes its source: the returns, rate ÷ (1 − all rates there), times "
        "wait and repetition",
        "geometric series",
    ),
    "flow_wait": School(
        "sum", "Waiting between two stages, carried by the arrow", "Dojo Consortium; Finster"
    ),
    "lever": School(
        "sum",
        "How much the lead time (expected, where items differ) falls for an hour saved here; "
        "beyond the limit another way is the longest, and an hour is worth less",
        "one-sided derivative of the longest way, exact",
    ),
    "utilisation": School(
        "ratio",
        "Demand ÷ capacity; capacity is people × uptime × calendar ÷ (visits × process time)",
        "Hopp & Spearman: Factory Physics",
    ),
}
"""The rules of the figures of one stage."""

SCHOOLS: Final = {
    "lead-time": School(
        "sum",
        "The longest way through to a delivering stage: lead time of each stage on it, process time "
        "included, plus the waits between them. Shares are ignored: the longest way counts however rare. "
        "An unknown figure counts what is known of it",
        "Martin & Osterling: timeline critical path",
    ),
    "ladder": School(
        "sum",
        "The waiting alone, at and between the stages of the longest way through; process time is "
        "a sum of its own and never added",
        "Rother & Shook: ladder",
    ),
    "process-time": School(
        "sum",
        "Process time of the stages on the critical path; an unknown one counts 0",
        "Martin & Osterling: CP PT",
    ),
    "total-process-time": School(
        "sum",
        "Process time of all stages, those beside the critical path too",
        "Martin & Osterling: total PT",
    ),
    "labour": School(
        "sum", "Process time × people, of all stages where both are known", "Martin & Osterling"
    ),
    "waiting": School("sum", "Lead time − process time on the critical path", "Martin & Osterling"),
    "flow-efficiency": School(
        "ratio", "Process time ÷ lead time of the critical path", "Martin & Osterling: activity ratio; ISTQB"
    ),
    "ladder-efficiency": School(
        "ratio", "Process time ÷ waiting on the critical path", "Rother & Shook: ladder"
    ),
    "value-added": School(
        "ratio",
        "Process time of the stages that add value ÷ lead time, on the critical path",
        "process cycle efficiency; Microsoft Learn",
    ),
    "rolled": School(
        "product",
        "%C&A of every assessed stage that an item visits on its first pass, multiplied; branches are "
        "weighted by their shares, and a stage that is not assessed counts as 100 %",
        "Martin & Osterling; Lean Enterprise multiplies all blocks",
    ),
    "rolled-on-path": School(
        "product", "%C&A of every assessed stage on the critical path, multiplied", "Martin & Osterling"
    ),
    "handoffs": School(
        "sum", "Arrows on the critical path between two stages of different lanes", "Martin & Osterling"
    ),
    "expected": School(
        "sum",
        "The lead time of an average item: lead time and waits by how often each is on the longest way, "
        "shares weighted by scenario, rework in full; an unknown figure counts what is known of it",
        "no published agreement, so it stands beside the lead time and never replaces it",
    ),
    "percentile": School(
        "sum",
        "The time that so many percent of the items do not exceed: a range or three-point is a Beta-PERT, "
        "an estimate lognormal with a coefficient of variation of 0.5; shares, joins and rework in full. "
        "Worked out on a grid where the map is series-parallel, else by a seeded sample",
        "Malcolm, Roseboom, Clark & Fazar: PERT",
    ),
    "route": School(
        "product",
        "The shares of the ways that the longest route takes, multiplied",
        "semantics of branches; no school names it",
    ),
    "takt": School("quotient", "Working time ÷ items asked for in it", "Rother & Shook"),
}
