"""A draft -> the text of a session script: readable, quoted only where YAML needs it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kindpace.importing.draft import Cue, Draft, Part, Rounds
from kindpace.importing.lengths import written

Address = tuple[int, int | None]
"""A part by its number among all parts, and one of its cues; None for the part itself."""

PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f:#\"\\{}\[\]\x7f]|:(?=\S)|(?<=\S)#)*")
WORDS = frozenset(["true", "false", "null", "yes", "no", "on", "off"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The text of a script, and which part or cue each of its lines belongs to."""

    text: str
    places: Mapping[int, Address]

    def at(self, line: int) -> Address | None:
        """The part or cue that line `line` belongs to; None above them all."""
        return next((self.places[one] for one in range(line, 0, -1) if one in self.places), None)


def script_of(draft: Draft, source: str) -> Written:
    """The script that `draft` comes to; `source` is named in its first line."""
    lines: list[tuple[str, Address | None]] = [(one, None) for one in _head(draft, source)]
    number = 0
    for one in draft.parts:
        lines.append(("", None))
        if isinstance(one, Rounds):
            lines += [
                (f"  - repeat: {one.repeat}x", (number, None)),
                ("    parts:", (number, None)),
            ]
        for part in one.parts if isinstance(one, Rounds) else (one,):
            indent = "      " if isinstance(one, Rounds) else "  "
            lines += [(indent + line, place) for line, place in _part(part, number)]
            number += 1
    places = {at: place for at, (_, place) in enumerate(lines, start=1) if place is not None}
    return Written(text="\n".join(line for line, _ in lines) + "\n", places=places)


def _head(draft: Draft, source: str) -> Iterator[str]:
    yield f"# Imported from {_comment(source)}. Its report tells what was left out."
    yield "kindpace: 1"
    yield f"title: {scalar(draft.title)}"
    if draft.summary:
        yield f"summary: {scalar(draft.summary)}"
    yield f"language: {scalar(draft.language)}" + ("  # a guess" if draft.guessed else "")
    if draft.lexicon:
        yield "lexicon:  # suggestions, from the pronunciations of the source"
        for word, sounds in draft.lexicon:
            yield f"  {scalar(word)}: {{say: {quoted(word)}, ipa: {quoted(sounds)}}}"
    if draft.notes:
        yield "notes:"
        yield from (f"  - {scalar(note)}" for note in draft.notes)
    if draft.allow:
        yield f"allow: [{', '.join(draft.allow)}]"
        yield f"because: {scalar(draft.because)}"
    yield "parts:"


def _part(part: Part, number: int) -> Iterator[tuple[str, Address]]:
    here: Address = (number, None)
    yield f"- part: {scalar(part.name)}", here
    comment = f"  # {_comment(part.comment)}" if part.comment else ""
    yield f"  gait: {part.gait}{comment}", here
    if part.lasts:
        yield f"  lasts: {written(part.lasts)}", here
    if part.cadence:
        yield f"  cadence: {part.cadence}", here
    if part.note:
        yield f"  note: {scalar(part.note)}", here
    if part.cues:
        yield "  cues:", here
    for at, cue in enumerate(part.cues):
        for line in _cue(cue):
            yield f"    {line}", (number, at)


def _cue(cue: Cue) -> Iterator[str]:
    value = (
        str(cue.value) if cue.act in ("bell", "rest", "quiet", "count") else scalar(str(cue.value))
    )
    yield f"- {cue.act}: {value}" + (f"  # {_comment(cue.comment)}" if cue.comment else "")
    if cue.at is not None:
        yield f"  at: {written(cue.at) if cue.at else '0s'}"
    if cue.language:
        yield f"  language: {scalar(cue.language)}"
    if cue.rounds is not None:
        yield f"  rounds: {cue.rounds}"


def scalar(text: str) -> str:
    """`text` as a YAML value: bare where that reads back as it is, else in quotes."""
    bare = PLAIN.fullmatch(text) is not None and not text.endswith((" ", ":"))
    printable = all(sign.isprintable() for sign in text)
    return text if bare and printable and text.lower() not in WORDS else quoted(text)


def quoted(text: str) -> str:
    """`text` in double quotes."""
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(_escaped(sign) for sign in inside)}"'


def _escaped(sign: str) -> str:
    if sign.isprintable() or sign in "\u3000\xa0":
        return sign
    return f"\\U{ord(sign):08X}"


def _comment(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in " ".join(text.split()))
