"""Measured files by hand, so that what is told and drawn of them can be foreseen."""

from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kindpace.session.model import Seconds
from kindpace.timeline.events import BeatWindow, Phase
from kindpace.timeline.score import Score, ScoredBreath, ScoredLine, ScoredSpan, ScoredWord
from kindpace.timeline.tempo import Stride
from kindpace.track.frames import Info
from kindpace.track.labels import Chapter, Labels
from kindpace.track.reading import Form, Reading
from kindpace.verify.found import Beats, Ears, Found, Levels, LineFound, Skipped

PLAYERS = ("ExoPlayer 2, AntennaPod", "Media3", "Pocket Casts low", "Pocket Casts high")

Numbers = NDArray[np.float64]


def reading(
    length: float = 600,
    *,
    title: str = "Steady companion",
    chapters: tuple[tuple[float, str], ...] = ((0, "Arrive"), (0.2, "Run"), (0.8, "Settle")),
    channels: int = 1,
    path: str = "steady-companion.mp3",
) -> Reading:
    """A whole file of `length` seconds; `chapters` begin at shares of it."""
    edges = [length * share for share, _ in chapters] + [length]
    listed = tuple(
        Chapter(start=Fraction(round(start)), end=Fraction(round(end)), title=name)
        for start, end, (_, name) in zip(edges, edges[1:], chapters, strict=False)
    )
    frames = round(length * 44_100)
    count = -(-frames // 1152)
    padding = count * 1152 - frames
    form = Form(
        rate=44_100,
        channels=channels,
        bitrate=96,
        mpeg_frames=count,
        frames=frames,
        start=0,
        info=Info(
            constant=True,
            frames=count, size=0, encoder="LAME3.100", delay=1, padding=padding - 1,
            music_crc=0, tag_whole=True,
        ),
        whole=True,
    )  # fmt: skip
    labels = Labels(title=title, chapters=listed)
    return Reading(
        path=Path(path), size=0, form=form, labels=labels, chapters_listed=True, tag_version=(2, 3)
    )


def score(
    length: float = 600,
    *,
    cadence: int = 165,
    lines_every: float = 60,
    breaths: bool = True,
    counted: int = 12,
) -> Score:
    """A walk, a ramp and a run; a line each `lines_every` seconds, breath in the middle third."""
    whole = Fraction(length)
    walk = Stride(
        start=Seconds(0), steps=round(length / 5 * 110 / 60), begin=Seconds(110), end=Seconds(110)
    )
    ramp = Stride(
        start=walk.stop, steps=round(length / 20 * (110 + cadence) / 120),
        begin=Seconds(110), end=Seconds(cadence),
    )  # fmt: skip
    rest = max(Seconds(1), whole - ramp.stop)
    run = Stride(
        start=ramp.stop,
        steps=int(rest * cadence / 60),
        begin=Seconds(cadence),
        end=Seconds(cadence),
    )
    starts = np.arange(min(5.0, length / 4), length - 3, lines_every)
    lines = tuple(
        ScoredLine(
            start=Fraction(round(1000 * start), 1000),
            end=Fraction(round(1000 * start) + 2500 + 100 * (number % 9), 1000),
            text=f"Line {number}, said kindly.",
        )
        for number, start in enumerate(starts.tolist())
    )
    half = Fraction(3 * 60, cadence)
    count = int(whole / 3 / half) if breaths else 0
    return Score(
        length=whole,
        strides=(walk, ramp, run),
        windows=(BeatWindow(start=Seconds(0), end=whole * 9 / 10),),
        lines=lines,
        words=tuple(
            ScoredWord(start=whole / 3 + half * number, room=half / 3, text="in")
            for number in range(counted)
        ),
        breaths=tuple(
            ScoredBreath(
                start=whole / 3 + half * number,
                length=half * 9 / 10,
                phase=Phase.OUT if number % 2 else Phase.IN,
                gain=Fraction(min(number + 1, 4), 4),
            )
            for number in range(count)
        ),
        bells=(),
        plays=(),
        quiets=(ScoredSpan(start=whole * 2 / 3, end=whole * 4 / 5, announced=True),),
        sound="park",
        seed=1,
        beat={},
    )


def levels(length: float = 600, *, seed: int = 1, words: tuple[LineFound, ...] = ()) -> Levels:
    """A calm bed at about -38 dBFS with louder words, a beat and slow gusts."""
    dice = np.random.default_rng(seed)
    count = max(1, round(length * 10))
    times = np.arange(count) / 10
    gusts = 2 * np.sin(times / 17) + 1.5 * np.sin(times / 5.3)
    floor = -38 + gusts + dice.normal(0, 1, count)
    said = np.zeros(count, dtype=bool)
    for word in words:
        said[int(10 * word.start) : int(10 * word.end)] = word.begins is not None
    floor[said] = -20 + dice.normal(0, 2, int(said.sum()))
    momentary = np.where(said, -16, -22) + gusts / 2 + dice.normal(0, 1, count)
    highs = np.clip(np.where(said, 0.6, 0.16) * dice.uniform(0.6, 1.1, count), 0, 1)
    return Levels(
        length=length,
        integrated=-16.04,
        range=6.2,
        true_peak=-2.3,
        momentary=momentary[: max(0, count - 3)],
        highs=highs,
        lows=-highs * dice.uniform(0.8, 1, count),
        floor=floor,
        longest_faint=0.021,
        offset=0.0001,
        clipped=0,
    )


def beats(plan: Score, *, seed: int = 1, wander: float = 0.0003) -> Beats:
    """Every planned beat, `wander` seconds off its place more or less."""
    planned = np.array([float(step) for _, step in plan.beat_steps()])
    dice = np.random.default_rng(seed)
    return Beats(
        planned=planned,
        late_by=np.clip(dice.normal(0, wander, len(planned)), -3 * wander, 3 * wander),
        clear=np.full(len(planned), 12.0),
        spoken=np.zeros(len(planned), dtype=bool),
        slope=0.0,
        late=0.0,
    )


def lines(plan: Score) -> tuple[LineFound, ...]:
    """Every planned line where it belongs, 11 to 17 LU above the bed."""
    return tuple(
        LineFound(
            start=float(line.start),
            end=float(line.end),
            text=line.text,
            begins=float(line.start) + 0.004,
            likeness=0.95,
            clear=11 + number % 7,
        )
        for number, line in enumerate(plan.lines)
    )


def found(
    length: float = 600, *, plan: Score | None = None, written: Reading | None = None
) -> Found:
    """A track that keeps all its promises; with neither plan nor words unless a plan is given."""
    told = () if plan is None else lines(plan)
    return Found(
        reading=written or reading(length),
        score=plan,
        levels=levels(length, words=told),
        ears=Ears(lost=0.0, worst_lost=0.0, worst_at=0.0, leaning=0.0),
        skipped=tuple(Skipped(player=name, seconds=0.0, share=0.0, first=None) for name in PLAYERS),
        clicks=(),
        holes=(),
        pumping=(),
        still=(),
        beats=None if plan is None else beats(plan),
        lines=told,
    )
