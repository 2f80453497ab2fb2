"""The bus: all stems over one another, block by block, with pydub.

Each stem becomes a 32-bit segment 18 dB under full scale, where pydub's saturating sums are exact
sums of integers: no order of stems and no size of block changes a sample. Spans are filled up to
whole 10 ms, the grain in which pydub's overlay is frame-exact, and cut again by frames.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from kindpace.sound.clip import GRAIN, AudioSegment, overlaid, samples_of, segment_of
from kindpace.sound.loudness import Sound
from kindpace.sound.span import Span, Stem


def mixed(
    stems: Sequence[Stem], span: Span, gains: Mapping[str, float], channels: int = 1
) -> Sound:
    """The sum of `stems` over `span`, (frames, channels); `gains` are factors by stem name."""
    whole = Span(span.start, span.start + -(-span.length // GRAIN) * GRAIN)
    segments = [
        segment
        for stem in stems
        if (segment := _segment(stem, whole, gains.get(stem.name, 1.0), channels)) is not None
    ]
    if not segments:
        return np.zeros((span.length, channels), np.float32)
    return samples_of(overlaid(segments)).reshape(-1, channels)[: span.length]


def _segment(stem: Stem, span: Span, factor: float, channels: int) -> AudioSegment | None:
    middle = stem.ask(span)
    if middle is None or factor == 0:
        return None
    if channels == 1:
        return segment_of(middle, factor)
    side = stem.side(span) if stem.side else None
    ears = (middle, middle) if side is None else (middle + side, middle - side)
    return segment_of(np.stack(ears, axis=1), factor)
