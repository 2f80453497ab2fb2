"""A file, measured, that keeps every promise; tests change one thing at a time."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from kindpace.timeline.events import BeatWindow
from kindpace.timeline.score import Score, ScoredLine
from kindpace.timeline.tempo import Stride
from kindpace.track.encode import RATE
from kindpace.track.frames import Info
from kindpace.track.labels import Chapter, Labels
from kindpace.track.reading import Form, Reading
from kindpace.verify.found import (
    Beats,
    Click,
    Ears,
    Found,
    Levels,
    LineFound,
    Numbers,
    Skipped,
    Stretch,
)

LENGTH = Fraction(120)
MPEG_FRAMES = 4595

INFO = Info(
    constant=True,
    frames=MPEG_FRAMES,
    size=1_440_000,
    encoder="LAME3.100",
    delay=576,
    padding=864,
    tag_whole=True,
    music_crc=7,
)

FORM = Form(
    rate=RATE,
    channels=1,
    bitrate=96,
    mpeg_frames=MPEG_FRAMES,
    frames=120 * RATE,
    start=2_000,
    info=INFO,
    whole=True,
)


def chapter(start: int, end: int, title: str) -> Chapter:
    """A chapter on whole seconds."""
    return Chapter(start=Fraction(start), end=Fraction(end), title=title)


LABELS = Labels(
    title="Two minutes",
    chapters=(chapter(0, 40, "Out"), chapter(40, 80, "Along"), chapter(80, 120, "Home")),
    cover=b"a picture",
)

READING = Reading(
    path=Path("run.mp3"),
    size=1_442_000,
    form=FORM,
    labels=LABELS,
    chapters_listed=True,
    tag_version=(2, 3),
)

SCORE = Score(
    length=LENGTH,
    strides=(Stride(start=Fraction(0), steps=240, begin=Fraction(120), end=Fraction(120)),),
    windows=(BeatWindow(start=Fraction(0), end=LENGTH),),
    lines=(ScoredLine(start=Fraction(5), end=Fraction(8), text="Here we go.", outline=b"\x0f"),),
    words=(),
    breaths=(),
    bells=(),
    plays=(),
    quiets=(),
    sound="park",
    seed=1,
    beat={},
)

LEVELS = Levels(
    length=120.0,
    integrated=-16.1,
    range=6.0,
    true_peak=-1.4,
    momentary=np.full(1200, -16.0),
    highs=np.full(1200, 0.5),
    lows=np.full(1200, -0.5),
    floor=np.full(1200, -40.0),
    longest_faint=0.02,
    offset=0.0001,
    clipped=0,
)

LINE = LineFound(start=5.0, end=8.0, text="Here we go.", begins=5.01, likeness=0.95, clear=14.2)

EARS = Ears(lost=0.0, worst_lost=0.0, worst_at=0.0, leaning=0.0)

PLAYER = Skipped(player="ExoPlayer", seconds=0.0, share=0.0, first=None)


def beats(late_by: Numbers | None = None, *, slope: float = 0.0, late: float = 0.0) -> Beats:
    """A beat twice a second for two minutes, `late_by` seconds late."""
    planned = np.arange(240) / 2
    return Beats(
        planned=planned,
        late_by=late + slope * planned if late_by is None else late_by,
        clear=np.full(240, 12.0),
        spoken=np.zeros(240, bool),
        slope=slope,
        late=late,
    )


def kept(
    *,
    score: Score | None = SCORE,
    lines: Sequence[LineFound] = (LINE,),
    **changes: Any,  # noqa: ANN401 - fields of all kinds
) -> Found:
    """The file that keeps every promise, with `changes`."""
    whole = Found(
        reading=READING,
        score=score,
        levels=LEVELS,
        ears=EARS,
        skipped=(PLAYER, replace(PLAYER, player="Media3")),
        clicks=(),
        holes=(),
        pumping=(),
        still=(),
        beats=None if score is None else beats(),
        lines=() if score is None else tuple(lines),
    )
    return replace(whole, **changes)


def labelled(**changes: Any) -> Reading:  # noqa: ANN401 - fields of all kinds
    """The reading with other labels."""
    return replace(READING, labels=replace(LABELS, **changes))


def formed(**changes: Any) -> Reading:  # noqa: ANN401 - fields of all kinds
    """The reading with another form."""
    return replace(READING, form=replace(FORM, **changes))


def click(at: float, size: float = 0.3) -> Click:
    """A jump of `size`."""
    return Click(at=at, size=size)


def stretch(start: float, end: float) -> Stretch:
    """From `start` to `end`."""
    return Stretch(start=start, end=end)
