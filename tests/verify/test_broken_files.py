"""Real tracks broken on purpose, one way at a time: each is told by its own sentence.

A track of ours is taken apart into its stems, put together again with something amiss, and encoded
with its own tag; or its bytes are changed. The same file, encoded anew and unbroken, stays clean.
"""

import struct
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from zlib import compress

import numpy as np
import pytest
from mutagen.id3 import ID3

from kindpace.problems import KindpaceError, Problem, WorldError
from kindpace.sound.span import RATE, Span
from kindpace.studio.verifying import verify
from kindpace.timeline.score import Score
from kindpace.track.encode import STEREO, Block
from kindpace.track.frames import walk
from kindpace.track.labels import Labels
from kindpace.track.reading import read_track
from kindpace.track.tags import tag_bytes
from kindpace.verify.found import Found
from tests.track.test_bounded import packed_words
from tests.verify.kept import kept
from tests.verify.workshop import (
    Track,
    encoded,
    held,
    labelled,
    louder,
    made,
    moved,
    resampled,
    script,
    streamed,
    swapped,
    without,
)


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Track:
    """Forty-eight seconds of running in the park."""
    return made(script(tmp_path_factory.mktemp("tracks")))


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Everything that is told of the file at `path`, whether or not it could be heard."""
    try:
        return verify(path).broken
    except KindpaceError as refused:
        return refused.problems


def slugs(path: Path) -> list[str]:
    """Their names."""
    return [one.slug for one in problems_of(path)]


def seconds(start: float, end: float) -> Span:
    """A span in frames."""
    return Span(round(start * RATE), round(end * RATE))


def test_the_track_itself_keeps_every_promise(track: Track) -> None:
    """As it was rendered."""
    assert slugs(track.path) == []


def test_a_track_encoded_anew_keeps_every_promise(track: Track, tmp_path: Path) -> None:
    """From its stems, and from its own decoded samples."""
    for sound in (track.mix(), track.decoded):
        assert slugs(encoded(sound, track.reading.labels, tmp_path / "again.mp3")) == []


def test_the_same_in_stereo_keeps_every_promise(track: Track, tmp_path: Path) -> None:
    """Both ears alike."""
    both = np.repeat(louder(track.mix(), -3.01), 2, axis=1)
    assert slugs(encoded(both, track.reading.labels, tmp_path / "both.mp3", STEREO)) == []


def inside_the_quiet(track: Track) -> Span:
    """Two seconds and a half between two lines."""
    first, second, *_ = track.lines
    middle = (first.stop + second.start) // 2
    return Span(middle - RATE, middle + RATE * 3 // 2)


def hole(track: Track, length: float) -> Block:
    """Everything silent for `length` seconds."""
    start = inside_the_quiet(track).start
    return without(track.mix(), Span(start, start + round(length * RATE)))


def beats_gone(track: Track) -> Block:
    """The beat silent for five seconds."""
    return track.mix(beat=without(track.stems["beat"], seconds(20, 25)))


def tenth_beats_late(track: Track) -> Block:
    """Every tenth beat by 5 ms."""
    beat = track.stems["beat"].copy()
    step = 60 / 165
    for number in range(20, 100, 10):
        span = Span(round((number - 0.1) * step * RATE), round((number + 0.6) * step * RATE))
        beat[span.start : span.stop] = np.roll(beat[span.start : span.stop], 220, axis=0)
    return track.mix(beat=beat)


def line_moved(track: Track) -> Block:
    """The second line 0.3 s late."""
    span = track.lines[1].grown(0, RATE // 2)
    voice = track.stems["voice"].copy()
    voice[span.start : span.stop] = moved(voice[span.start : span.stop], round(0.3 * RATE))
    return track.mix(voice=voice)


def half_a_line(track: Track) -> Block:
    """The third line stops in its middle."""
    line = track.lines[2]
    rest = Span(line.start + line.length * 2 // 5, line.stop + RATE // 10)
    return track.mix(voice=without(track.stems["voice"], rest))


def with_click(track: Track) -> Block:
    """One sample jumps where nothing plays but the bed."""
    sound = track.mix()
    sound[between_beats(track)] += 0.4
    return sound


def with_a_cut(track: Track) -> Block:
    """Twenty milliseconds taken out of a word, and as many added at the end."""
    sound = track.mix()
    place = track.lines[0].start + RATE
    return np.concatenate([sound[:place], sound[place + 882 :], sound[-882:]])


def between_beats(track: Track) -> int:
    """A frame midway between two steps, with no word near."""
    step = 60 / 165
    number = round(inside_the_quiet(track).start / RATE / step)
    return round((number + 0.5) * step * RATE)


def waves(track: Track, low: float, *names: str) -> Block:
    """Stems that come and go twice in a second where nobody speaks, down to `low` of themselves."""
    quiet = inside_the_quiet(track).grown(RATE, RATE)
    gain = np.ones((track.frames, 1), np.float32)
    wave = np.sin(np.arange(quiet.length) * 2 * np.pi * 2 / RATE)
    gain[quiet.start : quiet.stop, 0] = (1 + low) / 2 + (1 - low) / 2 * wave
    return track.mix(**{name: track.stems[name] * gain for name in names})


def clipped(track: Track) -> bytes:
    """Twenty decibels louder than it was, with its tops cut off, by another program."""
    return tagged(track, streamed((track.mix() * np.float32(10)).clip(-1, 1)))


def cut_short(track: Track) -> Block:
    """Two seconds taken out."""
    sound, gone = track.mix(), seconds(20, 22)
    return np.concatenate([sound[: gone.start], sound[gone.stop :]])


SOUNDS: dict[str, tuple[str, Callable[[Track], Block]]] = {
    "all of it slower by a thousandth": ("beats-drift", lambda t: resampled(t.mix(), 1.001)),
    "all of it quicker by a thousandth": ("beats-drift", lambda t: resampled(t.mix(), 0.999)),
    "the beat alone slower": (
        "beats-drift",
        lambda t: t.mix(beat=resampled(t.stems["beat"], 1.001)[: t.frames]),
    ),
    "no beat at all": ("beats-missing", lambda t: t.mix(beat=t.stems["beat"] * 0)),
    "no beat for five seconds": ("beats-missing", beats_gone),
    "every tenth beat late": ("beats-uneven", tenth_beats_late),
    "a line missing": (
        "line-missing",
        lambda t: t.mix(voice=without(t.stems["voice"], t.lines[1].grown(2000, 2000))),
    ),
    "no voice at all": ("line-missing", lambda t: t.mix(voice=t.stems["voice"] * 0)),
    "two lines swapped": (
        "line-unlike",
        lambda t: t.mix(voice=swapped(t.stems["voice"], (t.lines[0], t.lines[2]))),
    ),
    "a line moved": ("line-moved", line_moved),
    "half a line": ("line-unlike", half_a_line),
    "a bed over the words": ("line-covered", lambda t: t.mix(bed=t.stems["bed"] * 18)),
    "a click": ("click-heard", with_click),
    "a cut within a word": ("click-heard", with_a_cut),
    "four decibels too loud": ("loudness-high", lambda t: louder(t.mix(), 4)),
    "four decibels too soft": ("loudness-low", lambda t: louder(t.mix(), -4)),
    "silence alone": ("loudness-low", lambda t: t.mix() * 0),
    "two seconds of nothing": ("dead-air", lambda t: hole(t, 2)),
    "half a second of nothing": ("dead-air", lambda t: hole(t, 0.5)),
    "two seconds cut out": ("length-off", cut_short),
    "twice in a row": ("length-off", lambda t: np.concatenate([t.mix(), t.mix()])),
    "a bed that pumps": ("bed-sinks", lambda t: waves(t, 0.1, "bed")),
    "a bed that pumps below the floor": (
        "silence-skipped",
        lambda t: waves(t, 0.001, "bed", "floor", "beat"),
    ),
    "no floor, and no bed": (
        "silence-skipped",
        lambda t: t.mix(floor=t.stems["floor"] * 0, bed=t.stems["bed"] * 0),
    ),
    "an offset": ("sound-offset", lambda t: (t.mix() * 0.95 + 0.02).astype(np.float32)),
    "another track": ("line-unlike", lambda t: moved(t.mix(), 10 * RATE)),
}


@pytest.mark.parametrize("way", SOUNDS)
def test_sound_that_is_broken_is_told(track: Track, tmp_path: Path, way: str) -> None:
    """By the slug that names it, among few others."""
    slug, breaking = SOUNDS[way]
    path = encoded(breaking(track), track.reading.labels, tmp_path / "broken.mp3")
    told = slugs(path)
    assert slug in told, told


def inverted(track: Track) -> Block:
    """The left ear hears the opposite of the right."""
    sound = louder(track.mix(), -3)
    return np.concatenate([sound, -sound], axis=1)


def one_silent(track: Track) -> Block:
    """The left ear hears nothing."""
    sound = track.mix()
    return np.concatenate([sound * 0, sound], axis=1)


def panned(track: Track) -> Block:
    """Nearly all of it on the right."""
    sound = track.mix()
    return np.concatenate([sound * np.float32(0.2), sound], axis=1)


@pytest.mark.parametrize(
    ("breaking", "slug"),
    [(inverted, "mono-thin"), (one_silent, "ears-lean"), (panned, "ears-lean")],
)
def test_two_ears_that_differ_are_told(
    track: Track, tmp_path: Path, breaking: Callable[[Track], Block], slug: str
) -> None:
    """A runner may wear one."""
    labels = track.reading.labels
    assert slug in slugs(encoded(breaking(track), labels, tmp_path / "ears.mp3", STEREO))


def xing(frames: int, size: int) -> bytes:
    """A frame that tells of a varying bitrate, as any encoder may write it."""
    head = b"\xff\xfb\x90\xc4" + bytes(17)
    told = b"Xing" + struct.pack(">III", 3, frames, size)
    return (head + told).ljust(417, b"\0")


def tagged(track: Track, stream: bytes, **changes: object) -> bytes:
    """The track's tag before another stream."""
    labels = labelled(track, **changes)
    return tag_bytes(labels, track.reading.form.length, STEREO) + stream


