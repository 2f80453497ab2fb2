"""Labels become an ID3v2.3 tag."""

import datetime as dt
import struct
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from kindpace.problems import KindpaceError
from kindpace.track.encode import MONO, STEREO
from kindpace.track.labels import Chapter, Labels, Podcast, TimedLine
from kindpace.track.tags import tag_bytes

LENGTH = Fraction(120)
COVER = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
FULL = Labels(
    title="Steady companion",
    artist="kindpace",
    album="Kind runs",
    genre="Podcast",
    language="de",
    date=dt.date(2026, 11, 2),
    summary="Dreißig ruhige Minuten.\nZu zweit.",
    lyrics=(
        TimedLine(start=Fraction(1), end=Fraction(2), text="Willkommen."),
        TimedLine(start=Fraction(61, 2), end=Fraction(33), text="Lauf los."),
    ),
    chapters=(
        Chapter(start=Fraction(0), end=Fraction(40), title="A long name for an arrival"),
        Chapter(start=Fraction(40), end=Fraction(80), title="Řeka"),
        Chapter(start=Fraction(80), end=Fraction(120), title="Home"),
    ),
    bpm=165,
    cover=COVER,
    extra=(("BREATH", "3:2"), ("SESSION_ID", "steady-companion")),
    track=4,
)


def frames_of(tag: bytes) -> list[tuple[str, bytes]]:
    """Name and body of each frame in the order of the bytes, found without mutagen."""
    place, frames = 10, []
    while place < len(tag):
        name, size = (
            tag[place : place + 4].decode(),
            struct.unpack(">I", tag[place + 4 : place + 8]),
        )
        frames.append((name, tag[place + 10 : place + 10 + size[0]]))
        place += 10 + size[0]
    return frames


def test_frames_stand_in_the_order_that_players_want() -> None:
    """Texts, the table of contents, its chapters, and the picture last."""
    names = [name for name, _ in frames_of(tag_bytes(FULL, LENGTH, MONO))]
    assert names == [
        "TIT2", "TPE1", "TALB", "TCON", "TRCK", "TYER", "TDAT", "TLEN", "TLAN", "TBPM", "TSSE",
        "COMM", "USLT", "SYLT", "TXXX", "TXXX", "CTOC", "CHAP", "CHAP", "CHAP", "APIC",
    ]  # fmt: skip


def test_chapters_lie_in_time_order_whatever_their_titles() -> None:
    """The bytes themselves are in order, for many players list chapters as they come."""
    chaps = [body for name, body in frames_of(tag_bytes(FULL, LENGTH, MONO)) if name == "CHAP"]
    times = [struct.unpack(">IIII", body[6:22]) for body in chaps]
    nowhere = 0xFFFFFFFF
    assert times == [
        (0, 40_000, nowhere, nowhere),
        (40_000, 80_000, nowhere, nowhere),
        (80_000, 120_000, nowhere, nowhere),
    ]


def test_the_table_of_contents_is_titled_ordered_and_on_top() -> None:
    """It names every chapter, in order."""
    table = ID3(BytesIO(tag_bytes(FULL, LENGTH, MONO)))["CTOC:toc"]
    assert (int(table.flags), table.child_element_ids) == (3, ["ch000", "ch001", "ch002"])
    assert str(table.sub_frames["TIT2"]) == "Chapters"


def test_the_header_is_version_2_3_and_its_size_is_true() -> None:
    """Ten bytes, then as many as it says."""
    tag = tag_bytes(FULL, LENGTH, MONO)
    size = sum(byte << shift for byte, shift in zip(tag[6:10], (21, 14, 7, 0), strict=True))
    assert tag[:6] == b"ID3\x03\x00\x00"
    assert len(tag) == 10 + size


def test_latin_letters_are_written_as_latin_1_and_others_as_utf_16() -> None:
    """Each frame by itself: old displays read what they can."""
    bodies = dict(frames_of(tag_bytes(FULL, LENGTH, MONO)))
    assert bodies["TIT2"] == b"\x00Steady companion\x00"
    assert bodies["COMM"].startswith(b"\x00deu\x00Drei\xdfig")
    czech = dict(frames_of(tag_bytes(Labels(title="Řeka"), LENGTH, MONO)))
    assert czech["TIT2"].rstrip(b"\0") == b"\x01\xff\xfe" + "Řeka".encode("utf-16-le").rstrip(b"\0")


