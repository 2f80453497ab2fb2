"""The CRC-16 that LAME's tag uses: polynomial x^16 + x^15 + x^2 + 1, reflected, from zero.

A CRC is linear: that of a row of bytes is the exclusive or of what each byte contributes at its
place, looked up in one table for all places, and the state before a row acts like an exclusive or
on the row's first two bytes. So rows are summed side by side in numpy, then chained.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

ROW = 1024
REFLECTED = 0xA001


def crc16(data: bytes, state: int = 0) -> int:
    """The CRC of `data`, going on from `state`, so that a stream can be summed piece by piece."""
    contribution = _contributions()
    whole = len(data) - len(data) % ROW
    rows = np.frombuffer(data, dtype=np.uint8, count=whole).reshape(-1, ROW)
    places = np.arange(ROW, dtype=np.intp) * 256
    for row in np.bitwise_xor.reduce(contribution.take(rows + places), axis=1).tolist():
        state = row ^ int(contribution[state & 255]) ^ int(contribution[256 + (state >> 8)])
    single = contribution[-256:].tolist()
    for byte in data[whole:]:
        state = (state >> 8) ^ single[(state ^ byte) & 255]
    return state


@cache
def _contributions() -> NDArray[np.uint16]:
    """What byte b at place p of a row adds to the row's CRC, at index 256·p + b."""
    single = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        single = np.where(single & 1, (single >> 1) ^ REFLECTED, single >> 1).astype(np.uint16)
    table = np.empty((ROW, 256), dtype=np.uint16)
    table[-1] = single
    for place in range(ROW - 2, -1, -1):
        after = table[place + 1]
        table[place] = (after >> 8) ^ single[after & 255]
    return table.ravel()
