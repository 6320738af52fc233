"""Jira's own JSON: issues with their changelogs, as its search gives them with `expand=changelog`."""

from collections.abc import Iterator
from typing import Any

from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.logs.clock import WorkingClock
from vsmap.exchange.logs.events import EventLog
from vsmap.exchange.logs.log_map import Log
from vsmap.exchange.logs.stamps import Stamp, StampError, reader_of
from vsmap.model.text import excerpt
from vsmap.storage.faults import Fault, FileFaults


def is_jira(whole: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Tell whether JSON is a list of issues with changelogs."""
    issues = whole.get("issues") if isinstance(whole, dict) else whole
    return isinstance(issues, list) and any(isinstance(each, dict) and "changelog" in each for each in issues)


def read_jira(whole: Any, file: str, wishes: Wishes) -> Log:  # noqa: ANN401 - whatever JSON holds
    """Read the changelogs of issues; raises FileFaults that name the issue."""
    log = EventLog(WorkingClock(wishes.calendar, wishes.day_starts))
    issues = whole["issues"] if isinstance(whole, dict) else whole
    for place, issue in enumerate(issues):
        try:
            _read_issue(log, issue, f"{place}", wishes)
        except (StampError, TypeError, KeyError, AttributeError, ValueError) as error:
            key = issue.get("key") if isinstance(issue, dict) else None
            message = f"its changelog can't be read: {error}"
            raise FileFaults([Fault(file, 1, f"issues[{place + 1}]", excerpt(key or ""), message)]) from None
    return Log(log, file, "changelogs of Jira", by_status=True)


def _read_issue(log: EventLog, issue: dict[str, Any], place: str, wishes: Wishes) -> None:
    changes = sorted(_changes(issue, wishes), key=lambda change: change[0].world)
    fields = issue.get("fields") or {}
    case = log.case(str(issue.get("key") or place))
    created = fields.get("created")
    first = changes[0][1] if changes else (fields.get("status") or {}).get("name")
    if created and first:
        log.add(case, log.activity(str(first)), _stamp(created, wishes))
    for moment, _before, after in changes:
        log.add(case, log.activity(after), moment)


def _changes(issue: dict[str, Any], wishes: Wishes) -> Iterator[tuple[Stamp, str, str]]:
    """Yield when the status of an issue changed, from what to what."""
    for history in issue["changelog"].get("histories") or ():
        for item in history.get("items") or ():
            if str(item.get("field", "")).lower() == "status" and item.get("toString"):
                yield (
                    _stamp(history["created"], wishes),
                    str(item.get("fromString") or ""),
                    str(item["toString"]),
                )


def _stamp(text: str, wishes: Wishes) -> Stamp:
    return reader_of([text], wishes.dates, wishes.zone)(text)
