"""A few lines by themselves, made ready as in a track, with their gaps."""

from collections.abc import Sequence
from itertools import zip_longest

import numpy as np

from kindpace.session.model import Seconds
from kindpace.sound.level import Clarity, Heard
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames, Take
from kindpace.sound.voices import levelled, made_ready, measure
from kindpace.timeline.tempo import frame


def phrases(
    takes: Sequence[Take], gaps: Sequence[Seconds], clarity: Clarity = Clarity.OUTDOOR
) -> Frames:
    """All of `takes` at `RATE`, levelled together, with `gaps` between them.

    One gap more than there are joins stands at the end. Raises KindpaceError (`take-broken`).
    """
    heard = [Heard(line=take.line, clarity=clarity) for take in takes]
    gains = levelled({one: measure(take, one) for one, take in zip(heard, takes, strict=True)})
    pieces: list[Frames] = []
    for take, one, gap in zip_longest(takes, heard, gaps[: len(takes)]):
        pieces.append(made_ready(take, one, gains[one]))
        pieces.append(np.zeros(frame(gap or Seconds(0), RATE), np.float32))
    return np.concatenate(pieces)
