"""The colours of pictures, light and dark, by what a piece of the drawing means."""

from typing import Final, Literal, NamedTuple

from vsmap.drawing.card import Role

Theme = Literal["light", "dark"]
THEMES: Final[tuple[Theme, ...]] = ("light", "dark")


class Ink(NamedTuple):
    """One theme; every text has a contrast of at least 4.5 to 1 on its ground (WCAG 2.2, 1.4.3)."""

    ground: str
    box: str
    text: str
    faint: str
    line: str
    critical: str
    rework: str
    waste: str
    wait: str
    work: str


INKS: Final[dict[Theme, Ink]] = {
    "light": Ink(
        ground="#ffffff",
        box="#f6f8fa",
        text="#1f2328",
        faint="#59636e",
        line="#6e7781",
        critical="#0b57a4",
        rework="#9a4a00",
        waste="#b3261e",
        wait="#9a4a00",
        work="#116329",
    ),
    "dark": Ink(
        ground="#0d1117",
        box="#161b22",
        text="#e6edf3",
        faint="#9198a1",
        line="#8b949e",
        critical="#79b8ff",
        rework="#f0a35e",
        waste="#ff8a80",
        wait="#f0a35e",
        work="#6fdd8b",
    ),
}

COLOUR_OF: Final[dict[Role, str]] = {
    Role.LINE: "line",
    Role.REWORK: "rework",
    Role.CRITICAL_LINE: "critical",
    Role.SELECTED_LINE: "critical",
    Role.BORDER: "line",
    Role.CRITICAL_BORDER: "critical",
    Role.MISSING: "faint",
    Role.LABEL: "faint",
    Role.CRITICAL_MARK: "critical",
    Role.WASTE: "waste",
    Role.STUB: "rework",
    Role.WAIT_RUNG: "wait",
    Role.PROCESS_RUNG: "work",
    Role.WRAP: "faint",
}
"""The colour of a role by its name in `Ink`; what is not here has that of text."""


def colour_name(role: Role) -> str:
    """Return the name of a role's colour."""
    return COLOUR_OF.get(role, "text")
