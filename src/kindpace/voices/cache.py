"""Raw takes on disk, so that no line is ever spoken twice; safe with many processes at once.

An entry is a FLAC file named by key and content, and a JSON sidecar named by key, written last:
a sidecar always names sound that is whole. Whatever can't be read back as the asked words counts
as absent, and the line is spoken again.
"""

import errno
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

import numpy as np
import platformdirs
import soundfile

from kindpace.problems import WorldError, problem
from kindpace.voices.hearing import Heard
from kindpace.voices.plausible import hear
from kindpace.voices.protocol import Request, Samples, Spoken, VoiceFault, VoiceInfo

SCHEMA = 1
SIXTEEN_BIT = 32768
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that decides how a raw take sounds. Its digest is the entry's key."""

    engine: str
    version: str
    speaker: str
    language: str
    pace: int
    pitch: int
    text: str
    options: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, info: VoiceInfo, request: Request) -> "Asked":
        """What `request` asks of the voice called `info`."""
        return cls(
            engine=info.id,
            version=info.version,
            speaker=request.speaker,
            language=request.language,
            pace=request.pace,
            pitch=request.pitch,
            text=request.text,
            options=tuple(sorted((*request.options.items(), *_heard_as(request)))),
        )

    @classmethod
    def told(cls, fields: Mapping[str, Any]) -> "Asked":
        """What a sidecar says was asked. Raises TypeError or ValueError if it doesn't."""
        options = tuple((str(name), str(value)) for name, value in fields["options"])
        return cls(**{**fields, "options": options})

    @property
    def key(self) -> str:
        """64 hex digits: the SHA-256 of schema and fields as canonical JSON."""
        fields = {"schema": SCHEMA, **asdict(self)}
        canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One entry, found whole: the sound's file, its rate, and where in it the speech is."""

    key: str
    sound: Path
    rate: int
    heard: Heard

    def load(self) -> Samples:
        """The speech alone. Raises WorldError if the file has gone in the meantime."""
        try:
            samples, _ = soundfile.read(self.sound, dtype="float32")
        except (OSError, soundfile.SoundFileError) as gone:
            raise WorldError([problem("take-gone", path=self.sound)]) from gone
        speech: Samples = samples[self.heard.start : self.heard.stop]
        return speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Raw takes below `folder`, in two levels of folders."""

    folder: Path

    def get(self, asked: Asked) -> Kept | None:
        """As `look`, and a note that the entry was used today: the time of its sidecar."""
        found = self.look(asked)
        if found is not None:
            with suppress(OSError):  # a cache that can only be read is still good to read
                os.utime(self.sidecar(asked.key))
        return found

    def look(self, asked: Asked) -> Kept | None:
        """The entry for `asked`, or None if there is none that is whole and can be those words."""
        try:
            sidecar = json.loads(self.sidecar(asked.key).read_bytes())
            sound = self._path(asked.key, f".{sidecar['sha256'][:16]}.flac")
            packed = sound.read_bytes()
            if sha256(packed).hexdigest() != sidecar["sha256"]:
                return None
            spoken = _unpacked(packed)
            if len(spoken.samples) != sidecar["frames"]:
                return None
            heard = hear(spoken, asked.text)
        except (OSError, ValueError, KeyError, TypeError, soundfile.SoundFileError, VoiceFault):
            return None
        return Kept(key=asked.key, sound=sound, rate=spoken.rate, heard=heard)

    def put(self, asked: Asked, spoken: Spoken) -> Kept:
        """Keep `spoken`.

        Raises VoiceFailed if it can't be the asked words, WorldError if the disk refuses.
        """
        packed = _packed(spoken)
        kept = _unpacked(packed)
        heard = hear(kept, asked.text)
        digest = sha256(packed).hexdigest()
        sound = self._path(asked.key, f".{digest[:16]}.flac")
        sidecar = _sidecar(asked, kept, digest)
        try:
            _write_whole(sound, packed)
            _write_whole(self.sidecar(asked.key), json.dumps(sidecar, indent=1).encode())
        except OSError as refused:
            raise _refusal(self.folder, refused) from refused
        return Kept(key=asked.key, sound=sound, rate=kept.rate, heard=heard)

    def sidecar(self, key: str) -> Path:
        """Where the sidecar of the entry called `key` stands, or would."""
        return self._path(key, ".json")

    def _path(self, key: str, ending: str) -> Path:
        return self.folder / key[:2] / key[2:4] / f"{key}{ending}"


def open_cache(spare: Path | None = None) -> Cache:
    """The person's cache: the folder in KINDPACE_CACHE, else the platform's own.

    Where that folder can't be written, `spare` is used, a temporary folder that the caller owns;
    without one, WorldError is raised.
    """
    chosen = os.environ.get("KINDPACE_CACHE")
    folder = Path(chosen) if chosen else platformdirs.user_cache_path("kindpace") / "takes"
    try:
        make_private(folder)
        with tempfile.TemporaryFile(dir=folder):
            return Cache(folder=folder)
    except OSError as refused:
        if spare is None:
            raise _refusal(folder, refused) from refused
        return Cache(folder=spare)


def _heard_as(request: Request) -> Iterator[tuple[str, str]]:
    """The pronunciations asked for, each named by its word."""
    return ((f"ipa {word}", ipa) for word, ipa in request.ipa.items())


def _sidecar(asked: Asked, spoken: Spoken, digest: str) -> dict[str, Any]:
    frames = len(spoken.samples)
    return {
        "schema": SCHEMA,
        "asked": asdict(asked),
        "sha256": digest,
        "frames": frames,
        "rate": spoken.rate,
        "seconds": round(frames / spoken.rate, 3),
        "created": int(time()),
    }


def _packed(spoken: Spoken) -> bytes:
    """FLAC; 16 bits lose nothing if the engine spoke in 16 bits, otherwise 24."""
    scaled = spoken.samples * np.float32(SIXTEEN_BIT)
    sixteen = bool(np.all(scaled == np.round(scaled)) and np.all(scaled < SIXTEEN_BIT))
    file = io.BytesIO()
    subtype = "PCM_16" if sixteen else "PCM_24"
    soundfile.write(file, spoken.samples, spoken.rate, format="FLAC", subtype=subtype)
    return file.getvalue()


def _unpacked(packed: bytes) -> Spoken:
    samples, rate = soundfile.read(io.BytesIO(packed), dtype="float32")
    return Spoken(samples=samples, rate=rate)


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside, then rename: nobody ever sees half a file."""
    make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        _rename(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def make_private(folder: Path) -> None:
    """Make `folder`, and what is missing above it, for its owner alone.

    Takes say private words aloud, and their sidecars hold them: both are for one person's eyes.
    """
    if not folder.exists():
        make_private(folder.parent)
        with suppress(FileExistsError):  # another render was quicker
            folder.mkdir(mode=0o700)


def _rename(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError:  # Windows: another process is reading what is already there
        if not path.exists():
            raise
        part.unlink(missing_ok=True)


def _refusal(folder: Path, refused: OSError) -> WorldError:
    slug = "cache-full" if refused.errno in FULL else "cache-not-writable"
    return WorldError([problem(slug, folder=folder, reason=refused.strerror or refused)])