def test_dates_length_and_settings_are_told() -> None:
    """Year and day apart, as version 2.3 has them; milliseconds; the encoder's settings."""
    bodies = dict(frames_of(tag_bytes(FULL, Fraction(123_4567, 10_000), STEREO)))
    assert (bodies["TYER"], bodies["TDAT"], bodies["TLEN"]) == (
        b"\x002026\x00",
        b"\x000211\x00",
        b"\x00123457\x00",
    )
    assert b"CBR 128 kbit/s stereo" in bodies["TSSE"]


def test_what_is_empty_has_no_frame() -> None:
    """A bare title makes a tag with a title, a length and the settings."""
    names = [name for name, _ in frames_of(tag_bytes(Labels(title="Run", artist=""), LENGTH, MONO))]
    assert names == ["TIT2", "TLEN", "TSSE"]


def test_an_episode_says_which_feed_it_is_of() -> None:
    """Only an episode does, and one of a private feed keeps its address to itself."""
    public = Podcast(guid="guid-1", feed="https://example.org/runs/feed.xml")
    tag = ID3(BytesIO(tag_bytes(replace(FULL, podcast=public), LENGTH, MONO)))
    assert (tag["PCST"].value, str(tag["TGID"]), tag["WFED"].url) == (1, "guid-1", public.feed)
    private = frames_of(tag_bytes(replace(FULL, podcast=Podcast(guid="g")), LENGTH, MONO))
    assert {"PCST", "TGID"} <= {name for name, _ in private}
    assert "WFED" not in {name for name, _ in private}
    assert "PCST" not in {name for name, _ in frames_of(tag_bytes(FULL, LENGTH, MONO))}


def test_control_characters_never_reach_a_tag() -> None:
    """Not in titles, chapters, lyrics or the pairs."""
    nasty = "a\x00b\x1b\nc\ud800"
    labels = Labels(
        title=nasty,
        summary=nasty,
        lyrics=(TimedLine(start=Fraction(0), end=Fraction(1), text=nasty),),
        chapters=(Chapter(start=Fraction(0), end=Fraction(9), title=nasty),),
        extra=(("PLAN", nasty),),
    )
    tag = ID3(BytesIO(tag_bytes(labels, LENGTH, MONO)))
    assert str(tag["TIT2"]) == "ab c"
    assert str(tag["CHAP:ch000"].sub_frames["TIT2"]) == "ab c"
    assert str(tag["TXXX:PLAN"]) == str(tag.getall("COMM")[0]) == "ab\nc"
    assert tag.getall("SYLT")[0].text == [("ab c", 0)]


def test_too_many_chapters_are_refused() -> None:
    """255 can be listed; one more is told, not dropped."""
    many = tuple(
        Chapter(start=Fraction(second), end=Fraction(second + 1), title="x")
        for second in range(256)
    )
    assert tag_bytes(Labels(title="x", chapters=many[:255]), Fraction(300), MONO)
    with pytest.raises(KindpaceError, match="256 chapters"):
        tag_bytes(Labels(title="x", chapters=many), Fraction(300), MONO)


@given(st.text(), st.text(), st.lists(st.text(max_size=9), max_size=5))
def test_any_words_make_a_tag_the_same_one_each_time(
    title: str, summary: str, names: list[str]
) -> None:
    """Whatever people write, frames add up to the tag, and bytes don't depend on the day."""
    chapters = tuple(
        Chapter(start=Fraction(number * 10), end=Fraction(number * 10 + 10), title=name)
        for number, name in enumerate(names)
    )
    labels = Labels(title=title, summary=summary, chapters=chapters)
    tag = tag_bytes(labels, LENGTH, MONO)
    assert tag == tag_bytes(labels, LENGTH, MONO)
    assert sum(10 + len(body) for _, body in frames_of(tag)) == len(tag) - 10
    assert len(ID3(BytesIO(tag)).getall("CHAP")) == len(names)
