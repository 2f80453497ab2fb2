"""Tokens in order -> cues: words with short pauses between them are one line, all else its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kindpace.importing.draft import Cue, Gathering
from kindpace.importing.lengths import written
from kindpace.importing.tokens import Means, Token
from kindpace.importing.wording import LONGEST_LINE, STOPS, has_words, plain, sayable, seen
from kindpace.session.model import Seconds
from kindpace.session.notation import LONGEST
from kindpace.session.packs import pack_for
from kindpace.session.text import LONGEST_PAUSE

LONG_QUIET = Seconds(60)
MOST_PAUSES = 6
MOST_STEPS, MOST_CYCLES = 8, 20
LONGEST_NOTE = 1900


@dataclass(slots=True, kw_only=True)
class _Line:
    """A line that may still grow."""

    line: int
    at: Seconds | None
    language: str
    text: str = ""
    pauses: int = 0
    waiting: list[Token] = field(default_factory=list)


def cues_of(
    tokens: Iterable[Token], gait: str, language: str, gathering: Gathering
) -> Iterator[Cue]:
    """The cues that `tokens` come to in a part of this gait and a script in this language.

    A stamp gives its moment, as it stands in the source, to the cue after it.
    """
    at: Seconds | None = None
    now: _Line | None = None
    for token in tokens:
        joins = now is not None and at is None and token.language == now.language
        if token.means is Means.WORDS:
            if not has_words(token.text) and not (now and joins and not now.waiting):
                continue  # a stop after something that isn't said
            if not (now and joins and _grows(now, token)):
                yield from _closed(now, gathering)
                now = _Line(line=token.line, at=at, language=token.language)
                at = None
            _grow(now, token)
        elif token.means is Means.PAUSE and now is not None and token.length <= LONG_QUIET:
            now.waiting.append(token)
        else:
            yield from _closed(now, gathering)
            now = None
            if token.means is Means.STAMP:
                at = token.length
            elif token.means is not Means.BREAK:
                for cue in _alone(token, gait, language, gathering):
                    yield replace(cue, at=at) if cue.act != "note" else cue
                    at = at if cue.act == "note" else None
    yield from _closed(now, gathering)


def _grows(now: _Line, token: Token) -> bool:
    """Whether more words fit into the line, with the pauses that wait before them."""
    room = len(now.text) + len(token.text) + 20 * len(now.waiting) < LONGEST_LINE
    short = all(0 < one.length <= LONGEST_PAUSE for one in now.waiting)
    braces = now.text.count("{") + token.text.count("{") <= MOST_PAUSES
    return room and short and braces and now.pauses + len(now.waiting) <= MOST_PAUSES


def _grow(now: _Line, token: Token) -> None:
    # Brackets of the source are settled by now: the only ones left are pauses of our own.
    said = token.text
    if now.waiting:  # the stop of the sentence before the pause
        said = token.text.lstrip(".,;:!? ")
        now.text += token.text[: len(token.text) - len(said)].strip()
    for one in now.waiting:
        now.text += f" \x02{written(one.length)}\x03"
    now.pauses += len(now.waiting)
    now.waiting = []
    apart = "" if said[:1] in tuple(STOPS) and not now.text.endswith("\x03") else " "
    now.text = f"{now.text}{apart}{said}".strip() if now.text else said.lstrip(",.;: ")


def _closed(now: _Line | None, gathering: Gathering) -> Iterator[Cue]:
    """The line as cues, and the pause after it as a rest."""
    if now is None:
        return
    at = now.at
    for text in _spoken(now, gathering):
        gathering.cue(now.line)
        yield Cue(act="say", value=text, line=now.line, at=at, language=now.language)
        at = None
    for one in now.waiting:
        yield from _rest(one, gathering)


def _spoken(now: _Line, gathering: Gathering) -> Iterator[str]:
    """The texts of a line: one, unless some piece between two pauses has nothing to say."""
    pieces = now.text.split("\x02")
    said = [
        list(sayable(piece.partition("\x03")[2] or piece, now.line, gathering))
        for piece in pieces[1:]
    ]
    first = list(sayable(pieces[0], now.line, gathering))
    text = " ".join(first) if len(first) == 1 else ""
    if len(first) > 1:
        yield from first[:-1]
        text = first[-1]
    for piece, words in zip(pieces[1:], said, strict=True):
        pause = piece.partition("\x03")[0]
        if text:
            text += f" [pause {pause}]"
        text = f"{text} {' '.join(words)}".strip()
    if text:
        yield text


def _alone(token: Token, gait: str, language: str, gathering: Gathering) -> Iterator[Cue]:
    """What a token other than words comes to."""
    match token.means:
        case Means.PAUSE | Means.SILENCE:
            yield from _rest(token, gathering)
        case Means.BELL:
            gathering.cue(token.line)
            yield Cue(act="bell", value=token.numbers[0], line=token.line)
        case Means.BREATH if counted := _count(token.numbers, gait, language):
            gathering.cue(token.line)
            yield Cue(act="count", value=counted, line=token.line)
        case _:
            yield from note(token, gathering)


def note(token: Token, gathering: Gathering) -> Iterator[Cue]:
    """An unspoken note with the words of `token`, told to `gathering`."""
    text = " ".join(seen(token.text).split())
    if not text:
        return
    gathering.letters(len(text), token.line)
    gathering.leave("import-direction", token.line, text)
    for start in range(0, len(text), LONGEST_NOTE):
        gathering.cue(token.line)
        yield Cue(act="note", value=text[start : start + LONGEST_NOTE], line=token.line)


def _rest(token: Token, gathering: Gathering) -> Iterator[Cue]:
    """A rest; a long one, or one that is called silence, is a quiet."""
    if not 0 < token.length <= LONGEST:
        gathering.leave("import-left", token.line, token.text)
        return
    length = written(token.length)
    if token.guessed:
        gathering.leave("import-pause", token.line, token.text, length)
    gathering.cue(token.line)
    quiet = token.means is Means.SILENCE or token.length >= LONG_QUIET
    comment = f"a guess: {plain(token.text, 60)}" if token.guessed else ""
    act = "quiet" if quiet else "rest"
    yield Cue(act=act, value=length, line=token.line, comment=comment)


def _count(numbers: Sequence[int], gait: str, language: str) -> str:
    """A spoken count of breaths; empty where the numbers, or the language, have none."""
    inhale, exhale = (*numbers, *numbers[:1])[:2]
    cycles = numbers[2] if len(numbers) > 2 else 2  # noqa: PLR2004 - in, out, how often
    fits = 1 <= inhale <= MOST_STEPS and 1 <= exhale <= MOST_STEPS and 1 <= cycles <= MOST_CYCLES
    if not fits or pack_for(language) is None:
        return ""
    unit = "" if gait in ("walk", "run") else "s"
    return f"{cycles} cycles of {inhale}{unit}:{exhale}{unit}"
