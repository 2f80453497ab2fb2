"""Patience with limits: slow senders and slow readers make room for others."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindpace.feed.serving.connections import Connection
from tests.feed.page.shelves import shelf
from tests.feed.serving.door import Door, heard, open_house

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

ASK = b"GET /big.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """A house with little patience, and thirty megabytes to send."""
    monkeypatch.setattr(Connection, "asking", 0.3)
    monkeypatch.setattr(Connection, "taking", 0.3)
    shelf(tmp_path, titles=("Easy",))
    (tmp_path / "big.mp3").write_bytes(b"x" * 30_000_000)
    with open_house(tmp_path) as opened:
        yield opened


def test_who_never_asks_is_let_go(door: Door) -> None:
    """With nothing said, and with half a word."""
    for said in (b"", b"GET / HT"):
        with door.knock() as line:
            line.sendall(said)
            assert heard(line) == b""
    assert door.get("/feed.xml").status == 200


def test_who_asks_letter_by_letter_is_let_go_all_the_same(door: Door) -> None:
    """The time is for the whole head, not for each piece of it."""
    with door.knock() as line:
        line.settimeout(0.05)
        line.sendall(b"GET / HTTP/1.1\r\n")
        pieces = 0
        while pieces < 200:
            pieces += 1
            try:
                line.sendall(b"X: y\r\n")
                if line.recv(10) == b"":
                    break
            except TimeoutError:
                continue
            except (ConnectionResetError, BrokenPipeError):
                break
        assert pieces < 200
    assert door.get("/feed.xml").status == 200


def test_who_takes_nothing_is_let_go(door: Door) -> None:
    """The rest of the track is not kept for them."""
    with door.knock() as line:
        line.sendall(ASK)
        begun = line.recv(100)
        assert door.get("/feed.xml").status == 200
        time.sleep(0.8)  # longer than the house's patience
        assert len(begun + heard(line)) < 30_000_000


def test_who_reads_steadily_gets_it_all(door: Door) -> None:
    """However small the sips."""
    with door.knock() as line:
        line.sendall(ASK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        assert len(heard(line).partition(b"\r\n\r\n")[2]) == 30_000_000


def test_who_has_said_all_is_answered_still(door: Door) -> None:
    """A closed mouth is no closed ear."""
    got = door.raw(b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert got.endswith(b"</rss>\n")


def test_noise_in_the_middle_of_an_answer_ends_it(door: Door) -> None:
    """And nothing else."""
    with door.knock() as line:
        line.sendall(ASK + b"\x00\x01\x02 noise\r\n\r\n")
        heard(line)
    assert door.get("/feed.xml").status == 200
