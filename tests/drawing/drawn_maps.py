"""The small maps whose drawings are kept as text, and how they are written down.

Run as a program it writes the texts anew; look at every one by eye before keeping it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from vsmap.drawing.card import Arrow, Card, Role, Row, Segment
from vsmap.drawing.draw import draw
from vsmap.drawing.glyphs import ASCII, UNICODE, Glyphs
from vsmap.drawing.ladder import Step, ladder
from vsmap.drawing.layout import layout
from vsmap.drawing.shape import BOX, CHIP, Shape, Viewport, data_box
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import wrap

GOLDENS = Path(__file__).parent / "goldens"
DETAILS = (CHIP, BOX, data_box(4))
TABLES = (UNICODE, ASCII)


@dataclass(frozen=True)
class DrawnMap:
    """A map with all that is shown on it."""

    name: str
    shape: Shape
    titles: tuple[str, ...]
    arrows: dict[int, Arrow] = field(default_factory=dict)
    critical: frozenset[int] = frozenset()
    selected: int | None = None
    queues: dict[int, str] = field(default_factory=dict)
    wastes: frozenset[int] = frozenset()

    def card(self, stage: int) -> Card:
        """Return what is written in a stage's box."""
        return Card(
            self.titles[stage],
            (
                (Segment(f"PT {stage + 1}h   LT {2 * stage + 1}d"),),
                (Segment(f"%C&A {95 - 5 * stage}"),),
                (Segment("Wait ?", Role.MISSING),),
            ),
            marks=(Segment("!", Role.WASTE),) if stage in self.wastes else (),
            queue=self.queues.get(stage, ""),
            critical=stage in self.critical,
            selected=stage == self.selected,
        )

    def steps(self) -> tuple[Step, ...]:
        """Return the ladder of the critical path."""
        return tuple(Step(stage, f"{2 * stage}d", f"{stage + 1}h") for stage in sorted(self.critical))


def chain(*stages: int) -> tuple[tuple[int, int], ...]:
    """Return the flows that lead through the stages one after the other."""
    return tuple(pairwise(stages))


BRANCH = DrawnMap(
    "branch",
    Shape(
        7,
        ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 6)),
        ((4, 2), (5, 5)),
    ),
    ("Idea", "Design", "Develop", "Test environment", "Test", "Approval", "Deploy"),
    {
        **{arrow: Arrow(critical=True) for arrow in (2, 4)},
        0: Arrow("10d", critical=True),
        1: Arrow("70%"),
        5: Arrow("2d", critical=True),
        6: Arrow(critical=True),
        7: Arrow("25%"),
        8: Arrow("5%"),
    },
    critical=frozenset((0, 1, 3, 4, 5, 6)),
    selected=2,
    queues={1: "▽120", 3: "▽20"},
    wastes=frozenset((3,)),
)
CROSSING = DrawnMap(
    "crossing",
    Shape(7, ((0, 4), (0, 5), (1, 3), (1, 5), (2, 3), (2, 4), (3, 6), (4, 6), (5, 6))),
    ("A", "B", "C", "D", "E", "F", "G"),
)
SKIPS = DrawnMap(
    "skips",
    Shape(7, (*chain(0, 1, 2, 3, 4, 5, 6), (1, 3), (1, 5)), ((4, 1), (5, 4), (6, 1))),
    ("Request", "Analyse", "Build", "Review", "Test", "Release", "Watch"),
    {9: Arrow("20%"), 10: Arrow("5%"), 11: Arrow("1%")},
)
FAR = DrawnMap(
    "far",
    Shape(17, (*chain(*range(17)), (1, 15), (2, 16)), ((15, 1), (16, 0), (14, 1), (3, 2))),
    tuple(f"S{stage}" for stage in range(17)),
)
LEVEL = DrawnMap(
    "level",
    Shape(5, ((0, 1), (0, 2), (1, 3), (2, 3)), ((2, 1), (1, 2), (3, 4))),
    ("Split", "検査工程の準備", "Prüfung 👩‍💻 e\u0301", "Join", "Apart"),
    {4: Arrow("10%"), 5: Arrow("20%")},
)
SWIMLANES = DrawnMap(
    "swimlanes",
    Shape(
        8,
        ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 6), (6, 7)),
        ((4, 2), (6, 1)),
        swimlanes=(0, 0, 1, 2, 2, 0, 2, 2),
    ),
    ("Idea", "Design", "Develop", "Test environment", "Test", "Approval", "Deploy", "Watch"),
)
INFORMED = DrawnMap(
    "informed",
    Shape(
        6,
        ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5)),
        ((4, 2),),
        information=((0, 4), (1, 2), (5, 0), (4, 3), (3, 5), (4, 5)),
    ),
    ("Idea", "Design", "Develop", "Test environment", "Test", "Operate"),
    {
        6: Arrow("25%"),
        7: Arrow("Weekly planning mail"),
        8: Arrow("Stories"),
        9: Arrow("Incident report"),
        10: Arrow("Booking", selected=True),
        11: Arrow("Form"),
    },
    queues={2: "▽7", 3: "▽20"},
)
ALL = (BRANCH, CROSSING, SKIPS, FAR, LEVEL, SWIMLANES, INFORMED)


def as_text(rows: list[Row]) -> Iterator[str]:
    """Yield the characters of each row without the blanks at its end."""
    for row in rows:
        yield "".join(run.text for run in row).rstrip()


def drawn(shown: DrawnMap, glyphs: Glyphs) -> str:
    """Draw a map at all details, then wrapped at 80 columns with its ladder."""
    lines: list[str] = []
    for detail in DETAILS:
        laid_out = layout(shown.shape, detail)
        lines.append(f"--- {detail.name}")
        whole = Viewport(0, 0, laid_out.width, laid_out.height)
        lines += as_text(draw(laid_out, shown.card, shown.arrows, whole, glyphs))
        if shown.critical:
            lines += as_text(list(ladder(laid_out, shown.steps(), 0, laid_out.width, glyphs)))
    laid_out = layout(shown.shape, BOX)
    view = wrap(laid_out, 80, shown.steps())
    lines.append("--- box, wrapped at 80")
    lines += as_text(draw_wrapped(view, shown.card, shown.arrows, (0, view.height), glyphs))
    return "\n".join(lines) + "\n"


def golden(shown: DrawnMap, glyphs: Glyphs) -> Path:
    """Return where the drawing of a map is kept."""
    return GOLDENS / f"{shown.name}-{glyphs.name}.txt"


if __name__ == "__main__":
    for each_map in ALL:
        for table in TABLES:
            golden(each_map, table).write_text(drawn(each_map, table), "utf-8")
