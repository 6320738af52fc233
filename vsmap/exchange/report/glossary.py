"""The terms of a report, each in a sentence that a sponsor understands (semantics.md)."""

from typing import Final

GLOSSARY: Final = (
    (
        "Lead time (LT)",
        (
            "from the moment work is available to a stage until it is handed on, waiting included; of the "
            "whole stream: the longest way from request to customer"
        ),
    ),
    ("Process time (PT)", "the time in which one item is actively worked on"),
    ("Waiting", "lead time less process time: the time in which nobody works on the item"),
    ("Flow efficiency", "process time as a share of lead time, along the critical path"),
    ("%C&A", "complete and accurate: the share of a stage's output that the next one can use as it is"),
    ("Rolled %C&A", "the %C&A of all stages multiplied: the share of items that nobody has to correct"),
    ("Critical path", "the stages that set the lead time: only what is saved there makes it shorter"),
    ("Rework", "work that comes back to a stage which had finished it"),
    ("Handoff", "work that goes from one function or team to another"),
    ("Takt", "working time divided by what customers ask for in it: how often an item must be finished"),
    ("~", "an estimate; a range such as 2-5d or 1d/2d/5d says best, most likely and worst"),
    ("\N{EN DASH} or ?", "unknown: nobody has measured or estimated it yet, and totals say so"),
)
"""Term and meaning."""
