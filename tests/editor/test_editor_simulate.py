"""`R`: how long items take, worked out beside the interface."""

import asyncio

from builders import stream
from driven import Driven, editor

from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen

_MOMENT, _PATIENCE = 0.01, 2000
BRIDGE = "A /1h -> (B /2-9h, C /1-8h); B -> D /1h; B -> E /2h; C -> E; D -> F /1h; E -> F"


async def _until(driven: Driven, text: str) -> None:
    """Wait until a text is shown, however slow the machine is."""
    for _ in range(_PATIENCE):
        await driven.settle()
        if driven.shows(text):
            return
        await asyncio.sleep(_MOMENT)
    raise AssertionError(f"{text} is not shown:\n{driven.text()}")


async def test_percentiles_and_histogram_of_both_states() -> None:
    """The map beside its future state: percentiles, target, bars, and the way in which each was found."""
    async with editor("deployment-in-months", 120, 40) as driven:
        await driven.press("R")
        await _until(driven, "19 of 20 take no longer")
        for part in (
            "now",
            "future",
            "19 of 20 take no longer",
            "of the items take 2 d at most",
            "now: exact",
        ):
            assert driven.shows(part), driven.text()
        await driven.press("escape")
        assert isinstance(driven.app.screen, MapScreen)


async def test_a_map_without_a_future_has_one_column() -> None:
    """Nothing is compared with nothing; the map is drawn by a sample as it can't be folded, which is said."""
    async with editor(stream(BRIDGE)) as driven:
        await driven.press("R")
        await _until(driven, "Sampled: 100,000 items, seed 1")
        assert not driven.shows("future")
        await driven.press("r")
        await _until(driven, "Sampled: 200,000 items, seed 1")
        await driven.press("r")
        await _until(driven, "seed 2")


async def test_an_empty_map_says_so() -> None:
    """Without stages nothing takes any time."""
    async with editor(ValueStream()) as driven:
        await driven.press("R")
        await _until(driven, "nothing takes any time")


async def test_leaving_stops_the_work() -> None:
    """Esc before the answer is there leads back at once; what comes later is shown nowhere."""
    async with editor(stream(BRIDGE)) as driven:
        await driven.press("R", "escape")
        assert isinstance(driven.app.screen, MapScreen)
        await driven.press("R")
        await _until(driven, "Sampled")
