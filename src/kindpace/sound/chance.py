"""Dice that fall the same way for the same seed, wherever a span begins."""

from hashlib import blake2b
from typing import Final

import numpy as np

_FINEST: Final = float(1 << 53)


def dice(*key: int | str) -> float:
    """A number in [0, 1) that belongs to `key` alone."""
    digest = blake2b(repr(key).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / _FINEST


def stream(*key: int | str) -> np.random.Generator:
    """A stream of random numbers that belongs to `key` alone."""
    digest = blake2b(repr(key).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))
