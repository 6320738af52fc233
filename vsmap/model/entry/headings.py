"""The headings that people put over the columns of a stage table, and the figure that each means."""

import re
from typing import Final, NamedTuple

from vsmap.model.durations import is_unit
from vsmap.model.records import Stage
from vsmap.model.schema import FieldType, specs_of

NUMBERING: Final = "#"
"""What a column is that only counts the rows."""

_SYNONYMS: Final = {
    "name": "stage step activity task process operation phase name",
    "lane": "lane team owner role function department responsible who swimlane group",
    "kind": "kind type category",
    "process_time": "pt ct c/t processtime processingtime cycletime touchtime worktime activetime handson va",
    "lead_time": "lt leadtime elapsedtime totaltime turnaround turnaroundtime",
    "wait_time": "wait waiting waittime waitingtime queuetime delay idletime nva",
    "complete_accurate": "%c&a c&a ca %ca pca %c/a c/a completeaccurate percentcompleteaccurate fpy quality",
    "people": "people fte ftes staff headcount persons operators",
    "queue": "queue wip inventory backlog itemswaiting",
    "in_progress": "inprogress",
    "batch": "batch batchsize lotsize",
    "uptime": "uptime availability",
    "automated": "automated",
    "value": "value valueclass",
    "systems": "systems system tool tools",
    "note": "note notes comment comments remark remarks description",
    NUMBERING: "# no no. nr nr. number",
}
_FIELD_OF: Final = {word: field for field, words in _SYNONYMS.items() for word in words.split()}
_UNIT_AT_END = re.compile(r"(?:[\s,/]*[(\[]\s*(?:in\s+)?([A-Za-z%]+)\s*[)\]]|\s+in\s+([A-Za-z]+))\s*$")


class Heading(NamedTuple):
    """What a heading says: the field of a stage, and the unit of the numbers beneath that have none."""

    field: str
    unit: str = ""

    @property
    def label(self) -> str:
        """What the figure is called."""
        return "row number" if self.field == NUMBERING else specs_of(Stage)[self.field].label


def read_heading(text: str) -> Heading | None:
    """Return what a heading means, however it is spelt; None where it means no figure of a stage.

    >>> read_heading("Lead Time (days)"), read_heading("Team"), read_heading("Colour")
    (Heading(field='lead_time', unit='days'), Heading(field='lane', unit=''), None)
    """
    found = _UNIT_AT_END.search(text)
    unit = (found[1] or found[2]) if found else ""
    stem = text[: found.start()] if found else text
    word = re.sub(r"[\s_-]+", "", stem).casefold()
    field = _FIELD_OF.get(word)
    if field is None:
        return None
    is_time = field != NUMBERING and specs_of(Stage)[field].type is FieldType.DURATION
    return Heading(field, unit if is_time and is_unit(unit) else "")
