"""Mermaid: a flow chart that forges draw from a fenced block (mermaid.js.org, Flowcharts)."""

import json
from typing import Final

from vsmap.analysis.report import analyse
from vsmap.exchange.markup import plain_text
from vsmap.exchange.wording import arrow_words, described, stage_lines, title_of
from vsmap.model.records import Flow, Rework
from vsmap.model.stream import ValueStream

_ENTITIES: Final = {
    "#": "#35;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "&": "#amp;",
    "`": "#96;",
    "\\": "#92;",
}
"""What a quoted label would read as mark-up, as Mermaid's own entities."""
_ENDS_A_DESCRIPTION: Final = str.maketrans({"#": "№", ";": ",", "{": "(", "}": ")"})
"""What would end a description."""


def mermaid(stream: ValueStream) -> str:
    """Return a map as the text of a Mermaid flow chart; the critical path is heavy, rework is dotted."""
    analysis = analyse(stream)
    number = {identifier: f"s{place}" for place, identifier in enumerate(stream.ids(), 1)}
    path = set(analysis.critical_path)
    told = plain_text(described(stream, analysis)).translate(_ENDS_A_DESCRIPTION).replace("%%", "% %")
    title = json.dumps(plain_text(title_of(stream)).replace("%%", "% %"))
    lines = [
        "---",
        f"title: {title}",
        "---",
        "flowchart LR",
        f"  accDescr: {told}",
    ]
    for stage in stream.stages():
        label = "<br/>".join(map(_quoted, stage_lines(stage, stream)))
        critical = ":::critical" if stage.id in path else ""
        lines.append(f'  {number[stage.id]}["{label}"]{critical}')
    lines += [f"  {number[flow.source]} {_line(flow)} {number[flow.target]}" for flow in stream.flows()]
    lines += [f"  {number[way.source]} {_line(way)} {number[way.target]}" for way in stream.reworks()]
    return "\n".join([*lines, "  classDef critical stroke-width:4px"]) + "\n"


def _line(arrow: Flow | Rework) -> str:
    words = arrow_words(arrow)
    label = f'|"{_quoted(words)}"|' if words else ""
    return f"-.->{label}" if isinstance(arrow, Rework) else f"-->{label}"


def _quoted(text: str) -> str:
    """Write a text inside quotes, where not even a directive (`%%{`) or a Markdown text is read."""
    escaped = "".join(_ENTITIES.get(character, character) for character in plain_text(text))
    return escaped.replace("%%", "#37;#37;")
