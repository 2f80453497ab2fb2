"""The author's own music, going round."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kindpace.problems import KindpaceError
from kindpace.session.model import Recording
from kindpace.sound.beds import Bed
from kindpace.sound.loudness import measured
from kindpace.sound.own_bed import CROSS, Loop, examined, in_step, looped, own_bed, trimmed
from kindpace.sound.recording import recorded, recording_length
from kindpace.sound.span import RATE, Ask, Span
from kindpace.sound.take import Frames
from tests.sound.maker import MARK, over, sine, whole

LEVEL = -38.0
LONG = 600 * RATE
Samples = NDArray[np.float64]


def noise(seconds: float, rate: int = RATE, channels: int = 1) -> Samples:
    """White noise."""
    shape = (round(seconds * rate), channels)
    return 0.1 * np.random.default_rng(3).standard_normal(shape)


def music(seconds: float, rate: int = RATE) -> Samples:
    """Chords that change every two seconds, with plucked notes over them; both ears differ."""
    draw = np.random.default_rng(5)
    time = np.arange(round(seconds * rate)) / rate
    bar = (time / 2).astype(int)
    roots = np.array([220, 196, 174.6, 164.8])[bar % 4]
    chord = sum(np.sin(2 * np.pi * roots * ratio * (time % 2)) for ratio in (1, 1.26, 1.5))
    notes = 440 * 2 ** (draw.integers(0, 12, len(time) * 4 // rate + 1) / 12)
    since = time % 0.25
    pluck = np.sin(2 * np.pi * notes[(time * 4).astype(int)] * since) * np.exp(-since / 0.08)
    left = 0.05 * chord + 0.06 * pluck
    return np.stack((left, np.roll(left, rate // 150)), axis=1)


def faded(sound: Samples, rate: int, into: float, out: float) -> Samples:
    """`sound` with straight fades of some seconds at its ends, and a second of silence around."""
    place = np.arange(len(sound)) / rate
    gain = np.minimum(1, place / into) * np.minimum(1, place[::-1] / out)
    return np.pad(sound * gain[:, None], ((rate, rate), (0, 0)))


def written(folder: Path, sound: Samples, rate: int = RATE, kind: str = "flac") -> Recording:
    """`sound` in a file."""
    path = folder / f"music.{kind}"
    soundfile.write(path, sound, rate)
    return Recording(path=path)


def ears(bed: Bed) -> tuple[Ask, Ask]:
    """What both hear, and what differs."""
    return bed.middle, bed.side


def loop_of(recording: Recording) -> Loop:
    """How a file is cut, as `own_bed` cuts it."""
    ask = recorded(recording.path)
    span = Span(0, round(recording_length(recording.path) * RATE))
    return in_step(ask, trimmed(examined(ask, span).powers, span))


def seam(bed: Ask, loop: Loop) -> float:
    """How far the level through the first crossing stands from that on either side, in dB."""
    first, last = loop.turn, loop.turn + loop.cross
    here = measured([over(bed, Span(first, last))]).plain
    sides = (Span(first - loop.cross, first), Span(last, last + loop.cross))
    return here - measured([np.concatenate([over(bed, side) for side in sides])]).plain


@pytest.mark.parametrize("kind", ["wav", "mp3", "ogg"])
def test_noise_goes_round_without_a_seam(tmp_path: Path, kind: str) -> None:
    """At the loudness that was asked, even through the crossing, and with no step in it."""
    file = written(tmp_path, noise(20), kind=kind)
    bed = own_bed(file, LEVEL, LONG).middle
    sound = whole(bed, 60 * RATE)
    assert measured([sound]).integrated == pytest.approx(LEVEL, abs=0.1)
    assert seam(bed, loop_of(file)) == pytest.approx(0, abs=1)
    jumps = np.abs(np.diff(sound))
    assert jumps.max() < 2 * np.percentile(jumps, 99.9)


@pytest.mark.parametrize("make", [noise, music])
def test_fades_and_padding_are_left_out(
    tmp_path: Path, make: Callable[[float, int], Samples]
) -> None:
    """A track that fades in over 4 s and out over 10 s goes on as if it never did."""
    file = written(tmp_path, faded(make(50, 48_000), 48_000, 4, 10), 48_000)
    loop = loop_of(file)
    assert 3 * RATE < loop.heard.start < 6 * RATE
    assert 40 * RATE < loop.heard.stop < 46 * RATE
    assert loop.cross == CROSS
    assert seam(own_bed(file, LEVEL, LONG).middle, loop) == pytest.approx(0, abs=1)


def test_a_held_tone_meets_its_beginning_in_step(tmp_path: Path) -> None:
    """What is alike adds up by amplitude: the turn ends where the waves agree."""
    file = written(tmp_path, sine(333.3, -20, 10).astype(np.float64))
    bed = own_bed(file, LEVEL, LONG).middle
    cells = whole(bed, 40 * RATE)[: 4_410 * 400].reshape(-1, 4_410)
    level = 10 * np.log10(np.mean(cells.astype(np.float64) ** 2, axis=1))
    assert loop_of(file).likeness > 0.99
    assert np.ptp(level) < 0.5


@pytest.mark.parametrize(
    ("seconds", "rate"), [(0.2, RATE), (0.2, 8_000), (0.5, 48_000), (2, 22_050)]
)
def test_short_files_go_round_too(tmp_path: Path, seconds: float, rate: int) -> None:
    """A quarter of the file crosses, and the loudness is that of the whole round."""
    file = written(tmp_path, noise(seconds, rate), rate, "wav")
    bed = own_bed(file, LEVEL, LONG).middle
    assert loop_of(file).cross <= seconds * RATE / 4
    assert measured([whole(bed, 8 * RATE)]).integrated == pytest.approx(LEVEL, abs=0.3)


def test_what_does_not_move_is_taken_away(tmp_path: Path) -> None:
    """A file with a constant in it leaves none in the track."""
    bed = own_bed(written(tmp_path, noise(8) + 0.4), LEVEL, LONG).middle
    sound = whole(bed, 20 * RATE)
    assert abs(sound.mean()) < 0.01 * sound.std()


@settings(max_examples=12, deadline=None)
@given(start=st.integers(-3 * RATE, 70 * RATE), length=st.integers(1, 12 * RATE))
def test_any_span_is_that_span_of_a_wider_one(
    round_file: Recording, start: int, length: int
) -> None:
    """Bit for bit, over any number of turns, in the middle and at the sides."""
    span, wide = Span(start, start + length), Span(start - 54_321, start + length + 999)
    for ask in ears(own_bed(round_file, LEVEL, LONG)):
        assert over(ask, wide)[span.within(wide)].tobytes() == over(ask, span).tobytes()


@pytest.fixture(scope="module")
def round_file(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Eleven seconds in stereo at 32 kHz."""
    return written(tmp_path_factory.mktemp("round"), music(11, 32_000), 32_000)


