"""A feed's folder held to its feed: every file is there, and is what the feed says it is."""

import datetime as dt
import re
from collections.abc import Callable, Generator, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from kindpace.feed.addresses import FEED, path_in
from kindpace.feed.lint import content
from kindpace.feed.lint.document import MOST_BYTES, Document, Node, document
from kindpace.feed.lint.extras import from_psc, from_words
from kindpace.feed.lint.findings import Chapters, Findings, Looked, listing, said
from kindpace.feed.lint.looking import in_order, look_through
from kindpace.feed.show import Chapter
from kindpace.problems import KindpaceError, Problem, WorldError, WrongUse, problem
from kindpace.track.reading import Reading, read_track

HEAD: Final = 1 << 18
MOST_FILE: Final = 16 << 20
"""Bytes of a chapter file or transcript that are read."""

SLACK: Final = 1
"""Seconds between the feed's duration and the track's: both are rounded."""

Progress = Callable[[str, int, int], None]
"""Told what is being looked at, how much is done, and how much there is."""


def unwatched(_doing: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""


def look_into(
    place: Path,
    now: dt.datetime,
    on_progress: Progress = unwatched,
    known: frozenset[Path] = frozenset(),
) -> tuple[Problem, ...]:
    """Everything to be said about the feed at `place`: a folder, a ladder of them, or one file.

    A file alone is held to the rules for feeds; a folder's tracks, chapters, captions and pictures
    are read too, but for tracks that are `known` from before. Raises `WorldError` if it can't be
    read, `WrongUse` if no feed is there.
    """
    if not place.is_dir():
        return _only_rules(place, now)
    folders = [place] if (place / FEED).is_file() else _rungs(place)
    if not folders:
        raise WrongUse([problem("feed-away", path=place)])
    return in_order(chain.from_iterable(_folder(one, now, on_progress, known) for one in folders))


def read_feed(path: Path) -> bytes:
    """The bytes of a feed, no more than can be looked at. Raises `WorldError`."""
    return _bytes(path, MOST_BYTES + 1)


def _rungs(place: Path) -> list[Path]:
    return sorted(one.parent for one in place.glob(f"*/{FEED}") if one.is_file())


def _only_rules(path: Path, now: dt.datetime) -> tuple[Problem, ...]:
    try:
        return look_through(document(read_feed(path), str(path)), now)
    except WorldError:
        raise
    except KindpaceError as unreadable:
        return unreadable.problems


def _folder(
    folder: Path, now: dt.datetime, on_progress: Progress, known: frozenset[Path]
) -> Iterator[Problem]:
    pages = [folder / FEED, *sorted(folder.glob("feed-[0-9]*.xml"), key=_number)]
    seen: dict[str, Path] = {}
    for path in pages:
        try:
            page = document(read_feed(path), str(path))
        except WorldError:
            raise
        except KindpaceError as unreadable:
            yield from unreadable.problems
            continue
        yield from look_through(page, now)
        looked = Looked(document=page, now=now)
        yield from _twins_on_pages(looked, seen, path)
        yield from _files(looked, folder, on_progress, known)


def _number(path: Path) -> int:
    found = re.search(r"\d+", path.name)
    return int(found[0][:9]) if found else 0


def _twins_on_pages(looked: Looked, seen: dict[str, Path], path: Path) -> Findings:
    """One guid on two pages: the episode would show twice, or not at all."""
    for item in looked.document.items:
        guid = item.words("guid")
        if guid and seen.setdefault(guid, path) != path:
            yield looked.mend("feed/guid-twice", item.first("guid") or item, found=said(guid))


def _files(looked: Looked, folder: Path, on_progress: Progress, known: frozenset[Path]) -> Findings:
    base = _base(looked.document)
    found = _Folder(looked, folder, base, known)
    for node in looked.document.channel.all("itunes:image"):
        yield from found.art(node)
    items = looked.document.items
    for done, item in enumerate(items, 1):
        yield from found.episode(item)
        on_progress("looking", done, len(items))


def _base(feed: Document) -> str:
    """The address of the folder in which the feed says that it stands, with its last slash."""
    for node in feed.channel.all("atom:link"):
        if node.attributes.get("rel") == "self":
            return node.attributes.get("href", "").rpartition("/")[0] + "/"
    return ""


class _Folder:
    """A folder whose files are looked at one by one; a picture that many share, once."""

    def __init__(self, looked: Looked, folder: Path, base: str, known: frozenset[Path]) -> None:
        self.looked, self.folder, self.base, self.known = looked, folder, base, known
        self.real = folder.resolve()
        self.drawn: set[str] = set()

    def episode(self, item: Node) -> Findings:
        """All files of one item."""
        told: dict[str, Chapters] = {"description": from_words(item)}
        told["psc:chapters"] = from_psc(item) or ()
        for node in item.all("enclosure"):
            yield from self.track(item, node, told)
        for other in item.all("podcast:alternateEnclosure"):
            for source in other.all("podcast:source"):
                length = other.attributes.get("length", "")
                path = yield from self.file(source, source.attributes.get("uri", ""))
                yield from self.length(source, path, length) if path and length else ()
        for node in item.all("itunes:image"):
            yield from self.art(node)
        for node in item.all("podcast:chapters"):
            path = yield from self.file(node, node.attributes.get("url", ""))
            if path:
                data = _bytes(path, MOST_FILE)
                yield from content.chapter_file(self.looked, node, path.name, data)
                told["chapters file"] = content.chapters_in(data) or ()
        for node in item.all("podcast:transcript"):
            path = yield from self.file(node, node.attributes.get("url", ""))
            if path:
                data = _bytes(path, MOST_FILE)
                yield from content.captions(self.looked, node, path.name, data)
        yield from self.agreed(item, told)

    def track(self, item: Node, node: Node, told: dict[str, Chapters]) -> Findings:
        """The enclosure: its length in bytes, its length in time, its chapters."""
        path = yield from self.file(node, node.attributes.get("url", ""))
        if path is None:
            return
        yield from self.length(node, path, node.attributes.get("length", ""))
        if path.suffix.lower() != ".mp3" or path in self.known:
            return
        try:
            reading = read_track(path)
        except WorldError:
            raise
        except KindpaceError as unreadable:
            mark = self.looked.document.mark(node)
            for one in unreadable.problems:
                yield problem("feed/track-whole", mark, path=said(path.name), reason=one.what)
            return
        yield from _timing(self.looked, item, path, reading)
        told["track's tag"] = tuple(
            Chapter(start=int(one.start), title=one.title)
            for one in sorted(reading.labels.chapters, key=lambda one: one.start)
        )

    def length(self, node: Node, path: Path, told: str) -> Findings:
        """The length that the feed tells is the file's."""
        size = path.stat().st_size
        if told.strip() != str(size):
            words = {"path": said(path.name), "told": said(told), "found": size}
            yield self.looked.mend("feed/length-differs", node, **words)

    def art(self, node: Node) -> Findings:
        """A picture, unless it was looked at before."""
        address = node.attributes.get("href", "")
        if address in self.drawn:
            return
        self.drawn.add(address)
        path = yield from self.file(node, address)
        if path:
            yield from content.art(self.looked, node, path.name, _bytes(path, HEAD))

    def agreed(self, item: Node, told: dict[str, Chapters]) -> Findings:
        """All places that list chapters list the same; feed and words were compared before."""
        (first, chapters), *others = [
            *((name, one) for name, one in told.items() if one and name == "psc:chapters"),
            *((name, one) for name, one in told.items() if one and name != "psc:chapters"),
        ] or [("", ())]
        for name, other in others:
            if other != chapters and {first, name} != {"psc:chapters", "description"}:
                here, there = listing(chapters), listing(other)
                between = f"{first} and the {name}"
                words = {"between": between, "here": here, "there": there}
                yield self.looked.mend("feed/chapters-differ", item, **words)

    def file(self, node: Node, address: str) -> Generator[Problem, None, Path | None]:
        """Where the file at `address` lies in the folder; None, and a finding, if it doesn't."""
        if not self.base or not address.startswith(self.base):
            yield self.looked.look("feed/elsewhere", node, found=said(address))
            return None
        path = self.folder / path_in(address[len(self.base) :])
        try:
            inside = path.resolve().is_relative_to(self.real)
            there = inside and path.is_file()
        except (OSError, ValueError):  # a name that no disk takes
            there = False
        if not there:
            yield self.looked.mend("feed/file-away", node, found=said(address[len(self.base) :]))
        return path if there else None


def _timing(looked: Looked, item: Node, path: Path, reading: Reading) -> Findings:
    """The duration in the feed is the track's, and seeking in it lands where it should."""
    node = item.first("itunes:duration")
    length = float(reading.form.length)
    if node and node.text.strip().isdecimal() and abs(int(node.text[:18]) - length) > SLACK:
        words = {"path": said(path.name), "told": said(node.text), "found": f"{length:.0f}"}
        yield looked.mend("feed/duration-differs", node, **words)
    if reading.form.bitrate is None:
        yield looked.look("feed/varying", item.first("enclosure") or item, path=said(path.name))


def _bytes(path: Path, most: int) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever
            raise WorldError([problem("feed-unreadable", path=path, reason="it is no file")])
        with path.open("rb") as file:
            return file.read(most)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise WorldError([problem("feed-unreadable", path=path, reason=reason)]) from fault
