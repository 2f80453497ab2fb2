"""The house over real sockets: for good listeners, and for those who try the windows."""

import gzip
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kindpace.feed.serving.app import House, Request
from kindpace.feed.serving.hosts import Hosts
from kindpace.feed.serving.shelf import Shelf
from kindpace.feed.serving.tokens import renewed
from tests.feed.page.shelves import SHOW, ladder, shelf, sound
from tests.feed.serving.door import Door, headers_of, heard, open_house

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HOST = b"Host: localhost\r\n"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A feed beside something that isn't for others."""
    home = tmp_path_factory.mktemp("home")
    shelf(home / "public", titles=("Easy loop",))
    (home / "secret.mp3").write_bytes(b"secret")
    (home / "public" / "out.mp3").symlink_to("../secret.mp3")
    (home / "public" / ".env").write_bytes(b"secret")
    (home / "public" / "run.yaml").write_bytes(b"secret")
    return home / "public"


@pytest.fixture(scope="module")
def track(public: Path) -> str:
    """The path of its track."""
    (found,) = (public / "tracks").glob("*.mp3")
    return f"/tracks/{found.name}"


@pytest.fixture(scope="module")
def door(public: Path) -> Iterator[Door]:
    """The feed, open on loopback."""
    with open_house(public) as opened:
        yield opened


def test_a_phone_gets_page_feed_and_track(door: Door, track: str) -> None:
    """Each as what it is; the first two bytes, as iPhones ask, and HEAD."""
    page = door.get("/")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "script-src 'sha256-" in page.headers["content-security-policy"]
    feed = door.get("/feed.xml", Accept_Encoding="gzip")
    assert feed.headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert f"http://127.0.0.1:{door.port}{track}".encode() in gzip.decompress(feed.body)
    assert door.get(track).body == sound()
    first = door.get(track, Range="bytes=0-1")
    assert (first.status, first.body) == (206, sound()[:2])
    head = door.get(track, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(sound()))
    assert head.headers["accept-ranges"] == "bytes"


