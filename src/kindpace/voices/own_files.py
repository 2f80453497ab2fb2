"""Which recording is for which line: told by the id that a file's name begins with."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import Final

from kindpace.problems import KindpaceError, Mark, Problem, Weight, WrongUse, problem
from kindpace.session.model import Line
from kindpace.session.recordings import ALPHABET, LETTERS, Recordings, line_id

ENDINGS: Final = frozenset(
    (".wav", ".wave", ".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".flac", ".ogg", ".oga", ".opus",
     ".webm", ".mka", ".aif", ".aiff", ".caf", ".wma", ".amr", ".3gp", ".au")
)  # fmt: skip
"""What calls itself a sound; other files may lie beside them and are left alone."""

SHEETS: Final = (".json", ".html", ".htm")
LARGEST_SHEET: Final = 4_000_000
IN_PAGE: Final = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)

ID: Final = re.compile(rf"([0-9a-z]{{{LETTERS}}})(?![0-9a-z])")
OWN_ID: Final = re.compile(rf"[{ALPHABET}]{{{LETTERS}}}")
ALIKE: Final = 0.6
NEAR_ID: Final = 0.74
"""Six letters of eight."""

MOST_STRANGERS: Final = 8
"""Files without a line that are told of one by one; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The file for each id that has one, and the sound files that are for no line."""

    files: Mapping[str, Path]
    strangers: tuple[Path, ...]


def id_of(line: Line) -> str:
    """The id of `line`."""
    return line_id(line.text, line.language)


def named_id(path: Path) -> str:
    """The id that the name of a file begins with; empty if it begins with none."""
    told = ID.match(path.stem.lower())
    return told[1] if told else ""


def matched(recordings: Recordings, marks: Mapping[str, tuple[str, Mark]]) -> Matched:
    """The files for the lines in `marks`: id -> words and place.

    Raises KindpaceError where two files are for one line, WrongUse if there is no such folder.
    """
    found: dict[str, list[Path]] = {}
    strangers = []
    for path in _sounds(recordings.folder):
        name = named_id(path)
        if name in marks:
            found.setdefault(name, []).append(path)
        else:
            strangers.append(path)
    twice = [
        problem("own-twice", marks[name][1], one=paths[0], other=paths[1], words=marks[name][0])
        for name, paths in found.items()
        if len(paths) > 1
    ]
    if twice:
        raise KindpaceError(twice)
    files = {name: paths[0] for name, paths in found.items()}
    return Matched(files=files, strangers=tuple(strangers))


def _sounds(folder: Path) -> Sequence[Path]:
    """The sound files in `folder`, in order; hidden ones are the system's."""
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in ENDINGS and not path.name.startswith(".") and path.is_file()
        )
    except OSError as refused:
        reason = refused.strerror or refused
        raise WrongUse([problem("own-folder", folder=folder, reason=reason)]) from refused


def about_strangers(
    recordings: Recordings, here: Matched, words: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Advice about each file that is for no line: what it may be meant for, or was once.

    `words` are those of every line by its id.
    """
    if not here.strangers:
        return ()
    free = {name: text for name, text in words.items() if name not in here.files}
    once = _lines_once(recordings.folder)
    told = [
        problem(
            "own-stranger",
            recordings.mark,
            weight=Weight.LOOK,
            path=path,
            hint=_hint(path.stem, words, free, once),
        )
        for path in here.strangers[:MOST_STRANGERS]
    ]
    more = len(here.strangers) - len(told)
    if more > 0:
        more_told = {"count": more, "folder": recordings.folder}
        told.append(problem("own-more-strangers", recordings.mark, weight=Weight.LOOK, **more_told))
    return tuple(told)


def _hint(
    stem: str, words: Mapping[str, str], free: Mapping[str, str], once: Mapping[str, str]
) -> str:
    """What a name without a line may be for: a line of once, an id mistyped, or words alike."""
    told = ID.match(stem.lower())
    name = told[1] if told else ""
    if name in once:
        now = _alike(once[name], free)
        was = f"It was for “{shortened(once[name])}”, which isn't in this session."
        return f"{was} If it says “{shortened(free[now])}”, name it {now}." if now else was
    near = get_close_matches(name or stem.lower()[:LETTERS], words, n=1, cutoff=NEAR_ID)
    if near:
        return f"Did you mean {near[0]}, for “{shortened(words[near[0]])}”?"
    rest = stem[told.end() :] if told else stem
    by_words = _alike(re.sub(r"[\W_]+", " ", rest), free)
    if by_words:
        return f"Did you mean {by_words}, for “{shortened(free[by_words])}”?"
    if told and OWN_ID.fullmatch(name):
        return "Its line may have changed, or belong to another day, runner or script."
    return "Name it by the id of its line: kindpace record-sheet shows them."


def _alike(words: str, lines: Mapping[str, str]) -> str | None:
    """The id of the line that `words` are most like, if they are like any."""
    wanted = words.casefold().strip()
    if not wanted:
        return None
    likeness = {
        name: SequenceMatcher(None, wanted, _beginning(text, wanted), autojunk=False).ratio()
        for name, text in lines.items()
    }
    best = max(likeness, key=lambda name: likeness[name], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def _beginning(text: str, wanted: str) -> str:
    """As much of `text` as a name that breaks off early may hold of it."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()[: len(wanted) + 4]


def _lines_once(folder: Path) -> Mapping[str, str]:
    """The lines on record sheets that were saved in `folder`, by id."""
    lines: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in SHEETS:
            with suppress(OSError, ValueError, TypeError, KeyError):
                lines |= _lines_on(path)
    return lines


def _lines_on(path: Path) -> Mapping[str, str]:
    if path.stat().st_size > LARGEST_SHEET:
        return {}
    text = path.read_text("utf-8")
    inside = IN_PAGE.search(text) if path.suffix.lower() != SHEETS[0] else None
    rows: Iterable[Mapping[str, object]] = json.loads(inside[1] if inside else text)["lines"]
    return {str(row["id"]): str(row["text"]) for row in rows}


def shortened(words: str) -> str:
    """`words` as they fit into a sentence about them."""
    return words if len(words) <= 60 else words[:57].rstrip() + "..."  # noqa: PLR2004 - fits one line
