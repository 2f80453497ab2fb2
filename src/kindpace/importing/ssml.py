"""SSML -> a draft: paragraphs and sentences are said, breaks are pauses, the rest is told.

After Speech Synthesis Markup Language 1.1 (W3C Recommendation, 7 September 2010).
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from kindpace.importing.cues import cues_of
from kindpace.importing.draft import Draft, Gathering, Part
from kindpace.importing.guesses import gait_in, language_of, languages
from kindpace.importing.markup import Element, Text, read_markup
from kindpace.importing.tokens import Means, Token
from kindpace.importing.wording import has_words, plain
from kindpace.session.ipa import ipa
from kindpace.session.model import Seconds
from kindpace.session.notation import Unreadable

STRENGTHS = {"none": 0, "x-weak": 250, "weak": 500, "medium": 750, "strong": 1000, "x-strong": 1500}
"""Milliseconds of a break that has no time: the standard leaves them to each voice."""

TIME = re.compile(r"\+?([0-9]{1,5}(?:\.[0-9]{1,3})?|\.[0-9]{1,3})\s*(ms|s)")
PARTING = ("p", "paragraph", "speak")
SENTENCE = ("s", "sentence")
MANNER = (
    "prosody",
    "emphasis",
    "voice",
    "effect",
    "express-as",
    "say-as",
    "domain",
    "auto-breaths",
)
PLAIN = ("w", "token", "lang", "speak", "p", "s", "paragraph", "sentence")
SILENT = ("desc", "metadata", "meta", "lexicon", "lookup")
MOST_WORDS = 200
LONGEST_PAUSE = 120


def read_ssml(text: str, name: str, title: str) -> Draft:
    """The draft that an SSML document becomes; `title` as SSML has none.

    Raises KindpaceError for markup that can't be followed, and where it is too much.
    """
    gathering = Gathering(name)
    whole = text if looks_like_ssml(text) else f"<speak>{text}</speak>"
    root = read_markup(whole, name)
    reader = _Reader(gathering)
    told = languages([root.attributes.get("lang", "")])
    tokens = list(reader.tokens(root, ""))
    said = " ".join(token.text for token in tokens)
    language = told[0] if told else language_of(said) or "en"
    if not told:
        gathering.leave("import-language", root.line, language)
    gait = gait_in(said) or "walk"
    gathering.leave("import-gait", root.line, title, gait)
    cues = tuple(cues_of(tokens, gait, language, gathering))
    return Draft(
        title=title,
        language=language,
        guessed=not told,
        parts=(Part(name=title, gait=gait, line=root.line, comment="a guess", cues=cues),),
        lexicon=tuple(reader.lexicon.items())[:MOST_WORDS],
        left=tuple(gathering.left),
    )


def looks_like_ssml(text: str) -> bool:
    """Whether this is the beginning of an SSML document."""
    return re.search(r"<(?:\w+:)?speak\b", text[:20_000]) is not None


class _Reader:
    """Walks the tree, and gathers pronunciations on its way."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.lexicon: dict[str, str] = {}

    def tokens(self, one: Element, language: str) -> Iterator[Token]:
        """What an element says, in order."""
        told = languages([one.attributes["lang"]]) if "lang" in one.attributes else ()
        here = told[0] if told and one.tag != "speak" else language
        if one.tag in PARTING:
            yield Token(means=Means.BREAK, line=one.line)
        yield from self.element(one, here)
        if one.tag in PARTING:
            yield Token(means=Means.BREAK, line=one.line)

    def element(self, one: Element, language: str) -> Iterator[Token]:
        """One element by its tag."""
        match one.tag:
            case "break":
                yield from self.pause(one)
            case "sub" if one.attributes.get("alias"):
                self.gathering.leave("import-instead", one.line, one.text, one.attributes["alias"])
                yield self.words(one.attributes["alias"], one.line, language)
            case "phoneme":
                self.sounds(one)
                yield from self.within(one, language)
            case "audio":
                self.gathering.leave("import-audio", one.line, one.attributes.get("src", "audio"))
                yield from self.within(one, language)
            case "mark" | "bookmark":
                self.gathering.leave("import-left", one.line, f"mark {self.told(one)}")
            case tag if tag in SILENT:
                self.gathering.leave("import-left", one.line, f"{tag} {self.told(one)} {one.text}")
            case tag:
                if tag in MANNER:
                    self.gathering.leave("import-manner", one.line, f"{tag} {self.told(one)}")
                elif tag not in PLAIN:
                    self.gathering.leave("import-left", one.line, f"{tag} {self.told(one)}")
                yield from self.within(one, language)

    def within(self, one: Element, language: str) -> Iterator[Token]:
        """What stands inside; a sentence ends with a stop."""
        found: list[Token] = []
        for inside in one.inside:
            if isinstance(inside, Text):
                if has_words(inside.text) or inside.text.strip():
                    found.append(self.words(inside.text.strip(), inside.line, language))
            else:
                found += self.tokens(inside, language)
        spoken = [at for at, token in enumerate(found) if token.means is Means.WORDS]
        if one.tag in SENTENCE and spoken and found[spoken[-1]].text[-1:].isalnum():
            last = found[spoken[-1]]
            found[spoken[-1]] = self.words(f"{last.text}.", last.line, last.language)
        yield from found

    def words(self, text: str, line: int, language: str) -> Token:
        """Words; brackets mean nothing in SSML."""
        bare = re.sub(r"[\[\]]", " ", text)
        if bare != text:
            self.gathering.leave("import-sign", line, text)
        return Token(means=Means.WORDS, line=line, text=bare, language=language)

    def pause(self, one: Element) -> Iterator[Token]:
        """A break, by its time or by its strength."""
        time = one.attributes.get("time", "").strip()
        strength = one.attributes.get("strength", "medium").strip()
        found = TIME.fullmatch(time)
        if (time and not found) or (not time and strength not in STRENGTHS):
            self.gathering.leave("import-left", one.line, f"break {self.told(one)}")
            return
        if found:
            length = Fraction(found[1] if found[1][0] != "." else f"0{found[1]}")
            length = length / 1000 if found[2] == "ms" else length
        else:
            length = Fraction(STRENGTHS[strength], 1000)
        if length > 0:
            text = f"break {self.told(one)}"
            yield Token(means=Means.PAUSE, line=one.line, length=Seconds(length), text=text)

    def sounds(self, one: Element) -> None:
        """A pronunciation for the script's lexicon, where it is in IPA."""
        word, written = plain(one.text, 60), one.attributes.get("ph", "")
        alphabet = one.attributes.get("alphabet", "ipa")
        try:
            sounds = ipa(written) if alphabet == "ipa" and has_words(word) else ""
        except Unreadable:
            sounds = ""
        if sounds and self.lexicon.setdefault(word, sounds) == sounds:
            self.gathering.leave("import-sounds", one.line, word, sounds)
        else:
            self.gathering.leave("import-left", one.line, f"phoneme {self.told(one)}")

    def told(self, one: Element) -> str:
        """The attributes of an element, for the report."""
        return " ".join(f"{key} {value}" for key, value in one.attributes.items()).strip()
