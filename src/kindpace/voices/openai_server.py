"""Which OpenAI-compatible server to ask, with which key, from the environment.

KINDPACE_OPENAI_URL (else OPENAI_BASE_URL) is where its /audio/speech is found.
KINDPACE_OPENAI_KEY_FILE names a file with the key; else OPENAI_API_KEY is the key.
KINDPACE_OPENAI_PROFILE is one of `PROFILES`; KINDPACE_OPENAI_MODEL and KINDPACE_OPENAI_EXTRAS
(a JSON object) change its model and what is sent beside the usual.
"""

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from kindpace.problems import problem
from kindpace.voices.protocol import VoiceUnavailable
from kindpace.voices.wire import host_of, stays_here

USUAL_URL = "https://api.openai.com/v1"
USUAL_MODEL = "tts-1"
OURS = ("input", "voice", "response_format")
"""What extras may not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a kind of server wants: a model, and fields beside the usual ones."""

    model: str
    extras: Mapping[str, object]


PROFILES: Mapping[str, Profile] = {
    "openai": Profile(model=USUAL_MODEL, extras={}),
    "kokoro": Profile(model="kokoro", extras={"stream": False}),
}
"""Kokoro-FastAPI sends sound in pieces of unknown length unless asked not to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server; the key is shown nowhere."""

    url: str
    model: str
    extras: Mapping[str, object]
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Where words go."""
        return host_of(self.url)

    @property
    def version(self) -> str:
        """What decides how it sounds, for the cache; the key has no part in it."""
        told = json.dumps([self.url, self.model, dict(self.extras)], sort_keys=True)
        return f"{self.model}@{self.host}-{sha256(told.encode()).hexdigest()[:12]}"

    @property
    def headers(self) -> dict[str, str]:
        """What goes with each request. A key is sent over https, or to this machine itself."""
        parts = urlsplit(self.url)
        safe = parts.scheme == "https" or stays_here(parts.hostname or "")
        signed = {"Authorization": f"Bearer {self.key}"} if self.key and safe else {}
        return {"Content-Type": "application/json", "Accept": "audio/*", **signed}


def read_server(settings: Mapping[str, str] = os.environ) -> Server:
    """The server that `settings` name. Raises VoiceUnavailable, telling what to set."""
    written = settings.get("KINDPACE_OPENAI_URL") or settings.get("OPENAI_BASE_URL") or USUAL_URL
    url = written.strip().rstrip("/")
    if not _plain_address(url):
        raise _unavailable("openai-address")
    profile = PROFILES.get(settings.get("KINDPACE_OPENAI_PROFILE") or "openai")
    if profile is None:
        raise _unavailable("openai-profile", known=", ".join(PROFILES))
    key = _key(settings)
    if url == USUAL_URL and not key:
        raise _unavailable("openai-keyless")
    return Server(
        url=url,
        model=settings.get("KINDPACE_OPENAI_MODEL") or profile.model,
        extras={**profile.extras, **_extras(settings.get("KINDPACE_OPENAI_EXTRAS") or "{}")},
        key=key,
    )


def _plain_address(url: str) -> bool:
    """Whether `url` is one to ask, with neither a name nor a key in it."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and parts.scheme in ("http", "https") and not re.search(r"[@?#\s]", url)


def _key(settings: Mapping[str, str]) -> str:
    file = settings.get("KINDPACE_OPENAI_KEY_FILE")
    key = (_read_key(Path(file)) if file else settings.get("OPENAI_API_KEY", "")).strip()
    if not (key.isascii() and key.isprintable()):
        raise _unavailable("openai-key-odd")
    return key


def _read_key(file: Path) -> str:
    """The key in `file`, which nobody else may read."""
    try:
        mode = file.stat().st_mode
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise _unavailable("openai-key-open", file=file)
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unread:
        raise _unavailable("openai-key-unread", file=file) from unread


def _extras(written: str) -> dict[str, object]:
    try:
        extras = json.loads(written)
    except (ValueError, RecursionError) as odd:
        raise _unavailable("openai-extras") from odd
    if not isinstance(extras, dict) or set(extras) & set(OURS):
        raise _unavailable("openai-extras")
    return extras


def _unavailable(slug: str, *, file: Path | None = None, known: str = "") -> VoiceUnavailable:
    told = problem(slug, file=file, known=known)
    return VoiceUnavailable(f"{told.what} {told.mend}", network=True)
