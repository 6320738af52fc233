"""Titles on borders: set as text, never as markup."""

from textual.content import Content
from textual.widget import Widget

from vsmap.drawing.cells import plain


def entitle(widget: Widget, title: str, subtitle: str = "") -> None:
    """Put a title, and a subtitle where there is one, on a widget's border; this paints the widget anew."""
    widget.border_title = Content(plain(title) or " ")
    widget.border_subtitle = Content(plain(subtitle)) if subtitle else None
