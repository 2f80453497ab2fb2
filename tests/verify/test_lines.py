"""Every way in which a line may go wrong is seen, and a right one reads nothing."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from kindpace.sound.outline import outline
from kindpace.sound.span import RATE
from kindpace.timeline.score import ScoredLine, ScoredSpan
from kindpace.verify.found import LineFound
from kindpace.verify.lines import rivals
from tests.verify.played import (
    beaten,
    beats_of,
    laid,
    lines_of,
    moments,
    quiet_bed,
    said,
    spoken,
    steps,
)
from tests.verify.studio import Samples, noise

WORDS = ((4.0, 2.4, 1), (9.0, 3.2, 2), (16.0, 0.5, 3), (22.0, 2.4, 4))
SCORE, SOUND = said(WORDS)
ALIKE, CLEAR = 0.6, 10.0


def right(line: LineFound) -> bool:
    """Whether a line is where and what it should be."""
    at = line.begins is not None and abs(line.begins - line.start) < 0.05
    return at and (line.likeness or 0) > ALIKE and (line.clear or 0) > CLEAR


def outlined(line: ScoredLine, sound: Samples) -> ScoredLine:
    """`line` with the outline of `sound`."""
    shape = outline(sound)
    return replace(line, outline=shape.level, tint=shape.tint)


def heard(sound: Samples) -> list[bool]:
    """Which of the four lines are right."""
    return [right(line) for line in lines_of(SCORE, sound)]


def without(number: int) -> Samples:
    """The track without one of its lines."""
    return said([one for n, one in enumerate(WORDS) if n != number])[1]


def test_lines_in_their_places_read_nothing() -> None:
    """All are found, well known, and clear."""
    found = lines_of(SCORE, SOUND)
    assert all(right(line) for line in found)
    assert min(line.likeness or 0 for line in found) > 0.9
    assert [line.text for line in found] == [line.text for line in SCORE.lines]


@pytest.mark.parametrize("number", range(4))
def test_a_missing_line_is_missed_and_no_other(number: int) -> None:
    """Nothing that stands there is taken for a voice."""
    found = lines_of(SCORE, without(number))
    assert [right(line) for line in found] == [n != number for n in range(4)]
    assert found[number].begins is None
    assert found[number].clear is None


def test_all_lines_missing_are_all_missed() -> None:
    """There is no other line to tell it by."""
    assert all(line.begins is None for line in lines_of(SCORE, quiet_bed(30)))


def test_two_lines_that_changed_places_are_not_like_themselves() -> None:
    """There is a voice in both places, and the plan's neither."""
    (one, length, first), (other, _, second) = WORDS[0], WORDS[3]
    sound = said([(one, length, second), *WORDS[1:3], (other, length, first)])[1]
    found = lines_of(SCORE, sound)
    assert [right(line) for line in found] == [False, True, True, False]
    assert found[0].begins is not None
    assert (found[0].likeness or 0) < ALIKE


def test_a_line_that_another_fits_better_is_less_like_itself() -> None:
    """Two that differ in one syllable: each alone would pass for the other."""
    one, other = spoken(2.4, 1), spoken(2.4, 1)
    other[44_100:61_740] = spoken(0.4, 8)
    alone, swapped = (np.array(quiet_bed(30)) for _ in range(2))
    laid(alone, other, 4.0)
    laid(swapped, other, 4.0)
    laid(swapped, one, 22.0)
    twins = said([WORDS[0]])[0].lines[0], outlined(SCORE.lines[3], other)
    (known,) = lines_of(replace(SCORE, lines=twins[:1]), alone)
    found = lines_of(replace(SCORE, lines=twins), swapped)
    assert (known.likeness or 0) > ALIKE > (found[0].likeness or 0)
    assert not right(found[1])


def test_the_rivals_of_a_line_are_those_of_about_its_length() -> None:
    """At most eight, set in its own place, and never its own twin."""
    lines = tuple(
        ScoredLine(
            start=Fraction(number), end=Fraction(number + 1), text="", outline=bytes([15] * number)
        )
        for number in range(40)
    )
    others = rivals((*lines, lines[20]))
    assert {len(one.outline) for one in others[20]} <= set(range(16, 25)) - {20}
    assert {one.start for one in others[20]} == {20}
    assert all(len(one) <= 8 for one in others)
    assert rivals(()) == []


@pytest.mark.parametrize("moved", [-0.3, -0.1, 0.1, 0.3, 1.3])
def test_a_line_that_moved_is_found_where_it_went(moved: float) -> None:
    """To ten milliseconds."""
    sound = said([WORDS[0], (9.0 + moved, 3.2, 2), *WORDS[2:]])[1]
    found = lines_of(SCORE, sound)
    assert found[1].begins == pytest.approx(9.0 + moved, abs=0.012)
    assert [right(line) for line in found] == [True, False, True, True]


def test_half_a_line_is_not_like_the_whole() -> None:
    """Whichever half is left."""
    for first, last in ((9.0, 10.6), (10.6, 12.2)):
        sound = np.array(SOUND)
        gone = slice(round(first * RATE), round(last * RATE))
        sound[gone] = without(1)[gone]
        assert heard(sound) == [True, False, True, True]


