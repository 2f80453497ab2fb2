"""What somebody wishes to serve, looked through before the door opens."""

import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kindpace.feed.addresses import FEED, is_address
from kindpace.feed.ledger import NAME, read_ledger
from kindpace.feed.page.rungs import rungs_of
from kindpace.feed.page.wording import plain
from kindpace.feed.serving.app import House, Note
from kindpace.feed.serving.hosts import LOOPBACK, Hosts, lan_address, own_names
from kindpace.feed.serving.running import PORT, door
from kindpace.feed.serving.shelf import INDEX, Shelf
from kindpace.feed.serving.tokens import kept, renewed, token_file, token_of
from kindpace.problems import WorldError, WrongUse, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be served, and how: `folder` for this machine alone, or with `lan` for a network.

    `private` puts it below a secret path, `revoke` makes a new one. `base_url` is the address that
    a tunnel gives it. `note` hears a line of each answer.
    """

    folder: Path
    lan: bool = False
    private: bool = False
    revoke: bool = False
    port: int = PORT
    base_url: str | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A `house` behind the door `listening`. `page` and `feed` are where a phone finds them.

    A ladder has a page and no feed of its own. `tracks` counts them all.
    """

    house: House
    listening: socket.socket
    title: str
    tracks: int
    page: str
    feed: str | None


def opened(wish: Wish) -> Opened:
    """Look through the folder, make sure of the secret path, and open the door.

    Raises WrongUse for what can't be served, WorldError for what stands in the way, KindpaceError
    for a ledger that can't be read.
    """
    title, tracks, one_feed = _looked_through(wish)
    base = _based(wish.base_url) if wish.base_url else None
    host = lan_address() if wish.lan and base is None else LOOPBACK
    if host is None:
        raise WorldError([problem("serve-no-network")])
    if wish.revoke:
        renewed(wish.folder)
    token = token_of(wish.folder) if wish.private else None
    listening = door(wish.port, lan=wish.lan)
    home = base or f"http://{host}:{listening.getsockname()[1]}/"
    page = f"{home}{token}/" if token else home
    return Opened(
        house=_house(wish, base),
        listening=listening,
        title=title,
        tracks=tracks,
        page=page,
        feed=f"{page}{FEED}" if one_feed else None,
    )


def _house(wish: Wish, base: str | None) -> House:
    names = own_names() if wish.lan else frozenset()
    if base is not None:
        names |= {str(urlsplit(base).hostname)}
    file = token_file(wish.folder)
    return House(
        shelf=Shelf(root=wish.folder, private=wish.private),
        hosts=Hosts(names=names, lan=wish.lan),
        token=(lambda: kept(file)) if wish.private else None,
        base_url=base,
        note=wish.note,
    )


def _looked_through(wish: Wish) -> tuple[str, int, bool]:
    """The title of what is served, how many tracks there are, and whether it is one feed."""
    folder = wish.folder
    if not folder.is_dir():
        raise WrongUse([problem("serve-no-folder", path=folder)])
    if wish.revoke and not wish.private:
        raise WrongUse([problem("serve-revoke-alone", path=folder)])
    if (folder / NAME).is_file():
        show, episodes = read_ledger(folder)
        return plain(show.title) or show.id, len(episodes), True
    if rungs := rungs_of(folder):
        return plain(rungs[0].show.title), sum(len(rung.episodes) for rung in rungs), False
    if (folder / FEED).is_file() or (folder / INDEX).is_file():
        tracks = sum(1 for _ in folder.rglob("*.mp3"))
        return folder.resolve().name, tracks, (folder / FEED).is_file()
    raise WrongUse([problem("serve-no-feed", path=folder)])


def _based(url: str) -> str:
    if not is_address(url) or "?" in url or "#" in url or urlsplit(url).path.strip("/"):
        raise WrongUse([problem("serve-base-url", url=url[:80])])
    return url.rstrip("/") + "/"
