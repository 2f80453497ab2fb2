"""A spoken line as sound needs it: trimmed samples, exact length, and where it is heard."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindpace.session.model import Line, Seconds

Frames = NDArray[np.float32]
"""Mono samples in -1..1, one a frame."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Take:
    """`line` as a voice spoke it, trimmed of silence. `load` fetches the samples when asked.

    `voice` and `key` name the engine and the cache entry.
    """

    line: Line
    length: Seconds
    rate: int
    voice: str
    key: str
    load: Callable[[], Frames]
