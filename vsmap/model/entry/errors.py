"""What is said of a typed text that can't be read."""

from vsmap.model.durations import Duration


class EntryError(ValueError):
    """A typed text that can't be taken; the message is one sentence for the person who typed it."""


class LeadTimeTooShort(EntryError):  # noqa: N818 - it names what is wrong, as the editor shows it
    """A process time above its lead time: the field can move on to the lead time and ask for more.

    `least` is the shortest lead time that is allowed, as a person would type it; `process_time` is what
    was entered and waits for it (hand it to `read_figure` as `pending`).
    """

    def __init__(self, least: str, process_time: Duration | None) -> None:
        super().__init__(f"LT must be at least {least}")
        self.least = least
        self.process_time = process_time
