from dataclasses import replace
from fractions import Fraction

import numpy as np

from kindpace.session.model import Seconds
from kindpace.sound.level import VOICE, Clarity, loudness_of
from kindpace.sound.phrases import phrases
from kindpace.sound.span import RATE
from kindpace.sound.voices import voices
from kindpace.timeline.tempo import frame

from .maker import EMPTY, speech, take

LONG = take("A long line.", Fraction(3), seed=2, loud=0.3)
SHORT = take("Short.", Fraction(1), seed=5, loud=0.02)


def test_a_line_alone_is_the_line_of_a_track() -> None:
    """The same samples as the voices of a track hold."""
    timeline = replace(EMPTY, speeches=(speech(Seconds(2), LONG),))
    track = voices(timeline, {LONG.line: LONG}, Clarity.OUTDOOR)
    assert np.array_equal(phrases([LONG], []), track.samples(track.placed[0]))
    inside = phrases([LONG], [], Clarity.INDOOR)
    assert not np.array_equal(inside, phrases([LONG], []))


def test_lines_stand_apart_by_their_gaps_and_are_levelled_together() -> None:
    """Each gap is exact silence; a last one stands at the end."""
    gaps = [Seconds(1, 3), Seconds(2)]
    sound = phrases([LONG, SHORT, LONG], gaps)
    first, second = (frame(one.length, RATE) for one in (LONG, SHORT))
    gap = frame(gaps[0], RATE)
    assert not sound[first : first + gap].any()
    assert len(sound) == 2 * first + second + gap + frame(gaps[1], RATE)
    assert abs(loudness_of(sound[:first]) - VOICE) < 0.5
    assert abs(loudness_of(sound[first + gap : first + gap + second]) - VOICE) < 1.1
    assert len(phrases([SHORT], [Seconds(1)])) == second + RATE
