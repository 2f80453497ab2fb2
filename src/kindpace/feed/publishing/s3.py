"""A bucket as a target: S3, and every store that speaks as it does."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import md5
from time import sleep
from typing import TYPE_CHECKING, Final, TypeVar

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, S3Store

from kindpace.feed.publishing.keys import Keys
from kindpace.feed.publishing.pieces import Piece
from kindpace.feed.publishing.record import MOST_BYTES
from kindpace.feed.publishing.target import Seen, Sent
from kindpace.problems import WorldError, problem
from kindpace.track.whole import told

if TYPE_CHECKING:  # these stand in its types alone
    from obstore.store import S3Config, S3Credential

T = TypeVar("T")

HANDS: Final = 4
"""Files on their way at once."""

PART: Final = 8 << 20
"""Bytes of a part of a large file; parts have their own retries."""

PARTS_AT_ONCE: Final = 2
PAUSES: Final = (1.0, 4.0)
"""Seconds before another try, beyond those of the store's own client."""

TRIES: Final = 6
PATIENCE: Final = timedelta(minutes=3)
LONGEST: Final = timedelta(minutes=5)
"""For one request, which sends a part at most."""


CODE: Final = re.compile(r"<Code>(\w{1,60})</Code>")
STATUS: Final = re.compile(r"status code: (\d{3})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What lies below a prefix of a bucket. `pauses` are waited between tries, in seconds."""

    name: str
    store: ObjectStore = field(repr=False)
    pauses: tuple[float, ...] = PAUSES

    def seen(self, paths: Collection[str]) -> Mapping[str, Seen]:
        """As the store lists its folders."""
        folders = {path.rpartition("/")[0] for path in paths}
        found: dict[str, Seen] = {}
        for folder in sorted(folders):
            found |= self._asked(partial(_listed, self.store, folder))
        return {path: found[path] for path in paths if path in found}

    def holds(self, piece: Piece, seen: Seen) -> bool:
        """By the ETag, where it is made of the content as most stores make it."""
        return seen.size == piece.size and seen.tag.strip('"') in _etags(piece)

    def read(self, path: str) -> bytes | None:
        """The content of an object, or None."""
        try:
            return self._asked(lambda: self._read(path))
        except FileNotFoundError:
            return None

    def _read(self, path: str) -> bytes:
        answer = obstore.get(self.store, path)
        return b"" if answer.meta["size"] > MOST_BYTES else bytes(answer.bytes())

    def put(self, pieces: Sequence[Piece], sent: Sent) -> None:
        """Send a few at a time; what was begun is ended before a fault is told."""
        with ThreadPoolExecutor(HANDS) as hands:
            try:
                under_way = {hands.submit(self._put, piece): piece for piece in pieces}
                for done in as_completed(under_way):
                    done.result()
                    sent(under_way[done].size)
            except BaseException:
                hands.shutdown(wait=False, cancel_futures=True)
                raise

    def _put(self, piece: Piece) -> None:
        try:
            self._asked(
                lambda: obstore.put(
                    self.store,
                    piece.path,
                    piece.file if piece.data is None else piece.data,
                    attributes={"Content-Type": piece.type, "Cache-Control": piece.caching},
                    chunk_size=PART,
                    max_concurrency=PARTS_AT_ONCE,
                )
            )
        except FileNotFoundError:
            reason = "it isn't there any more"
            raise WorldError([problem("publish-unread", path=piece.file, reason=reason)]) from None

    def write(self, path: str, data: bytes) -> None:
        """Put a small object that nobody keeps."""
        self._asked(
            lambda: obstore.put(
                self.store,
                path,
                data,
                attributes={"Content-Type": "application/json", "Cache-Control": "no-store"},
            )
        )

    def remove(self, paths: Sequence[str]) -> None:
        """Many in one request, where the store takes that."""
        try:
            self._asked(lambda: obstore.delete(self.store, list(paths)))
        except (FileNotFoundError, WorldError):  # some stores take one at a time
            for path in paths:
                self._without(path)

    def _without(self, path: str) -> None:
        try:
            self._asked(lambda: obstore.delete(self.store, path))
        except FileNotFoundError:
            return

    def _asked(self, question: Callable[[], T]) -> T:
        """The answer; asked again after a pause if the store is busy or far away."""
        for pause in (*self.pauses, None):
            try:
                return question()
            except FileNotFoundError:
                raise
            except (BaseError, OSError, ValueError) as fault:
                if pause is None or _is_final(fault):
                    # The client's own words hold addresses and signatures, so they end here.
                    reason = _reason(fault)
                    raise WorldError(
                        [problem("publish-store", target=self.name, reason=reason)]
                    ) from None
                sleep(pause)
        raise AssertionError  # the last pause is None


def bucket(name: str, prefix: str, keys: Keys) -> Bucket:
    """The part of the bucket `name` below `prefix`, asked with `keys`. Raises `WorldError`."""
    config: S3Config = {"region": keys.region}
    if keys.endpoint:
        config["endpoint"] = keys.endpoint
    shown = f"s3://{name}/{prefix}".rstrip("/")
    try:
        store = S3Store(
            name,
            prefix=prefix or None,
            config=config,
            client_options={
                "allow_http": keys.endpoint.lower().startswith("http://"),
                "connect_timeout": timedelta(seconds=10),
                "timeout": LONGEST,
            },
            retry_config={"max_retries": TRIES, "retry_timeout": PATIENCE},
            credential_provider=_told_by(keys) if keys.id else None,
        )
    except (BaseError, ValueError) as fault:
        reason = _reason(fault)
        raise WorldError([problem("publish-store", target=shown, reason=reason)]) from None
    return Bucket(name=shown, store=store)


def _told_by(keys: Keys) -> "Callable[[], S3Credential]":
    """The keys in the client's own shape: nothing else around is mixed in."""
    told: S3Credential = {
        "access_key_id": keys.id,
        "secret_access_key": keys.secret,
        "token": keys.token or None,
        "expires_at": None,
    }
    return lambda: told


def _listed(store: ObjectStore, folder: str) -> dict[str, Seen]:
    """The objects right below `folder`."""
    told = obstore.list_with_delimiter(store, folder or None)
    return {one["path"]: Seen(size=one["size"], tag=one["e_tag"] or "") for one in told["objects"]}


def _is_final(fault: Exception) -> bool:
    """Whether asking again would bring the same answer."""
    status = STATUS.search(str(fault))
    return status is not None and status[1][0] == "4" and status[1] not in ("408", "429")


def _reason(fault: Exception) -> str:
    """What a store's client says, in a few words without addresses, keys and signatures."""
    said = str(fault)
    if found := CODE.search(said):
        return f"the store says {found[1]}"
    if found := STATUS.search(said):
        return f"the store answers {found[1]}"
    if "timed out" in said or "Timeout" in said:
        return "it takes too long to answer"
    if "sending request" in said or "connect" in said.lower():
        return "nobody answers there"
    return type(fault).__name__


def _etags(piece: Piece) -> tuple[str, ...]:
    """The ETags that stores give this content: sent at once, or in our parts."""
    whole, parts = md5(usedforsecurity=False), []
    for data in _in_parts(piece):
        whole.update(data)
        parts.append(md5(data, usedforsecurity=False).digest())
    joined = md5(b"".join(parts), usedforsecurity=False).hexdigest()
    return whole.hexdigest(), f"{joined}-{len(parts)}"


def _in_parts(piece: Piece) -> Iterator[bytes]:
    if piece.data is not None:
        yield from (piece.data[at : at + PART] for at in range(0, piece.size, PART))
        return
    with told(piece.file), piece.file.open("rb") as file:
        while data := file.read(PART):
            yield data
