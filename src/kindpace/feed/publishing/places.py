"""From the words of a person to a target."""

import re
from pathlib import Path
from typing import Final

from kindpace.feed.publishing.keys import Keys, keys_from
from kindpace.feed.publishing.on_disk import OnDisk
from kindpace.feed.publishing.over_rsync import over_rsync
from kindpace.feed.publishing.target import Target
from kindpace.problems import WorldError, WrongUse, problem

SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://(.*)", re.DOTALL)
IN_BUCKET: Final = re.compile(r"([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9/_.=+~-]*))?")
BY_RSYNC: Final = re.compile(r"[A-Za-z0-9\[][A-Za-z0-9.:\[\]_@-]*/[^\x00-\x1f]+")
BY_SSH: Final = re.compile(
    r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9]|[A-Za-z0-9])[A-Za-z0-9.-]+:[^\x00-\x1f:][^\x00-\x1f]*"
)
"""A host of two letters or more, since one is a drive; nothing that a shell would act on first."""


def target_of(words: str, source: Path, keys: Path | None = None) -> Target:
    """The place that `words` name, for the folder `source`; `keys` is a file with those to a store.

    Raises `WrongUse` for words that name none, `WorldError` where keys or a program are missing.
    """
    if found := SCHEME.fullmatch(words):
        scheme, rest = found[1].lower(), found[2]
        if scheme == "s3" and (asked := IN_BUCKET.fullmatch(rest)):
            return _bucket(asked[1], _prefix(asked[2] or "", words), keys_from(keys))
        if scheme == "rsync" and BY_RSYNC.fullmatch(rest):
            return over_rsync(words, source)
        raise _unknown(words)
    if BY_SSH.fullmatch(words) and not Path(words).exists():
        return over_rsync(words, source)
    return _folder(words, source)


def _folder(words: str, source: Path) -> OnDisk:
    root = Path(words)
    if not words.strip() or "\x00" in words:
        raise _unknown(words)
    here, there = source.resolve(), root.resolve()
    if there == here or there.is_relative_to(here) or here.is_relative_to(there):
        raise WrongUse([problem("publish-into-itself", folder=source, target=root)])
    return OnDisk(root=root)


def _prefix(written: str, words: str) -> str:
    steps = [step for step in written.split("/") if step]
    if any(not step.strip(".") for step in steps):
        raise _unknown(words)
    return "/".join(steps)


def _bucket(name: str, prefix: str, keys: Keys) -> Target:
    try:
        # An optional package, and one that takes its time to load.
        from kindpace.feed.publishing.s3 import bucket  # noqa: PLC0415 - only for a bucket
    except ModuleNotFoundError:
        raise WorldError([problem("publish-no-obstore")]) from None
    return bucket(name, prefix, keys)


def _unknown(words: str) -> WrongUse:
    return WrongUse([problem("publish-target", target=words[:80])])
