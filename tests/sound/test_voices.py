"""All lines together."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from kindpace.problems import KindpaceError
from kindpace.session.model import Gait, Line, Seconds
from kindpace.sound.level import VOICE, Clarity, Heard, loudness_of
from kindpace.sound.onset import perceived_onset
from kindpace.sound.span import RATE
from kindpace.sound.take import Take
from kindpace.sound.voices import Voices, clarity_at, voices
from kindpace.timeline.events import Section, Timeline
from tests.sound.maker import EMPTY, MARK, running, speech, take, word


def spoken(*takes: Take, gap: Fraction = Fraction(6)) -> Voices:
    """`takes` as sentences, one after another."""
    said = tuple(speech(1 + n * gap, one) for n, one in enumerate(takes))
    return voices(replace(running(Fraction(60)), speeches=said), {one.line: one for one in takes})


def counted(*lengths: Fraction) -> tuple[Timeline, dict[Line, Take]]:
    """One counted word a step at 180 steps a minute."""
    takes = [take(f"word {n}", length, seed=n) for n, length in enumerate(lengths)]
    step = Fraction(1, 3)
    words = tuple(word(5 + n * step, step, one) for n, one in enumerate(takes))
    return replace(running(Fraction(30)), words=words), {one.line: one for one in takes}


def test_lines_of_any_level_come_out_alike() -> None:
    """Loud or soft as they were spoken, within a LU of the voice's loudness."""
    found = spoken(*(take(f"{n}", Fraction(3), seed=n, loud=0.01 * 4**n) for n in range(4)))
    for one in found.placed:
        sound = found.samples(one)
        assert loudness_of(sound) == pytest.approx(VOICE, abs=1)


def test_a_single_word_does_not_jump_out() -> None:
    """A line of one word ends up no more than a LU over the others."""
    found = spoken(take("long", Fraction(4)), take("Good.", Fraction(3, 10), loud=0.02))
    word_alone = found.samples(found.placed[1])
    assert loudness_of(word_alone) <= VOICE + 1.2


def test_counted_words_keep_their_own_weight() -> None:
    """They share one gain: a word that was spoken softer stays softer."""
    soft, loud = (take(t, Fraction(1, 4), loud=v) for t, v in (("two", 0.05), ("in", 0.1)))
    step = Fraction(1, 3)
    words = (word(Seconds(5), step, loud), word(5 + step, step, soft))
    found = voices(
        replace(running(Fraction(30)), words=words), {one.line: one for one in (soft, loud)}
    )
    energies = [found.energies[one.heard].plain for one in found.placed]
    assert energies[0] - energies[1] == pytest.approx(6, abs=0.7)


def test_a_sentence_starts_on_its_frame() -> None:
    """One rounding, and the whole take fits."""
    one = take("x", Fraction(2))
    found = voices(replace(EMPTY, speeches=(speech(Fraction(10, 3), one),)), {one.line: one})
    assert (147_000, round(one.length * RATE)) == (found.placed[0].start, found.placed[0].length)


def test_counted_words_are_heard_on_their_footfall() -> None:
    """Each clip is moved forward by the moment at which it is heard, shaped as it will sound."""
    timeline, takes = counted(*[Fraction(1, 5)] * 3)
    found = voices(timeline, takes)
    for n, one in enumerate(found.placed):
        onset = perceived_onset(found.samples(one), RATE)
        assert one.start + onset == pytest.approx((5 + n / 3) * RATE, abs=RATE * 3 / 1000)


def test_a_long_word_makes_room_for_the_next() -> None:
    """It ends, faded, where the next clip begins, though that one begins before its footfall."""
    timeline, takes = counted(*[Fraction(3, 5)] * 2)
    found = voices(timeline, takes)
    first, second = found.placed
    sound = found.samples(first)
    assert first.start + first.length == second.start
    assert len(sound) == first.length
    assert abs(sound[-1]) < 1e-6
    assert np.abs(sound[-3_000:-2_000]).max() > 0.01


def test_a_voice_is_clear_outdoors_where_there_are_steps() -> None:
    """Moving parts are shaped for the street, standing ones for a room, and a wish beats both."""
    standing = Section(
        name="Stand", start=Seconds(0), length=Seconds(10), gait=Gait.STAND, mark=MARK
    )
    moving = replace(standing, name="Run", start=Seconds(10), gait=Gait.RUN)
    timeline = replace(EMPTY, sections=(standing, moving))
    assert clarity_at(timeline, Seconds(9)) is Clarity.INDOOR
    assert clarity_at(timeline, Seconds(10)) is Clarity.OUTDOOR
    assert clarity_at(EMPTY, Seconds(1)) is Clarity.OUTDOOR
    one = take("x", Fraction(2))
    wished = voices(
        replace(timeline, speeches=(speech(Seconds(12), one),)), {one.line: one}, Clarity.OFF
    )
    assert wished.placed[0].heard == Heard(line=one.line, clarity=Clarity.OFF)


def test_every_missing_line_is_told_with_its_place() -> None:
    """Nothing is left out in silence."""
    timeline, takes = counted(*[Fraction(1, 5)] * 2)
    lonely = replace(timeline, speeches=(speech(Seconds(1), take("Hello.", Fraction(1))),))
    with pytest.raises(KindpaceError) as caught:
        voices(lonely, dict(list(takes.items())[:1]))
    assert ["take-missing"] * 2 == [found.slug for found in caught.value.problems]
    assert all(found.where == MARK for found in caught.value.problems)


def test_few_lines_are_kept_ready_at_a_time() -> None:
    """A line is loaded again when it is needed again, not kept for hours."""
    loads = 0
    samples = take("x", Fraction(1, 2)).load()

    def load() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        nonlocal loads
        loads += 1
        return samples

    takes = [replace(take(f"{n}", Fraction(1, 2)), load=load) for n in range(60)]
    found = spoken(*takes, gap=Fraction(9, 10))
    for one in (*found.placed, *found.placed):
        found.samples(one)
    assert loads == 60 + 120