def test_the_ears_differ_no_more_than_those_of_any_bed(tmp_path: Path) -> None:
    """Two unlike channels come closer together, so that one ear misses nothing."""
    middle, side = (
        whole(ask, 5 * RATE)
        for ask in ears(own_bed(written(tmp_path, noise(8, channels=2)), LEVEL, LONG))
    )
    assert 0.3 < side.std() / middle.std() < 0.4
    alone = tmp_path / "alone"
    alone.mkdir()
    assert not whole(own_bed(written(alone, noise(8)), LEVEL, LONG).side, RATE).any()


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros((3 * RATE, 1)),
        np.full((3 * RATE, 1), 0.3),
        1e-5 * noise(3),
        noise(3) * np.array([1, -1]),
        np.zeros((5, 1)),
    ],
    ids=["silence", "a constant", "next to nothing", "sides that cancel", "five samples"],
)
def test_a_silent_file_is_told_with_its_place(tmp_path: Path, sound: Samples) -> None:
    """Nobody finds out on the road that there is no music."""
    with pytest.raises(KindpaceError) as caught:
        own_bed(written(tmp_path, sound, kind="wav"), LEVEL, LONG, MARK)
    [found] = caught.value.problems
    assert (found.slug, found.where) == ("bed-silent", MARK)


def test_only_what_a_track_can_hear_is_read(tmp_path: Path) -> None:
    """A minute of track asks for a minute and a half of file, however long that is."""
    file = written(tmp_path, np.concatenate((noise(100, 8_000), np.zeros((8_000, 1)))), 8_000)
    bed = own_bed(file, LEVEL, 60 * RATE).middle
    assert measured([whole(bed, 60 * RATE)]).integrated == pytest.approx(LEVEL, abs=0.2)


@settings(max_examples=30)
@given(st.integers(8, 4 * CROSS), st.floats(-1, 1))
def test_the_two_sides_of_a_seam_keep_its_power(length: int, likeness: float) -> None:
    """a² + b² + 2·a·b·likeness stays 1, where the sides are not all too much against each other."""
    loop = Loop(heard=Span(0, length), cross=length // 4, likeness=max(likeness, -0.5))
    coming, going = (fade.astype(np.float64) for fade in loop.fades())
    power = coming**2 + going**2 + 2 * coming * going * loop.likeness
    assert np.allclose(power, 1, atol=1e-4)


def test_turns_follow_each_other_from_the_first_frame() -> None:
    """A ramp of numbers shows where each turn begins; before the first there is silence."""
    frames = np.arange(1_000, dtype=np.float32)

    def ask(span: Span) -> Frames:
        return frames[span.start : span.stop].copy()

    loop = Loop(heard=Span(100, 900), cross=200)
    around = looped(ask, loop)
    assert over(around, Span(0, 600)).tolist() == list(range(100, 700))
    assert over(around, Span(800, 1_200)).tolist() == list(range(300, 700))
    assert not over(around, Span(-50, 0)).any()
    assert Fraction(loop.turn) == 600
