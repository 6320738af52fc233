"""DOT: the graph language of Graphviz (graphviz.org, The DOT Language)."""

from itertools import pairwise

from vsmap.analysis.report import analyse
from vsmap.exchange.markup import plain_text
from vsmap.exchange.wording import arrow_words, headline, rules_of, stage_lines, title_of
from vsmap.model.records import Flow, Rework
from vsmap.model.stream import ValueStream


def dot(stream: ValueStream) -> str:
    """Return a map as a Graphviz graph; the critical path is heavy, rework is dashed and ranks nothing."""
    analysis = analyse(stream)
    path = analysis.critical_path
    critical = set(pairwise(path))
    heading = [title_of(stream), headline(stream, analysis), rules_of(stream)]
    lines = [
        "digraph value_stream {",
        f'  graph [rankdir=LR, labelloc=t, fontname="sans-serif", label={_quoted(heading)}];',
        '  node [shape=box, fontname="sans-serif"];',
        '  edge [fontname="sans-serif"];',
    ]
    for stage in stream.stages():
        heavy = ", penwidth=3" if stage.id in path else ""
        lines.append(f'  "{stage.id}" [label={_quoted(stage_lines(stage, stream))}{heavy}];')
    arrows: list[Flow | Rework] = [*stream.flows(), *stream.reworks()]
    lines += [f'  "{arrow.source}" -> "{arrow.target}" [{_attributes(arrow, critical)}];' for arrow in arrows]
    return "\n".join([*lines, "}"]) + "\n"


def _attributes(arrow: Flow | Rework, critical: set[tuple[str, str]]) -> str:
    words = arrow_words(arrow)
    found = [f"label={_quoted([words])}"] if words else []
    if isinstance(arrow, Rework):
        found += ["style=dashed", "constraint=false"]
    elif (arrow.source, arrow.target) in critical:
        found.append("penwidth=3")
    return ", ".join(found)


def _quoted(lines: list[str]) -> str:
    """Write lines as one quoted string, in which Graphviz reads neither escapes nor entities of theirs."""
    escaped = (
        plain_text(line).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines
    )
    return '"' + "\\n".join(escaped) + '"'
