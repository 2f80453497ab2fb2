"""The finished track."""

import resource
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.loudness import Loudness, measured
from kindpace.sound.master import GRID, MARKS, SOFT, Aim, Balance, Master, heard, master, settle
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Frames
from tests.sound.maker import EMPTY, guided, running, template

RUN, TAKES = guided(Fraction(50))


@pytest.fixture(scope="module", params=["night", "park", "plain", "rain"])
def track(request: pytest.FixtureRequest) -> Master:
    """Fifty finished seconds with each template."""
    return master(RUN, TAKES, template(request.param))


@pytest.fixture(scope="module")
def wide() -> Master:
    """The same in stereo."""
    return master(RUN, TAKES, template("park"), aim=Aim(channels=2))


def everything(track: Master) -> Frames:
    """All samples, (frames, channels)."""
    return np.concatenate(list(track.blocks()))


def longest_rest(sound: Frames) -> float:
    """The longest time in ms under 1024/32768."""
    still = np.abs(sound) < 1024 / 32768
    edges = np.flatnonzero(np.diff(still, prepend=False, append=False))
    return float((edges[1::2] - edges[::2]).max(initial=0)) * 1000 / RATE


def test_a_track_meets_its_aim(track: Master) -> None:
    """-16 LUFS within 0.5, spoken windows within 1, never above -14, peaks under the ceiling."""
    figures = track.figures
    assert figures.on_aim
    assert figures.integrated == pytest.approx(-16, abs=0.5)
    assert all(abs(level + 16) <= 1 for level in figures.lines)
    assert figures.true_peak <= track.aim.peak


def test_the_figures_are_those_of_the_samples(track: Master) -> None:
    """Nothing is told that was not measured."""
    sound = everything(track)
    assert sound.shape == (50 * RATE, 1)
    assert measured([sound]).integrated == track.figures.integrated
    fine = soxr.resample(sound[:, 0], 1, 8, quality="VHQ")
    assert 20 * np.log10(np.abs(fine).max()) == pytest.approx(track.figures.true_peak, abs=0.2)


def test_players_that_skip_silence_find_none(track: Master) -> None:
    """No run under -30.1 dBFS reaches 83 ms; most stay under 20."""
    assert longest_rest(everything(track)[:, 0]) < 40


def test_the_voice_stands_clear_of_everything_else(track: Master) -> None:
    """By 10 LU and more in every spoken window."""
    rest = heard(track.stems, MARKS + SOFT, track.gains, track.frames)
    voice = heard(track.stems, ("voice",), track.gains, track.frames)
    for one in RUN.speeches:
        window = (round(one.start * RATE), round(one.end * RATE))
        assert voice.between(*window).plain - rest.between(*window).plain >= 10


def test_the_beat_stays_sharp_under_words(track: Master) -> None:
    """Its peak stays above -17 dBFS even where it steps back."""
    [beat] = [stem for stem in track.stems if stem.name == "beat"]
    one = RUN.speeches[1]
    sound = beat.ask(Span(round(one.start * RATE), round(one.end * RATE)))
    assert sound is not None
    assert 20 * np.log10(np.abs(sound).max() * track.gains["beat"]) > -17


def test_gain_is_on_its_grid(track: Master) -> None:
    """So that one changed phrase leaves the rest of the samples alone."""
    assert track.figures.gain % GRID == 0
    assert track.figures.trim % 0.5 == 0


@settings(max_examples=10)
@given(st.integers(0, 49 * RATE), st.integers(1, 3 * RATE))
def test_any_span_of_a_track_is_that_span_of_the_whole(
    wide: Master, start: int, length: int
) -> None:
    """Bit for bit, through bus, gain and limiter, in both ears."""
    around = Span(max(0, start - 50_003), min(wide.frames, start + length + 7))
    span = Span(start, min(wide.frames, start + length))
    assert wide.ask(around)[span.within(around)].tobytes() == wide.ask(span).tobytes()


