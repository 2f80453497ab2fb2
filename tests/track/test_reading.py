"""An MP3 is read back, or refused with a clear sentence."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, WorldError
from kindpace.track.encode import MONO, RATE, STEREO, Encoding
from kindpace.track.reading import blocks_of, number_of, read_track
from tests.track.maker import PLAIN, music, noise, small_track
from tests.track.test_tags import FULL

FILES = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    """Half a second of noise, fully labelled."""
    return small_track(tmp_path, frames=RATE // 2, labels=FULL).path


def refusal(path: Path) -> str:
    """The slug with which both reading and decoding refuse `path`."""
    slugs = []
    for read in (read_track, lambda place: list(blocks_of(place))):
        with pytest.raises(KindpaceError) as refused:
            read(path)
        (found,) = refused.value.problems
        assert path.name in found.what
        slugs.append(found.slug)
    assert slugs[0] == slugs[1]
    return slugs[0]


@pytest.mark.parametrize("encoding", [MONO, STEREO, Encoding(channels=2, bitrate=320)])
def test_a_track_tells_what_it_is(tmp_path: Path, encoding: Encoding) -> None:
    """Rate, channels, constant bitrate, exact length, an Info header whose checksums fit."""
    track = small_track(tmp_path, frames=50_000, encoding=encoding)
    form = read_track(track.path).form
    assert (form.rate, form.channels, form.bitrate) == (RATE, encoding.channels, encoding.bitrate)
    assert (form.frames, form.length, form.whole) == (50_000, track.length, True)
    assert form.info is not None
    assert form.info.frames == form.mpeg_frames


def test_a_track_tells_what_its_tag_says(mp3: Path) -> None:
    """Labels, tag version and whether the chapters are listed."""
    reading = read_track(mp3)
    assert (reading.labels.title, reading.labels.bpm) == (FULL.title, FULL.bpm)
    assert reading.labels.cover == FULL.cover
    assert (reading.tag_version, reading.chapters_listed) == ((2, 3), True)
    assert reading.size == mp3.stat().st_size


def test_sound_comes_back_block_by_block(mp3: Path) -> None:
    """As long as the form says, near what went in, in blocks of the size asked for."""
    blocks = list(blocks_of(mp3, at_once=5_000))
    assert [len(block) for block in blocks] == [5_000] * 4 + [2_050]
    heard = np.concatenate(blocks)
    assert heard.dtype == np.float32
    assert heard.shape == (RATE // 2, 1)
    assert np.corrcoef(heard[:, 0], noise(RATE // 2)[:, 0])[0, 1] > 0.8


def test_a_bare_stream_is_read_too(tmp_path: Path) -> None:
    """Without tag or Info header, after a few bytes of something else."""
    path = tmp_path / "bare.mp3"
    path.write_bytes(b"\0\0junk" + music(noise(20_000)))
    reading = read_track(path)
    assert (reading.form.info, reading.form.whole, reading.tag_version) == (None, None, None)
    assert (reading.form.start, reading.form.bitrate, reading.labels.title) == (6, 96, "")
    assert reading.form.frames == reading.form.mpeg_frames * 1152


def test_a_varying_bitrate_is_told(tmp_path: Path) -> None:
    """Two streams put together have no one bitrate."""
    path = tmp_path / "vary.mp3"
    streams = [music(noise(9_000), Encoding(bitrate=rate)) for rate in (96, 128)]
    path.write_bytes(b"".join(streams))
    assert read_track(path).form.bitrate is None


def test_tags_of_other_programs_at_the_end_are_no_fault(mp3: Path) -> None:
    """ID3v1 and APE stand there."""
    before = read_track(mp3).form
    mp3.write_bytes(mp3.read_bytes() + b"TAG".ljust(128, b"\0"))
    assert read_track(mp3).form == before


def test_room_after_the_tag_is_no_fault(mp3: Path) -> None:
    """Some taggers leave zeros."""
    data, start = mp3.read_bytes(), read_track(mp3).form.start
    mp3.write_bytes(data[:start] + bytes(500) + data[start:])
    assert read_track(mp3).form.start == start + 500


def test_a_changed_byte_of_music_is_noticed(mp3: Path) -> None:
    """The checksum in the Info header no longer fits."""
    data = bytearray(mp3.read_bytes())
    data[-20] ^= 1
    mp3.write_bytes(data)
    assert read_track(mp3).form.whole is False


def test_checksums_of_other_encoders_are_not_judged(mp3: Path) -> None:
    """They sum over other bytes than LAME does."""
    mp3.write_bytes(mp3.read_bytes().replace(b"LAME3.100", b"Lavc59.37"))
    assert read_track(mp3).form.whole is None


def test_a_decoder_that_gives_up_is_told(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its own reason."""

    def refuse(_: Path) -> None:
        raise soundfile.LibsndfileError(2)

    monkeypatch.setattr(soundfile, "SoundFile", refuse)
    with pytest.raises(KindpaceError, match=r"decoder-failed: .*System error"):
        list(blocks_of(mp3))


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "track-empty"),
        (b"x", "not-an-mp3"),
        (bytes(100_000), "not-an-mp3"),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(4000), "not-an-mp3"),
        (b"a long letter to a friend\n" * 4000, "not-an-mp3"),
        (b"ID3", "not-an-mp3"),
        (b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + bytes(50), "tag-untrue"),
        (b"ID3\x03\0\0\0\0\0\x20" + bytes(32), "tag-untrue"),
        (b"ID3\x03\0\0\0\0\0\x20" + bytes(32) + b"no sound here" * 99, "tag-untrue"),
    ],
)
def test_what_is_no_mp3_is_refused(tmp_path: Path, data: bytes, slug: str) -> None:
    """Each kind with its own sentence."""
    path = tmp_path / "strange.mp3"
    path.write_bytes(data)
    assert refusal(path) == slug


