"""Titles on borders: set as text, never as markup, and only when they change (setting one repaints)."""

from textual.content import Content
from textual.widget import Widget

from vsmap.drawing.cells import plain


def entitle(widget: Widget, title: str, subtitle: str | None = None) -> None:
    """Put a title, and a subtitle where one is given, on a widget's border."""
    new = Content(plain(title) or " ")
    if widget.border_title != new.markup:
        widget.border_title = new
    if subtitle is None:
        return
    below = Content(plain(subtitle)) if subtitle else None
    if widget.border_subtitle != (below.markup if below is not None else None):
        widget.border_subtitle = below
