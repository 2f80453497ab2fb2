"""What a feed's folder holds for whoever asks: its files, and its feed and page for any address."""

import io
import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from kindpace.feed.ledger import NAME, read_ledger
from kindpace.feed.page.frame import policy
from kindpace.feed.page.ladder import ladder_page
from kindpace.feed.page.rungs import rung_folders, rungs_of
from kindpace.feed.page.writing import page_files
from kindpace.feed.serving.answers import STRICT, Content
from kindpace.feed.serving.conditions import Version
from kindpace.feed.serving.kinds import caching, kind_of
from kindpace.feed.serving.memory import Files, Memory
from kindpace.feed.serving.paths import found, opened
from kindpace.feed.show import Show
from kindpace.feed.writing import feed_pages

INDEX = "index.html"
ANEW = re.compile(r"feed(?:-\d{1,5})?\.xml|index(?:-\d{1,5})?\.html|app\.webmanifest|offline\.js")
"""What names the feed's own address inside, and so is written for the address it is asked at."""

KEEPING = f"{STRICT}; connect-src 'self'"
"""What the program may do that keeps tracks: fetch what lies beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The folder `root`; with `private`, every feed asks directories to pass it by."""

    root: Path
    private: bool = False
    memory: Memory = field(default_factory=Memory)

    def content(self, steps: tuple[str, ...], base: str) -> Content | None:
        """What the path `steps` leads to when it is asked for below the address `base`.

        None is nothing; a last step that is empty means the folder's page. Raises KindpaceError if
        the ledger can't be read.
        """
        steps = (*steps[:-1], steps[-1] or INDEX)
        if ANEW.fullmatch(steps[-1]):
            anew = self._anew(steps, base)
            if anew is not None:
                return anew
        return self._file(steps)

    def is_folder(self, steps: tuple[str, ...]) -> bool:
        """Whether a page stands behind `steps` once a slash is added."""
        there = found(self.root, steps)
        return there is not None and ((there / NAME).is_file() or (there / INDEX).is_file())

    def _file(self, steps: tuple[str, ...]) -> Content | None:
        kind, path = kind_of(steps), found(self.root, steps)
        if kind is None or path is None or kind_of(path.parts) is None:
            return None
        there = opened(path)
        if there is None:
            return None
        source, told = there
        tag = f'"{told.st_mtime_ns:x}-{told.st_size:x}-{told.st_ino:x}"'
        return Content(
            source=source,
            size=told.st_size,
            version=Version(tag=tag, modified=int(told.st_mtime)),
            kind=kind,
            caching=caching(steps[-1], private=self.private),
        )

    def _anew(self, steps: tuple[str, ...], base: str) -> Content | None:
        """The feed or page called so, for `base`; None if no ledger stands beside it."""
        folder = found(self.root, steps[:-1])
        ledgers = _ledgers(folder) if folder and folder.is_dir() else ()
        if folder is None or not ledgers:
            return None
        address = base + "".join(f"{step}/" for step in steps[:-1])
        told = [ledger.stat() for ledger in ledgers]
        state = tuple((one.st_mtime_ns, one.st_size, one.st_ino) for one in told)
        files = self.memory.files(address, state, lambda: self._written(folder, address))
        data, kind = files.get(steps[-1]), kind_of(steps)
        if data is None or kind is None:
            return None
        tag = f'"{sha256(data).hexdigest()[:32]}"'
        return Content(
            source=io.BytesIO(data),
            size=len(data),
            version=Version(tag=tag, modified=max(int(one.st_mtime) for one in told)),
            kind=kind,
            caching=caching(steps[-1], private=self.private),
            policy=_policy(steps[-1]),
        )

    def _written(self, folder: Path, address: str) -> Files:
        """Feed and pages of `folder` for `address`: of its own feed, or of the ladder below."""
        if not (folder / NAME).is_file():
            rungs = (replace(one, show=self._hushed(one.show)) for one in rungs_of(folder))
            return {INDEX: ladder_page(tuple(rungs))}
        show, episodes = read_ledger(folder)
        here = replace(self._hushed(show), base_url=address)
        return page_files(here, episodes) | feed_pages(here, episodes)

    def _hushed(self, show: Show) -> Show:
        """The show, which asks to be passed by if it is served in private."""
        return replace(show, private=show.private or self.private)


def _ledgers(folder: Path) -> tuple[Path, ...]:
    """What the folder's feed and page are written from; none is a folder of files alone."""
    own = folder / NAME
    return (own,) if own.is_file() else tuple(rung / NAME for rung in rung_folders(folder))


def _policy(name: str) -> str:
    """What our own file called `name` may do in a browser."""
    if name.endswith(".html"):
        return policy()
    return KEEPING if name.endswith(".js") else STRICT
