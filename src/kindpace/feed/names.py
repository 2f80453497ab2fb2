"""Names of files that hold anywhere: short ASCII, nothing that climbs out, never two alike."""

import re
import unicodedata
from hashlib import sha256

LONGEST = 60
"""Letters of a slug: with folder, hash and ending it stays far below every disk's limit."""

HASH = 10
"""Hex digits of the content's hash in a name: another rendering, another address."""

PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
STEP = re.compile(r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9_-])?")
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices."""


def slug(name: str) -> str:
    """`name` in small ASCII letters, digits and single hyphens; two names never share a slug.

    A name that already is one stays as it is. Any other is folded, and keeps apart by two hyphens
    and a hash of what it was, which no plain name holds.
    """
    if PLAIN.fullmatch(name) and len(name) <= LONGEST and not RESERVED.fullmatch(name):
        return name
    told = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:HASH]
    bare = unicodedata.normalize("NFKD", name[: 4 * LONGEST]).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    folded = words[: LONGEST - HASH - 2].strip("-") or "x"
    return f"{folded}--{told}"


def hashed_path(folder: str, name: str, digest: str, ending: str) -> str:
    """Where a file goes whose content has the hex `digest`: `tracks/steady-1f0c….mp3`."""
    return f"{folder}/{slug(name)}-{digest[:HASH]}.{ending}"


def is_inside(path: str) -> bool:
    """Whether `path` names a file within the feed's folder, by letters that any address holds."""
    steps = path.split("/")
    return len(path) <= 1000 and all(STEP.fullmatch(step) and ".." not in step for step in steps)  # noqa: PLR2004 - longer than any path of ours
