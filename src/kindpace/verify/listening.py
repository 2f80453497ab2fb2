"""One walk over a decoded file, and everything that was found on it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log10
from pathlib import Path
from typing import Final

import numpy as np

from kindpace.sound.loudness import Loudness, Sound, measured
from kindpace.sound.peaks import watched
from kindpace.sound.span import BLOCK
from kindpace.timeline.score import Score
from kindpace.track.reading import Reading, blocks_of, read_track
from kindpace.verify import air, beats, clicks, ears, levels, lines, players
from kindpace.verify.blocks import Block, at_our_rate, cut
from kindpace.verify.found import Beats, Found, LineFound, Numbers, Stretch
from kindpace.verify.onsets import Feet

LONG: Final = 60.0
"""Seconds without a word that a runner takes for the end, unless somebody said so before."""

SILENT: Final = 1e-6
"""What stands for no sound at all where a peak is told in decibels."""

OnFrames = Callable[[int], None]
"""Told how many frames of the file have been listened to."""


def unwatched(_frames: int) -> None:
    """Listening that nobody looks at."""


def listen(path: Path, score: Score | None = None, on_frames: OnFrames = unwatched) -> Found:
    """Everything that can be measured on the MP3 at `path`, in one pass and in flat memory.

    Without a `score` there are no beats and no lines to look for. Raises like `read_track`, and
    `KindpaceError` (`score-unreadable`) for a score whose beat is no recipe.
    """
    reading = read_track(path)
    walk = _Walk(score=score, rate=reading.form.rate)
    raw = walk.counted(blocks_of(path, BLOCK), on_frames)
    sounds = walk.looked_at(cut(at_our_rate(raw, reading.form.rate)))
    return _found(reading, walk, measured(sounds))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What has been gathered so far; it grows block by block, and nowhere else."""

    score: Score | None
    rate: int
    highest: float = 0.0
    counts: list[levels.Counted] = field(default_factory=list)
    faint: list[players.Faint] = field(default_factory=list)
    outlines: list[levels.Outline] = field(default_factory=list)
    airs: list[air.Air] = field(default_factory=list)
    sides: list[ears.Sides | None] = field(default_factory=list)
    jumps: list[clicks.Jumps] = field(default_factory=list)
    onsets: list[Feet] = field(default_factory=list)
    voices: list[lines.Envelope] = field(default_factory=list)

    def counted(self, sounds: Iterator[Sound], on_frames: OnFrames) -> Iterator[Sound]:
        """`sounds` passed on, after what has to be measured at the file's own rate."""
        done = 0
        for sound, highest in watched(sounds):
            self.highest = highest
            if len(sound):
                self.counts.append(levels.counted(sound))
                self.faint.append(players.part_of(sound, self.rate))
                done += len(sound)
                on_frames(done)
                yield sound

    def looked_at(self, blocks: Iterator[Block]) -> Iterator[Sound]:
        """The own samples of `blocks` passed on, after everybody has had a look."""
        taken = None if self.score is None else air.busy(self.score)
        for block in blocks:
            clear = air.clear(block)
            self.outlines.append(levels.part_of(block))
            self.airs.append(air.part_of(block, clear, taken))
            self.sides.append(ears.part_of(clear))
            self.jumps.append(clicks.part_of(block))
            if self.score is not None:
                self.onsets.append(beats.part_of(block, self.score))
                self.voices.append(lines.part_of(block))
            yield block.samples[block.inside]


def _found(reading: Reading, walk: _Walk, loudness: Loudness) -> Found:
    """What all parts say together."""
    score = walk.score
    faint = players.together(walk.faint)
    told = levels.together(
        walk.outlines,
        walk.counts,
        rate=walk.rate,
        loudness=loudness,
        true_peak=20 * log10(walk.highest or SILENT),
        floor=air.floor_of(walk.airs),
        longest_faint=faint.longest[players.FAINT] / walk.rate,
    )
    holes, pumping = air.together(walk.airs, score)
    stepped, spoken = _planned(walk, score)
    return Found(
        reading=reading,
        score=score,
        levels=told,
        ears=ears.together(walk.sides),
        skipped=players.removed(faint, walk.rate),
        clicks=clicks.together(
            walk.jumps,
            length=told.length,
            spoken=None if score is None else air.ducks(score),
            on_floor=score is not None and not score.music,
            rate=walk.rate,
        ),
        holes=holes,
        pumping=pumping,
        still=() if score is None else still(score, spoken),
        beats=stepped,
        lines=spoken,
    )


def _planned(walk: _Walk, score: Score | None) -> tuple[Beats | None, tuple[LineFound, ...]]:
    """The beats and the lines of a score, looked for."""
    if score is None:
        return None, ()
    stepped = beats.together(walk.onsets, score)
    return stepped, lines.together(walk.voices, score, stepped)


def still(score: Score, spoken: Sequence[LineFound]) -> tuple[Stretch, ...]:
    """The stretches over `LONG` without a word that nobody announced.

    A line that was not found is no word. A stretch is announced if a quiet in it is.
    """
    heard = [(one.start, one.end) for one in spoken if one.begins is not None]
    heard += [(float(one.start), float(one.start + one.room)) for one in score.words]
    heard += [(float(one.start), float(one.end)) for one in score.plays]
    length = float(score.length)
    ends = np.maximum.accumulate([0.0, *(end for _, end in sorted(heard))])
    starts = [*(start for start, _ in sorted(heard)), length]
    told: Numbers = np.array([float(one.start) for one in score.quiets if one.announced])
    return tuple(
        Stretch(start=float(end), end=start)
        for end, start in zip(ends, starts, strict=True)
        if start - end > LONG and not np.any((told >= end - 1) & (told < start))
    )
