"""Where people listen: support lines by country, dated, and told only while they are fresh."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from kindpace.care.pack import word_pack
from kindpace.problems import Problem, Weight, problem
from kindpace.timeline.events import Speech

LONG_NUMBER = re.compile(r"\b[0-9]{3,}\b")
ALSO = {"UK": "GB", "EL": "GR"}
"""What people write for a country, and the letters that the standard has for it (ISO 3166-1)."""

FRESH = timedelta(days=365)
"""How long a checked number is told. Public lists keep dead ones for years."""

SEARCH = {
    "en": "search for “find a helpline”",
    "es": "busca «línea de ayuda emocional»",
    "de": "such nach „Telefonseelsorge“",
    "fr": "cherche « ligne d'écoute »",
}
"""What is said where no number was checked, by language: it never grows old."""

IN_NOTES = {
    "en": "the number in the notes",
    "es": "el número de las notas",
    "de": "die Nummer in den Notizen",
    "fr": "le numéro dans les notes",
}
"""What is said in a track that many people hear: a file can't be called back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """A country's line: its name, its number, another way in words, and when it was checked."""

    country: str
    emergency: str
    line: str
    number: str
    checked_on: date
    source: str
    text: str = ""

    def fresh(self, today: date) -> bool:
        """Whether it was checked within a year before `today`, and not in the future."""
        return timedelta(0) <= today - self.checked_on <= FRESH

    @property
    def spoken(self) -> str:
        """The line for a voice: its digits one by one, in the groups they are read in."""
        groups = (" ".join(group) for group in self.number.split())
        return f"{_without_digits(self.line)}, {', '.join(groups)}".removeprefix(", ")

    @property
    def written(self) -> str:
        """The line for a reader: `Samaritans, 116 123, or text SHOUT to 85258`."""
        other = f", or {self.text}" if self.text else ""
        return f"{self.line}, {self.number}{other}"


@cache
def support_lines() -> Mapping[str, SupportLine]:
    """Every checked line by its country's two letters."""
    text = files("kindpace.care").joinpath("support.toml").read_text("utf-8")
    return {name: SupportLine(country=name, **told) for name, told in tomllib.loads(text).items()}


def support_line(country: str, today: date) -> SupportLine | None:
    """The line for `country` if there is one, and it is fresh `today`."""
    line = support_lines().get(_letters(country))
    return line if line and line.fresh(today) else None


def said_alone(country: str, today: date | None, language: str) -> str:
    """Where to turn, for a track that one person hears: digits if they are fresh, or a search."""
    line = support_line(country, today) if today else None
    return line.spoken if line else _in(SEARCH, language)


def said_to_all(language: str) -> str:
    """Where to turn, for a track that anybody may hear: never a digit."""
    return _in(IN_NOTES, language)


def written(country: str, today: date | None, language: str) -> str:
    """Where to turn, for notes beside a track."""
    line = support_line(country, today) if today else None
    return line.written if line else _in(SEARCH, language)


def stale(today: date, country: str = "") -> Iterator[Problem]:
    """Advice on lines that nobody has checked for a year: of `country`, or of all countries.

    None of them is told any more; what to search for is said in its place.
    """
    for line in support_lines().values():
        old = today - line.checked_on > FRESH
        if old and line.country == (_letters(country) or line.country):
            yield problem(
                "care/support-line-old",
                weight=Weight.LOOK,
                country=line.country,
                line=line.line,
                day=line.checked_on.isoformat(),
            )


def not_told(country: str, today: date) -> Iterator[Problem]:
    """Advice where no number is known for a runner's country; `stale` tells of old ones."""
    if country and support_line(country, today) is None and not any(stale(today, country)):
        yield problem("care/support-line-unknown", weight=Weight.LOOK, country=country.upper())


def digits_for_all(speeches: Iterable[Speech]) -> Iterator[Problem]:
    """Numbers to call that a track for others would speak: it can't be called back."""
    for speech in speeches:
        text = speech.line.text
        pack = word_pack(speech.line.language)
        numbered = pack.hears("numbers", text) if pack else bool(LONG_NUMBER.search(text))
        if numbered or any(line.number in text for line in support_lines().values()):
            yield problem("care/support-line-digits", speech.mark)


def _letters(country: str) -> str:
    letters = country.upper()
    return ALSO.get(letters, letters)


def _without_digits(text: str) -> str:
    kept = (word for word in text.split() if not any(letter.isdigit() for letter in word))
    return " ".join(kept)


def _in(phrases: Mapping[str, str], language: str) -> str:
    return phrases.get(language.split("-", maxsplit=1)[0].lower(), phrases["en"])
