"""The times without a voice in a draft: where each begins, how long it is, and who was told."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kindpace.session.model import Count, Play, Quiet, Say, Seconds
from kindpace.session.packs import Pack
from kindpace.session.text import LATER
from kindpace.timeline.arrange import Draft
from kindpace.timeline.place import Spot

SOON = Seconds(20)
"""What is said within this time of an announced quiet still belongs to its announcement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """No voice from the end of `after` until `end`; `quiets` are the written ones inside."""

    after: Spot
    end: Seconds
    quiets: tuple[Spot, ...]
    told: bool

    @property
    def length(self) -> Seconds:
        """Seconds without a voice."""
        return self.end - self.after.end

    @property
    def in_hand(self) -> bool:
        """Whether the writer asked not to announce it."""
        return any(isinstance(s.cue, Quiet) and not s.cue.announce for s in self.quiets)


def silences(draft: Draft, cuts: Sequence[Seconds], pack: Pack) -> tuple[Silence, ...]:
    """One silence after each thing that is heard, however short. `cuts` end silences too.

    A silence has been told of if the words before it say so, or words soon before those.
    """
    heard = [spot for spot in draft.spots if isinstance(spot.cue, Say | Count | Play)]
    quiets = [spot for spot in draft.spots if isinstance(spot.cue, Quiet)]
    begins = [spot.start for spot in quiets]
    ends = [*(spot.start for spot in heard), draft.timeline.length][1:]
    found: list[Silence] = []
    told = False
    for spot, end in zip(heard, _cut(heard, ends, sorted(cuts)), strict=True):
        told = tells(spot, pack) or (
            told and spot.start - found[-1].after.end < SOON and found[-1].end == spot.start
        )
        inside = quiets[bisect_left(begins, spot.end) : bisect_left(begins, end)]
        found.append(Silence(after=spot, end=end, quiets=tuple(inside), told=told))
    return tuple(found)


def tells(spot: Spot, pack: Pack) -> bool:
    """Whether a cue's own words announce a quiet."""
    return isinstance(spot.cue, Say) and any(
        LATER in one.text or re.search(rf"\b(?:{pack.quiet_words})\b", one.text, re.IGNORECASE)
        for one in spot.cue.lines
    )


def meant(number: int, found: Sequence[Silence]) -> Silence:
    """The silence that a `{quiet}` before silence `number` speaks of.

    It is the first one that holds a written quiet or is no mere breathing space.
    """
    for one in found[number:]:
        if one.quiets or one.length >= SOON:
            return one
    return found[number]


def _cut(
    heard: Sequence[Spot], ends: Sequence[Seconds], cuts: Sequence[Seconds]
) -> Iterator[Seconds]:
    for spot, end in zip(heard, ends, strict=True):
        place = bisect_left(cuts, spot.end)
        yield min(end, cuts[place]) if place < len(cuts) else end
