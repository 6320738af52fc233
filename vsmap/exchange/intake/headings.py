"""Headings as people write them: which field a column holds, and the unit that its heading names."""

import re
from typing import Final, NamedTuple

from vsmap.model.records import Stage
from vsmap.model.schema import specs_of

_SYNONYMS: Final[dict[str, str]] = {
    "name": "stage step process activity task name operation block stage_name step_name process_step"
    " process_name activity_name station title",
    "id": "id stage_id step_id",
    "number": "# no nr number order seq sequence pos position step_no step_number",
    "kind": "kind type stage_type step_type category",
    "lane": "lane team owner function role department who actor group swimlane responsible performed_by"
    " performer team_owner owner_team",
    "process_time": "pt p/t process_time processing_time process touch_time work_time working_time c/t ct"
    " cycle_time hands_on_time value_added_time va_time active_time work_effort effort",
    "lead_time": "lt l/t lead_time leadtime elapsed_time total_time throughput_time turnaround_time"
    " duration calendar_time t/t tt",
    "wait_time": "wait wt w/t wait_time waiting waiting_time queue_time delay delay_time idle idle_time"
    " non_value_added_time nva_time waittime",
    "complete_accurate": "%c&a c&a %ca ca pca pct_ca %c/a c/a %complete_accurate complete_accurate"
    " percent_complete_accurate percent_complete_and_accurate %complete_and_accurate complete_and_accurate"
    " %_complete_and_accurate %_complete_&_accurate %_c&a fpy first_pass_yield first_time_yield fty ftq"
    " first_time_quality quality yield ftr first_time_right right_first_time rft",
    "people": "people staff operators headcount fte ftes #people people_count number_of_people resources"
    " no_of_people workers",
    "queue": "queue wip_before inventory inv queue_size backlog items_waiting queued queue_length",
    "in_progress": "in_progress wip work_in_progress work_in_process in_process items_in_progress",
    "batch": "batch batch_size lot lot_size",
    "uptime": "uptime availability %uptime uptime_% avail",
    "systems": "systems system tools tool it_system application applications software",
    "automated": "automated automation is_automated",
    "value": "value va/nva value_added value_type va value_class",
    "wastes": "wastes waste",
    "estimated": "estimated estimates",
    "delivers": "delivers delivery delivered",
    "judged_by": "judged_by",
    "note": "note notes comment comments remark remarks description details",
    "next": "next next_step next_stage next_steps successor successors to goes_to followed_by output_to"
    " flows_to",
    "rework": "rework returns_to back_to rework_to loops_back_to",
}
"""For each field the headings that people give it, in small letters with _ for blanks."""
_UNITS: Final = {
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "d": "d", "day": "d", "days": "d", "working_days": "d", "work_days": "d", "workdays": "d",
    "business_days": "d",
    "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w",
    "mo": "mo", "month": "mo", "months": "mo",
    "%": "%", "percent": "%", "pct": "%",
    "items": "", "people": "", "pcs": "", "pieces": "", "units": "",
}  # fmt: skip
_IN_BRACKETS: Final = re.compile(r"^(.*?)\s*[(\[{]\s*([^)\]}]*?)\s*[)\]}]\s*$", re.DOTALL)
_LONGEST_UNIT: Final = 2
"""Words of a unit: working days."""


class Heading(NamedTuple):
    """What a column is understood as."""

    field: str
    unit: str
    """The unit of bare numbers, or empty."""


def heading_of(text: str) -> Heading | None:
    """Understand a heading; None for one that means nothing here.

    >>> heading_of("Process Time (min)")
    Heading(field='process_time', unit='m')
    >>> heading_of("%C&A"), heading_of("Colour")
    (Heading(field='complete_accurate', unit=''), None)
    """
    bracketed = _IN_BRACKETS.match(text)
    whole = FIELD_OF.get(plain_heading(text))
    if whole or bracketed is None:
        return Heading(whole, "") if whole else _with_unit_behind(plain_heading(text).split("_"))
    field, unit = FIELD_OF.get(plain_heading(bracketed[1])), _UNITS.get(plain_heading(bracketed[2]))
    if field is None:
        return None
    if unit is None:
        return Heading(FIELD_OF.get(plain_heading(bracketed[2]), field), "")
    return Heading(field, unit)


def _with_unit_behind(words: list[str]) -> Heading | None:
    """Understand `lead_time_h`, `LT in days`, `queue time, working days`."""
    for size in range(1, min(_LONGEST_UNIT + 1, len(words))):
        unit = _UNITS.get("_".join(words[-size:]))
        name = words[:-size]
        field = FIELD_OF.get("_".join(name[:-1] if name[-1:] == ["in"] else name))
        if field and unit is not None:
            return Heading(field, unit)
    return None


def plain_heading(text: str) -> str:
    """Return a heading in small letters, with _ for all that is no letter, number or %."""
    words = text.lower().replace("&", " and ").replace("#", " number ")
    return re.sub(r"_?%_?", "%", re.sub(r"[^\w%]+|_+", "_", words).strip("_"))


FIELD_OF: Final = {
    **{
        plain_heading(spelling): field
        for field, spellings in _SYNONYMS.items()
        for spelling in spellings.split()
    },
    **{plain_heading(key): key for key in specs_of(Stage)},
}
