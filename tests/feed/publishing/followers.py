"""Real podcast clients, each driven as its people drive it."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import feedparser
import podcastparser

PATIENCE = 60


class Follower(Protocol):
    """Somebody's client, which has subscribed to one feed."""

    def update(self) -> int:
        """Look again; how many episodes are new."""
        ...

    def download(self) -> list[bytes]:
        """Every track that it would play now, from the oldest to the newest."""
        ...


def fetched(url: str) -> bytes:
    """What is at `url`."""
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - loopback
        data: bytes = answer.read()
        return data


Episodes = Iterator[tuple[str, str]]
"""Guid and track of each, in the order of the feed."""


def by_podcastparser(url: str) -> Episodes:
    """As gPodder's own parser reads it."""
    for one in podcastparser.parse(url, BytesIO(fetched(url)))["episodes"]:
        yield one["guid"], one["enclosures"][0]["url"]


def by_feedparser(url: str) -> Episodes:
    """As many a client in Python reads it."""
    told = feedparser.parse(fetched(url))
    assert not told.bozo
    for one in told.entries:
        yield one.id, one.enclosures[0].href


@dataclass(slots=True, kw_only=True)
class Parsing:
    """A client around a parser: it knows episodes by their guids, as the standard has it."""

    url: str
    parse: Callable[[str], Episodes]
    known: dict[str, str] = field(default_factory=dict)

    def update(self) -> int:
        """Parse, and count the guids that weren't there before."""
        told = dict(self.parse(self.url))
        new = len(told.keys() - self.known.keys())
        self.known = told
        return new

    def download(self) -> list[bytes]:
        """By the addresses."""
        return [fetched(url) for url in reversed(self.known.values())]


CASTERO = """
import json, sys, threading
from castero.database import Database
from castero.downloadqueue import DownloadQueue
from castero.feed import Feed
doing, url = sys.argv[1:]
base = Database()
if doing == "update" and not base.feeds():
    feed = Feed(url=url)
    base.replace_feed(feed)
    base.replace_episodes(feed, feed.parse_episodes())
elif doing == "update":
    base.reload()
files = []
episodes = base.episodes(base.feed(url))
if doing == "download":
    for one in episodes:
        one.delete()
        one.download(DownloadQueue())
        [each.join() for each in threading.enumerate() if each.name.startswith("download_")]
        files.append(one.get_playable())
base.close()
print(json.dumps({"count": len(episodes), "files": files}))
"""


@dataclass(slots=True, kw_only=True)
class Castero:
    """castero, by the classes behind its screen. It knows episodes by their titles."""

    url: str
    home: Path
    count: int = 0

    def update(self) -> int:
        """Reload; how many more there are."""
        before, self.count = self.count, int(self._ask("update")["count"])
        return self.count - before

    def download(self) -> list[bytes]:
        """Into its folder."""
        return [Path(one).read_bytes() for one in reversed(self._ask("download")["files"])]

    def _ask(self, doing: str) -> dict[str, Any]:
        words = [sys.executable, "-W", "ignore", "-c", CASTERO, doing, self.url]
        told: dict[str, Any] = json.loads(ran(words, self.home).splitlines()[-1])
        return told


@dataclass(slots=True, kw_only=True)
class Gpodder:
    """gPodder, by its `gpo`."""

    url: str
    home: Path

    def update(self) -> int:
        """Subscribe at first, then update; it tells how many are new."""
        if not (self.home / "Database").exists():
            ran(["gpo", "subscribe", self.url], self.home)
        found = re.search(r"(\d+) new episode", ran(["gpo", "update"], self.home))
        assert found
        return int(found[1])

    def download(self) -> list[bytes]:
        """Into its folder; what it has there it keeps, and another sound waits at its address."""
        had = any(self.home.rglob("*.mp3"))
        ran(["gpo", "download"], self.home)
        if not had:
            return [one.read_bytes() for one in sorted(self.home.rglob("*.mp3"))]
        with closing(sqlite3.connect(self.home / "Database")) as base:
            told = base.execute("select url from episode order by published").fetchall()
        return [fetched(url) for (url,) in told]


@dataclass(slots=True, kw_only=True)
class Newsboat:
    """newsboat, by its own file of articles, in which it knows them by their guids."""

    url: str
    home: Path
    known: set[str] = field(default_factory=set)

    def update(self) -> int:
        """Reload, and count the guids that weren't there before."""
        (self.home / "urls").write_text(f"{self.url}\n", "utf-8")
        paths = ["-u", str(self.home / "urls"), "-c", str(self.home / "cache.db")]
        ran(["newsboat", *paths, "-x", "reload"], self.home)
        told = {guid for guid, _ in self._articles()}
        new, self.known = len(told - self.known), told
        return new

    def download(self) -> list[bytes]:
        """By the addresses that podboat would be handed."""
        return [fetched(url) for _, url in self._articles()]

    def _articles(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(self.home / "cache.db")) as base:
            told = base.execute("select guid, enclosure_url from rss_item order by pubDate")
            return told.fetchall()


def ran(words: list[str], home: Path) -> str:
    """What a program says, with `home` for all that it keeps."""
    bare = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    told = {
        name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "GPODDER_HOME")
    }
    done = subprocess.run(
        words, env=bare | told, capture_output=True, text=True, encoding="utf-8",
        timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def follower(name: str, url: str, home: Path) -> Follower | None:
    """The client called `name`; None where it isn't installed."""
    if name == "podcastparser":
        return Parsing(url=url, parse=by_podcastparser)
    if name == "feedparser":
        return Parsing(url=url, parse=by_feedparser)
    if name == "castero":
        return Castero(url=url, home=home) if find_spec("castero") else None
    if name == "gpodder":
        return Gpodder(url=url, home=home) if shutil.which("gpo") else None
    return Newsboat(url=url, home=home) if shutil.which("newsboat") else None


NAMES = ("podcastparser", "feedparser", "castero", "gpodder", "newsboat")
