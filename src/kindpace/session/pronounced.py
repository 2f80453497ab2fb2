"""Entries of a lexicon as they are written: `HIIT: hit`, or with more about a word."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import RootModel

from kindpace.session.acts import Written, short
from kindpace.session.fields import Ipa, Language, Name, OrShort, Respelling
from kindpace.session.lexicon import Entry, Lexicon, Tier


class Pronounced(Written):
    """How a word is said: in plain letters, and in those of the IPA if they are known."""

    say: Respelling
    ipa: Ipa | None = None
    language: Language | None = None


Pronunciations = dict[Name, Annotated[Pronounced, short("say"), OrShort()]]


class OwnLexicon(RootModel[Pronunciations]):
    """A person's own file, `lexicon.yaml`: words and how they are said."""


def lexicon_of(written: Mapping[str, Pronounced], tier: Tier = Tier.SCRIPT) -> Lexicon:
    """The entries of one tier."""
    return Lexicon(
        entries=tuple(
            Entry(
                word=word,
                say=one.say,
                ipa=one.ipa or "",
                language=one.language or "",
                tier=tier,
            )
            for word, one in written.items()
        )
    )