def music(track: Track) -> bytes:
    """The track's frames with their Info frame."""
    return track.path.read_bytes()[track.reading.form.start :]


def retagged(track: Track, **changes: object) -> bytes:
    """The track with other labels, as they stand: nothing is put right on the way."""
    return tagged(track, music(track), **changes)


def chapters_as_they_come(track: Track, order: tuple[int, ...]) -> bytes:
    """The two chapters in another order, in the file and in its table."""
    data = track.path.read_bytes()[: track.reading.form.start]
    first = data.index(b"CHAP")
    second = data.index(b"CHAP", first + 4)
    end = second + 10 + struct.unpack(">I", data[second + 4 : second + 8])[0]
    pieces = (data[first:second], data[second:end])
    turned = data[:first] + b"".join(pieces[one] for one in order) + data[end:]
    return turned + music(track)


def chapter_at(track: Track, *, start: int, end: int) -> bytes:
    """The second chapter's times, in ms, written over."""
    data = bytearray(track.path.read_bytes())
    second = data.index(b"CHAP", data.index(b"CHAP") + 4) + 10 + len(b"ch001\0")
    data[second : second + 8] = struct.pack(">II", start, end)
    return bytes(data)


def newer_tag(track: Track) -> bytes:
    """The tag saved as version 2.4."""
    path = track.path.with_name("newer.mp3")
    path.write_bytes(track.path.read_bytes())
    tag = ID3(path)
    tag.save(path, v2_version=4)
    return path.read_bytes()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """`data` with its first `old` called `new`."""
    assert old in data
    return data.replace(old, new, 1)


