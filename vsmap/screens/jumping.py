"""Pointing at a stage by the letters that are laid over every stage seen, without moving to it first."""

from collections.abc import Callable

from textual import events

from vsmap.screens import doors
from vsmap.screens.base import MapScreenBase
from vsmap.screens.doors import Choice
from vsmap.widgets.pointing import Pointing, labels_for


class Jumping(MapScreenBase):
    """Lays labels over the stages and takes the one that is typed, clicked or picked by its name."""

    def action_jump(self) -> None:
        """Select a stage by the letters laid over it."""
        self.point("Go to", self.select)

    def point(self, title: str, take: Callable[[str], None], *, without: str = "") -> None:
        """Let a person point at one of the stages, but for one; `take` is given its id.

        `title` is a phrase that the name of the stage would follow.
        """
        seen = (*self.map_view.seen(), *self.table.seen())
        left_out = frozenset({without})
        labels = labels_for(stage for stage in dict.fromkeys(seen) if stage not in left_out)
        self.pointing = Pointing(title, take, labels, left_out)
        self._show_labels()

    def pointing_key(self, event: events.Key) -> None:
        """Take a key while labels are shown."""
        pointing = self.pointing
        if pointing is None:
            return
        match event.key:
            case "escape":
                self.stop_pointing()
            case "slash" | "enter":
                self._pick_by_name(pointing)
            case "backspace":
                pointing.typed = pointing.typed[:-1]
                self._show_labels()
            case _ if event.character:
                self._type_label(pointing, event.character.lower())

    def _type_label(self, pointing: Pointing, letter: str) -> None:
        """Go on with a label; a letter that begins none changes nothing."""
        before, pointing.typed = pointing.typed, pointing.typed + letter
        left = pointing.left
        if not left:
            pointing.typed = before
        elif "" in left.values():
            self.point_at(next(stage for stage, rest in left.items() if not rest))
        else:
            self._show_labels()

    def point_at(self, stage: str) -> None:
        """Take a stage, unless it may not be pointed at."""
        pointing = self.pointing
        if pointing is None or stage in pointing.without:
            return
        self.stop_pointing()
        pointing.take(stage)

    def stop_pointing(self) -> None:
        """Take the labels away."""
        self.pointing, self.message = None, ""
        self.show_scene()

    def _show_labels(self) -> None:
        if self.pointing is not None:
            self.message = f"{self.pointing.title} … type the letters on the stage, / for its name"
        self.show_scene()

    def _pick_by_name(self, pointing: Pointing) -> None:
        """Offer all stages by their names, also those that are not seen."""
        self.stop_pointing()

        def take(picked: str | None) -> None:
            if picked is not None:
                pointing.take(picked)

        choices = self.stage_choices(pointing.without)
        self.app.push_screen(doors.pick(f"{pointing.title} …", choices), take)

    def stage_choices(self, without: frozenset[str] = frozenset()) -> list[Choice]:
        """Return the stages to choose from, by their number and name."""
        stages = enumerate(self.work.stream.stages(), 1)
        return [
            Choice(stage.id, f"{number} {stage.name}", stage.lane)
            for number, stage in stages
            if stage.id not in without
        ]
