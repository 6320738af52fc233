"""The tables of a map that leave as CSV."""

from typing import Final

TABLES: Final = ("stages", "flows", "plan")
