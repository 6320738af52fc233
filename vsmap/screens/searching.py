"""Searching for stages: by a part of the name, the lane or the number, and on to the next that has it."""

from vsmap.screens import doors
from vsmap.screens.doors import Choice, matches
from vsmap.screens.jumping import Jumping


class Searching(Jumping):
    """Finds a stage, and the next and the one before with what was searched for."""

    _searched = ""

    def action_find(self) -> None:
        """Find a stage by its name; what was typed is searched on for with the next commands."""
        dialog = doors.pick("Find a stage", self.stage_choices())

        def go(picked: str | None) -> None:
            if picked is not None:
                self._searched = dialog.typed or self.named([picked])
                self.select(picked)

        self.app.push_screen(dialog, go)

    def action_find_next(self) -> None:
        """Select the next stage with what was searched for."""
        self._search_on(1)

    def action_find_before(self) -> None:
        """Select the one before."""
        self._search_on(-1)

    def _search_on(self, step: int) -> None:
        if not self._searched:
            self.tell("nothing was searched for yet: / searches", is_error=True)
            return
        choices = self.stage_choices()
        ids = [choice.id for choice in choices]
        at = ids.index(self.selection.stage) if self.selection.stage in ids else 0
        around = [choices[(at + step * far) % len(choices)] for far in range(1, len(choices) + 1)]
        found = next((choice for choice in around if matches(choice, self._searched)), None)
        if found is None:
            self.tell(f"no stage has {self._searched}", is_error=True)
            return
        self.select(found.id)
        self.message = f"{self._said_of(choices, found)} of those with {self._searched}"
        self.show_scene()

    def _said_of(self, choices: list[Choice], found: Choice) -> str:
        hits = [choice.id for choice in choices if matches(choice, self._searched)]
        return f"{found.text}: {hits.index(found.id) + 1} of {len(hits)}"
