"""Pages that explain: what a number is made of, and what a highlight of waste means."""

from textual.content import Content

from vsmap.analysis.report import Highlight
from vsmap.analysis.terms import Explanation
from vsmap.drawing.cells import plain
from vsmap.model.rules import RULES
from vsmap.screens.dialogs import ReadScreen

Parts = list[str | tuple[str, str]]


def explain_number(number: Explanation) -> ReadScreen:
    """Return the page of a total: its terms, the largest first, and the rule in words."""
    parts: Parts = [(f"{number.label}  {number.shown}", "bold"), "\n"]
    width = max((len(term.shown) for term in number.terms), default=0)
    for term in number.largest_first:
        sign = "÷" if term.divides else " "
        parts.append(f"\n {sign} {term.shown:>{width}}  {plain(term.label)}")
    parts += ["\n\n", ("The rule: ", "bold"), plain(number.rule)]
    return ReadScreen(f"Why: {number.label} {number.shown}", Content.assemble(*parts))


def explain_highlight(highlight: Highlight) -> ReadScreen:
    """Return the page of a highlight: its sentence, its rule, and the countermeasures the field names."""
    rule = RULES[highlight.rule]
    parts: Parts = [plain(highlight.text), "\n\n", ("The rule: ", "bold"), rule.meaning]
    if highlight.countermeasures:
        parts += ["\n\n", ("What helps", "bold")]
        parts += [f"\n  · {countermeasure}" for countermeasure in highlight.countermeasures]
    return ReadScreen(f"{rule.mark} · {rule.id}", Content.assemble(*parts))
