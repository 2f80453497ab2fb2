"""Words of any source -> words that a script may say: placeholders kept, stray signs left out."""

import re
import unicodedata
from collections.abc import Iterator

from kindpace.importing.draft import Gathering
from kindpace.importing.tokens import is_name
from kindpace.session.filling import check_text
from kindpace.session.notation import Unreadable
from kindpace.session.syntax import LINE_MARKS, UNSEEN

LONGEST_LINE = 1500
"""Letters of one cue; a script takes 2000."""

LONGEST_SHOUT = 3
"""Letters of an abbreviation; longer words in capitals alone are headings."""

ASKED = ("name", "goal", "carry", "company", "place", "minutes")
TOLD = ("cadence", "walk", "title")
MOST_ASKED = 8
STOPS = ".,;:!?…)]»”’\"'"
NOT_HEARD = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\xad]")
BRACES = re.compile(r"\{\{?([^{}]*)\}\}?")
SENTENCE = re.compile(r"[^.!?…]*[.!?…]*\s*")


def seen(text: str) -> str:
    """`text` without characters that can be neither seen nor spoken."""
    plain = NOT_HEARD.sub("", UNSEEN.sub("", text.translate(LINE_MARKS)))
    return unicodedata.normalize("NFC", plain)


def plain(text: str, longest: int = 200) -> str:
    """`text` as a name: on one line, without brackets of any kind, at most `longest` letters."""
    bare = " ".join(re.sub(r"[\[\]{}<>]", " ", seen(text)).split())
    return bare if len(bare) <= longest else bare[: longest - 1].rstrip() + "…"


def opened(text: str) -> str:
    """`text` with a capital at its beginning; one that is all capitals becomes quieter."""
    calm = text.lower() if text.isupper() and len(text) > LONGEST_SHOUT else text
    return calm[:1].upper() + calm[1:]


def has_words(text: str) -> bool:
    """Whether there is anything to say in `text`."""
    return any(sign.isalnum() for sign in text)


def sayable(text: str, line: int, gathering: Gathering) -> Iterator[str]:
    """`text` in pieces that a cue may hold, each with something to say.

    Unknown placeholders and signs without words are told to `gathering`.
    """
    gathering.letters(len(text), line)
    for piece in _cut(" ".join(seen(text).split())):
        filled = _placed(piece, line, gathering)
        try:
            check_text(filled)
        except Unreadable:
            filled = " ".join(re.sub(r"[\[\]{}]", " ", piece).split())
        if has_words(filled):
            yield filled
        elif piece:
            gathering.leave("import-left", line, piece)


def _placed(text: str, line: int, gathering: Gathering) -> str:
    """`text` with the placeholders that kindpace knows; the words of others stand by themselves."""
    asked = 0

    def placeholder(found: re.Match[str]) -> str:
        nonlocal asked
        asked += 1
        inside = found[1].strip()
        field = "name" if is_name(inside) else inside.lower()
        if asked <= MOST_ASKED:
            if field in ASKED:
                return f"{{{field}?}}"
            if field in TOLD:
                return f"{{{field}}}"
            if any(one in ASKED for one in re.split(r"[?|]", field)) and _reads(f"So {{{inside}}}"):
                return f"{{{inside}}}"
        gathering.leave("import-placeholder", line, found[0])
        return f" {inside.replace('_', ' ')} "

    outside = re.sub(r"[\[\]]", " ", text)
    pieces = BRACES.sub(placeholder, outside)
    kept = re.sub(r"\{([^{}]*)\}", "\x00\\1\x01", pieces)
    bare = re.sub(r"[{}]", " ", kept).replace("\x00", "{").replace("\x01", "}")
    if bare.count("{") + bare.count("}") == 0 and re.search(r"[\[\]{}]", text) and not asked:
        gathering.leave("import-sign", line, "".join(re.findall(r"[\[\]{}]", text)))
    return re.sub(r"\s+([,.!?;:])", r"\1", " ".join(bare.split()))


def _reads(text: str) -> bool:
    try:
        check_text(text)
    except Unreadable:
        return False
    return True


def _cut(text: str) -> Iterator[str]:
    """`text` in pieces of at most `LONGEST_LINE` letters: at sentences, else at words."""
    while len(text) > LONGEST_LINE:
        head = text[:LONGEST_LINE]
        ends = [found.end() for found in re.finditer(r"[.!?…。！？]+[\"'”’)]*\s", head)]
        at = ends[-1] if ends else head.rfind(" ") + 1 or LONGEST_LINE
        yield text[:at].strip()
        text = text[at:].strip()
    yield text