def test_an_endless_file_of_nothing_is_refused_at_once(tmp_path: Path) -> None:
    """Two gigabytes of zeros on no disk space."""
    path = tmp_path / "sparse.mp3"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert refusal(path) == "not-an-mp3"


@pytest.mark.parametrize("lie", [-40, 40])
def test_a_tag_that_lies_about_its_size_is_refused(mp3: Path, lie: int) -> None:
    """A little too small or too large."""
    data = bytearray(mp3.read_bytes())
    data[9] = (data[9] + lie) % 128
    mp3.write_bytes(data)
    assert refusal(mp3) == "tag-untrue"


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_copy_that_stopped_half_way_is_refused(mp3: Path, kept: float) -> None:
    """Even if only its last frame is missing."""
    data = mp3.read_bytes()
    mp3.write_bytes(data[: int(len(data) * kept)])
    assert refusal(mp3) == "track-truncated"


def test_a_missing_last_frame_is_noticed_by_the_count(mp3: Path) -> None:
    """The cut falls between two frames, where only the Info header knows."""
    data = mp3.read_bytes()
    last = data.rfind(b"\xff\xfb")
    mp3.write_bytes(data[:last])
    assert refusal(mp3) == "track-truncated"


def test_something_else_between_the_frames_is_refused(mp3: Path) -> None:
    """With its place."""
    data = mp3.read_bytes()
    middle = data.find(b"\xff\xfb", len(data) // 2)
    mp3.write_bytes(data[:middle] + b"oops" + data[middle:])
    with pytest.raises(KindpaceError, match=f"at byte {middle} that is not MP3"):
        read_track(mp3)


def test_a_tag_that_cannot_be_read_is_refused(mp3: Path) -> None:
    """An ID3 version that nobody knows."""
    data = bytearray(mp3.read_bytes())
    data[3] = 9
    mp3.write_bytes(data)
    with pytest.raises(KindpaceError, match="tag-unreadable"):
        read_track(mp3)


def test_a_file_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    """So is a folder."""
    for place in (tmp_path / "nowhere.mp3", tmp_path):
        with pytest.raises(WorldError, match="read-failed"):
            read_track(place)


def test_a_tracks_place_is_read_without_its_sound(tmp_path: Path) -> None:
    """From its tag, if that tells; the rest may be anything."""
    counted = small_track(tmp_path, labels=replace(PLAIN, track=7)).path
    assert number_of(counted) == 7
    assert number_of(small_track(tmp_path, name="other.mp3").path) is None
    (tmp_path / "no.mp3").write_bytes(b"no track")
    assert number_of(tmp_path / "no.mp3") is None
    with pytest.raises(WorldError, match="read-failed"):
        number_of(tmp_path / "nowhere.mp3")


def ended(path: Path) -> list[str]:
    """How reading and decoding ended: well, or with a `KindpaceError`; anything else passes on."""
    found = []
    for read in (read_track, lambda place: list(blocks_of(place))):
        try:
            read(path)
            found.append("read")
        except KindpaceError as error:
            found.append("refused" if error.problems else "refused without a word")
    return found


@FILES
@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    """Never another exception."""
    path = tmp_path / "any.mp3"
    path.write_bytes(data)
    assert set(ended(path)) <= {"read", "refused"}


@FILES
@given(st.data())
def test_any_damage_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes changed and parts cut out of a real track."""
    path = small_track(tmp_path, frames=5_000, labels=FULL).path
    track = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        track[data.draw(st.integers(0, len(track) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(track)))
    del track[cut : cut + data.draw(st.sampled_from([0, 0, 1, 400]))]
    path.write_bytes(track)
    assert set(ended(path)) <= {"read", "refused"}
