"""An arrow in one line, as a person types it: its wait, and its share or rate as a percentage."""

from vsmap.model.edits import Edits, SetField, record_at
from vsmap.model.records import Flow, Rework
from vsmap.model.schema import specs_of
from vsmap.model.shares import set_share
from vsmap.model.stream import ArrowRef, ValueStream
from vsmap.model.values import FieldError, read_value, show_value


def arrow_text(stream: ValueStream, arrow: ArrowRef) -> str:
    """Show an arrow as it would be typed, such as `1d 30%`; raises EditError where there is none."""
    record = record_at(stream, arrow)
    percent = show_value(getattr(record, _percent_field(arrow)))
    wait = show_value(record.wait_time)  # type: ignore[attr-defined] # flows and reworks both have one
    return " ".join(part for part in (wait, f"{percent}%" if percent else "") if part)


def arrow_edits(stream: ValueStream, arrow: ArrowRef, typed: str) -> Edits:
    """Read what was typed for an arrow; nothing typed is no wait, and no share or an unknown rate.

    A number alone is the rate of a rework.

    The other ways out of the same stage keep their proportions. Raises FieldError where a part can't be
    read, EditError where the share has no other way to share with.
    """
    words = typed.split()
    if arrow[0] == "rework" and len(words) == 1 and words[0].replace(".", "").replace(",", "").isdigit():
        words = [f"{words[0]}%"]
    percents = [word for word in words if word.endswith("%")]
    if len(percents) > 1:
        raise FieldError(f'"{percents[1]}"', "write one percentage")
    specs = specs_of(Rework if arrow[0] == "rework" else Flow)
    field = _percent_field(arrow)
    wait = read_value(
        specs["wait_time"], " ".join(word for word in words if word not in percents), stream.calendar
    )
    percent = read_value(specs[field], percents[0] if percents else "", stream.calendar)
    record = record_at(stream, arrow)
    edits: Edits = ()
    if wait != record.wait_time:  # type: ignore[attr-defined] # as above
        edits += (SetField(arrow, "wait_time", wait),)
    if percent == getattr(record, field):
        return edits
    if field == "rate":
        return (*edits, SetField(arrow, field, percent))
    return (*edits, *set_share(stream, arrow[1], arrow[2], percent))  # type: ignore[arg-type] # its spec is of a percentage


def _percent_field(arrow: ArrowRef) -> str:
    return "rate" if arrow[0] == "rework" else "share"
