"""The files of one feed's folder: put whole, found again, taken away when nothing needs them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindpace.feed.ledger import NAME as LEDGER
from kindpace.feed.names import slug
from kindpace.feed.show import Episode, File
from kindpace.feed.values import Unlike, from_json, to_json
from kindpace.problems import WrongUse, problem
from kindpace.track.whole import told, whole_file

TRACKS, CHAPTERS, ART = "tracks", "chapters", "art"
JOURNAL: Final = ".building"
"""Notes on finished tracks, kept until the feed names them: what was made isn't made again."""

OURS: Final = re.compile(r"[a-z0-9-]+-[0-9a-f]{10}\.(?:mp3|vtt|srt|lrc|json|jpg|png)")
HALF: Final = re.compile(r"\.kindpace-[0-9a-f]{8}\.part")
NAMED: Final = re.compile(rf"(?:{TRACKS}|{CHAPTERS}|{ART})/([A-Za-z0-9_-]+)\.[a-z0-9]+")
FACES: Final = ("feed.xml", "index.html", "playlist.m3u8")
LARGEST_PAGE: Final = 8 << 20


def ready_folder(folder: Path) -> None:
    """Make `folder`. Raises WorldError if it can't be, WrongUse if another site stands there."""
    with told(folder / LEDGER):
        folder.mkdir(parents=True, exist_ok=True)
        ours = (folder / LEDGER).exists() or (folder / JOURNAL).exists()
        taken = [name for name in FACES if (folder / name).exists()]
        if taken and not ours and not any(folder.glob(f"*/{LEDGER}")):
            raise WrongUse([problem("build-folder-taken", folder=folder, name=taken[0])])


def put(folder: Path, path: str, data: bytes, kind: str) -> File:
    """`data` as the file at `path` below `folder`; one that holds the same isn't touched.

    Raises WorldError.
    """
    place = folder / path
    digest = sha256(data).hexdigest()
    if not holds(place, data):
        with told(place):
            place.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(place) as file:
            file.write(data)
    return File(path=path, size=len(data), sha256=digest, type=kind)


def holds(place: Path, data: bytes) -> bool:
    """Whether the file at `place` holds exactly `data`."""
    try:
        return place.stat().st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False


def is_whole(folder: Path, files: Iterable[File]) -> bool:
    """Whether all of `files` are there with their sizes."""
    try:
        return all((folder / one.path).stat().st_size == one.size for one in files)
    except OSError:
        return False


def note(folder: Path, episode: Episode) -> None:
    """Write down that `episode` is finished, and where its files are. Raises WorldError."""
    data = json.dumps(to_json(episode), ensure_ascii=False).encode("utf-8")
    put(folder / JOURNAL, f"{slug(episode.id)}.json", data, "application/json")


def noted(folder: Path) -> Mapping[str, Episode]:
    """The finished episodes that no feed names yet, by id; notes that can't be read are left."""
    found: dict[str, Episode] = {}
    for path in sorted((folder / JOURNAL).glob("*.json")):
        with suppress(OSError, ValueError, Unlike, RecursionError):
            one = from_json(Episode, json.loads(path.read_bytes()))
            found[one.id] = one
    return found


def forget(folder: Path) -> None:
    """Take the notes away, once the feed holds what they tell."""
    journal = folder / JOURNAL
    with suppress(OSError):
        for path in journal.iterdir():
            path.unlink()
        journal.rmdir()


def named_by_feed(folder: Path) -> frozenset[str]:
    """What the feed in `folder` points at now: names of files without their endings."""
    found: set[str] = set()
    for page in sorted(folder.glob("feed*.xml")):
        with suppress(OSError), page.open("rb") as file:
            found.update(NAMED.findall(file.read(LARGEST_PAGE).decode("utf-8", "replace")))
    return frozenset(found)


def sweep(folder: Path, needed: Iterable[File], still: frozenset[str]) -> int:
    """Remove our own files that are neither `needed` nor named in `still`; gives how many went.

    Those of the feed before stay for one more build, since somebody may be fetching one just now.
    """
    kept = {Path(one.path).name for one in needed}
    gone = 0
    for path in _files(folder):
        old = OURS.fullmatch(path.name) and path.name not in kept and path.stem not in still
        if old or HALF.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()
                gone += 1
    return gone


def _files(folder: Path) -> Iterator[Path]:
    for room in (folder / TRACKS, folder / CHAPTERS, folder / ART):
        with suppress(OSError):
            yield from sorted(one for one in room.iterdir() if one.is_file())
    yield from sorted(one for one in folder.glob(".kindpace-*.part") if one.is_file())
