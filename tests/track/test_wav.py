from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.problems import KindpaceError, WorldError
from kindpace.track.encode import RATE
from kindpace.track.wav import write_wav

from .maker import noise


@pytest.mark.parametrize("channels", [1, 2])
def test_samples_come_back_as_they_were(tmp_path: Path, channels: int) -> None:
    """To the last of sixteen bits."""
    sound, path = noise(5_000, channels), tmp_path / "line.wav"
    assert write_wav(sound, path) == path.stat().st_size
    found, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert (rate, found.shape) == (RATE, sound.shape)
    assert np.abs(found - sound).max() <= 0.5 / (1 << 15) + 1e-7


def test_what_cannot_be_written_leaves_an_older_file_alone(tmp_path: Path) -> None:
    """Sound beyond full scale, and a folder that isn't there."""
    path = tmp_path / "line.wav"
    path.write_bytes(b"old")
    with pytest.raises(KindpaceError) as told:
        write_wav(noise(100) + 2, path)
    assert told.value.problems[0].slug == "sound-too-loud"
    assert path.read_bytes() == b"old"
    with pytest.raises(WorldError):
        write_wav(noise(100), tmp_path / "nowhere" / "line.wav")
    assert [one.name for one in tmp_path.iterdir()] == ["line.wav"]
