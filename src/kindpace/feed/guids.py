"""Identities that outlive every rendering: of an episode, and of a show."""

import re
import unicodedata
from typing import Final
from uuid import UUID, uuid5

EPISODES: Final = UUID("92b8eea5-f7e5-53d6-865f-185f9b0b92bc")
"""Our own name space, drawn once: a guid made in it is never made elsewhere."""

SHOWS: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own, for feed addresses (podcast:guid, Podcasting 2.0)."""

UNNAMED: Final = UUID("d243bfd4-f181-5099-96f4-06810bea4bc0")
"""For shows without an address that others may know."""


def episode_guid(name: str, variant: str = "") -> str:
    """The guid of the session or programme day called `name`, as UUID text.

    `variant` tells apart what shares a name, such as the rungs of a ladder of cadences. Title,
    date, sound and address have no say, so that none of them can announce an episode anew.
    """
    seed = "\n".join(unicodedata.normalize("NFC", one) for one in (name, variant) if one)
    return str(uuid5(EPISODES, seed))


def show_guid(feed_url: str) -> str:
    """The podcast:guid of the feed that first stood at `feed_url`: to be kept when it moves.

    UUIDv5 of the address without scheme and closing slashes, as the podcast namespace says. What
    stands before an `@` is a secret and no part of it.
    """
    bare = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", feed_url.strip()).rstrip("/")
    host, slash, path = bare.partition("/")
    return str(uuid5(SHOWS, host.rpartition("@")[2] + slash + path))


def private_show_guid(name: str) -> str:
    """The podcast:guid of a show that has no public address: from its id alone.

    A path that only its listener knows never enters it, for the guid stands in the open.
    """
    return str(uuid5(UNNAMED, unicodedata.normalize("NFC", name)))
