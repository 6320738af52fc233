"""Totals that miss figures are never shown as exact."""

from builders import stream
from driven import editor


async def test_an_unknown_process_time_makes_its_totals_bounds() -> None:
    """Process time and efficiency are at least so much, waiting about so much, in panel and strip alike."""
    for columns, rows in ((120, 40), (80, 24)):
        async with editor(stream("A 2h/2d -> B /1d -> C 1h/1d"), columns, rows) as driven:
            wide = columns == 120
            assert driven.shows("≥ 3 h" if wide else "≥3h")
            assert driven.shows("≈ " if wide else "wait ≈")
