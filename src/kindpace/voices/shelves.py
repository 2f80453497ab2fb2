"""What a cache holds, looked through, cleared out, or checked: for `kindpace cache`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Final

from kindpace.voices.cache import Asked, Cache
from kindpace.voices.claims import claim_file, if_free, is_in_use

TODAY: Final = 24 * 3600
"""Seconds: what was used so lately may be in the run that somebody else is making."""

FRESH: Final = 3600
"""Seconds after which a file that was never finished isn't being written any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One take: who spoke which words, its bytes and seconds, and when it was last used."""

    key: str
    engine: str
    speaker: str
    language: str
    text: str
    seconds: float
    size: int
    created: float
    used: float

    @property
    def voice(self) -> str:
        """The voice as a script may write it."""
        return f"{self.engine}:{self.speaker}" if self.speaker else self.engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """Files that are no whole take: a file, what it is, and whether it could be taken away."""

    path: Path
    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """Takes that went (or would go), and how many had to stay because somebody reads them."""

    entries: tuple[Entry, ...]
    kept_back: int


def entries(cache: Cache) -> Iterator[Entry]:
    """Every take in `cache` whose sidecar can be read, the one used last first."""
    found = (_entry(path) for path in _sidecars(cache))
    yield from sorted((one for one in found if one), key=lambda one: (-one.used, one.key))


def chosen(
    found: Sequence[Entry],
    *,
    voice: str = "",
    older_than: float | None = None,
    larger_than: int | None = None,
    now: float | None = None,
) -> tuple[Entry, ...]:
    """Those of `found` (the one used last first) that a person wants to be rid of.

    Only takes of `voice` are looked at, if it is named; of them go those not used for `older_than`
    seconds, and of the others the ones used longest ago, until `larger_than` bytes are left. With
    neither, all of them go.
    """
    mine = [one for one in found if voice in ("", one.engine, one.voice)]
    if older_than is None and larger_than is None:
        return tuple(mine)
    moment = time() if now is None else now
    going, room = [], larger_than
    for one in mine:
        too_old = older_than is not None and moment - one.used > older_than
        if not too_old and room is not None:
            room -= one.size
        if too_old or (room is not None and room < 0):
            going.append(one)
    return tuple(going)


def clear(cache: Cache, going: Iterable[Entry], *, only_tell: bool = False) -> Cleared:
    """Take `going` out of `cache`; `only_tell` leaves everything as it is.

    While a render reads this cache, what was used in the last day stays; what is being spoken
    right now, or was used since somebody looked, stays anyway.
    """
    gone, kept_back = [], 0
    for one in going:
        if _wanted(cache, one) or not (only_tell or _removed(cache, one.key)):
            kept_back += 1
        else:
            gone.append(one)
    return Cleared(entries=tuple(gone), kept_back=kept_back)


def torn(cache: Cache, *, mend: bool = False) -> Iterator[Torn]:
    """Everything in `cache` that is no whole take; `mend` takes it away.

    A take is whole if its sound decodes, is the one that its sidecar names, is as long as that
    says, and can be the words that were asked. What somebody is writing right now isn't looked at,
    and what nobody can use any more stays while a render reads: it may have been named before.
    """
    named: set[Path] = set()
    for path in _sidecars(cache):
        whole = _whole(cache, path)
        named |= {whole} if whole else set(path.parent.glob(f"{path.stem}.*.flac"))
        if whole is None:
            yield from _looked_again(cache, path, mend=mend)
    for path in sorted(cache.folder.glob("??/??/*.flac")):
        if path not in named:
            yield from _looked_again(cache, path, mend=mend)
    for path in sorted(cache.folder.glob("??/??/.*.part")):
        with suppress(OSError):
            if time() - path.stat().st_mtime > FRESH:
                yield Torn(path=path, reason="part", gone=mend and _unlinked(path))


def _looked_again(cache: Cache, path: Path, *, mend: bool) -> Iterator[Torn]:
    """What is torn about the entry of `path`, once nobody else has it in hand."""
    key = path.name.partition(".")[0]
    sidecar = cache.sidecar(key)
    with if_free(claim_file(cache.folder, key)) as free:
        whole = _whole(cache, sidecar)
        if not free or not path.exists() or path == whole or (whole and path == sidecar):
            return
        may = mend and not is_in_use(cache.folder)
        if path != sidecar:
            yield Torn(path=path, reason="sound", gone=may and _unlinked(path))
            return
        sounds = sorted(sidecar.parent.glob(f"{key}.*.flac"))
        gone = [_unlinked(one) for one in (sidecar, *sounds)] if may else [False]
        yield Torn(path=path, reason="sidecar", gone=all(gone))


def _sidecars(cache: Cache) -> Sequence[Path]:
    return sorted(cache.folder.glob("??/??/*.json"))


def _entry(path: Path) -> Entry | None:
    """The entry of a sidecar, None if it can't be read as one."""
    try:
        told = json.loads(path.read_bytes())
        asked = Asked.told(told["asked"])
        sound = path.with_name(f"{path.stem}.{told['sha256'][:16]}.flac")
        state = path.stat()
        return Entry(
            key=path.stem,
            engine=asked.engine,
            speaker=asked.speaker,
            language=asked.language,
            text=asked.text,
            seconds=float(told["seconds"]),
            size=sound.stat().st_size + state.st_size,
            created=float(told["created"]),
            used=state.st_mtime,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _whole(cache: Cache, path: Path) -> Path | None:
    """The sound of a take that is whole."""
    try:
        asked = Asked.told(json.loads(path.read_bytes())["asked"])
        found = cache.look(asked) if asked.key == path.stem else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found.sound if found else None


def _wanted(cache: Cache, one: Entry) -> bool:
    """Whether a render may want `one`: it reads this cache, or has used it since we looked."""
    try:
        used = cache.sidecar(one.key).stat().st_mtime
    except OSError:
        used = one.used
    return used > one.used or (time() - used < TODAY and is_in_use(cache.folder))


def _removed(cache: Cache, key: str) -> bool:
    """Whether the entry went; the sidecar first, so that it always names sound that is there."""
    with if_free(claim_file(cache.folder, key)) as free:
        if not free:
            return False
        sidecar = cache.sidecar(key)
        sounds = sorted(sidecar.parent.glob(f"{key}.*.flac"))
        gone = [_unlinked(one) for one in (sidecar, *sounds)]
        return all(gone)


def _unlinked(path: Path) -> bool:
    """Whether `path` went. Folders stay: somebody may be about to write into one."""
    try:
        path.unlink(missing_ok=True)
    except OSError:  # another program holds it open
        return False
    return True
