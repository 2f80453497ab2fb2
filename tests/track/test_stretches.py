"""A track is encoded in stretches, and nobody can tell."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from kindpace.track import stretches as made_in
from kindpace.track.encode import BITRATES, MONO, RATE, STEREO, Block, Encoding, Source, lame
from kindpace.track.encode import source_of as whole
from kindpace.track.frames import walk
from kindpace.track.info import PER_FRAME
from kindpace.track.kept import Kept
from kindpace.track.stretches import OVERLAP, SETTLED, STRIDE, Means, encode, stretches

LONG = 2 * STRIDE * PER_FRAME + 60 * PER_FRAME
"""Frames of three stretches, the last of them short."""


def song(frames: int, channels: int = 1) -> Block:
    """Notes, clicks and air: what an encoder has to spend its bits on, unevenly."""
    time = np.arange(frames, dtype=np.float32) / RATE
    dice = np.random.default_rng(3)
    tone = 0.2 * np.sin(2 * np.pi * 220 * time * (1 + 0.01 * np.sin(time)))
    air = 0.03 * dice.standard_normal(frames).astype(np.float32) * (1 + np.sin(time / 3))
    clicks = np.zeros(frames, np.float32)
    clicks[:: RATE * 60 // 165] = 0.5
    sound = (tone + air + clicks).astype(np.float32)[:, None]
    return sound if channels == 1 else np.concatenate((sound, np.roll(sound, 9) * 0.8), axis=1)


def stream(source: Source, encoding: Encoding = MONO, means: Means = Means()) -> bytes:  # noqa: B008 - frozen
    """All of it."""
    return b"".join(encode(source, encoding, means))


@given(frames=st.integers(1, 10 * STRIDE * PER_FRAME))
def test_stretches_cover_a_track_and_overlap(frames: int) -> None:
    """Each begins where the padding comes round; only the last one ends."""
    grid = list(stretches(frames))
    assert [one.start for one in grid] == [n * STRIDE * PER_FRAME for n in range(len(grid))]
    assert all(one.stop - one.start == (STRIDE + OVERLAP) * PER_FRAME for one in grid[:-1])
    assert [one.last for one in grid] == [False] * (len(grid) - 1) + [True]
    assert grid[-1].stop == frames
    assert len(grid) == 1 or frames - grid[-1].start > OVERLAP * PER_FRAME


@pytest.mark.parametrize("encoding", [MONO, STEREO, Encoding(bitrate=64), Encoding(bitrate=320)])
def test_joined_stretches_sound_like_one(encoding: Encoding, tmp_path: Path) -> None:
    """At its seams no further from the sound than one encoder is, within half a decibel."""
    sound = song(LONG, encoding.channels)
    source = whole(sound)
    serial = lame(source.samples(0, LONG, encoding), encoding)
    joined = stream(source, encoding)
    assert len(joined) == len(serial)
    assert sum(header.size for _, header in walk(joined, 0)) == len(joined)
    errors = [error(one, sound, tmp_path / "run.mp3") for one in (serial, joined)]
    for number in (1, 2):
        middle = (number * STRIDE + SETTLED) * PER_FRAME
        near = slice(middle - 6 * PER_FRAME, middle + 6 * PER_FRAME)
        alone, seamed = (10 * np.log10(np.mean(one[near] ** 2)) for one in errors)
        assert seamed - alone < 0.5


def error(stream: bytes, sound: Block, path: Path) -> Block:
    """What decoding gives beyond `sound`."""
    path.write_bytes(stream)
    heard = soundfile.read(path, dtype="float32", always_2d=True)[0][1_105:]
    return np.asarray(heard[: len(sound)] - sound)


@pytest.mark.parametrize("bitrate", BITRATES)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_bitrate_joins_into_whole_frames(bitrate: int, channels: int) -> None:
    """As many bytes as one encoder gives, frame after frame."""
    encoding = Encoding(channels=channels, bitrate=bitrate, quality=7)
    length = STRIDE * PER_FRAME + 50 * PER_FRAME
    source = whole(np.resize(song(5 * RATE, channels), (length, channels)))
    joined = stream(source, encoding)
    assert len(joined) == len(lame(source.samples(0, length, encoding), encoding))
    assert sum(header.size for _, header in walk(joined, 0)) == len(joined)


def test_the_bytes_do_not_depend_on_cores_or_on_what_was_kept(tmp_path: Path) -> None:
    """One, two or five at once, cold or warm."""
    source, kept = whole(song(LONG)), Kept(folder=tmp_path)
    made = {
        stream(source, MONO, means)
        for means in (Means(), Means(cores=2), Means(cores=5, kept=kept), Means(kept=kept))
    }
    assert len(made) == 1


def test_sound_with_a_known_name_is_not_asked_for(tmp_path: Path) -> None:
    """Only the stretches whose name changed are made again."""
    sound, asked = song(LONG), list[int]()

    def ask(start: int, stop: int) -> Block:
        asked.append(start)
        return sound[start:stop]

    def told(start: int, _stop: int) -> bytes:
        return b"new" if start == changed else b"old %d" % start

    means = Means(kept=Kept(folder=tmp_path))
    changed = -1
    first = stream(Source(frames=LONG, ask=ask, key=told), MONO, means)
    asked.clear()
    assert stream(Source(frames=LONG, ask=ask, key=told), MONO, means) == first
    assert asked == []
    changed = STRIDE * PER_FRAME
    assert stream(Source(frames=LONG, ask=ask, key=told), MONO, means) == first
    assert min(asked) == changed
    assert max(asked) < 2 * STRIDE * PER_FRAME


def test_stretches_that_never_agree_are_encoded_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slower, and still the stream that one encoder makes."""
    monkeypatch.setattr(made_in, "TRIED", ())
    source = whole(song(LONG))
    assert stream(source) == lame(source.samples(0, LONG, MONO), MONO)


@pytest.mark.parametrize("cores", [1, 3])
def test_a_fault_in_the_sound_passes_through(cores: int) -> None:
    """And no thread is left waiting."""

    def ask(start: int, stop: int) -> Block:
        if start > STRIDE * PER_FRAME:
            raise RuntimeError("in the middle")
        return np.zeros((stop - start, 1), np.float32)

    with pytest.raises(RuntimeError, match="in the middle"):
        stream(Source(frames=LONG, ask=ask), MONO, Means(cores=cores))
