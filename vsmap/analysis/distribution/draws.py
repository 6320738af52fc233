"""Draws that can be found again: each is a function of seed, stage, item and repetition, and of nothing else.

So no result depends on how the items are shared among workers, and two maps that are compared draw the same
luck for the same stage (common random numbers): a difference between them is no noise.
"""

from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vsmap.analysis.distribution.laws import Reals

Bits = NDArray[np.uint64]

_WORD: Final = 0xFFFF_FFFF_FFFF_FFFF
_GOLDEN: Final = 0x9E37_79B9_7F4A_7C15
_FIRST, _SECOND = 0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB
_UNIT: Final = 2.0**-64


def key_of(*names: object) -> int:
    """Return the key of a series of draws, by what it is about."""
    text = "\0".join(map(str, names))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def bits(items: Bits, key: int) -> Bits:
    """Return 64 random bits for each item (splitmix64; Steele, Lea and Flood, 2014)."""
    mixed = items * np.uint64(_GOLDEN)
    mixed += np.uint64(key & _WORD)
    shifted = np.empty_like(mixed)
    for shift, factor in ((30, _FIRST), (27, _SECOND)):
        np.right_shift(mixed, np.uint64(shift), out=shifted)
        mixed ^= shifted
        mixed *= np.uint64(factor)
    np.right_shift(mixed, np.uint64(31), out=shifted)
    mixed ^= shifted
    return mixed


def chances(items: Bits, key: int) -> Reals:
    """Return a number from 0 up to 1 for each item."""
    return bits(items, key) * _UNIT
