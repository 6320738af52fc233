"""What a person types into a figure or the capture line, read without guessing (interface.md)."""

from vsmap.model.entry.errors import EntryError, LeadTimeTooShort
from vsmap.model.entry.figure import figure_text, read_figure
from vsmap.model.entry.timing import read_timing

__all__ = ["EntryError", "LeadTimeTooShort", "figure_text", "read_figure", "read_timing"]
