"""The columns of an event log as CSV: which one holds the case, the activity, the times."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from vsmap.exchange.intake.headings import plain_heading

_SPELLINGS: Final[dict[str, str]] = {
    "case": "case:concept:name|case id|case|caseid|case key|trace|trace id|issue key|issue|key|ticket|"
    "ticket id|ticket key|item|item id|work item|work item id|issue id|order id|id",
    "activity": "concept:name|activity|activity name|event|event name|stage|task|step|status|state|action|"
    "process step",
    "end": "time:timestamp|timestamp|complete timestamp|completed|complete|end|end time|end date|"
    "end timestamp|finished|finish|date|time|datetime|changed|change date|changed at|transition date|"
    "updated|when|created at|created",
    "start": "start|start time|start timestamp|start date|started|begin|begin time|begun|time:start",
    "lifecycle": "lifecycle:transition|lifecycle|transition|event type",
    "group": "org:group|group|team|lane|department|role",
    "source": "from|from status|old value|old status|from string|fromstring|from state|previous status",
    "target": "to|to status|new value|new status|to string|tostring|to state",
    "field": "field|field name|item field",
    "created": "issue created|case created|created date",
}
"""For each role of a column the headings that it has, the surest first."""


class Columns(NamedTuple):
    """The columns of a log by their roles; -1 where there is none."""

    case: int
    activity: int
    end: int
    start: int
    lifecycle: int
    group: int
    source: int
    target: int
    field: int
    created: int

    @property
    def is_log(self) -> bool:
        """Whether these are the columns of an event log."""
        return self.case >= 0 and self.end >= 0 and (self.activity >= 0 or self.target >= 0)

    @property
    def by_status(self) -> bool:
        """Whether its events are changes of a status, and not activities that were done."""
        return self.target >= 0


def columns_of(headings: Sequence[str]) -> Columns:
    """Find the columns of an event log among headings."""
    plain = [plain_heading(heading) for heading in headings]
    taken: set[int] = set()
    found: dict[str, int] = {}
    for role, spellings in _SPELLINGS.items():
        places = (
            plain.index(spelling)
            for spelling in map(plain_heading, spellings.split("|"))
            if spelling in plain and plain.index(spelling) not in taken
        )
        found[role] = next(places, -1)
        taken.add(found[role])
    if found["end"] < 0 and found["start"] >= 0:
        found["end"], found["start"] = found["start"], -1
    return Columns(**found)
