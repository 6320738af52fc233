"""A map as a Markdown table, for a wiki, a ticket or a chat."""

import re
from itertools import pairwise
from typing import Final

from vsmap.analysis.report import analyse
from vsmap.drawing.scene import UNKNOWN, figure_text
from vsmap.exchange.markup import plain_text
from vsmap.exchange.wording import arrow_words, headline, title_of
from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream

_COLUMNS: Final = (
    *("name", "lane", "process_time", "lead_time", "wait_time", "complete_accurate"),
    *("people", "queue"),
)
_ACTIVE: Final = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def markdown(stream: ValueStream) -> str:
    """Return a map: its title, its totals, a row a stage, and the arrows where they are not one line."""
    shown = [column for column in _COLUMNS if any(_cell(stage, column, stream) for stage in stream)]
    specs = specs_of(Stage)
    rows = [["#", *(specs[column].label for column in shown)]]
    rows += [
        [str(number), *(_cell(stage, column, stream) for column in shown)]
        for number, stage in enumerate(stream.stages(), 1)
    ]
    rule = ["--:", *("---" if column in {"name", "lane"} else "--:" for column in shown)]
    table = [f"| {' | '.join(cells)} |" for cells in (rows[0], rule, *rows[1:])]
    parts = [f"# {escaped(title_of(stream))}", escaped(headline(stream, analyse(stream))), "\n".join(table)]
    arrows = _arrows(stream)
    return "\n\n".join([*parts, *(["\n".join(arrows)] if arrows else [])]) + "\n"


def escaped(text: str) -> str:
    r"""Write a text so that Markdown, and the HTML in it, shows it as it stands.

    >>> escaped("a|b <i> *x*")
    'a\\|b \\<i\\> \\*x\\*'
    """
    return _ACTIVE.sub(r"\\\1", " ".join(plain_text(line) for line in text.splitlines()))


def _cell(stage: Stage, column: str, stream: ValueStream) -> str:
    if column in {"name", "lane"}:
        return escaped(getattr(stage, column))
    if column == "people":
        return "" if stage.people is None else f"{stage.people:g}"
    text = figure_text(stage, column, stream.calendar)
    return "" if text == UNKNOWN else escaped(text)


def _arrows(stream: ValueStream) -> list[str]:
    """Return the arrows in words, unless they lead from each stage to the next and there is no rework."""
    ways = [(flow.source, flow.target) for flow in stream.flows()]
    is_line = ways == list(pairwise(stream.ids())) and not any(arrow_words(flow) for flow in stream.flows())
    name = {stage.id: escaped(stage.name) for stage in stream.stages()}
    flows = [
        f"- {name[flow.source]} → {name[flow.target]}{_beside(arrow_words(flow))}" for flow in stream.flows()
    ]
    back = [
        f"- {name[way.source]} ↩ {name[way.target]} (rework){_beside(arrow_words(way))}"
        for way in stream.reworks()
    ]
    return [*([] if is_line else flows), *back]


def _beside(words: str) -> str:
    return f": {words}" if words else ""
