"""A line of text under a cursor: what every field of the editor types into."""

from typing import Final

from vsmap.model.text import visible

_KEYS: Final = {
    "left": "left",
    "right": "right",
    "home": "home",
    "end": "end",
    "backspace": "backspace",
    "delete": "delete",
    "ctrl+a": "home",
    "ctrl+e": "end",
    "ctrl+u": "clear_before",
    "ctrl+k": "clear_after",
    "ctrl+w": "word_before",
}


class LineEdit:
    """A text and the place in it where typing goes; keys by their Textual names."""

    def __init__(self, text: str = "", *, is_fresh: bool = False) -> None:
        self.text = text
        self.cursor = len(text)
        self.is_fresh = is_fresh
        """Whether the first character typed replaces the text, as in a cell that was only moved to."""

    @classmethod
    def typed(cls, text: str) -> str:
        """Return what a line holds once a text was typed or pasted into it."""
        edit = cls()
        edit.insert(text)
        return edit.text

    def key(self, key: str, character: str | None) -> bool:
        """Take a key; return whether it meant anything here."""
        if key in _KEYS:
            self.is_fresh = False
            getattr(self, _KEYS[key])()
            return True
        if character is not None and character.isprintable() and len(character) == 1:
            self.insert(character)
            return True
        return False

    def insert(self, text: str) -> None:
        """Type or paste: line ends become spaces, and nothing invisible comes in."""
        if self.is_fresh:
            self.text, self.cursor, self.is_fresh = "", 0, False
        flat = " ".join(text.splitlines())
        clean = "".join(part for part in flat.replace("\t", " ") if visible(part) == part)
        self.text = self.text[: self.cursor] + clean + self.text[self.cursor :]
        self.cursor += len(clean)

    def left(self) -> None:
        """Step back."""
        self.cursor = max(0, self.cursor - 1)

    def right(self) -> None:
        """Step on."""
        self.cursor = min(len(self.text), self.cursor + 1)

    def home(self) -> None:
        """Go to the start."""
        self.cursor = 0

    def end(self) -> None:
        """Go to the end."""
        self.cursor = len(self.text)

    def backspace(self) -> None:
        """Remove the character before the cursor."""
        if self.cursor:
            self._cut(self.cursor - 1, self.cursor)

    def delete(self) -> None:
        """Remove the character under the cursor."""
        self._cut(self.cursor, self.cursor + 1)

    def clear_before(self) -> None:
        """Remove all before the cursor."""
        self._cut(0, self.cursor)

    def clear_after(self) -> None:
        """Remove all from the cursor on."""
        self._cut(self.cursor, len(self.text))

    def word_before(self) -> None:
        """Remove the word before the cursor."""
        head = self.text[: self.cursor].rstrip()
        self._cut(head.rfind(" ") + 1, self.cursor)

    def _cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start
