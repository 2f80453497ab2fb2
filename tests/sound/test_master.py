"""The finished track."""

import resource
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.library import shipped
from kindpace.session.model import Recording
from kindpace.sound.balance import GRID, Aim, Balance
from kindpace.sound.loudness import Loudness, measured
from kindpace.sound.master import Master, heard, master, weight
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Frames
from kindpace.sound.templates import template_names
from tests.sound.maker import EMPTY, guided, over, running, speech, take, template

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


def decibel(factor: float) -> float:
    """A factor of amplitude in dB."""
    return float(20 * np.log10(factor))


def test_a_track_meets_its_aim(track: Master) -> None:
    """-16 LUFS within 0.5, spoken windows within 1, never above -14, peaks under the ceiling."""
    sound = everything(track)
    assert sound.shape == (50 * RATE, 1)
    found = measured([sound])
    assert track.figures.on_aim
    assert found.integrated == pytest.approx(-16, abs=0.5)
    assert all(abs(level + 16) <= 1 for level in lines(found))
    fine = soxr.resample(sound[:, 0], 1, 8, quality="VHQ")
    assert decibel(np.abs(fine).max()) <= track.aim.peak


def lines(found: Loudness) -> list[float]:
    """The loudness of each sentence."""
    spans = [(round(one.start * RATE), round(one.end * RATE)) for one in RUN.speeches]
    return [found.phrase(*one) for one in spans]


def test_the_figures_are_those_of_the_samples(track: Master) -> None:
    """What was told beforehand is what is measured afterwards."""
    found = measured([everything(track)])
    assert found.integrated == pytest.approx(track.figures.integrated, abs=0.15)
    assert lines(found) == pytest.approx(track.figures.lines, abs=0.3)


@pytest.mark.parametrize("name", template_names([shipped("audio_templates")]))
def test_what_is_weighed_is_what_would_be_heard(name: str) -> None:
    """Every stem of every template, step by step, without a sample being made."""
    track = master(RUN, TAKES, template(name))
    for stem in ("beat", "bell", "breath", "bed"):
        told, found = (ask(track.stems, (stem,), track.frames) for ask in (weight, heard))
        assert told.plain == pytest.approx(found.plain, abs=0.7 if stem == "breath" else 0.15)
        loud = found.energies > found.energies.max() / 100
        apart = 10 * np.log10(told.energies[loud] / found.energies[loud])
        assert np.abs(apart).mean() < (1.0 if stem == "breath" else 0.7)


def test_players_that_skip_silence_find_none(track: Master) -> None:
    """No run under -30.1 dBFS reaches 83 ms; most stay under 20."""
    assert longest_rest(everything(track)[:, 0]) < 40


def test_the_voice_stands_clear_of_everything_else(track: Master) -> None:
    """By 10 LU and more in every spoken window."""
    names = ("beat", "bell", "breath", "bed")
    parts = {name: heard(track.stems, (name,), track.frames) for name in (*names, "voice")}
    level = {name: part.gained(decibel(track.gains[name])) for name, part in parts.items()}
    rest = reduce(add, [level[name] for name in names])
    for one in RUN.speeches:
        window = (round(one.start * RATE), round(one.end * RATE))
        assert level["voice"].between(*window).plain - rest.between(*window).plain >= 10


def test_the_clearance_is_that_of_the_nearest_line(track: Master) -> None:
    """Measured on the stems as they go into the mix, line by line, against breath and bed."""
    parts = {name: heard(track.stems, (name,), track.frames) for name in ("voice", "breath", "bed")}
    level = {name: part.gained(decibel(track.gains[name])) for name, part in parts.items()}
    soft = level["breath"] + level["bed"]
    spans = [(round(one.start * RATE), round(one.end * RATE)) for one in RUN.speeches]
    nearest = min(level["voice"].phrase(*one) - soft.phrase(*one) for one in spans)
    assert track.figures.clear == pytest.approx(nearest, abs=0.7)
    assert nearest >= 10


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
    wish = Balance(voice=1, beat=-6, bed=2)
    softer = master(RUN, TAKES, template("plain"), balance=wish)
    beat, bed, breath = (
        [decibel(one.gains[name] / one.gains["voice"]) for one in (usual, softer)]
        for name in ("beat", "bed", "breath")
    )
    assert beat[1] - beat[0] == pytest.approx(-7, abs=1e-6)
    assert bed[1] - bed[0] == pytest.approx(1, abs=1e-6)
    assert breath[1] - breath[0] == pytest.approx(-1, abs=1e-6)
    assert softer.figures.given == wish
    assert softer.figures.on_aim


def test_a_bed_that_comes_too_near_the_words_steps_back_under_them() -> None:
    """A template of one's own without any duck: between words it stays, under them it gives."""
    loud = template("rain")
    levels = loud.levels.model_copy(update={"bed": -24.0, "duck": 0.0})
    run, takes = guided(Fraction(40), Fraction(4, 5))
    near, clear = (
        master(run, takes, loud.model_copy(update={"levels": levels}), aim=Aim(clear=least))
        for least in (0, 10)
    )
    assert near.figures.clear is not None
    assert clear.figures.clear is not None
    assert near.figures.clear < 10 <= clear.figures.clear < 11
    assert clear.figures.on_aim
    assert all(level <= -14 for level in clear.figures.lines)


def test_an_own_bed_takes_the_place_of_the_templates(tmp_path: Path) -> None:
    """At the same loudness, in both ears, and any span the same."""
    path = tmp_path / "music.wav"
    draw = np.random.default_rng(4)
    soundfile.write(path, 0.1 * draw.standard_normal((5 * 22_050, 2)), 22_050)
    one = take("Short.", Fraction(3, 2))
    run = replace(running(Fraction(20)), speeches=(speech(Fraction(4), one),))
    track = master(run, {one.line: one}, template(), bed=Recording(path=path), aim=Aim(channels=2))
    [bed] = [stem for stem in track.stems if stem.name == "bed"]
    quiet = Span(9 * RATE, 15 * RATE)
    found = measured([over(bed.ask, quiet)]).plain
    assert found == pytest.approx(template().levels.bed, abs=0.3)
    assert bed.side is not None
    assert np.abs(over(bed.side, quiet)).max() > 0
    near = Span(quiet.start + 700, quiet.start + 9_000)
    assert track.ask(quiet)[near.within(quiet)].tobytes() == track.ask(near).tobytes()


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
    assert track.figures.clear is None


def test_an_empty_timeline_is_only_the_floor() -> None:
    """Not even a bed is needed for a track to be whole."""
    track = master(replace(EMPTY, length=Fraction(5)), {}, template("plain"))
    assert len(everything(track)) == 5 * RATE


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
