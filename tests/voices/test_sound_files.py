import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.sound.span import RATE
from kindpace.voices import sound_files
from kindpace.voices.protocol import VoiceFailed
from kindpace.voices.sound_files import read_sound

from .room import encoded, joined, saved, silence, words

KINDS = ["wav", "flac", "mp3", "ogg", "opus", "aiff", "caf", "m4a", "aac", "webm"]
PHONES = ["m4a", "aac", "webm"]
TEXT = joined(silence(0.3), words(1.5), silence(0.2))


def at_48k() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The same, as browsers record."""
    places = np.arange(round(len(TEXT) * 48_000 / RATE)) * RATE / 48_000
    return np.interp(places, np.arange(len(TEXT)), TEXT).astype(np.float32)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_whole(kind: str, tmp_path: Path) -> None:
    """What phones, browsers and sound editors save: the same length, the same sound."""
    path = tmp_path / f"line.{kind}"
    if kind == "opus":
        soundfile.write(path, at_48k(), 48_000, format="OGG", subtype="OPUS")
    else:
        saved(path, at_48k(), 48_000)
    packed, spoken = read_sound(path)
    assert packed == path.read_bytes()
    assert spoken.samples.dtype == np.float32
    assert spoken.samples.ndim == 1
    assert len(spoken.samples) / spoken.rate == pytest.approx(2.0, abs=0.12)
    wanted = at_48k()
    size = min(len(wanted), len(spoken.samples))
    spectrum = (
        np.fft.rfft(spoken.samples[:size], 2 * size) * np.fft.rfft(wanted[:size], 2 * size).conj()
    )
    alike = np.fft.irfft(spectrum).max()
    energies = np.linalg.norm(spoken.samples[:size]) * np.linalg.norm(wanted[:size])
    assert alike / energies > 0.9


@pytest.mark.parametrize("kind", PHONES)
def test_the_name_does_not_tell_the_kind(kind: str, tmp_path: Path) -> None:
    """Somebody renamed it; its first bytes are believed."""
    path = saved(tmp_path / f"line.{kind}", at_48k(), 48_000).rename(tmp_path / "line.wav")
    assert read_sound(path)[1].rate == 48_000


def test_two_ears_become_one(tmp_path: Path) -> None:
    """Channels are averaged, whoever decodes them."""
    both = np.stack((TEXT, np.zeros_like(TEXT)), axis=1)
    for path in (saved(tmp_path / "a.wav", both), tmp_path / "a.m4a"):
        if path.suffix == ".m4a":
            path.write_bytes(encoded(both, RATE, ".m4a"))
        loudest = np.abs(read_sound(path)[1].samples).max()
        assert loudest == pytest.approx(np.abs(TEXT).max() / 2, rel=0.1)


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "m4a", "webm"])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.6])
def test_half_a_file_is_no_sound(kind: str, share: float, tmp_path: Path) -> None:
    """A copy that broke off, or never began."""
    whole = saved(tmp_path / f"line.{kind}", at_48k(), 48_000).read_bytes()
    path = tmp_path / f"cut.{kind}"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(VoiceFailed):
        read_sound(path)


@pytest.mark.parametrize(
    "junk",
    [b"", b"hello, this is text", b"\0" * 999, b"\0\0\0\x18ftypM4A " + b"\0" * 99,
     b"\x1a\x45\xdf\xa3" + b"\xff" * 99, b"\xff\xf1" + b"\x11" * 99, b"RIFF\0\0\0\0WAVE"],
    ids=["empty", "text", "zeros", "M4A head", "WebM head", "AAC head", "WAV head"],
)  # fmt: skip
def test_what_is_no_sound_is_told(junk: bytes, tmp_path: Path) -> None:
    """With a sentence, and nothing else."""
    path = tmp_path / "line.wav"
    path.write_bytes(junk)
    with pytest.raises(VoiceFailed, match=r"\w"):
        read_sound(path)


def test_a_film_without_sound_is_told(tmp_path: Path) -> None:
    """An MP4 whose only stream is no sound."""
    import av  # noqa: PLC0415 - only this test makes a film

    path = tmp_path / "line.mp4"
    with av.open(str(path), "w", format="mp4") as file:
        stream = file.add_stream("mpeg4", rate=10, width=16, height=16, pix_fmt="yuv420p")
        frame = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    with pytest.raises(VoiceFailed):
        read_sound(path)


def test_a_huge_file_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads one line for an hour."""
    monkeypatch.setattr(sound_files, "BIGGEST", 1000)
    with pytest.raises(VoiceFailed, match="100 MB"):
        read_sound(saved(tmp_path / "line.wav", TEXT))


def test_without_its_package_a_phone_file_is_told_and_a_wav_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way to get it stands in the reason."""
    phone, wave = saved(tmp_path / "a.m4a", TEXT), saved(tmp_path / "a.wav", TEXT)
    monkeypatch.setitem(sys.modules, "av", None)
    assert len(read_sound(wave)[1].samples) == len(TEXT)
    with pytest.raises(VoiceFailed, match="package av"):
        read_sound(phone)


def test_a_wav_wakes_no_big_package(tmp_path: Path) -> None:
    """Thirty-six megabytes stay asleep until a phone's file comes."""
    import subprocess  # noqa: PLC0415 - only this test starts a program

    path = saved(tmp_path / "a.wav", TEXT)
    asked = (
        "import sys; from pathlib import Path; from kindpace.voices.sound_files import read_sound; "
        f"read_sound(Path({str(path)!r})); print('av' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
