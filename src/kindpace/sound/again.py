"""What mastering decided, small enough to keep: with it any span is made again without measuring.

To weigh every line and every stem takes far longer than to make half a minute of sound. The
decisions hang on the session and its takes alone, so whoever keeps them by those may skip it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kindpace.problems import Mark
from kindpace.session.model import Line, Recording
from kindpace.sound.level import Clarity, Heard
from kindpace.sound.loudness import Sound
from kindpace.sound.master import Aim, Master, finished
from kindpace.sound.span import RATE, Span, Stem
from kindpace.sound.stems import stems
from kindpace.sound.take import Take
from kindpace.sound.templates import Template
from kindpace.sound.voices import Placed, Voices, readied
from kindpace.timeline.events import Timeline
from kindpace.timeline.tempo import frame

__all__ = ["Again", "Decided", "again", "decided", "read_decided", "written"]

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decided:
    """Where each line stands and how loud, a factor for each stem, and how far the bed gives way.

    Lines go by their number in the order of the takes.
    """

    placed: tuple[tuple[int, int, int], ...]
    heard: tuple[tuple[int, str, bool, float], ...]
    gains: Mapping[str, float]
    deeper: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Again:
    """The same track as a `Master`: `frames` long, with the same samples for any span."""

    frames: int
    aim: Aim
    stems: tuple[Stem, ...]
    gains: Mapping[str, float]

    def ask(self, span: Span) -> Sound:
        """The samples of `span`, (frames, channels)."""
        return finished(self.stems, self.gains, self.aim, self.frames, span)


def decided(master: Master, takes: Mapping[Line, Take]) -> Decided:
    """What `master` decided about `takes`."""
    numbers = {line: number for number, line in enumerate(takes)}
    words = master.words
    order = {one: number for number, one in enumerate(words.gains)}
    return Decided(
        placed=tuple((one.start, one.length, order[one.heard]) for one in words.placed),
        heard=tuple(
            (numbers[one.line], str(one.clarity), one.counted, float(gain))
            for one, gain in words.gains.items()
        ),
        gains={name: float(gain) for name, gain in master.gains.items()},
        deeper=float(master.deeper),
    )


def again(
    told: Decided,
    timeline: Timeline,
    takes: Mapping[Line, Take],
    template: Template,
    *,
    aim: Aim,
    bed: Recording | None = None,
    bed_mark: Mark | None = None,
    seed: int = 0,
) -> Again:
    """The track that `told` was decided for, from the same timeline, takes and template."""
    words = _words(told, takes)
    return Again(
        frames=frame(timeline.length, RATE),
        aim=aim,
        stems=stems(
            timeline, template, words, seed, own=bed, own_mark=bed_mark, deeper=told.deeper
        ),
        gains=told.gains,
    )


def _words(told: Decided, takes: Mapping[Line, Take]) -> Voices:
    lines: Sequence[Line] = list(takes)
    heard = [
        Heard(line=lines[number], clarity=Clarity(clarity), counted=counted)
        for number, clarity, counted, _ in told.heard
    ]
    gains = {one: gain for one, (*_, gain) in zip(heard, told.heard, strict=True)}
    placed = (
        Placed(start=start, length=length, heard=heard[number])
        for start, length, number in told.placed
    )
    return Voices(
        placed=tuple(placed),
        energies={},
        outlines={},
        gains=gains,
        ready=readied(takes, gains),
    )


def written(told: Decided) -> bytes:
    """`told` as JSON. Floats come back as they were."""
    value = {
        "schema": SCHEMA,
        "placed": told.placed,
        "heard": told.heard,
        "gains": dict(told.gains),
        "deeper": told.deeper,
    }
    return json.dumps(value).encode()


def read_decided(content: bytes) -> Decided | None:
    """What `written` made; None for anything else."""
    try:
        value: dict[str, Any] = json.loads(content)
        if value["schema"] != SCHEMA:
            return None
        return Decided(
            placed=tuple((int(a), int(b), int(c)) for a, b, c in value["placed"]),
            heard=tuple((int(a), str(b), bool(c), float(d)) for a, b, c, d in value["heard"]),
            gains={str(name): float(gain) for name, gain in value["gains"].items()},
            deeper=float(value["deeper"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
