"""Keeps a sample of scenarios where there are too many to follow them all."""

import random
from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

SCENARIOS: Final = 4096
"""How many scenarios are told apart between two stages that every item passes."""
SEED: Final = 20_140_926
"""The same map gives the same sample."""

Scenario = TypeVar("Scenario", bound=Hashable)


def sampled(weights: Mapping[Scenario, float], chance: random.Random) -> dict[Scenario, float]:
    """Keep each scenario as often as it is probable, SCENARIOS in all (systematic resampling).

    Returns new weights with the same sum. Scenarios are shuffled first: in the order in which they arose
    neighbours differ in the same way, and every second one would lack the same stage.
    """
    step = sum(weights.values()) / SCENARIOS
    mark, reached = chance.random() * step, 0.0
    shuffled = list(weights.items())
    chance.shuffle(shuffled)
    kept: dict[Scenario, float] = {}
    for scenario, weight in shuffled:
        reached += weight
        hits = 0
        while mark < reached:
            hits += 1
            mark += step
        if hits:
            kept[scenario] = hits * step
    return kept
