"""Waiving a highlight with a reason, and taking the waiver back, as edits."""

from vsmap.model.edits import AddRecord, Edits, RemoveRecord
from vsmap.model.records import Waiver
from vsmap.model.stream import Arrow, ValueStream


def waive(stream: ValueStream, rule: str, place: str | Arrow | None, reason: str) -> Edits:
    """Accept a highlight of a stage, of an arrow, or, without a place, its rule on all of the map."""
    source, target = place if isinstance(place, tuple) else ("", "")
    stage = place if isinstance(place, str) else ""
    waiver = Waiver(rule=rule, stage=stage, source=source, target=target, reason=reason)
    return (AddRecord("waiver", waiver, len(stream.lists["waiver"])),)


def unwaive(stream: ValueStream, rule: str, place: str | Arrow | None) -> Edits:
    """Take back every waiver that accepts a highlight, the last first."""
    return tuple(RemoveRecord("waiver", at) for at in reversed(_accepting(stream, rule, place)))


def reason_of(stream: ValueStream, rule: str, place: str | Arrow | None) -> str:
    """Return why a highlight is accepted; nothing where nobody said."""
    reasons = [stream.lists["waiver"][at].reason for at in _accepting(stream, rule, place)]
    return str(reasons[0]) if reasons else ""


def _accepting(stream: ValueStream, rule: str, place: str | Arrow | None) -> list[int]:
    """Return the places of the waivers that accept a highlight: at its place, or its rule everywhere."""
    wanted = ("", *place) if isinstance(place, tuple) else (place or "", "", "")
    return [
        at
        for at, waiver in enumerate(stream.lists["waiver"])
        if waiver.rule == rule and (waiver.stage, waiver.source, waiver.target) in (wanted, ("", "", ""))
    ]