def flipped(track: Track, share: float) -> bytes:
    """One bit of the music changed."""
    data = bytearray(track.path.read_bytes())
    start = track.reading.form.start
    place = start + int((len(data) - start) * share)
    while data[place] == 0xFF or data[place - 1] == 0xFF or data[place - 2] == 0xFF:
        place += 1
    data[place] ^= 4
    return bytes(data)


def counted(track: Track, change: int) -> bytes:
    """The Info header's count of frames, changed; its size and sums stay."""
    data = bytearray(track.path.read_bytes())
    place = data.index(b"Info") + 8
    told = struct.unpack(">I", data[place : place + 4])[0]
    data[place : place + 4] = struct.pack(">I", told + change)
    return bytes(data)


def with_plan(text: str) -> Callable[[Track], bytes]:
    """The tag with `text` where the plan stands."""

    def made(track: Track) -> bytes:
        extra = tuple(
            (name, text if name == "PLAN" else value) for name, value in track.reading.labels.extra
        )
        return retagged(track, extra=extra)

    return made


def cut(share: float) -> Callable[[Track], bytes]:
    """The file up to a share of its bytes."""
    return lambda track: track.path.read_bytes()[: int(track.path.stat().st_size * share)]


def vbr_with_header(track: Track) -> bytes:
    """A varying stream with a true header."""
    stream = streamed(track.mix(), vbr=2)
    frames = list(walk(stream, 0))
    return tagged(track, xing(len(frames), len(stream) + 417) + stream)


