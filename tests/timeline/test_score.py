"""A timeline, reduced to what can be heard."""

from dataclasses import replace
from fractions import Fraction

import pytest

from kindpace.session.model import Line, Seconds
from kindpace.timeline.events import BeatWindow
from kindpace.timeline.score import GRID, Score, readable, score_of
from kindpace.timeline.tempo import Stride
from tests.sound.maker import guided, running, speech, take

BEAT = {"left": 780, "right": 830, "decay": 0.0055, "knock": 0.35}
SHAPE = (b"\x05\x0f", b"\x02\x03")


def whole(seconds: int = 60) -> Score:
    """The score of a whole guided run."""
    timeline, _ = guided(Fraction(seconds))
    window = (Seconds(0), timeline.length)
    shapes = [SHAPE] * len(timeline.speeches)
    return score_of(timeline, window, outlines=shapes, sound="plain", seed=3, beat=BEAT)


def part(start: Fraction, end: Fraction) -> Score:
    """A slice of the same run."""
    timeline, _ = guided(Fraction(60))
    return score_of(timeline, (start, end), sound="plain", seed=3, beat=BEAT)


def test_a_score_holds_everything_that_is_heard() -> None:
    """As many of each kind as the timeline has, and the beat's own recipe."""
    timeline, _ = guided(Fraction(60))
    score = whole()
    assert score.length == timeline.length
    assert len(score.lines) == len(timeline.speeches) > 2
    assert len(score.breaths) == len(timeline.breaths) > 10
    assert [one.text for one in score.lines] == [one.line.text for one in timeline.speeches]
    assert {(one.outline, one.tint) for one in score.lines} == {SHAPE}
    assert (score.sound, score.seed, score.beat) == ("plain", 3, BEAT)


def test_its_beat_stands_exactly_where_the_timeline_has_it() -> None:
    """Not one step is rounded."""
    timeline, _ = guided(Fraction(60))
    assert list(whole().beat_steps()) == list(timeline.beat_steps())


def test_all_else_stands_on_whole_frames() -> None:
    """So that a tag stays small."""
    score = whole()
    moments = [one.start for one in score.lines] + [one.start for one in score.breaths]
    assert all((moment * GRID).denominator == 1 for moment in moments)


def test_a_slice_begins_at_its_own_zero() -> None:
    """Its steps are those of the whole, moved, and the feet stay as they were."""
    start, end = Fraction(441_007, 44_100), Fraction(25)
    steps = list(part(start, end).beat_steps())
    inside = [(n, s - start) for n, s in whole().beat_steps() if start <= s < end]
    assert steps == inside
    assert part(start, end).length == end - start


def test_what_begins_before_a_slice_is_heard_in_it_from_before_its_zero() -> None:
    """Half a line is in, a glimpse of one is not; breaths are, however little of them."""
    first = whole().lines[0]
    half = part(first.start + 1, Fraction(30))
    assert half.lines[0].start == -1
    assert half.lines[0].end == first.end - first.start - 1
    glimpse = part(first.end - Fraction(1, 10), Fraction(30))
    assert first.text not in [one.text for one in glimpse.lines]
    assert glimpse.breaths[0].start < 0 < glimpse.breaths[0].start + glimpse.breaths[0].length


def test_a_slice_beyond_the_end_ends_with_the_track() -> None:
    """Nobody hears more than there is."""
    assert part(Fraction(50), Fraction(500)).length == 10


def test_private_words_leave_neither_text_nor_outline() -> None:
    """Only what may be shared is written, and when it is said."""
    said = speech(Fraction(2), take("Hello, Ana.", Fraction(2)))
    private = Line(text="Hello, Ana.", spoken="Hello, Ana.", public="Hello.")
    timeline = replace(running(Fraction(20)), speeches=(replace(said, line=private),))
    window = (Seconds(0), timeline.length)
    score = score_of(timeline, window, outlines=[SHAPE], sound="plain", seed=3, beat=BEAT)
    (line,) = score.lines
    assert (line.text, line.outline, line.tint) == ("Hello.", b"", b"")


def test_every_line_has_its_outline_or_none_has() -> None:
    """A list of another length is a slip of the caller's."""
    timeline, _ = guided(Fraction(60))
    window = (Seconds(0), timeline.length)
    with pytest.raises(ValueError, match="zip"):
        score_of(timeline, window, outlines=[SHAPE], sound="plain", seed=3, beat=BEAT)


def test_beats_are_heard_in_windows_alone_however_they_are_ordered() -> None:
    """Two windows, the later one written first."""
    windows = tuple(BeatWindow(start=Seconds(start), end=Seconds(start + 5)) for start in (30, 10))
    heard = [step for _, step in replace(whole(), windows=windows).beat_steps()]
    assert {int(step) // 5 for step in heard} == {2, 6}
    assert list(replace(whole(), windows=()).beat_steps()) == []


def test_a_wild_cadence_is_written_with_reasonable_digits() -> None:
    """The moment moves by less than anyone can measure."""
    wild = Fraction(10**400 + 1, 10**400 * 3)
    stride = Stride(start=wild, steps=9, begin=Fraction(160), end=Fraction(160))
    timeline = replace(running(Fraction(20)), strides=(stride,))
    score = score_of(timeline, (Seconds(0), timeline.length), sound="plain", seed=3, beat=BEAT)
    (told,) = score.strides
    assert told.start.denominator < 10**15
    assert abs(told.start - wild) < Fraction(1, 10**12)


def test_a_text_is_one_line_that_no_display_obeys() -> None:
    """Bells, escapes and line ends are left out, letters of any language stay."""
    assert readable("Ruhig\n  weiter\x07, Zoë \x1b[2J") == "Ruhig weiter, Zoë [2J"
    assert len(readable("so " * 9_000)) <= 4_000
