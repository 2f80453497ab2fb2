"""Reading the author's own files."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError
from kindpace.sound.recording import recorded, recording_length, resampled
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Frames
from tests.sound.maker import MARK, over, sine, whole


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-three seconds at 48 kHz, in stereo."""
    path = tmp_path_factory.mktemp("files") / "long.flac"
    left = sine(440, -12, 23.25, 48_000)
    soundfile.write(path, np.stack((left, 0.5 * left), axis=1), 48_000)
    return path


def read(path: Path) -> Frames:
    """All of a file at once."""
    return whole(recorded(path), round(recording_length(path) * RATE))


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
def test_wav_flac_ogg_and_mp3_are_read(tmp_path: Path, kind: str) -> None:
    """The tone comes back at its pitch and level, whatever the format."""
    path = tmp_path / f"tone.{kind}"
    soundfile.write(path, sine(1000, -6, 1, 32_000), 32_000)
    sound = read(path)
    spectrum = np.abs(np.fft.rfft(sound[:RATE]))
    assert abs(int(spectrum.argmax()) - 1000) <= 1
    assert np.abs(sound).max() == pytest.approx(0.501, abs=0.03)


def test_a_length_is_exact(long_file: Path) -> None:
    """Frames over rate, nothing rounded."""
    assert Fraction(93, 4) == recording_length(long_file)


def test_channels_are_averaged(long_file: Path) -> None:
    """A file becomes one voice in the middle."""
    assert np.abs(read(long_file)).max() == pytest.approx(0.75 * 0.251, abs=0.002)


def test_what_the_ears_hear_apart_is_half_their_difference(long_file: Path, tmp_path: Path) -> None:
    """Left and right come back from the middle and it; a file of one channel has none."""
    span = Span(5 * RATE, 6 * RATE)
    middle, apart = (over(recorded(long_file, apart=apart), span) for apart in (False, True))
    assert np.allclose(middle - apart, 0.5 * (middle + apart), atol=1e-4)
    path = tmp_path / "one.wav"
    soundfile.write(path, sine(440, -12, 1), RATE)
    assert not over(recorded(path, apart=True), Span(0, RATE)).any()


@settings(max_examples=12)
@given(st.integers(-50_000, 1_040_000), st.integers(1, 300_000))
def test_any_span_of_a_long_file_is_that_span_of_the_whole(
    long_file: Path, start: int, length: int
) -> None:
    """Pieces meet without a seam, and outside the file there is silence."""
    ask = recorded(long_file)
    everything = whole(ask, 1_400_000)
    span = Span(start, start + length)
    expected = np.zeros(length, np.float32)
    inside = span.shared(Span(0, 1_400_000))
    expected[inside.within(span)] = everything[inside.start : inside.stop]
    assert expected.tobytes() == over(ask, span).tobytes()


def test_pieces_meet_as_one_resampling_would(long_file: Path) -> None:
    """At a join the difference from resampling all at once is far below hearing."""
    samples, rate = soundfile.read(long_file, dtype="float32")
    once = resampled(samples.mean(axis=1), rate, 1_025_325)
    joined = whole(recorded(long_file), 1_025_325)
    assert np.abs(once - joined)[1000:-1000].max() < 1e-5


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("gone.wav", None, "recording-missing"),
        ("words.mp3", b"these are only words" * 50, "recording-unreadable"),
        ("empty.wav", b"", "recording-unreadable"),
    ],
)
def test_what_is_no_audio_is_told_with_its_place(
    tmp_path: Path, name: str, content: bytes | None, slug: str
) -> None:
    """A missing or unreadable file names itself and the line of the script."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KindpaceError) as caught:
        recording_length(path, MARK)
    [found] = caught.value.problems
    assert (slug, MARK) == (found.slug, found.where)
    assert name in found.what


def test_a_file_without_a_sample_is_told(tmp_path: Path) -> None:
    """A head alone is not sound."""
    path = tmp_path / "head.wav"
    soundfile.write(path, np.zeros(0, np.float32), RATE)
    with pytest.raises(KindpaceError, match="recording-empty"):
        recording_length(path)


def test_samples_that_are_not_numbers_are_told(tmp_path: Path) -> None:
    """A float file can hold anything."""
    path = tmp_path / "nan.wav"
    soundfile.write(path, np.full(500, np.nan, np.float32), RATE, subtype="FLOAT")
    with pytest.raises(KindpaceError, match="recording-unreadable"):
        read(path)
