"""What is sent back: status, headers, and which bytes."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.serving.answers import (
    STRICT,
    TOLD,
    Answer,
    Content,
    allowed,
    answer,
    moved,
    small,
    takes_gzip,
)
from kindpace.feed.serving.conditions import Version
from kindpace.feed.serving.kinds import FEED, KINDS, Kind
from kindpace.problems import sentences

TEXT = b"<rss>" + b"a word, " * 400
SOUND = bytes(range(256)) * 8


def content(data: bytes = TEXT, kind: Kind = FEED) -> Content:
    """Something to be asked for."""
    version = Version(tag='"v1"', modified=1_775_000_000)
    return Content(source=io.BytesIO(data), size=len(data), version=version, kind=kind, caching="c")


def body(got: Answer) -> bytes:
    """The bytes that would go out."""
    got.source.seek(got.start)
    return got.source.read(got.length)


def test_the_whole_goes_out_with_what_a_player_needs() -> None:
    """Type, length, tag, date, and that parts may be asked for."""
    got = answer({}, content(SOUND, KINDS["mp3"]))
    assert (got.status, body(got)) == (200, SOUND)
    assert got.headers["content-type"] == "audio/mpeg"
    assert got.headers["content-length"] == str(len(SOUND))
    assert got.headers["etag"] == '"v1"'
    assert got.headers["accept-ranges"] == "bytes"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == STRICT
    assert "access-control-allow-origin" not in got.headers


@given(st.integers(0, 2100), st.integers(0, 2100))
def test_a_part_is_the_slice_and_says_where_it_lies(first: int, last: int) -> None:
    """Or there is no such part, and the length is told."""
    got = answer({"range": f"bytes={first}-{last}"}, content(SOUND, KINDS["mp3"]))
    meant = SOUND[first : last + 1]
    if first > last or not meant:
        assert (got.status, got.headers["content-range"]) == (416, f"bytes */{len(SOUND)}")
        return
    told = f"bytes {first}-{first + len(meant) - 1}/{len(SOUND)}"
    assert (got.status, body(got), got.headers["content-range"]) == (206, meant, told)
    assert got.headers["content-length"] == str(len(meant))


def test_a_part_of_another_version_is_the_whole() -> None:
    """If-Range with a foreign tag, a weak one, or none that fits."""
    for tag, status in (('"v1"', 206), ('"v2"', 200), ('W/"v1"', 200)):
        got = answer({"range": "bytes=0-1", "if-range": tag}, content(SOUND, KINDS["mp3"]))
        assert got.status == status
    assert answer({"range": "bytes=9999-", "if-range": '"v2"'}, content()).status == 200


def test_text_is_packed_for_whoever_takes_it() -> None:
    """Under a tag of its own, the same bytes each time; sound, parts and small texts aren't."""
    got = answer({"accept-encoding": "br, gzip"}, content())
    assert gzip.decompress(body(got)) == TEXT
    assert got.headers["content-encoding"] == "gzip"
    assert got.headers["etag"] == '"v1-gz"'
    assert got.headers["content-length"] == str(len(body(got)))
    assert body(got) == body(answer({"accept-encoding": "gzip"}, content()))
    for plain in (
        answer({}, content()),
        answer({"accept-encoding": "gzip", "range": "bytes=0-9"}, content()),
        answer({"accept-encoding": "gzip"}, content(SOUND, KINDS["mp3"])),
        answer({"accept-encoding": "gzip"}, content(b"small")),
    ):
        assert "content-encoding" not in plain.headers
        assert plain.headers["etag"] == '"v1"'
    assert answer({}, content()).headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [("gzip", True), ("GZIP;q=0.5", True), ("br;q=1, x-gzip", True), ("gzip;q=0", False),
     ("gzip; q=0.000", False), ("identity", False), ("", False), ("*", False), (";;,=", False)],
)  # fmt: skip
def test_packing_is_asked_for_by_name(accepted: str, *, taken: bool) -> None:
    """And a weight of nought declines it."""
    assert takes_gzip(accepted) is taken


def test_what_somebody_has_is_not_sent_again() -> None:
    """A 304 keeps tag and caching, brings no body, and lets go of the file."""
    there = content()
    got = answer({"if-none-match": '"v1"', "range": "bytes=0-1"}, there)
    assert (got.status, got.length, got.headers["etag"]) == (304, 0, '"v1"')
    assert "content-length" not in got.headers
    assert there.source.closed
    packed = answer({"if-none-match": '"v1-gz"', "accept-encoding": "gzip"}, content())
    assert (packed.status, packed.headers["etag"]) == (304, '"v1-gz"')
    assert answer({"if-match": '"v2"'}, content()).status == 412


def test_captions_may_be_read_by_players_elsewhere() -> None:
    """And asked for beforehand."""
    got = answer({}, content(kind=KINDS["vtt"]))
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert allowed().headers["access-control-allow-headers"] == "Range"
    assert answer({}, content()).headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("status", sorted(TOLD))
def test_every_refusal_is_a_calm_sentence(status: int) -> None:
    """With its length, nothing to run, and the connection's end."""
    got = small(status, allow="GET")
    assert body(got).decode().startswith(sentences()[TOLD[status]].what)
    assert got.headers["content-length"] == str(len(body(got)))
    assert (got.headers["connection"], got.headers["allow"]) == ("close", "GET")


def test_a_folder_says_where_its_page_is() -> None:
    """With its slash."""
    got = moved("/150/")
    assert (got.status, got.headers["location"], got.length) == (308, "/150/", 0)
