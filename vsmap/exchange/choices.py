"""What a person may choose where maps leave and come in; apart, so that help loads nothing else."""

from typing import Final

FORMS: Final = ("svg", "png", "pdf", "mermaid", "dot", "drawio", "csv", "json")
"""The forms that a map leaves in, in the order of the help."""
REPORTS: Final = ("md", "html", "txt")
"""The forms of a report."""
TABLES: Final = ("stages", "flows", "plan")
"""The tables of a map that leave as CSV."""
PAGE_NAMES: Final = ("a4", "a4-landscape", "a3", "a3-landscape", "letter", "letter-landscape")
"""The sheets of paper that a picture is wrapped to."""
KINDS: Final = ("table", "json", "log", "xes")
"""What a person may say that a source is: a stage table or an event log as CSV, JSON of another tool, XES."""
DATES: Final = ("day-first", "month-first")
"""How dates of numbers alone are meant."""
