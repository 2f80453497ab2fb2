"""A folder of another machine as a target, by the system's rsync."""

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Final

from kindpace.feed.publishing.pieces import Piece
from kindpace.feed.publishing.record import MOST_BYTES
from kindpace.feed.publishing.target import Seen, Sent
from kindpace.problems import WorldError, problem
from kindpace.track.whole import told

PAUSES: Final = (1.0, 4.0)
SILENCE: Final = "--timeout=120"
MISSING: Final = frozenset({3, 23})
"""Its codes for a folder that isn't there, and for files that aren't."""

PASSING: Final = frozenset({10, 12, 30, 35})
"""Its codes for a line that broke, and for time that ran out."""

LISTED: Final = re.compile(r"-\S{9,12}\s+([\d,.']+)\s+(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)\s(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverRsync:
    """The folder `name`, as rsync writes it: `user@host:path`, or `rsync://host/module/path`.

    `source` is the folder that is published, so that rsync reads its files where they lie.
    """

    name: str
    program: str
    source: Path
    pauses: tuple[float, ...] = PAUSES

    def seen(self, paths: Collection[str]) -> Mapping[str, Seen]:
        """As rsync lists them."""
        told = self._run(["--list-only", "--files-from=-", self._there, "."], lines=paths)
        listed = map(LISTED.fullmatch, told.splitlines())
        return {
            found[3]: Seen(size=int(re.sub(r"\D", "", found[1])), tag=found[2])
            for found in listed
            if found
        }

    def holds(self, piece: Piece, seen: Seen) -> bool:  # noqa: ARG002 - only a record tells
        """Nobody knows from here; rsync sends no more than what differs."""
        return False

    def read(self, path: str) -> bytes | None:
        """Fetch it beside, and read it there."""
        with _spare() as spare:
            # By its whole path: rsync 3.5.0's daemon takes --files-from below a module's root for
            # the root, and sends the file that is called so there.
            self._run([f"{self._there}{path}", f"{spare}/"], lines=())
            with suppress(FileNotFoundError), (spare / Path(path).name).open("rb") as file:
                return file.read(MOST_BYTES + 1)
        return None

    def put(self, pieces: Sequence[Piece], sent: Sent) -> None:
        """Send those read beforehand from a folder of their own, the others from where they lie."""
        near = [one for one in pieces if one.data is None]
        held = [one for one in pieces if one.data is not None]
        if near:
            self._send(self.source, [one.path for one in near])
        if held:
            with _spare() as spare:
                for one in held:
                    _lay(spare, one)
                self._send(spare, [one.path for one in held])
        sent(sum(one.size for one in pieces))

    def write(self, path: str, data: bytes) -> None:
        """Send a small file."""
        with _spare() as spare:
            (spare / path).write_bytes(data)
            self._send(spare, [path])

    def remove(self, paths: Sequence[str]) -> None:
        """Have them deleted by a folder that holds their folders and nothing else."""
        folders = {str(one) for path in paths for one in Path(path).parents if str(one) != "."}
        with _spare() as spare:
            for folder in folders:
                (spare / folder).mkdir(parents=True, exist_ok=True)
            rules = [*(f"/{one}/" for one in sorted(folders)), *(f"/{one}" for one in paths)]
            words = ["-r", "--delete", "--include-from=-", "--exclude=*"]
            self._run([*words, f"{spare}/", self._there], lines=rules)

    @property
    def _there(self) -> str:
        return f"{self.name.rstrip('/')}/"

    def _send(self, folder: Path, paths: Sequence[str]) -> None:
        # What is to be sent was chosen by content: size and time would let twins pass.
        words = ["--times", "--ignore-times", "--copy-links", "--files-from=-"]
        self._run([*words, f"{folder}/", self._there], lines=paths, whole=True)

    def _run(self, words: Sequence[str], *, lines: Collection[str], whole: bool = False) -> str:
        """What rsync says; `whole` if nothing may be missing. Raises `WorldError`."""
        for pause in (*self.pauses, None):
            ran = subprocess.run(  # noqa: S603 - rsync, with words of ours and no shell
                [self.program, SILENCE, *words],
                env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},  # it lists numbers and times
                input="".join(f"{line}\n" for line in lines),
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            if ran.returncode == 0 or (ran.returncode in MISSING and not whole):
                return ran.stdout
            if pause is None or ran.returncode not in PASSING:
                break
            sleep(pause)
        reason = _first_line(ran.stderr) or f"it ends with {ran.returncode}"
        raise WorldError([problem("publish-rsync", target=self.name, reason=reason)])


def over_rsync(name: str, source: Path) -> OverRsync:
    """The target `name`. Raises `WorldError` where there is no rsync."""
    program = shutil.which("rsync")
    if program is None:
        raise WorldError([problem("publish-no-rsync", target=name)])
    return OverRsync(name=name, program=program, source=source)


def _lay(folder: Path, piece: Piece) -> None:
    """Put the piece below `folder`, with the time of the file that it was read from."""
    place = folder / piece.path
    with told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(piece.data or b"")
        with suppress(OSError):
            moment = piece.file.stat()
            os.utime(place, ns=(moment.st_atime_ns, moment.st_mtime_ns))


@contextmanager
def _spare() -> Iterator[Path]:
    with TemporaryDirectory(prefix="kindpace-") as folder:
        yield Path(folder)


def _first_line(said: str) -> str:
    """The first words that it said, without its name before them."""
    lines = (line.strip() for line in said.splitlines())
    first = next((line for line in lines if line), "")
    return re.sub(r"^(?:rsync|ssh)(?:: | error: )", "", first)[:120].rstrip(".")
