"""Pages that explain waste: a highlight, a question, and what makes deployment slow."""

from collections.abc import Sequence

from textual.content import Content

from vsmap.analysis.report import Highlight
from vsmap.analysis.waste.pathologies import Pathology
from vsmap.analysis.waste.questions import Question
from vsmap.drawing.cells import plain
from vsmap.model.calendar import format_hours
from vsmap.model.limiting import limit_text
from vsmap.model.rules import RULES
from vsmap.model.stream import ValueStream
from vsmap.model.text import name_of
from vsmap.model.waiving import reason_of
from vsmap.screens.dialogs import ReadScreen

Parts = list[str | tuple[str, str]]
_WAIVE = {"!": ("waives", "waive")}
_UNWAIVE = {"!": ("takes the waiver back", "waive")}
_LIMIT = {"l": ("changes the limit", "limit")}


def explain_highlight(highlight: Highlight, stream: ValueStream) -> ReadScreen:
    """Return the page of a highlight: its sentence, its rule and limit, and what helps against it."""
    rule = RULES[highlight.rule]
    parts: Parts = [plain(highlight.text)]
    if highlight.lead_time_h:
        parts.append(
            f"\n{format_hours(highlight.lead_time_h, stream.calendar)} of the lead time are concerned"
        )
    parts += ["\n\n", ("The rule: ", "bold"), rule.meaning]
    limits = [
        f"{name_of(key).lower()} {limit_text(stream, rule, key)}".strip() for key, _limit in rule.limits
    ]
    if limits:
        parts += ["\n", ("Its limit: ", "bold"), " · ".join(limits)]
    if highlight.waived:
        reason = reason_of(stream, rule.id, highlight.stage or highlight.flow) or "nobody said why"
        parts += ["\n\n", ("Waived: ", "bold"), plain(reason)]
    parts += _helps(highlight.countermeasures)
    asks = (_UNWAIVE if highlight.waived else _WAIVE) | (_LIMIT if rule.limits else {})
    return ReadScreen(f"{rule.mark} · {rule.id}", Content.assemble(*parts), asks)


def explain_question(question: Question) -> ReadScreen:
    """Return the page of a question."""
    parts: Parts = [
        plain(question.text),
        "\n\nNo figure shows this waste, so it is asked and never asserted. Is the answer yes, note it:",
        "\nE on the stage, wastes: ",
        (question.waste, "bold"),
    ]
    return ReadScreen(f"To ask · {question.waste}", Content.assemble(*parts))


def explain_pathologies(found: Sequence[Pathology], stream: ValueStream) -> ReadScreen:
    """Return the page of what makes deployment slow: each with the stages that show it, and what helps."""
    parts: Parts = []
    for pathology in found:
        hours = format_hours(pathology.lead_time_h, stream.calendar)
        parts += [("\n\n" if parts else ""), (pathology.name, "bold"), f", {hours} of lead time"]
        parts += [f"\n  ! {plain(highlight.text)}" for highlight in pathology.highlights]
        parts += [f"\n  · {measure}" for measure in pathology.countermeasures]
    return ReadScreen("What makes deployment slow, and what helps", Content.assemble(*parts))


def _helps(countermeasures: Sequence[str]) -> Parts:
    if not countermeasures:
        return []
    return [
        "\n\n",
        ("What helps", "bold"),
        *(f"\n  · {countermeasure}" for countermeasure in countermeasures),
    ]
