"""A paragraph of plain text or Markdown -> tokens: marks are read, links and layout left out."""

import re
from collections.abc import Iterator

from kindpace.importing.draft import Gathering
from kindpace.importing.tokens import SHORT_PAUSE, Means, Token, is_name, read_mark
from kindpace.importing.wording import STOPS, has_words

PIECES = re.compile(
    r"(?P<picture>!\[(?P<alt>[^\[\]]*)\]\([^()]*\))"
    r"|(?P<link>\[(?P<label>[^\[\]]*)\]\((?P<address>[^()]*)\))"
    r"|(?P<footnote>\[\^[^\[\]]*\])"
    r"|(?P<bracket>\[(?P<inside>[^\[\]]*)\])"
    r"|(?P<round>\((?P<aside>[^()]{1,120})\))"
    r"|(?P<brace>\{(?P<mark>[^{}]{1,120})\})"
    r"|<(?P<auto>https?://[^<>\s]*)>"
    r"|(?P<comment><!--(?:(?!-->)[\s\S]){0,2000}-->)"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|(?P<bare>https?://[^\s)\]]+)"
    r"|(?P<stamp>^[ \t]*\(?(?P<clock>(?:\d{1,2}:)?\d{1,3}:[0-5]\d)\)?"
    r"(?:[ \t]*[-–—:|][ \t]*|[ \t]+))"
    r"|(?P<dots>(?<!\S)(?:\.{3,}|…+)(?!\S)|^[ \t]*(?:\.[ \t]+){2,4}\.[ \t]*$)",
    re.MULTILINE,
)
TABLE = re.compile(r"(?m)^[ \t]*\|?[ \t]*:?-{3,}[-:| \t]*$")
DIRECTION = re.compile(r"(\*|_)(?!\1)([^*_\n]+)\1[ \t]*$")
ROUND = re.compile(r"\(([^()]+)\)[.]?$")


def tokens_of(text: str, line: int, gathering: Gathering) -> Iterator[Token]:
    """What a paragraph that begins in `line` means, piece by piece."""
    bare = text.strip()
    for whole in (DIRECTION.match(bare), ROUND.match(bare)):
        if whole:
            inside = whole[whole.lastindex or 1]
            yield read_mark(inside, line) or Token(means=Means.NOTE, line=line, text=inside)
            return
    start, here = 0, line
    for found in PIECES.finditer(text):
        before = text[start : found.start()]
        yield from _words(before, here, gathering)
        here += before.count("\n")
        yield from _piece(found, here, gathering)
        here += found[0].count("\n")
        start = found.end()
    yield from _words(text[start:], here, gathering)


def _piece(found: re.Match[str], line: int, gathering: Gathering) -> Iterator[Token]:
    """The tokens of one mark, link or tag."""
    match found.lastgroup and next(name for name, one in found.groupdict().items() if one):
        case "picture":
            gathering.leave("import-picture", line, found[0])
        case "link":
            gathering.leave("import-link", line, found["address"] or found[0])
            yield from _words(found["label"], line, gathering)
        case "auto" | "bare":
            gathering.leave("import-link", line, found["auto"] or found["bare"])
        case "tag" if is_name(found[0].strip("<>")):
            yield Token(means=Means.WORDS, line=line, text="{name}")
        case "footnote" | "tag":
            gathering.leave("import-left", line, found[0])
        case "comment":
            yield Token(means=Means.NOTE, line=line, text=found[0][4:-3])
        case "bracket":
            yield from _bracket(found["inside"], line)
        case "round" | "brace":
            mark = read_mark(found["aside"] or found["mark"], line)
            known = mark is not None and (mark.means is not Means.STAMP or found["aside"])
            yield mark if mark and known else Token(means=Means.WORDS, line=line, text=found[0])
        case "stamp":
            stamp = read_mark(found["clock"], line)
            yield stamp or Token(means=Means.WORDS, line=line, text=found[0])
        case _:
            length, dots = SHORT_PAUSE, found[0].strip()
            yield Token(means=Means.PAUSE, line=line, text=dots, length=length, guessed=True)


def _bracket(inside: str, line: int) -> Iterator[Token]:
    """A mark that is known, a name to fill in, or else a direction."""
    if is_name(inside):
        yield Token(means=Means.WORDS, line=line, text="{name}")
    elif (mark := read_mark(inside, line)) is not None:
        yield mark
    else:
        first, _, rest = inside.partition(",")
        if rest and (mark := read_mark(first, line)) is not None:
            yield mark
            inside = rest
        yield Token(means=Means.NOTE, line=line, text=inside)


def _words(text: str, line: int, gathering: Gathering) -> Iterator[Token]:
    """Plain words without the signs of emphasis, of code and of tables."""
    bare = TABLE.sub(" ", text) if "---" in text else text
    bare = re.sub(r"\*+|`+|~~+|(?<!\w)_+|_+(?!\w)", "", bare)
    bare = re.sub(r"(?m)[ \t]*\|[ \t]*", " ", bare) if "|" in bare else bare
    bare = re.sub(r"\\(?=[\\`*_{}\[\]()#+\-.!>])", "", bare) if "\\" in bare else bare
    if has_words(bare):
        lead = len(text) - len(text.lstrip())
        yield Token(means=Means.WORDS, line=line + text.count("\n", 0, lead), text=bare.strip())
    elif bare.strip(f"{STOPS} \t\n-–—"):
        gathering.leave("import-left", line, bare)
    elif bare.strip()[:1] in tuple(STOPS):
        # The stop of a sentence that ends with a link or a name.
        yield Token(means=Means.WORDS, line=line, text=bare.strip())
