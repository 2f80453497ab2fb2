"""The lexicon: how words are pronounced. Whole words, the longest first, the nearest tier first."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

APOSTROPHES = "'’ʼ"


class Tier(StrEnum):
    """Where an entry stands; a script's own is the nearest."""

    SCRIPT = "the script's lexicon"
    OWN = "your lexicon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`written` is said as `said`; `by` names the lexicon or the rule."""

    written: str
    said: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`word` is said as `say`; in IPA letters as `ipa`, for voices that read them.

    A word in small letters is met in any case, one with a capital only as it stands. With a
    `language`, only in lines of that language.
    """

    word: str
    say: str
    ipa: str = ""
    language: str = ""
    tier: Tier = Tier.SCRIPT

    @property
    def any_case(self) -> bool:
        """Whether capitals don't matter."""
        return self.word == self.word.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A respelling as it stands in the spoken text, and its IPA (empty: none is known)."""

    said: str
    ipa: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelled:
    """A text with its words respelled, what was changed, and how the new words sound."""

    text: str
    changes: tuple[Change, ...] = ()
    sounds: tuple[Sound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Entries of one tier or several."""

    entries: tuple[Entry, ...] = ()

    def over(self, other: "Lexicon") -> "Lexicon":
        """Both, these nearer: where a word stands in both, these win."""
        return Lexicon(entries=(*self.entries, *other.entries))

    def respelled(self, text: str, language: str = "en") -> Respelled:
        """`text` with every word that has an entry respelled; possessives keep their ending."""
        entries = _in_order(self.entries, _base(language))
        if not entries:
            return Respelled(text=text)
        changes: list[Change] = []
        sounds: list[Sound] = []

        def spoken(found: re.Match[str]) -> str:
            entry = entries[(found.lastindex or 1) - 1]
            sounds.append(Sound(said=entry.say, ipa=entry.ipa))
            if found[0] != entry.say:
                changes.append(Change(written=found[0], said=entry.say, by=str(entry.tier)))
            return entry.say

        said = _pattern(entries).sub(spoken, unicodedata.normalize("NFC", text))
        return Respelled(text=said, changes=tuple(changes), sounds=tuple(dict.fromkeys(sounds)))


NO_LEXICON = Lexicon()


@lru_cache(maxsize=16)
def _in_order(entries: tuple[Entry, ...], language: str) -> tuple[Entry, ...]:
    """The entries for `language`: the longest word first, of the same word the nearest tier's."""
    wanted = [one for one in entries if _base(one.language) in ("", language)]
    return tuple(sorted(wanted, key=_rank))


def _rank(entry: Entry) -> tuple[int, str, bool, bool, bool]:
    own, bare = entry.tier is Tier.OWN, not entry.language
    return -len(entry.word), entry.word.casefold(), own, entry.any_case, bare


@lru_cache(maxsize=16)
def _pattern(entries: tuple[Entry, ...]) -> re.Pattern[str]:
    """One group an entry, so that a match tells which it was; the km of 5:30/km isn't a word."""
    return re.compile(rf"(?<!\w)(?<!\d/)(?:{'|'.join(map(_written, entries))})(?!\w)")


def _written(entry: Entry) -> str:
    """A pattern for the word of `entry`, with any apostrophe and any space."""
    word = re.escape(unicodedata.normalize("NFC", entry.word)).replace(r"\ ", r"\s+")
    word = re.sub(f"[{APOSTROPHES}]", f"[{APOSTROPHES}]", word)
    return f"(?i:({word}))" if entry.any_case else f"({word})"


def _base(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
