"""JSON of other mappers: steps and connections of bdfinst's vsm-workshop, and vsmap's own."""

from typing import Any

from vsmap.exchange.intake.imported import Imported
from vsmap.exchange.map_json import read_map_json
from vsmap.storage.source import whole_file_fault


def read_mapper(whole: Any, file: str) -> Imported:  # noqa: ANN401 - whatever JSON holds
    """Read a map of another mapper; raises FileFaults where it is none that is known."""
    if isinstance(whole, dict) and "map" in whole and "version" in whole:
        stream = read_map_json(whole, file)
        return Imported(stream, (f"a map of vsmap as JSON: {len(stream)} stages, whole",))
    raise whole_file_fault(file, "", "this JSON is of no mapper that is known")
