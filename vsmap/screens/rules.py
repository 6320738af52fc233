"""Changing what the numbers rest on: conventions, calendar, demand and targets, and the limits of waste."""

from vsmap.model.limiting import limit_text, read_limit, set_limit
from vsmap.model.rules import RULES, Rule
from vsmap.model.text import name_of
from vsmap.screens import doors
from vsmap.screens.base import MapScreenBase
from vsmap.screens.doors import Choice


class Ruling(MapScreenBase):
    """The actions that change the rules; totals and highlights follow at once."""

    def action_edit_rules(self) -> None:
        """Edit conventions, calendar, demand and targets in a form."""
        self.change_by_form(doors.rules_form(self.work.stream), "the rules of the map")

    def action_edit_limits(self) -> None:
        """Choose a rule of waste, and give it another limit."""
        stream = self.work.stream
        choices = [
            Choice(f"{rule.id} {key}", _named(rule, key), f"{limit_text(stream, rule, key)} · {rule.id}")
            for rule in RULES.values()
            for key, _limit in rule.limits
        ]

        def ask(picked: str | None) -> None:
            if picked is not None:
                rule, _blank, key = picked.partition(" ")
                self.ask_limit(RULES[rule], key)

        self.app.push_screen(doors.pick("The limits of waste", choices), ask)

    def ask_limit(self, rule: Rule, key: str) -> None:
        """Ask for another limit of a rule."""
        stream = self.work.stream

        def wrong(typed: str) -> str:
            try:
                read_limit(rule, key, typed)
            except ValueError as error:
                return str(error)
            return ""

        def change(typed: str | None) -> None:
            if typed is not None:
                value = read_limit(rule, key, typed)
                self.edit(f"limit of {rule.id}", set_limit(stream, rule, key, value))

        hint = f"{_named(rule, key)} ({rule.unit or 'a number'}); empty: {dict(rule.limits)[key]:g}, as usual"
        text = f"{stream.thresholds.limit(rule.id, key):g}"
        self.app.push_screen(doors.prompt(f"{rule.mark}: its limit", text, hint, wrong), change)


def _named(rule: Rule, key: str) -> str:
    mark = f"{rule.mark}, {name_of(key).lower()}" if key else rule.mark
    return f"{mark}: {rule.meaning}"
