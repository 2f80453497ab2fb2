"""Plain text and Markdown as blocks: headings, paragraphs and what stands before them all."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

LONGEST_HEADING = 90
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$")
BOLD = re.compile(r"(\*\*|__)([^*_]+)\1:?[ \t]*$")
UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){3,})$")
ITEM = re.compile(r"[ \t]*(?:[-*+•][ \t]+|(\d{1,3}[.)])[ \t]+)(?=\S)")
QUOTED = re.compile(r"\A[ \t]*>[ \t]?")
FENCE = re.compile(r"[ \t]*(?:```+|~~~+)[ \t]*(.*)$")
FRONT = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)$")
LABEL = re.compile(r"[^\W\d_][^.!?:]{0,60}:$")
LEAST_CAPITALS = 3
MEASURE = re.compile(r"\s*(?:[(\[][^()\[\]]*[)\]]|[-–—:]\s*\d{1,3}\s?-?\w{1,9}\.?)\s*$")
TIMED = re.compile(r"(?i)[^.!?()\[\]:]{1,60}[(\[][^()\[\]]{0,12}\d\s?-?m(?:in\w{0,4}\.?)?[)\]]")
CAPITALS = re.compile(r"[^a-zß-öø-ÿ.?!]{4,80}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (`level` 0), or a heading of a level; `kind` tells what else it may be.

    `kind` is `front` for `key: value` lines before the text, `sign` for layout without words of
    its own, such as the number of a list's entry, and else empty.
    """

    line: int
    text: str
    level: int = 0
    kind: str = ""


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a source, in order."""
    lines = text.split("\n")
    first = yield from _front(lines)
    held: list[str] = []
    begin = first
    for number, line in enumerate(lines[first:], start=first + 1):
        if not line and not held:
            continue
        under = UNDERLINE.match(line)
        if under and len(held) == 1 and len(held[0]) <= LONGEST_HEADING:
            yield Block(line=begin, text=held[0].strip(), level=1 if "=" in line else 2)
            held = []
        elif not line.strip() or RULE.match(line):
            yield from _paragraph(held, begin)
            held = []
        elif found := HEADING.match(line):
            yield from _paragraph(held, begin)
            held = []
            yield Block(line=number, text=found[2], level=len(found[1]))
        elif found := FENCE.match(line):
            yield from _paragraph(held, begin)
            held = []
            yield Block(line=number, text=line.strip(), kind="sign")
        else:
            line = QUOTED.sub("", line, count=1)  # noqa: PLW2901 - the same line without its sign
            if item := ITEM.match(line):
                yield from _paragraph(held, begin)
                held = []
                if item[1]:
                    yield Block(line=number, text=item[1], kind="sign")
                line = line[item.end() :]  # noqa: PLW2901 - the same line without its sign
            begin = begin if held else number
            held.append(line)
    yield from _paragraph(held, begin)


def _front(lines: Sequence[str]) -> Generator[Block, None, int]:
    """Front matter, fenced or as the first lines of a file; gives how many lines it takes."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    fenced = lines[first].strip() == "---" if lines else False
    if fenced:
        ends = (
            at
            for at in range(first + 1, min(len(lines), 80))
            if lines[at].strip() in ("---", "...")
        )
        end = next(ends, 0)
        if end and any(FRONT.match(line) for line in lines[first + 1 : end]):
            for number, line in enumerate(lines[first + 1 : end], start=first + 2):
                if line.strip():
                    yield Block(line=number, text=line, kind="front")
            return end + 1
        return first
    return (yield from _first_lines(lines, first))


def _first_lines(lines: Sequence[str], first: int) -> Generator[Block, None, int]:
    """`Title: ...` and the like at the top of plain text."""
    known = (
        "title",
        "author",
        "by",
        "language",
        "lang",
        "titel",
        "título",
        "titre",
        "autor",
        "auteur",
    )
    while first < len(lines):
        found = FRONT.match(lines[first].strip())
        if not found or not found[2] or found[1].strip().lower() not in known:
            break
        yield Block(line=first + 1, text=lines[first], kind="front")
        first += 1
    return first


def _paragraph(held: Sequence[str], line: int) -> Iterator[Block]:
    """A paragraph; one short line in bold, in capitals or with a colon at its end is a heading.

    So is the first of several lines, if it is in capitals or tells its minutes.
    """
    if not held:
        return
    name = _named(held[0].strip(), alone=len(held) == 1)
    if name:
        yield Block(line=line, text=name, level=3)
        yield from _paragraph(held[1:], line + 1) if len(held) > 1 else ()
    else:
        yield Block(line=line, text="\n".join(held))


def _named(bare: str, *, alone: bool) -> str:
    """What a line names if it is a heading; empty if it isn't."""
    if len(bare) > LONGEST_HEADING or bare.startswith(("[", "(", "{")):
        return ""
    if alone and (bold := BOLD.fullmatch(bare)):
        return bold[2].strip(" :")
    words = MEASURE.sub("", bare)
    shouted = CAPITALS.fullmatch(words) and sum(sign.isupper() for sign in words) > LEAST_CAPITALS
    if shouted or TIMED.fullmatch(bare) or (alone and LABEL.fullmatch(bare)):
        return bare.strip(" :")
    return ""
