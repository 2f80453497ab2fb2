"""The words of a cue parted into sentences, with the gaps between them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from importlib.resources import files

from kindpace.session.motion import Seconds
from kindpace.session.notation import NUMBER, Unreadable, duration, shown

SENTENCE_GAP = Seconds(7, 20)
PARAGRAPH_GAP = Seconds(9, 10)
LONGEST_PAUSE = Seconds(120)
LOOK_BACK = 60

LATER = "{quiet}"
"""The one placeholder that only the timeline can fill: how long the quiet after it lasts."""

HELPLINE = "{helpline}"
"""Where somebody listens: a number for one person's ears, the notes for everybody else's."""

OPENING, CLOSING = "\"'“‘„«(¿¡「『（", "\"'”’“»)」』）"
BRACKETS = re.compile(r"\[([^\[\]]*)\]")
PAUSE = re.compile(rf"(?i:pause)\s+({NUMBER}m?s?|[0-9]+m[0-9]+s?)")
PARAGRAPHS = re.compile(r"\n\s*\n")
# The look-behind keeps a row of dots from being read again from each of its dots.
SENTENCE_END = re.compile(
    rf"(?<![.!?…。！？])([.!?…。！？]++)([{CLOSING}]*+)\s+(?=[{OPENING}]*+(\w+))"
)
UNSPACED_END = re.compile(rf"([。！？]++[{CLOSING}]*+)(?=\S)")

_WORDS = files("kindpace.session").joinpath("abbreviations.toml").read_text("utf-8")
ABBREVIATIONS: Mapping[str, AbstractSet[str]] = {
    way: frozenset(words) for way, words in tomllib.loads(_WORDS).items()
}
"""Words after which a full stop doesn't end a sentence, by the way in which it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uttered:
    """Sentences, the gap after each but the last, and the pause written after the last, if any."""

    lines: tuple[str, ...]
    gaps: tuple[Seconds, ...]
    after: Seconds | None


def sentences(text: str) -> tuple[tuple[str, ...], tuple[Seconds, ...]]:
    """The sentences of `text`, and the gap after each but the last. Raises as `uttered` does."""
    said = uttered(text)
    return said.lines, said.gaps


def uttered(text: str) -> Uttered:
    """`text` as it will be spoken.

    `[pause 1.5s]` sets a gap exactly, two of them add up; otherwise sentences stand 0.35 s apart,
    paragraphs 0.9 s. Raises Unreadable for other words in brackets, and where there is nothing to
    say.
    """
    lines: list[str] = []
    gaps: list[Seconds] = []
    gap = SENTENCE_GAP
    after: Seconds | None = None
    for piece, pause in _pieces(text):
        for paragraph in PARAGRAPHS.split(piece):
            for sentence in _parted(paragraph):
                if lines:
                    gaps.append(gap if after is None else after)
                lines.append(sentence)
                gap, after = SENTENCE_GAP, None
            gap = PARAGRAPH_GAP
        gap = SENTENCE_GAP
        after = after if pause is None else (after or Seconds(0)) + pause
    if not lines:
        raise Unreadable("text-without-words")
    return Uttered(lines=tuple(lines), gaps=tuple(gaps), after=after)


def _pieces(text: str) -> Iterator[tuple[str, Seconds | None]]:
    """Stretches of plain text, each with the pause that was written after it."""
    start = 0
    for match in BRACKETS.finditer(text):
        yield _without_brackets(text[start : match.start()]), _pause(match[1])
        start = match.end()
    yield _without_brackets(text[start:]), None


def _without_brackets(text: str) -> str:
    if stray := re.search(r"[\[\]]", text):
        raise Unreadable("bracket-open", text=shown(text[max(0, stray.start() - LOOK_BACK // 3) :]))
    return text


def _pause(inside: str) -> Seconds:
    match = PAUSE.fullmatch(inside.strip())
    if match is None:
        raise Unreadable("bracket-unknown", written=f"[{shown(inside)}]" if inside else "[]")
    written = match[1] if re.search(r"[ms]", match[1]) else f"{match[1]}s"
    length = duration(written)
    if length > LONGEST_PAUSE:
        raise Unreadable("pause-too-long", written=written)
    return length


def _parted(paragraph: str) -> list[str]:
    """The sentences of one paragraph; abbreviations, initials and decimals don't end one."""
    text = UNSPACED_END.sub(r"\1 ", " ".join(paragraph.split()))
    found: list[str] = []
    start = 0
    for match in SENTENCE_END.finditer(text):
        if ends_sentence(text[start : match.start()], match[1], match[2], match[3]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def ends_sentence(before: str, stop: str, closing: str, after: str) -> bool:
    """Whether `stop` (and what closes after it) ends a sentence, from the words around it."""
    goes_on = after[:1].islower()
    if stop != ".":
        return not (goes_on and (closing or "…" in stop or ".." in stop))
    *_, last_but_one, last = ["", "", *before[-LOOK_BACK:].lower().split()[-2:]]
    word = last.lstrip(OPENING)
    lists = ABBREVIATIONS
    initial = len(word) == 1 and word.isalpha() and word != "i"
    ordinal = word.isdigit() and (
        last_but_one in lists["before_an_ordinal"] or after.lower() in lists["months"]
    )
    return not (
        initial
        or ordinal
        or word in lists["go_on"]
        or (word in lists["before_a_number"] and after[:1].isdigit())
        or (word in lists["may_end"] and goes_on)
    )
