"""Tables of what was measured, as Markdown."""

from collections.abc import Iterable, Sequence

_WHOLE_FROM = 100


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out rows under a head; all but the first column stand at the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    aligned = (
        [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        for line in (lines[0], rule, *lines[1:])
    )
    return "\n".join(f"| {' | '.join(line)} |" for line in aligned)


def milliseconds(value: float) -> str:
    """Show a time with up to three digits that count."""
    return f"{value:.3g}" if value < _WHOLE_FROM else f"{value:.0f}"


def ratio(value: float, to: float) -> str:
    """Show how many times one value is of another."""
    return f"{value / to:.2f} ×" if to else "–"
