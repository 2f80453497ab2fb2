"""The files that a script may reach: blocks and sounds in its own folder, and shared blocks."""

import re
from dataclasses import dataclass
from pathlib import Path

from kindpace.session.hints import word_hint
from kindpace.session.notation import Unreadable, shown
from kindpace.session.syntax import LARGEST_FILE
from kindpace.session.tree import Source

SHARED_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The script's own folder, and the folder of shared blocks."""

    own: Path
    shared: Path

    def block(self, name: str) -> Source:
        """The block called `name`: a file beside the script, else a shared one.

        Raises Unreadable (`path-leaves-folder`, `file-missing`, `file-unreadable`,
        `block-missing`).
        """
        if name.endswith((".yaml", ".yml")):
            beside = self._inside(name)
            if not _is_file(beside):
                raise Unreadable("file-missing", name=shown(name))
            return _source(beside)
        beside = self._inside(f"{name}.yaml")
        if _is_file(beside):
            return _source(beside)
        shared = self.shared / f"{name}.yaml"
        if not SHARED_NAME.fullmatch(name) or not _is_file(shared):
            raise Unreadable("block-missing", name=shown(name), hint=self._hint(name))
        return _source(shared)

    def _hint(self, name: str) -> str:
        known = sorted(file.stem for file in self.shared.glob("*.yaml"))
        return word_hint(name, known) if known else "There are no shared blocks here."

    def recording(self, name: str) -> Path:
        """The audio file called `name`.

        Raises Unreadable (`path-leaves-folder`, `file-missing`, `file-unreadable`).
        """
        path = self._inside(name)
        if not _is_file(path):
            raise Unreadable("file-missing", name=shown(name))
        return path

    def recordings(self, name: str) -> Path:
        """The folder called `name`.

        Raises Unreadable (`path-leaves-folder`, `recordings-missing`, `file-unreadable`).
        """
        path = self._inside(name)
        if not path.is_dir():
            raise Unreadable("recordings-missing", name=shown(name))
        return path

    def _inside(self, name: str) -> Path:
        path = self.own / name
        try:
            inside = path.resolve().is_relative_to(self.own.resolve())
        except (OSError, RuntimeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "the path can't be followed"
            raise Unreadable("file-unreadable", name=shown(name), reason=reason) from None
        if not inside:
            raise Unreadable("path-leaves-folder", name=shown(name))
        return path


def read_bytes(path: Path) -> bytes:
    """A file's bytes; of one that is far too large, as many as show that it is.

    Raises Unreadable (`file-unreadable`).
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "it can't be opened"
        raise Unreadable("file-unreadable", name=shown(path.name), reason=reason) from None


def _source(path: Path) -> Source:
    return Source(name=str(path), data=read_bytes(path))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
