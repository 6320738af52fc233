"""Event logs as XES (IEEE 1849), compressed or not, read as a stream; nothing of the document is kept."""

from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.logs.clock import WorkingClock
from vsmap.exchange.logs.events import EventLog
from vsmap.exchange.logs.log_map import Log
from vsmap.exchange.logs.stamps import Reader, StampError, reader_of
from vsmap.model.text import excerpt
from vsmap.storage.faults import Fault, FileFaults
from vsmap.storage.source import whole_file_fault

_CHUNK: Final = 256 * 1024
_NAME, _TIME, _LIFECYCLE, _GROUP = "concept:name", "time:timestamp", "lifecycle:transition", "org:group"
_WANTED: Final = frozenset((_NAME, _TIME, _LIFECYCLE, _GROUP))
_BEGIN: Final = frozenset(("start", "resume"))
_PASSED_OVER: Final = frozenset(("schedule", "assign", "reassign", "suspend", "autoskip", "manualskip"))


def read_xes(origin: Origin, wishes: Wishes) -> Log:
    """Read an XES log; raises FileFaults with line and column of what is wrong.

    A document type is refused, so that no entity of it can grow or fetch anything.
    """
    reader = _Reader(origin.name, wishes)
    with origin.stream(wishes.progress) as raw:
        try:
            while chunk := raw.read(_CHUNK):
                reader.parser.Parse(chunk, False)  # noqa: FBT003 - expat's own signature
            reader.parser.Parse(b"", True)  # noqa: FBT003 - as above
        except ExpatError as error:
            found = f"column {error.offset + 1}"
            reason = f"this is no XML: {str(error).partition(':')[0]}"
            raise whole_file_fault(origin.name, found, reason, error.lineno) from None
    reader.log.close()
    return Log(reader.log, origin.name, "an event log as XES")


class _Reader:
    """Listens to the parser: attributes of traces and events, no more than the four that count."""

    def __init__(self, file: str, wishes: Wishes) -> None:
        self.parser = ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.log = EventLog(WorkingClock(wishes.calendar, wishes.day_starts))
        self._file, self._wishes = file, wishes
        self._stamp: Reader | None = None
        self._path: list[str] = []
        self._event: dict[str, str] = {}
        self._traces = 0
        self._case = -1

    def _doctype(self, *_arguments: object) -> None:
        raise self._fault("", "", "a document type has no place in a log: remove it")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if not self._path and name != "log":
            raise self._fault("", excerpt(name), 'this is no XES: its first element is "log"')
        inside = self._path[-1] if self._path else ""
        self._path.append(name)
        if name == "trace":
            self._traces += 1
            self._case = self.log.case(f"{self._traces}")
        elif name == "event":
            self._event = {}
        elif inside == "event":
            key = attributes.get("key", "")
            if key in _WANTED:
                self._event[key] = attributes.get("value", "")

    def _end(self, name: str) -> None:
        self._path.pop()
        if name.rpartition(":")[2] == "event" and self._case >= 0:
            self._note(self._event)

    def _note(self, event: dict[str, str]) -> None:
        name, time = event.get(_NAME, "").strip(), event.get(_TIME, "")
        if not name:
            raise self._fault(_NAME, "", "an event needs a name")
        if not time:
            raise self._fault(_TIME, "", "an event needs a time")
        try:
            if self._stamp is None:
                self._stamp = reader_of([time], self._wishes.dates, self._wishes.zone)
            stamp = self._stamp(time)
        except (StampError, ValueError, OverflowError) as error:
            raise self._fault(_TIME, excerpt(time), str(error)) from None
        activity = self.log.activity(name)
        if event.get(_GROUP):
            self.log.by_group(activity, event[_GROUP])
        phase = event.get(_LIFECYCLE, "complete").lower()
        if phase in _BEGIN:
            self.log.begin(self._case, activity, stamp)
        elif phase not in _PASSED_OVER:
            self.log.complete(self._case, activity, stamp)

    def _fault(self, where: str, found: str, message: str) -> FileFaults:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        place = f"column {column}{f', {where}' if where else ''}"
        return FileFaults([Fault(self._file, line, place, found, message)])