def test_an_app_that_asks_again_gets_nothing_new(door: Door, track: str) -> None:
    """By tag, by date; and the rest of a track only if it is the same one."""
    for path in ("/feed.xml", track, "/"):
        before = door.get(path)
        again = door.get(path, If_None_Match=before.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        since = door.get(path, If_Modified_Since=before.headers["last-modified"])
        assert since.status == 304
    tag = door.get(track).headers["etag"]
    rest = door.get(track, Range="bytes=100-", If_Range=tag)
    assert (rest.status, rest.body) == (206, sound()[100:])
    assert door.get(track, Range="bytes=100-", If_Range='"older"').body == sound()


def test_several_requests_share_a_connection(door: Door, track: str) -> None:
    """One after another, and written ahead."""
    ask = f"GET {track} HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-4\r\n".encode()
    with door.knock() as line:
        line.sendall((ask + b"\r\n") * 2 + ask + b"Connection: close\r\n\r\n")
        got = heard(line)
    assert got.count(b"HTTP/1.1 206") == 3
    assert got.count(sound()[:5]) >= 3


def test_players_elsewhere_may_ask_for_captions(door: Door, track: str) -> None:
    """Beforehand too; for the page they may not."""
    captions = track.replace(".mp3", ".vtt")
    assert door.get(captions).headers["access-control-allow-origin"] == "*"
    assert door.get(captions, method="OPTIONS").status == 204
    for path in ("/", "/kindpace.json", "/feed.xml"):
        assert door.get(path).headers["access-control-allow-origin"] is None
        assert door.get(path, method="OPTIONS").status == 405


@pytest.mark.parametrize(
    "path",
    ["/..%2fsecret.mp3", "/../secret.mp3", "/%2e%2e/secret.mp3", "/%2e%2e%2fsecret.mp3",
     "/..%252fsecret.mp3", "/%252e%252e/secret.mp3", "/..%5csecret.mp3", "/..\\secret.mp3",
     "/tracks/../../secret.mp3", "//secret.mp3", "/./secret.mp3", "/out.mp3", "/.env", "/%2eenv",
     "/run.yaml", "/tracks", "/tracks/", "/art/", "/secret.mp3%00.mp3", "/%00", "/%ff", "/a%0d%0ab",
     "/feed.xml/", "/index.html/..", "/tracks/%2e%2e/%2e%2e/secret.mp3", "/?../secret.mp3&x=/"],
)  # fmt: skip
def test_no_path_leads_out_or_lists_a_folder(door: Door, path: str) -> None:
    """However it is written; what comes back is small and holds nothing."""
    got = door.raw(f"GET {path} HTTP/1.1\r\n".encode() + HOST + b"Connection: close\r\n\r\n")
    assert b"secret" not in got.partition(b"\r\n\r\n")[2]
    if path.startswith("/?"):
        assert got.startswith(b"HTTP/1.1 200")
    else:
        assert got.startswith(b"HTTP/1.1 404")
        assert len(got) < 1000


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET http://localhost/feed.xml HTTP/1.1\r\nHost: localhost\r\n", 200),
        (b"GET http://evil.example/feed.xml HTTP/1.1\r\nHost: localhost\r\n", 421),
        (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n", 405),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n", 405),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n", 405),
        (b"PUT /x.mp3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n", 405),
        (b"DELETE /feed.xml HTTP/1.1\r\nHost: localhost\r\n", 405),
        (b"BREW / HTTP/1.1\r\nHost: localhost\r\n", 405),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"GET feed.xml HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: 192.168.1.1\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: \r\n", 421),
        (b"GET / HTTP/1.1\r\n", 400),
        (b"GET / HTTP/1.0\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n", 400),
        (b"GET /" + b"a" * 2000 + b" HTTP/1.1\r\nHost: localhost\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 4000, 431),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n", 400),
        (b"GET  /  HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, x\r\n", 501),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n", 400),
        (b"GET / HTTP/1.1\r\n Host: localhost\r\n", 400),
    ],
)  # fmt: skip
def test_odd_requests_get_small_answers(door: Door, request_: bytes, status: int) -> None:
    """Other methods, shapes, hosts and sizes; the next listener is served as ever."""
    got = door.raw(request_ + b"\r\n")
    allowed = {status, 400} if status in (431, 501) else {status}
    assert int(got.split(b" ", 2)[1]) in allowed, got[:200]
    if status != 200:
        assert len(got) < 1500
        assert b"Traceback" not in got
    assert door.get("/feed.xml").status == 200


def test_a_body_is_never_taken_for_the_next_request(door: Door) -> None:
    """What follows a request's end is not answered where a body could hide it (smuggling)."""
    inner = b"GET /kindpace.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for head in (
        b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: %d\r\n" % len(inner),
        b"Content-Length: %d\r\n" % len(inner),
        b"Transfer-Encoding: chunked\r\n",
    ):
        got = door.raw(b"GET /feed.xml HTTP/1.1\r\n" + HOST + head + b"\r\n" + inner)
        assert got.count(b"HTTP/1.1 ") <= 1
        assert b"kindpace-feed" not in got


def test_a_private_house_is_there_for_its_listeners_alone(public: Path, track: str) -> None:
    """One path leads in; all others look alike, and a new path ends it at once."""
    with open_house(public, private=True) as door:
        inside = door.before
        assert len(inside) > 30
        assert door.get(inside).status == 200
        assert door.get(inside + track.lstrip("/")).body == sound()
        feed = door.get(inside + "feed.xml").body.decode()
        assert f"http://127.0.0.1:{door.port}{inside}{track.lstrip('/')}" in feed
        assert "<itunes:block>Yes</itunes:block>" in feed
        assert SHOW.guid in feed
        slashless = door.get(inside.rstrip("/"))
        assert (slashless.status, slashless.headers["location"]) == (308, inside)
        nowhere = door.get("/nowhere").body
        for path in ("/", "/feed.xml", track, inside[:-2] + "/", inside.upper(), "/x" + inside):
            got = door.get(path)
            assert (got.status, got.body) == (404, nowhere)
        renewed(public)
        assert door.get(inside).status == 404
    assert all(inside.strip("/") not in line for line in door.log)
    assert f"200 GET /…{track}" in door.log


