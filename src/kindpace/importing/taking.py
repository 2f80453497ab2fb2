"""A file of somebody else's -> a session script and a report of what could not be carried."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from kindpace.importing.draft import Draft
from kindpace.importing.fitting import fitted
from kindpace.importing.intervals import looks_like_intervals, read_intervals
from kindpace.importing.prose import read_prose
from kindpace.importing.ssml import looks_like_ssml, read_ssml
from kindpace.importing.wording import has_words, opened, plain
from kindpace.importing.zwift import looks_like_zwift, read_zwift
from kindpace.problems import KindpaceError, Mark, Problem, problem
from kindpace.session.model import Seconds
from kindpace.session.syntax import LINE_MARKS, UNSEEN

LARGEST = 10_000_000


class Kind(StrEnum):
    """The kinds of files that can be taken."""

    TEXT = "text"
    MARKDOWN = "markdown"
    ZWIFT = "zwift"
    INTERVALS = "intervals"
    SSML = "ssml"


READERS: Mapping[Kind, Callable[[str, str, str], Draft]] = {
    Kind.TEXT: read_prose,
    Kind.MARKDOWN: read_prose,
    Kind.ZWIFT: read_zwift,
    Kind.INTERVALS: read_intervals,
    Kind.SSML: read_ssml,
}

ENDINGS = {".zwo": Kind.ZWIFT, ".ssml": Kind.SSML, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN}
BYTE_ORDERS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One thing that the report tells, and the source's own words for it."""

    problem: Problem
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A script's text, what the source was taken for, how long it plays, and the report.

    `stops` is what care wants mended before a render.
    """

    kind: Kind
    text: str
    title: str
    length: Seconds
    parts: int
    lines: int
    report: tuple[Carried, ...]
    stops: tuple[Problem, ...]


def taken(data: bytes, name: str, kind: Kind | None = None) -> Taken:
    """The session script that the file called `name` becomes; `kind` where it is known.

    Raises KindpaceError (`import-too-large`, `import-no-text`, `import-nothing`, and what each
    kind adds) where no script can be made of it.
    """
    text, other = _decoded(data, name)
    found = kind or kind_of(text, name)
    if not has_words(text):
        raise KindpaceError([problem("import-nothing", Mark(name, 1, 1))])
    draft = READERS[found](text, name, title_of(name))
    if not any(part.cues or part.lasts for part in draft.flat):
        raise KindpaceError([problem("import-nothing", Mark(name, 1, 1))])
    made = fitted(draft, PurePath(name).name)
    told = [
        Carried(problem=one.told(name), words=one.words) for one in dict.fromkeys(made.draft.left)
    ]
    if other:
        told.append(Carried(problem=problem("import-encoding", Mark(name, 1, 1)), words=other))
    told.sort(key=lambda one: one.problem.where.line if one.problem.where else 0)
    return Taken(
        kind=found,
        text=made.script.text,
        title=made.draft.title,
        length=made.timeline.length,
        parts=len(made.timeline.sections),
        lines=len(made.timeline.speeches),
        report=tuple(told),
        stops=made.stops,
    )


def kind_of(text: str, name: str) -> Kind:
    """What a text is taken for: by what stands in it, then by how its file's name ends."""
    ending = ENDINGS.get(PurePath(name).suffix.lower())
    if looks_like_zwift(text):
        return Kind.ZWIFT
    if looks_like_ssml(text):
        return Kind.SSML
    if ending is None and looks_like_intervals(text):
        return Kind.INTERVALS
    if ending is not None:
        return ending
    marked = any(line.startswith(("# ", "## ", "**", "![")) for line in text[:20_000].split("\n"))
    return Kind.MARKDOWN if marked else Kind.TEXT


def title_of(name: str) -> str:
    """A file's name as a title."""
    words = PurePath(name).stem.replace("-", " ").replace("_", " ")
    return opened(plain(words)) or "Imported"


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file with plain line ends, and its encoding where that was guessed."""
    if len(data) > LARGEST:
        raise KindpaceError([problem("import-too-large", Mark(name, 1, 1))])
    encoding = next((one for sign, one in BYTE_ORDERS.items() if data.startswith(sign)), "utf-8")
    other = ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        other = "windows-1252"
        text = data.decode(other, "replace")
    if "\x00" in text or text.count("\ufffd") > len(text) // 100:
        raise KindpaceError([problem("import-no-text", Mark(name, 1, 1))])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_MARKS)
    return UNSEEN.sub("", lines), other
