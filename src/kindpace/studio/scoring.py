"""What is planned, as the score that travels in the tag of a track."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kindpace.session.model import Line, Seconds
from kindpace.sound.outline import UNKNOWN
from kindpace.sound.span import RATE
from kindpace.sound.take import Take
from kindpace.sound.voices import Voices, voices
from kindpace.studio.planning import Planned
from kindpace.timeline.score import Score, score_of
from kindpace.timeline.score_text import written
from kindpace.timeline.tempo import frame
from kindpace.track.labels import Labels

PLAN: Final = "PLAN"
"""What the frame is called that holds the score."""

RINGS: Final = 2
"""A bell is heard for this many times of its decay, 17 dB down."""


def scored(
    planned: Planned,
    takes: Mapping[Line, Take],
    window: tuple[Seconds, Seconds] | None = None,
    words: Voices | None = None,
) -> Score:
    """The score of `planned`, or of its `window` alone.

    `words` are its lines as they were levelled for the sound; without them they are levelled anew.
    """
    timeline, template = planned.timeline, planned.template
    words = words or voices(timeline, takes)
    shapes = {
        (one.heard.line, one.start): words.outlines[one.heard]
        for one in words.placed
        if not one.heard.counted and one.heard.line.public is None
    }
    heard = [shapes.get((one.line, frame(one.start, RATE)), UNKNOWN) for one in timeline.speeches]
    return score_of(
        timeline,
        window or (Seconds(0), timeline.length),
        outlines=[(one.level, one.tint) for one in heard],
        ring=Seconds(RINGS * template.bell.decay),
        sound=template.name,
        seed=template.seed,
        beat=template.beat.model_dump(mode="json"),
        music=planned.session.bed is not None,
    )


def with_plan(labels: Labels, score: Score) -> Labels:
    """`labels` with `score` among the pairs that only kindpace reads."""
    return replace(labels, extra=(*labels.extra, (PLAN, written(score))))
