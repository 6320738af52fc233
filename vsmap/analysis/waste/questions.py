"""What no figure can show is asked, never asserted (semantics.md, Waste)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from vsmap.model.records import Stage


class Question(NamedTuple):
    """A question to the people of the map, and the waste that their answer may show."""

    waste: str
    """The tag by which the answer is noted."""
    stage: str | None
    """The stage at which it is asked; None is the whole map."""
    text: str


_ASKED: Final = (
    (
        "heroics",
        ("operate", "deploy", "release", "test"),
        "{}: who stays late, or is called at night, so that it works out in the end?",
    ),
    (
        "extra-features",
        ("plan", "idea", "design"),
        "{}: which of the last features does nobody use, and who would have known?",
    ),
    (
        "skills",
        ("develop", "build", "review", "other"),
        "{}: what could the people do that this way of working never asks of them?",
    ),
)
"""Waste by waste: the kinds of stages at which it is asked, the most telling first, and the question."""
_OF_ALL: Final = {
    "heroics": "Who stays late, or is called at night, so that it works out in the end?",
    "extra-features": "Which of the last features does nobody use, and who would have known?",
    "skills": "What could the people do that this way of working never asks of them?",
}


def questions_of(stages: Sequence[Stage]) -> tuple[Question, ...]:
    """Return what is to be asked of a map; a waste that somebody tagged already is no question any more."""
    tagged = {waste for stage in stages for waste in stage.wastes}
    if not stages:
        return ()
    return tuple(_question(stages, *asked) for asked in _ASKED if asked[0] not in tagged)


def _question(stages: Sequence[Stage], waste: str, kinds: tuple[str, ...], text: str) -> Question:
    for kind in kinds:
        for stage in stages:
            if stage.kind == kind:
                return Question(waste, stage.id, text.format(stage.name))
    return Question(waste, None, _OF_ALL[waste])