ENDLESS = b64encode(compress(bytes(64 << 20), 9)).decode()
"""Sixty-four megabytes in sixty-four kilobytes."""

FORMS: dict[str, tuple[str, Callable[[Track], bytes]]] = {
    "chapters out of order": ("chapters-disordered", lambda t: chapters_as_they_come(t, (1, 0))),
    "a chapter left out": (
        "chapters-unlisted",
        lambda t: renamed(t.path.read_bytes(), b"CHAP", b"XHAP"),
    ),
    "a chapter past the end": ("chapter-beyond", lambda t: chapter_at(t, start=26_000, end=75_000)),
    "chapters that overlap": (
        "chapters-overlap",
        lambda t: chapter_at(t, start=10_000, end=48_000),
    ),
    "an endless chapter": (
        "chapter-beyond",
        lambda t: chapter_at(t, start=2**32 - 1, end=2**32 - 1),
    ),
    "no table of contents": (
        "chapters-unlisted",
        lambda t: renamed(t.path.read_bytes(), b"CTOC", b"XTOC"),
    ),
    "no chapters": ("chapters-missing", lambda t: retagged(t, chapters=())),
    "no title": ("title-missing", lambda t: retagged(t, title="")),
    "no tag": ("tag-missing", music),
    "a newer tag": ("tag-version", newer_tag),
    "a plan of nonsense": ("score-unreadable", with_plan("a walk in the park")),
    "a plan cut short": ("score-unreadable", with_plan("eNrLSM3JyVcozy/KSQEAGgsEXQ==")),
    "a plan that unfolds without end": ("score-unreadable", with_plan(ENDLESS)),
}
"""The sound is as it was: only the container tells another story."""

STREAMS: dict[str, tuple[str, Callable[[Track], bytes]]] = {
    "VBR without header": ("header-missing", lambda t: tagged(t, streamed(t.mix(), vbr=2))),
    "VBR with header": ("bitrate-varies", vbr_with_header),
    "ABR": ("bitrate-varies", lambda t: tagged(t, streamed(t.mix(), vbr=3))),
    "CBR without header": ("header-missing", lambda t: tagged(t, streamed(t.mix()))),
    "clipped": ("sound-clipped", clipped),
    "half the rate": ("rate-unusual", lambda t: tagged(t, streamed(t.mix(), rate=22_050))),
    "frames counted too few": ("header-untrue", lambda t: counted(t, -40)),
    "frames counted too many": ("header-untrue", lambda t: counted(t, 40)),
    "music added at the end": ("header-untrue", lambda t: t.path.read_bytes() + music(t)),
    "a flipped bit": ("frames-changed", lambda t: flipped(t, 0.5)),
}
"""Encoded in other ways, or changed since."""

