"""How each podcast app is asked to follow a feed, and which of them can see a home network.

The schemes are those that the apps register themselves for. A page can't know which app is there.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

LOCAL_ENDINGS = (".local", ".lan", ".home", ".internal", ".localhost", ".home.arpa")


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app called `name`, and the `address` that opens it with a feed.

    `near` apps fetch by themselves, so a feed on the same network is enough; the others ask a
    server of theirs.
    """

    name: str
    address: str
    near: bool = False


def apps(feed: str) -> tuple[App, ...]:
    """The apps that can be asked to follow the feed at the address `feed`."""
    bare = feed.partition("://")[2]
    return (
        App(name="AntennaPod", address=f"antennapod-subscribe://{bare}", near=True),
        App(name="Podcast Addict", address=f"podcastaddict://{bare}", near=True),
        App(name="gPodder", address=f"gpodder://{bare}", near=True),
        App(name="Apple Podcasts", address=f"pcast://{bare}"),
        App(name="Overcast", address=f"overcast://x-callback-url/add?url={quote(feed, safe='')}"),
        App(name="Pocket Casts", address=f"pktc://subscribe/{bare}"),
        App(name="Castro", address=f"castro://subscribe/{bare}"),
    )


def is_near(address: str) -> bool:
    """Whether only this machine, or its own network, can reach `address`."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(LOCAL_ENDINGS)
