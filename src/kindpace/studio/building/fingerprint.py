"""The fingerprint of an episode: everything that its bytes hang on, in 64 hex digits."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from kindpace import __version__
from kindpace.problems import Mark, Problem
from kindpace.session.model import Session
from kindpace.sound.templates import Template
from kindpace.track.encode import Encoding

MAKERS = {"kindpace": __version__, "lameenc": version("lameenc"), "pillow": version("pillow")}
"""Whose version has a say in the bytes of a track and its picture."""

SAID_ELSEWHERE = {
    "remarks": (),
    "exempt": (),
    "notes": (),
    "carries": (),
    "topics": (),
    "reviewed_by": "",
}
"""What a session holds that no track does."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Files by what they hold, each read once."""

    known: dict[Path, str] = field(default_factory=dict)

    def of(self, path: Path) -> str:
        """A name for what `path`, a file or a folder of files, holds; missing files have none."""
        if path not in self.known:
            self.known[path] = self._looked_at(path)
        return self.known[path]

    def _looked_at(self, path: Path) -> str:
        try:
            if path.is_dir():
                inside = sorted(one for one in path.iterdir() if one.is_file())
                told = [(one.name, self.of(one)) for one in inside]
                return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
            return sha256(path.read_bytes()).hexdigest()
        except OSError:
            return ""


def fingerprint(
    session: Session,
    template: Template,
    *,
    voices: Sequence[str],
    encoding: Encoding,
    labels: Mapping[str, object],
    contents: Contents,
) -> str:
    """A name for the track that these would make.

    `voices` are the engines that speak it, with version and speaker; `labels` is what the feed has
    the track say of itself. Where a script lies, and on which line a word stands, has no say.
    """
    bare = replace(session, **SAID_ELSEWHERE)  # type: ignore[arg-type]  # as fields, by name
    sound = template.model_dump(mode="json")
    told = (MAKERS, bare, sound, tuple(voices), encoding, dict(labels))
    return sha256("\n".join(_spelt(told, contents.of)).encode("utf-8", "surrogatepass")).hexdigest()


def _spelt(value: object, content: Callable[[Path], str]) -> Iterator[str]:
    """`value` in lines that only an equal one gives; places in files are passed over."""
    match value:
        case Mark() | Problem():
            return
        case Path():
            yield f"file {content(value)}"
        case Mapping():
            yield f"{{{len(value)}"
            for key, one in sorted(value.items(), key=lambda item: str(item[0])):
                yield repr(key)
                yield from _spelt(one, content)
        case list() | tuple() | set() | frozenset():
            yield f"[{len(value)}"
            for one in value if isinstance(value, list | tuple) else sorted(value, key=repr):
                yield from _spelt(one, content)
        case Enum():
            yield str(value.value)
        case None | bool() | int() | float() | str() | bytes() | Fraction() | dt.date():
            yield repr(value)
        case _:
            yield from _spelt_fields(value, content)


def _spelt_fields(value: object, content: Callable[[Path], str]) -> Iterator[str]:
    if not is_dataclass(value):
        raise TypeError(type(value).__name__)
    yield type(value).__name__
    for one in fields(value):
        yield one.name
        yield from _spelt(getattr(value, one.name), content)
