"""Where captured stages go: behind, in front of or beside others, on open branches, and where those join."""

from typing import NamedTuple, Self

from vsmap.model.edits import Edits
from vsmap.model.plans import add_after, add_before, add_branch, add_join
from vsmap.model.records import Stage
from vsmap.model.stream import ValueStream


class Place(NamedTuple):
    """A place for a new stage: how it stands to other stages, by their ids.

    `how` is "first", "after", "before", "beside" (of a branch its first stage, then its last) or "join".
    """

    how: str
    stages: tuple[str, ...] = ()

    def edits(self, stream: ValueStream, stage: Stage) -> Edits:
        """Return the edits that put a stage there."""
        match self.how:
            case "join":
                return add_join(stream, stage, self.stages)
            case "beside":
                return add_branch(stream, stage, *self.stages)
            case "before":
                return add_before(stream, stage, self.stages[0])
            case _:
                return add_after(stream, stage, self.stages[0] if self.stages else None)

    def in_words(self, stream: ValueStream) -> str:
        """Say where it is: `after Test and Env (join)`."""
        names = [stream.stage(each).name for each in self.stages]
        match self.how:
            case "join":
                return f"after {', '.join(names[:-1])} and {names[-1]} (join)"
            case "beside":
                return f"beside {names[0]}"
            case "before":
                joins = len(stream.predecessors(self.stages[0])) > 1
                return f"before {names[0]}{' (behind the join)' if joins else ''}"
            case "after":
                return f"after {names[0]}{_around(stream, self.stages[0])}"
            case _:
                return "first stage"


def _around(stream: ValueStream, stage: str) -> str:
    """Say what a stage behind another comes into."""
    onward = stream.successors(stage)
    if len(onward) > 1:
        return " (before the fork)"
    joins = onward and len(stream.predecessors(onward[0])) > 1
    return " (in the branch)" if joins else ""


class Course(NamedTuple):
    """The way that captured lines take.

    Attributes:
        ends: the last stage of each branch that is open; the one worked on comes last.
        head: the first stage of the branch worked on, beside which another one goes.
        before: the stage in front of which the first line goes; None everywhere else.
        turn: how often another place was asked for.
    """

    ends: tuple[str, ...] = ()
    head: str = ""
    before: str | None = None
    turn: int = 0

    @classmethod
    def starting(cls, how: str, stage: str | None) -> Self:
        """Begin after, before or beside a stage; without one with the first stage of the map."""
        if stage is None:
            return cls()
        if how == "before":
            return cls((), stage, stage)
        return cls((stage,), stage, turn=1 if how == "beside" else 0)

    def places(self) -> tuple[Place, ...]:
        """Return the places for the next line, the one for a plain line first."""
        if self.before is not None:
            return (Place("before", (self.before,)), Place("beside", (self.before, self.before)))
        if not self.ends:
            return (Place("first"),)
        another = Place("beside", (self.head, self.ends[-1]))
        behind = Place("after", self.ends[-1:])
        return (behind, another) if len(self.ends) == 1 else (Place("join", self.ends), behind, another)

    @property
    def place(self) -> Place:
        """The place for the next line."""
        places = self.places()
        return places[self.turn % len(places)]

    def turned(self, step: int = 1) -> Self:
        """Ask for another place."""
        return self._replace(turn=(self.turn + step) % len(self.places()))

    def added(self, stage: str) -> Self:
        """Go on behind a stage that was put in the place."""
        place, fresh = self.place, type(self)
        if place.how == "beside":
            others = self.ends or place.stages[:1]
            return fresh((*others, stage), stage)
        if place.how == "after" and len(self.ends) > 1:
            return fresh((*self.ends[:-1], stage), self.head)
        return fresh((stage,), stage)

    @property
    def stages(self) -> frozenset[str]:
        """The stages that it is about."""
        return frozenset((*self.ends, *([self.head] if self.head else [])))