REFUSED: dict[str, tuple[str, Callable[[Track], bytes]]] = {
    "a packed frame that unfolds without end": (
        "tag-too-large",
        lambda t: packed_words() + music(t),
    ),
    "stopped after a third": ("track-truncated", cut(0.33)),
    "stopped near the end": ("track-truncated", cut(0.999)),
    "stopped within the tag": ("tag-untrue", cut(0.002)),
    "followed by zeros": ("track-damaged", lambda t: t.path.read_bytes() + bytes(5000)),
    "a text": ("not-an-mp3", lambda _: b"Dear runner, take it easy.\n" * 500),
    "a WAV": ("not-an-mp3", lambda _: b"RIFF\xff\xff\0\0WAVEfmt \x10\0\0\0" + bytes(60_000)),
    "a picture": ("not-an-mp3", lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(9_000)),
    "nothing": ("track-empty", lambda _: b""),
}


def told_of(data: bytes, folder: Path) -> list[str]:
    """What is told of a file that holds `data`."""
    path = folder / "broken.mp3"
    path.write_bytes(data)
    return slugs(path)


@pytest.mark.parametrize("way", FORMS)
def test_a_container_that_is_broken_is_told(
    track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """By the slug that names it; its sound is not listened to again."""

    def heard_before(path: Path, score: Score | None, _: Callable[[int], None]) -> Found:
        return kept(reading=read_track(path), score=score, beats=None, lines=())

    monkeypatch.setattr("kindpace.studio.verifying.listen", heard_before)
    slug, breaking = FORMS[way]
    told = told_of(breaking(track), tmp_path)
    assert slug in told, told
    assert len(told) <= 2, told


@pytest.mark.parametrize("way", STREAMS)
def test_a_stream_that_is_broken_is_told(track: Track, tmp_path: Path, way: str) -> None:
    """By the slug that names it, among others: the sound suffers too."""
    slug, breaking = STREAMS[way]
    told = told_of(breaking(track), tmp_path)
    assert slug in told, told


@pytest.mark.parametrize("way", REFUSED)
def test_what_is_no_whole_track_is_refused(track: Track, tmp_path: Path, way: str) -> None:
    """By that slug alone."""
    slug, breaking = REFUSED[way]
    assert told_of(breaking(track), tmp_path) == [slug]


def test_two_gigabytes_of_nothing_behind_a_beginning_are_told(track: Track, tmp_path: Path) -> None:
    """At once, and without reading them."""
    path = tmp_path / "sparse.mp3"
    path.write_bytes(track.path.read_bytes()[:200_000])
    with path.open("r+b") as file:
        file.truncate(2 << 30)
    (told,) = slugs(path)
    assert told in ("track-damaged", "track-truncated")


def test_what_cannot_be_opened_is_the_worlds(
    track: Track, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder, a file that isn't there, one that may not be read."""
    for path in (tmp_path, tmp_path / "nowhere.mp3"):
        with pytest.raises(WorldError, match="read-failed"):
            verify(path)

    def refuse(_: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorldError, match="Permission denied"):
        verify(track.path)


def test_several_faults_are_told_at_once(track: Track, tmp_path: Path) -> None:
    """Of the sound, the container and the tag."""
    labels: Labels = labelled(track, title="")
    path = encoded(louder(hole(track, 2), -4), labels, tmp_path / "many.mp3")
    path.write_bytes(renamed(path.read_bytes(), b"CTOC", b"XTOC"))
    assert {"dead-air", "loudness-low", "title-missing", "chapters-unlisted"} <= set(slugs(path))


def test_each_way_to_break_has_a_sentence_of_its_own() -> None:
    """No two kinds share a slug by accident: more than twenty-five are told apart."""
    ways = (*SOUNDS.values(), *FORMS.values(), *STREAMS.values(), *REFUSED.values())
    told = {slug for slug, _ in ways}
    assert len(told) > 25
    assert len(ways) > 50


def test_the_reading_is_that_of_the_whole_file(track: Track) -> None:
    """What is broken here is a track of ours, with two chapters and its plan."""
    reading = replace(track.reading, path=track.path)
    assert reading.form.length == Fraction(48)
    assert len(reading.labels.chapters) == 2
    assert "PLAN" in dict(reading.labels.extra)
    assert held(track.mix()).shape == (48 * RATE, 1)