def test_the_same_in_gives_the_same_samples_out() -> None:
    """Made twice, identical."""
    one, two = (master(RUN, TAKES, template("rain"), seed=4) for _ in range(2))
    span = Span(9 * RATE, 12 * RATE)
    assert one.figures == two.figures
    assert one.ask(span).tobytes() == two.ask(span).tobytes()


def test_stereo_meets_the_same_aim_and_sums_to_mono(wide: Master) -> None:
    """Two ears at -16 LUFS together; nothing is lost where they meet."""
    sound = everything(wide)
    assert wide.figures.on_aim
    ears = measured([sound]).plain
    mono = measured([sound.mean(axis=1)]).plain + 10 * np.log10(2)
    assert mono == pytest.approx(ears, abs=1)
    assert min(longest_rest(sound[:, ear]) for ear in (0, 1)) < 40


def test_a_track_begins_and_ends_at_rest(track: Master) -> None:
    """Nothing that rings is cut off, and the first stroke is no click of the file's."""
    sound = everything(track)
    assert np.abs(sound[-3:]).max() < 1e-3
    assert np.abs(np.diff(sound[-500:, 0])).max() < 0.02


def test_a_wish_moves_its_own_stem() -> None:
    """A listener who wants less beat gets less beat beside the voice."""
    usual = master(RUN, TAKES, template("plain"))
    softer = master(RUN, TAKES, template("plain"), balance=Balance(beat=-6, bed=2))
    levels = [
        20 * np.log10(one.gains["beat"] / one.gains["voice"]) - one.figures.marks_trim
        for one in (usual, softer)
    ]
    assert levels[1] - levels[0] == pytest.approx(-6, abs=0.01)
    assert softer.figures.on_aim


def test_sparse_words_are_not_shouted() -> None:
    """Where words are few the rest is turned down; the voice stays at or under -14."""
    run, takes = guided(Fraction(120), Fraction(1, 25))
    found = master(run, takes, template("rain")).figures
    assert found.trim < found.marks_trim <= 0
    assert all(level <= -14 for level in found.lines)
    assert found.on_aim == (abs(found.integrated + 16) <= 0.5)


def test_a_track_without_words_stays_quiet_and_says_so() -> None:
    """Nothing is lifted to a figure that only words can carry."""
    track = master(running(Fraction(20)), {}, template("park"))
    assert (track.figures.gain, track.figures.trim, track.figures.marks_trim) == (0, 0, 0)
    assert track.figures.integrated < -25
    assert not track.figures.on_aim
    assert track.figures.lines == ()


def test_an_empty_timeline_is_only_the_floor() -> None:
    """Not even a bed is needed for a track to be whole."""
    track = master(replace(EMPTY, length=Fraction(5)), {}, template("plain"))
    assert len(everything(track)) == 5 * RATE


@settings(max_examples=40)
@given(st.floats(-30, -8), st.floats(-60, -20), st.floats(0.01, 0.9))
def test_no_balance_lifts_the_voice_above_its_cap(voice: float, rest: float, share: float) -> None:
    """Whatever the material, and the rest is never turned up."""
    aim = Aim()
    spoken = np.zeros(1_000)
    spoken[: int(1_000 * share)] = 10 ** ((voice + 0.691) / 10)
    words = Loudness(spoken)
    other = Loudness(np.full(1_000, 10 ** ((rest + 0.691) / 10)))
    trim, gain = settle(words, other, other.gained(-3), aim)
    assert trim <= 0
    assert words.integrated + gain <= aim.loudness + aim.lift + GRID


def test_memory_does_not_grow_with_the_track() -> None:
    """An hour of running needs hardly more than its first ten minutes."""
    track = master(running(Fraction(60)), {}, template("park"))
    long = replace(track, frames=3_600 * RATE)
    for _ in zip(range(6), long.blocks(), strict=False):
        pass
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for span in Span(600 * RATE, 900 * RATE).blocks():
        long.ask(span)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1.15 * before
