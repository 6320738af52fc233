"""What a journal has that its file has not, in words."""

import time
from typing import Final

from vsmap.model.differences import differences, field_label, in_words
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible
from vsmap.storage.journal.presence import ago, clock
from vsmap.storage.journal.shelf import Found
from vsmap.storage.journal.story import Typed

_TOLD: Final = 8
"""How many changes are listed."""


def left_words(found: Found) -> list[str]:
    """Say in lines what was left unsaved, by whom and when; raises JournalError."""
    story = found.story
    saved, last = story.maps()
    changes = [in_words(each, saved, last) for each in differences(saved, last)]
    who = f" by {story.presence.person} at {story.presence.terminal}" if story.presence else ""
    lines = [f"Last worked on at {clock(found.written)}, {last_change(found)}{who}:"]
    lines += [f"· {change}" for change in changes[:_TOLD]]
    if len(changes) > _TOLD:
        lines.append(f"· and {len(changes) - _TOLD} more")
    if story.typed is not None and story.typed.text.strip():
        lines.append(f"· half-typed: {typed_words(story.typed, last)}")
    if story.lost:
        lines.append(f"The last {story.lost} bytes of the journal are damaged: what was in them is lost.")
    return [visible(line) for line in lines]


def last_change(found: Found) -> str:
    """Say how long ago a journal was written to."""
    return ago(time.time() - found.written)


def typed_words(typed: Typed, stream: ValueStream) -> str:
    """Say what was typed, and where."""
    if typed.stage in stream and typed.figure:
        return f"{field_label(('stage',), typed.figure)} of {stream.stage(typed.stage).name}: {typed.text}"
    return typed.text
