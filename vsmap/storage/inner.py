"""What stands in a value of several lines: the elements of a list, and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vsmap.storage.lexing import TOKEN

if TYPE_CHECKING:
    import re


class Remark(NamedTuple):
    """A comment within a value of several lines; `element` is the element of a list that it is at."""

    text: str
    element: int


class InnerParts:
    """The elements of a list, as offsets, and the comments of any value, with the elements they are at.

    A comment on a line of its own is at the element that follows, any other at the one before it.
    """

    def __init__(self, text: str, at: int, stop: int) -> None:
        self.elements: list[int] = []
        self.remarks: list[Remark] = []
        self._text, self._at = text, at
        self._depth, self._last = 0, at
        self._expecting, self._own_line = False, False
        for token in TOKEN.finditer(text, at, stop):
            self._find_element(token)
            self._take(token)

    def _find_element(self, token: re.Match[str]) -> None:
        """Note an element of the outer list that begins before a token, or with it."""
        if not self._expecting or self._depth != 1:
            return
        bare = len(self._text[self._last : token.start()].lstrip())
        if bare or token[0][0] in "\"'[{":
            self.elements.append(token.start() - bare)
            self._expecting = self._own_line = False

    def _take(self, token: re.Match[str]) -> None:
        first = token[0][0]
        if first == "#":
            coming = self._expecting and self._own_line
            self.remarks.append(Remark(token[0].rstrip(" \t"), len(self.elements) - (not coming)))
        elif first == "\n":
            self._own_line = True
        elif self._text[self._at] == "[" and (
            (first == "," and self._depth == 1) or token.start() == self._at
        ):
            self._expecting, self._own_line = True, False
        self._depth += (first in "[{") - (first in "]}")
        self._last = token.end()
