"""What a person types into a figure or the capture line, read without guessing (interface.md)."""

from vsmap.model.entry.capture import Captured, read_capture
from vsmap.model.entry.errors import EntryError, LeadTimeTooShort
from vsmap.model.entry.figure import figure_text, read_figure
from vsmap.model.entry.line import capture_text, captured_stage, recapture
from vsmap.model.entry.steps import step_figure, stepped
from vsmap.model.entry.timing import read_timing

__all__ = [
    "Captured",
    "EntryError",
    "LeadTimeTooShort",
    "capture_text",
    "captured_stage",
    "figure_text",
    "read_capture",
    "read_figure",
    "read_timing",
    "recapture",
    "step_figure",
    "stepped",
]
