"""The kinds of source that an import reads: one list of them, and which one a source is."""

import json
from typing import Any, Final

from vsmap.exchange.intake.imported import Imported
from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.wishes import Wishes
from vsmap.storage.source import whole_file_fault

_LONGEST_REASON: Final = 80


def read_source(origin: Origin, wishes: Wishes) -> Imported:
    """Read a source of any kind; raises FileFaults with all that is wrong."""
    kind = wishes.kind or kind_of(origin)
    if kind == "json":
        return _read_json(origin, wishes)
    if kind == "table":
        from vsmap.exchange.intake.stage_table import read_stage_table  # noqa: PLC0415 - only the kind at hand

        return read_stage_table(origin.whole(), origin.name, wishes)
    from vsmap.exchange.logs.log_map import log_map  # noqa: PLC0415 - as above

    if kind == "xes":
        from vsmap.exchange.logs.xes import read_xes  # noqa: PLC0415 - as above

        return log_map(read_xes(origin, wishes), wishes)
    from vsmap.exchange.logs.csv_log import read_csv_log  # noqa: PLC0415 - as above

    return log_map(read_csv_log(origin, wishes), wishes)


def _read_json(origin: Origin, wishes: Wishes) -> Imported:
    from vsmap.exchange.logs.jira import is_jira, read_jira  # noqa: PLC0415 - as above

    whole = _plain_json(origin)
    if is_jira(whole):
        from vsmap.exchange.logs.log_map import log_map  # noqa: PLC0415 - as above

        return log_map(read_jira(whole, origin.name, wishes), wishes)
    from vsmap.exchange.intake.mappers import read_mapper  # noqa: PLC0415 - as above

    return read_mapper(whole, origin.name, wishes)


def kind_of(origin: Origin) -> str:
    """Tell what kind of source it is, by what it begins with and by its name; raises FileFaults."""
    start = origin.start().lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")) or origin.name.lower().endswith(".json"):
        return "json"
    if start.startswith(b"<") or origin.name.lower().endswith((".xes", ".xes.gz")):
        return "xes"
    from vsmap.exchange.logs.csv_log import looks_like_a_log  # noqa: PLC0415 - as above

    return "log" if looks_like_a_log(origin) else "table"


def _plain_json(origin: Origin) -> Any:  # noqa: ANN401 - whatever JSON holds
    content = origin.whole()
    try:
        return json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        found, reason = f"column {error.colno}", f"this is no JSON: {error.msg.lower()}"
        raise whole_file_fault(origin.name, found, reason, error.lineno) from None
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        reason = f"this is no JSON: {str(error)[:_LONGEST_REASON]}"
        raise whole_file_fault(origin.name, "", reason) from None
