import io
import struct
from contextlib import suppress

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kindpace.voices import decoding
from kindpace.voices.decoding import decoded, with_sizes
from kindpace.voices.protocol import VoiceFailed

from .standins.sounds import NOT_A_SOUND, lasting, said, streamed

Array = NDArray[np.float64]
TEXT = "Easy now, and let it go."


def wav(samples: Array, subtype: str = "PCM_16", rate: int = 24_000) -> bytes:
    """A WAV of one or two channels."""
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format="WAV", subtype=subtype)
    return file.getvalue()


@pytest.mark.parametrize("form", ["WAV", "FLAC", "MP3", "OGG"])
def test_each_format_gives_the_same_sound(form: str) -> None:
    """As long, as loud, at its own rate."""
    plain, other = decoded(said(TEXT, "WAV")), decoded(said(TEXT, form))
    assert other.rate == plain.rate
    assert other.samples.dtype == np.float32
    assert len(other.samples) == pytest.approx(len(plain.samples), rel=0.05)
    assert np.std(other.samples) == pytest.approx(np.std(plain.samples), rel=0.1)


def test_mp3_files_one_after_another_are_one_sound() -> None:
    """As gTTS puts the parts of a long text together."""
    one = decoded(said(TEXT)).samples
    assert len(decoded(said(TEXT) * 2).samples) > 1.9 * len(one)


def test_channels_are_mixed_and_peaks_held() -> None:
    """Two channels become their mean; nothing lies beyond 1."""
    two = np.stack([np.full(4800, 0.5), np.zeros(4800)], axis=1)
    assert decoded(wav(two)).samples == pytest.approx(np.full(4800, 0.25), abs=1e-4)
    assert decoded(wav(np.full(4800, 1.7), "FLOAT")).samples.max() == 1


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFDB, 0x7FFFF000])
def test_placeholders_are_filled_in(size: int) -> None:
    """Whatever a stream writes where its size should stand."""
    whole = said(TEXT, "WAV")
    assert with_sizes(streamed(whole, size)) == whole
    assert np.array_equal(decoded(streamed(whole, size)).samples, decoded(whole).samples)


def test_other_chunks_are_passed_over() -> None:
    """Before the data, of odd length, and after it."""
    whole = said(TEXT, "WAV")
    place = whole.index(b"data")
    odd = struct.pack("<4sI", b"LIST", 3) + b"abc\0"
    assert with_sizes(whole[:place] + odd + streamed(whole)[place:]).endswith(whole[place:])
    assert len(decoded(whole + odd).samples) == len(decoded(whole).samples)


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (b"", "no sound at all"),
        (b"hello", "neither"),
        (b'{"error": "x"}', "neither"),
        (NOT_A_SOUND, "neither"),
        (said(TEXT)[:1000], "breaks off"),
        (said(TEXT) + NOT_A_SOUND, "played"),
        (b"\xff", "neither"),
        (b"RIFF", "played"),
        (b"RIFF\0\0\0\0WAVE", "played"),
        (b"fLaC", "played"),
        (b"ID3", "played"),
        (said(TEXT, "WAV")[:2000], "breaks off"),
        (wav(np.zeros(0)), "played"),
        (wav(np.full(100, np.nan), "FLOAT"), "played"),
    ],
)
def test_what_is_no_sound_is_told(sound: bytes, words: str) -> None:
    """One sentence, and never another exception."""
    with pytest.raises(VoiceFailed, match=words):
        decoded(sound)


@given(st.sampled_from(["WAV", "FLAC", "MP3", "OGG"]), st.data())
def test_damage_is_one_of_ours(form: str, data: st.DataObject) -> None:
    """Whatever is cut or changed, it is decoded, or it is a VoiceFailed."""
    sound = bytearray(said(TEXT, form))
    for _ in range(data.draw(st.integers(1, 5))):
        sound[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    del sound[data.draw(st.integers(1, len(sound))) :]
    with suppress(VoiceFailed):
        spoken = decoded(bytes(sound))
        assert np.abs(spoken.samples).max() <= 1


def test_an_endless_sound_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no line can be isn't decoded any further."""
    monkeypatch.setattr(decoding, "MOST_SECONDS", 2)
    spoken = decoded(lasting(5))
    assert len(spoken.samples) == 2 * spoken.rate


@pytest.mark.parametrize("broken", [said(TEXT)[:300], said(TEXT)[:200] + bytes(500)])
def test_a_broken_mp3_says_nothing_of_its_own(
    broken: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    """The decoder's own words stay off the terminal."""
    with pytest.raises(VoiceFailed):
        decoded(broken)
    assert capfd.readouterr() == ("", "")