def test_a_ladder_leads_to_its_rungs(tmp_path: Path) -> None:
    """With and without the slash."""
    ladder(tmp_path, (150, 165))
    with open_house(tmp_path) as door:
        assert b'href="150/"' in door.get("/").body
        assert door.get("/150").headers["location"] == "/150/"
        assert b"Easy loop" in door.get("/150/").body
        assert f":{door.port}/150/tracks/".encode() in door.get("/150/feed.xml").body


def test_a_tunnel_brings_its_own_address(public: Path) -> None:
    """Its name is known, and feed and page name it."""
    with open_house(public, base_url="https://runs.example.org") as door:
        feed = door.get("/feed.xml", Host="runs.example.org").body.decode()
        assert "https://runs.example.org/tracks/" in feed
        assert door.get("/feed.xml", Host="other.example.org").status == 421


def test_two_hundred_listeners_are_served_at_once(door: Door, track: str) -> None:
    """Each holds a connection of its own, and each hears its own part."""
    lines = [door.knock() for _ in range(200)]
    try:
        for at, line in enumerate(lines):
            ask = f"GET {track} HTTP/1.1\r\nHost: localhost\r\nRange: bytes={at}-{at + 9}\r\n"
            line.sendall(f"{ask}Connection: close\r\n\r\n".encode())
        with ThreadPoolExecutor(8) as ears:
            for at, got in enumerate(ears.map(heard, lines)):
                assert got.partition(b"\r\n\r\n")[2] == sound()[at : at + 10]
    finally:
        for line in lines:
            line.close()


def test_readers_who_leave_and_readers_who_dawdle_hold_up_nobody(door: Door, track: str) -> None:
    """Fifty take one byte of a track each, and some go; the next is served at once."""
    idle = [door.knock() for _ in range(50)]
    for at, line in enumerate(idle):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.sendall(f"GET {track} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert line.recv(1) == b"H"
        if at % 2:
            line.close()
    assert door.get(track).body == sound()
    for line in idle:
        line.close()


def test_a_track_cut_short_while_it_is_read_is_seen_to_be_short(tmp_path: Path) -> None:
    """The reader can tell; the house stays open."""
    _, (one,) = shelf(tmp_path, titles=("Easy",))
    path = tmp_path / one.enclosure.path
    path.write_bytes(b"x" * 30_000_000)
    with open_house(tmp_path) as door, door.knock() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(f"GET /{one.enclosure.path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        begun = line.recv(4096)
        path.write_bytes(b"")
        got = begun + heard(line)
        assert headers_of(got)["content-length"] == "30000000"
        assert len(got) < 30_000_000
        assert door.get("/feed.xml").status == 200


def test_trouble_within_is_told_calmly(tmp_path: Path) -> None:
    """A ledger that breaks while the house is open: 500, a sentence, and a line in the log."""
    shelf(tmp_path, titles=("Easy",))
    with open_house(tmp_path) as door:
        (tmp_path / "kindpace.json").write_text("{")
        got = door.get("/feed.xml")
        assert (got.status, got.body[:4]) == (500, b"This")
        assert "ledger-unreadable" in door.log[-1]
        assert str(tmp_path).encode() not in got.body


def test_the_log_names_paths_and_never_the_secret_one(public: Path) -> None:
    """Whatever else is asked with it; nor does it let anybody write lines of their own."""
    house = House(shelf=Shelf(root=public), hosts=Hosts(), token=lambda: "t" * 32)
    secret = "t" * 32

    def named(target: str) -> str:
        request = Request(method="GET", target=target, asked={"host": "localhost"})
        return house._named(request, house.answer(request))

    assert named(f"/{secret}/feed.xml") == "/…/feed.xml"
    assert named(f"http://localhost/{secret}/") == "/…/"
    for target in ("/guess", f"/x/{secret}", f"/{secret}/{secret}", f"/{secret[:-1]}/a", secret):
        assert named(target) == "/…/"
    open_house_ = House(shelf=Shelf(root=public), hosts=Hosts())
    odd = Request(method="GET", target="/\n200 GET /é", asked={"host": "localhost"})
    assert open_house_._named(odd, open_house_.answer(odd)) == "/%0A200%20GET%20/%C3%A9"
