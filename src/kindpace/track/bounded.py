"""How much a tag may cost to read: one made to fill memory or time is refused before it does.

A tag is a stranger's bytes. mutagen unpacks whatever a frame claims to hold, copies what is left
of the tag at every frame, and merges like frames one value at a time; each has its bound here.
"""

from dataclasses import dataclass
from typing import Any

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    SYLT,
    TALB,
    TBPM,
    TCON,
    TDAT,
    TDRC,
    TIT2,
    TLAN,
    TPE1,
    TRCK,
    TXXX,
    TYER,
    Frames_2_2,
)

MOST_BYTES = 32 << 20
"""A tag larger than this is refused: hundreds of chapters with a picture each stay below it."""

MOST_WORDS = 8 << 20
"""Bytes of all frames together that are no pictures."""

EACH_FRAME = 2_000
"""What a frame costs besides its bytes, counted in bytes of words."""

MOST_COPIED = 4 << 30
"""Bytes that may be copied while frames, and the values within them, are cut off one by one."""

READ = (
    APIC, CHAP, COMM, CTOC, SYLT, TALB, TBPM, TCON, TDAT, TDRC, TIT2, TLAN, TPE1, TRCK, TXXX, TYER
)  # fmt: skip
"""The frames that become labels; any other is passed over unread."""

PACKED = {3: 0x80, 4: 0x08}
"""The bit that says a frame is packed, by the version of the tag (ID3v2.3 3.3.1, 2.4 4.1.2)."""

NEWEST = 4
OLD, OLD_HEADER, HEADER = 2, 6, 10
UTF_16 = (b"\1", b"\2")
"""How a frame begins whose words end with two zeros."""


class TagTooLarge(Exception):
    """Reading the tag would take more than any honest tag needs."""


@dataclass(slots=True)
class Budget:
    """How many bytes of words may still be read, and how many copied."""

    words: int = MOST_WORDS
    copies: int = MOST_COPIED

    def spend(self, *, words: int = 0, copies: int = 0) -> None:
        """Take these off. Raises `TagTooLarge`."""
        self.words -= words
        self.copies -= copies
        if self.words < 0 or self.copies < 0:
            raise TagTooLarge


def bounded_frames(version: int) -> dict[str, Any]:
    """The frames that are read, by name, as classes of mutagen's, sharing one new budget.

    `version` is the 2, 3 or 4 of ID3v2.x. Their reading raises `TagTooLarge`.
    """
    budget = Budget()
    kinds: dict[str, Any] = {kind.__name__: kind for kind in READ}
    if version == OLD:
        kinds = {name: one for name, one in Frames_2_2.items() if one.__mro__[1] in READ}
    return {name: _bounded(kind, budget, version) for name, kind in kinds.items()}


def _bounded(kind: Any, budget: Budget, version: int) -> Any:  # noqa: ANN401 - mutagen has no types
    """`kind` with a price on its reading."""

    def from_data(cls: Any, header: Any, flags: int, data: bytes) -> Any:  # noqa: ANN401 - the same
        if flags & PACKED.get(version, 0):
            raise TagTooLarge  # nobody packs frames today, and a packed one unfolds a thousandfold
        if issubclass(kind, CHAP):
            budget.spend(words=EACH_FRAME)
            affordable(data[data.find(b"\0") + 17 :], version, budget)
        elif issubclass(kind, APIC):
            budget.spend(words=EACH_FRAME)
        else:
            end = b"\0\0" if data[:1] in UTF_16 else b"\0"
            budget.spend(words=EACH_FRAME + len(data), copies=data.count(end) * len(data) // 2)
        return super(cls, cls)._fromData(header, flags, data)

    def merge(self: Any, _other: Any) -> Any:  # noqa: ANN401 - the same
        return self  # the first of its kind counts

    body = {"_fromData": classmethod(from_data), "_merge_frame": merge}
    return type(kind.__name__, (kind,), body)


def affordable(frames: bytes, version: int, budget: Budget | None = None) -> None:
    """Pay for cutting `frames` apart, or see that it can be paid. Raises `TagTooLarge`.

    Sizes in a tag of version 2.4 are read both ways in which programs write them.
    """
    head, name = (OLD_HEADER, 3) if version == OLD else (HEADER, 4)
    ends = OLD_HEADER if version == OLD else HEADER - 2  # where the size ends
    paid = budget or Budget()
    for bits in (7, 8) if version == NEWEST else (8,):
        place = 0
        while place + head <= len(frames) and frames[place : place + name].strip(b"\0"):
            size = 0
            for byte in frames[place + name : place + ends]:
                size = size << bits | byte
            place += head + size
            paid.spend(copies=max(0, len(frames) - place))
