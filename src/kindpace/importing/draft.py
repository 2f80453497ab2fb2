"""A session script on its way: what was taken from a source, and what could not be carried."""

from dataclasses import dataclass

from kindpace.problems import KindpaceError, Mark, Problem, Weight, problem
from kindpace.session.model import Seconds

MOST_CUES, MOST_PARTS, MOST_LETTERS, MOST_LEFT = 1000, 300, 150_000, 3000
"""Some hours of talk: far more than a session has, and quickly looked through."""

MOST_READ = 8 * MOST_LETTERS
"""Letters with addresses, notes and layout among them; each paragraph counts as a few more."""

A_PARAGRAPH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is not carried as it stood: a slug, the source's line, its words, what became of it."""

    slug: str
    line: int
    words: str
    became: str = ""

    def told(self, name: str) -> Problem:
        """The sentence for the report, at its place in the source called `name`."""
        where = Mark(name, self.line, 1)
        words = " ".join(self.words.split())
        return problem(self.slug, where, weight=Weight.LOOK, words=words, became=self.became)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue: its act, its value as it is written, and where in its part; `line` of the source."""

    act: str
    value: str | int
    line: int
    at: Seconds | None = None
    language: str = ""
    rounds: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section; `comment` tells a guess to whoever reads the script."""

    name: str
    gait: str
    line: int
    lasts: Seconds | None = None
    cadence: str = ""
    note: str = ""
    comment: str = ""
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """Sections that are repeated together."""

    repeat: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A whole script, and all that the report has to tell about it.

    `lexicon` holds words with their pronunciation in IPA, `allow` the rules that are set aside.
    """

    title: str
    parts: tuple[Part | Rounds, ...]
    summary: str = ""
    language: str = "en"
    guessed: bool = False
    notes: tuple[str, ...] = ()
    lexicon: tuple[tuple[str, str], ...] = ()
    allow: tuple[str, ...] = ()
    because: str = ""
    left: tuple[Left, ...] = ()

    @property
    def flat(self) -> tuple[Part, ...]:
        """Every part once, those of rounds among them."""
        groups = (one.parts if isinstance(one, Rounds) else (one,) for one in self.parts)
        return tuple(part for group in groups for part in group)


class Gathering:
    """What a reader gathers on its way through a source, within bounds.

    Raises KindpaceError (`import-too-much`) beyond what a session can hold.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.left: list[Left] = []
        self._read = self._letters = self._cues = self._parts = 0

    def leave(self, slug: str, line: int, words: str, became: str = "") -> None:
        """Keep for the report what is not carried."""
        self._stop_beyond(len(self.left) + 1, MOST_LEFT, line)
        self.left.append(Left(slug=slug, line=line, words=words, became=became))

    def letters(self, number: int, line: int) -> None:
        """Count letters that are said."""
        self._letters += number
        self._stop_beyond(self._letters, MOST_LETTERS, line)

    def read(self, number: int, line: int) -> None:
        """Count letters before it is known what they mean."""
        self._read += number
        self._stop_beyond(self._read, MOST_READ, line)

    def cue(self, line: int) -> None:
        """Count a cue."""
        self._cues += 1
        self._stop_beyond(self._cues, MOST_CUES, line)

    def part(self, line: int) -> None:
        """Count a part."""
        self._parts += 1
        self._stop_beyond(self._parts, MOST_PARTS, line)

    def _stop_beyond(self, number: int, most: int, line: int) -> None:
        if number > most:
            raise KindpaceError([problem("import-too-much", Mark(self.name, line, 1))])