def test_a_line_said_by_noise_is_none() -> None:
    """As loud and as long as the line."""
    sound = np.array(without(1))
    laid(sound, np.array(noise(3.2, -14)), 9.0)
    assert heard(sound) == [True, False, True, True]


def test_a_line_that_was_turned_down_is_no_longer_clear() -> None:
    """By 20 dB; it is still known."""
    sound = np.array(without(0))
    laid(sound, spoken(2.4, 1) * np.float32(0.1), 4.0)
    found = lines_of(SCORE, sound)[0]
    assert (found.likeness or 0) > ALIKE
    assert (found.clear or 0) < CLEAR


def test_a_bed_that_does_not_step_back_covers_the_line() -> None:
    """From a second before until a second after."""
    sound = np.array(SOUND)
    laid(sound, np.array(noise(5.2, -26, seed=4)), 8.0)
    clear = [line.clear or 0 for line in lines_of(SCORE, sound)]
    assert clear[1] < CLEAR < min(clear[:1] + clear[2:])


@pytest.mark.parametrize("bed", [-50.0, -44.0, -38.0])
def test_clear_is_how_far_the_voice_stands_over_what_lies_under_it(bed: float) -> None:
    """The voice lies at -19 dBFS, and both have about the same colour."""
    score, voice = said(WORDS[:2])
    flat = voice - quiet_bed(30) + noise(30, bed)
    for line in lines_of(score, flat):
        assert line.clear == pytest.approx(-19 - bed, abs=5)


def test_a_private_line_is_known_by_its_level_alone() -> None:
    """It has no outline to compare; where nobody speaks it is missed."""
    private = replace(SCORE, lines=(replace(SCORE.lines[1], outline=b"", tint=b""),))
    (found,) = lines_of(private, SOUND)
    assert (found.likeness, found.begins) == (None, found.start)
    assert lines_of(private, without(1))[0].begins is None


def test_lines_are_known_under_a_beat_that_goes_on() -> None:
    """Its strokes are bridged."""
    score = replace(steps(30), lines=SCORE.lines)
    sound = SOUND + beaten(score, moments(score)) - quiet_bed(30)
    found = lines_of(score, sound, beats_of(score, sound))
    assert all(right(line) for line in found)


def test_lines_of_a_track_that_drifts_are_looked_for_where_its_beat_runs() -> None:
    """4 % late on purpose: 40 ms a second, which no window of 1.5 s would hold to the end."""
    score = replace(steps(30), lines=SCORE.lines)
    beats = beats_of(score, beaten(score, moments(score)))
    late = said([(1.08 * start + 1, length, seed) for start, length, seed in WORDS], 40)[1]
    found = lines_of(
        score, late, replace(beats, slope=0.08, late=1.0, planned=np.zeros(0), late_by=np.zeros(0))
    )
    begins = [line.begins or 0 for line in found]
    assert begins == pytest.approx([1.08 * start + 1 for start, _, _ in WORDS], abs=0.012)


def test_both_ears_are_heard() -> None:
    """What stands to one side covers words as well, though their sum would hide it."""
    side = noise(30, -24, seed=9)
    wide = np.stack((SOUND + side, SOUND - side), axis=1)
    plain = lines_of(SCORE, np.stack((SOUND, SOUND), axis=1))
    assert all(right(line) for line in plain)
    assert max(line.clear or 0 for line in lines_of(SCORE, wide)) < CLEAR


def test_a_bell_beside_a_line_is_no_bed() -> None:
    """It is planned, so the bed is looked for elsewhere."""
    sound = np.array(SOUND)
    laid(sound, np.array(noise(1.0, -20, seed=7)), 6.4)
    bell = ScoredSpan(start=Fraction(64, 10), end=Fraction(74, 10))
    unplanned, planned = (
        lines_of(score, sound)[0].clear or 0 for score in (SCORE, replace(SCORE, bells=(bell,)))
    )
    assert unplanned < CLEAR < planned


def test_lines_beyond_the_file_are_missing() -> None:
    """A file may end early, or hold nothing at all."""
    assert [line.begins is None for line in lines_of(SCORE, SOUND[: 14 * RATE])] == [
        False, False, True, True,
    ]  # fmt: skip
    assert all(line.begins is None for line in lines_of(SCORE, np.zeros(9, np.float32)))


def test_a_slice_knows_the_rest_of_its_first_line() -> None:
    """It begins before the slice, at a negative time."""
    lines = tuple(replace(one, start=one.start - 5, end=one.end - 5) for one in SCORE.lines)
    score = replace(SCORE, length=Fraction(25), lines=lines)
    found = lines_of(score, SOUND[5 * RATE :])
    assert found[0].begins == pytest.approx(-1, abs=0.02)
    assert (found[0].likeness or 0) > ALIKE


def test_a_plan_without_lines_has_none() -> None:
    """Nothing is looked for."""
    assert lines_of(replace(SCORE, lines=()), SOUND) == ()
