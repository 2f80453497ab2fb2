"""What the notes beside a track say, one file a language: `words/en.toml` and its siblings."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kindpace.session.model import Gait

USUAL = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The sentences of the language `code`. Mappings go from names to sentences, in reading order.

    `not_` is what a session is not, `before` what to know before any, `moving` and `seated` before
    those kinds; `foreign` stands before what nobody has put into this language yet.
    """

    code: str
    language: str
    length: str
    cadence: str
    parts: str
    guessed: str
    counted: str
    quiet: str
    nobody: str
    reviewed: str
    feedback: str
    said: str
    source: str
    foreign: str
    gaits: Mapping[Gait, str]
    headings: Mapping[str, str]
    not_: Mapping[str, str]
    before: Mapping[str, str]
    moving: Mapping[str, str]
    seated: Mapping[str, str]
    countries: Mapping[str, str]
    support: Mapping[str, str]


def worded_languages() -> tuple[str, ...]:
    """The languages that the notes can be in."""
    folder = files("kindpace.studio").joinpath("words")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


def wording_for(language: str) -> Wording:
    """The wording for a language tag like `es-MX`; English where there is none."""
    base = language.split("-", maxsplit=1)[0].lower()
    return _wording(base if base in worded_languages() else USUAL)


@cache
def _wording(language: str) -> Wording:
    file = files("kindpace.studio").joinpath("words", f"{language}.toml")
    words = tomllib.loads(file.read_text("utf-8"))
    return Wording(
        code=language,
        gaits={Gait(gait): text for gait, text in words.pop("gaits").items()},
        not_=words.pop("not"),
        **words,
    )
