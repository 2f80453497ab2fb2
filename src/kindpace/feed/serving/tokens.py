"""The secret step in the path of a private feed: made once, kept from others, and revocable."""

import os
import secrets
import stat
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

import platformdirs

from kindpace.problems import WorldError, problem
from kindpace.track.whole import told

STATE = "KINDPACE_STATE"
BYTES = 24
"""Of chance: 192 bits, 32 letters."""

LONGEST = 200
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def token_file(folder: Path) -> Path:
    """Where the token of `folder` is kept: among this person's own files, never in the folder."""
    base = os.environ.get(STATE) or platformdirs.user_state_dir("kindpace")
    name = sha256(os.path.realpath(folder).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Path(base) / "serve" / f"{name}.token"


def token_of(folder: Path) -> str:
    """The token of `folder`, made now if there is none. Raises WorldError."""
    return kept(token_file(folder)) or renewed(folder)


def renewed(folder: Path) -> str:
    """A new token for `folder`; addresses with the old one lead nowhere from now on."""
    file, token = token_file(folder), secrets.token_urlsafe(BYTES)
    part = file.with_name(f".{secrets.token_hex(4)}.part")
    with told(file):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as growing:
            growing.write(f"{token}\n".encode("ascii"))
        part.replace(file)
    return token


def kept(file: Path) -> str | None:
    """The token in `file`; None if there is none. Raises WorldError if others may read it."""
    try:
        with file.open("rb") as there:
            mode = os.fstat(there.fileno()).st_mode
            token = there.read(LONGEST).decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise WorldError(
            [problem("serve-token-unread", path=file, reason=fault.strerror)]
        ) from fault
    if os.name == "posix" and mode & OTHERS:
        raise WorldError([problem("serve-token-open", path=file)])
    return token if len(token) >= BYTES else None


def same(given: str, token: str) -> bool:
    """Whether `given` is the token, in a time that tells nothing about how far it agrees."""
    return compare_digest(given.encode("utf-8", "replace"), token.encode("ascii"))
