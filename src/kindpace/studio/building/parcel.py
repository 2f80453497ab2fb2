"""A track to be made as a value that travels: the plan, its takes, every file that they name."""

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from kindpace.session.model import Line
from kindpace.sound.take import Take
from kindpace.studio.planning import Planned
from kindpace.track.encode import Encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one track is made of. `album`, `artist`, `title` and `number` go into its tag."""

    planned: Planned
    takes: Mapping[Line, Take]
    encoding: Encoding
    album: str
    artist: str
    title: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """`Work` packed: a pickle that names its files by what they hold, and those files.

    `key` tells the sender which one it was.
    """

    key: int
    title: str
    work: bytes
    files: Mapping[str, bytes]


def packed(work: Work, key: int = 0) -> Parcel:
    """`work` with all that it needs. Raises OSError if a file of it has gone."""
    session = replace(work.planned.session, recordings=None, remarks=())  # they are takes by now
    bare = replace(work, planned=replace(work.planned, session=session, order=None))
    into = io.BytesIO()
    packer = _Packer(into)
    packer.dump(bare)
    return Parcel(key=key, title=work.title, work=into.getvalue(), files=packer.files)


def unpacked(parcel: Parcel, folder: Path) -> Work:
    """The work in `parcel`, its files put into `folder`."""
    for name, content in parcel.files.items():
        (folder / name).write_bytes(content)
    work = _Unpacker(io.BytesIO(parcel.work), folder).load()
    if not isinstance(work, Work):
        raise TypeError(type(work).__name__)
    return work


class _Packer(pickle.Pickler):
    """Takes the files along, wherever in a value their paths stand."""

    def __init__(self, into: io.BytesIO) -> None:
        super().__init__(into, protocol=5)
        self.files: dict[str, bytes] = {}
        self.names: dict[PurePath, str] = {}

    def persistent_id(self, value: Any) -> str | None:  # noqa: ANN401 - pickle asks about anything
        """The name in the parcel of the file at the path `value`; None for all else."""
        if not isinstance(value, Path):
            return None
        if value not in self.names:
            content = value.read_bytes()
            name = sha256(content).hexdigest() + value.suffix.lower()
            self.files[name], self.names[value] = content, name
        return self.names[value]


class _Unpacker(pickle.Unpickler):
    def __init__(self, source: io.BytesIO, folder: Path) -> None:
        super().__init__(source)
        self.folder = folder

    def persistent_load(self, name: str) -> Path:
        """Where the file called `name` in the parcel lies now."""
        return self.folder / name
