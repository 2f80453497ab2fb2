"""Placeholders in the words of a cue, filled so that whole sentences are left.

`{name}` needs the field; `{name?, }` and `{, ?name}` add their extra words only with it;
`{goal|turn up}` has words for when it is missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kindpace.session.notation import Unreadable, shown
from kindpace.session.text import CLOSING, HELPLINE, LATER, OPENING, ends_sentence, uttered

ALWAYS_TOLD = ("cadence", "walk", "in", "out", "quiet", "round", "rounds", "title", "helpline")
FIELDS = (
    "name", "goal", "carry", "company", "place", "support", "heart", "minutes", *ALWAYS_TOLD,
)  # fmt: skip
"""Every word that may stand in braces."""

KEPT = {"quiet": LATER, "helpline": HELPLINE}
"""Placeholders that are filled later on: by the timeline, and by who will hear the track."""

MOST_MARKS = 20
LOOK_BACK = 60
BRACES = re.compile(r"\{([^{}]*)\}")
BEGINS = re.compile(rf"([.!?…。！？]++)([{CLOSING}]*)\s+[{OPENING}]*$|\n\s*\n\s*$")
STOPS = ",;:.!?…"
LEADING = re.compile(rf"^[{STOPS}–—\t ]*")
FIRST_LETTER = re.compile(rf"^((?:\s|\[[^\]]*\]|[{OPENING}])*)(\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A placeholder: its field, the words that come and go with it, the words in its stead."""

    field: str
    before: str = ""
    after: str = ""
    instead: str = ""
    needed: bool = False


NAME_GAPS = tuple(Gap(field=field, needed=True) for field in ("round", "rounds"))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled from `values`; missing values leave whole sentences.

    Raises Unreadable (`placeholder-unknown`, `placeholder-open`, `placeholder-may-be-missing`).
    """
    said = ""
    hole = told = False
    for piece in pieces(text):
        words = piece if isinstance(piece, str) else _words(piece, values)
        if hole and words.strip():
            said = _closed(said, words)
            hole = False
        elif isinstance(piece, Gap):
            said = _closed(said, words) if _begins(said) else said + words
            hole = hole or not words
        else:
            # A value that ends with a stop of its own gives way to the writer's.
            said = (said.rstrip(STOPS) if told and words and words[0] in STOPS else said) + words
        told = isinstance(piece, Gap) and bool(words)
    said = re.sub(r"\(\s*\)", "", said.rstrip(" ,;:") if hole else said)
    return re.sub(r"[^\S\n]+([,.!?;:])", r"\1", re.sub(r"[^\S\n]+", " ", said)).strip()


def pieces(text: str) -> Iterator[str | Gap]:
    """The plain words and the placeholders of `text`, in order."""
    start = 0
    for match in BRACES.finditer(text):
        yield _without_braces(text[start : match.start()])
        yield _gap(match[1])
        start = match.end()
    yield _without_braces(text[start:])


def needs(text: str) -> tuple[str, ...]:
    """The fields that `text` can't do without, and that not everybody tells."""
    gaps = [piece for piece in pieces(text) if isinstance(piece, Gap)]
    return tuple(gap.field for gap in gaps if gap.needed and gap.field not in ALWAYS_TOLD)


def tells_time(text: str) -> bool:
    """Whether `text` has the length of a quiet in it."""
    return any(isinstance(piece, Gap) and piece.field == "quiet" for piece in pieces(text))


def check_text(text: str) -> str:
    """`text` as it was, if it can be spoken whatever a runner tells.

    Raises Unreadable for braces and brackets that can't be read, and for a text of which nothing
    may be left.
    """
    if text.count("{") + text.count("[") > MOST_MARKS:
        raise Unreadable("text-too-marked", most=str(MOST_MARKS))
    uttered(fill(text, dict.fromkeys(FIELDS, "x")))
    if text.startswith("["):
        raise Unreadable("pause-first", written=text[1:].partition("]")[0].split()[-1])
    if "{" not in text:
        return text
    needed = dict.fromkeys((*needs(text), *ALWAYS_TOLD), "x")
    try:
        uttered(fill(text, needed))
    except Unreadable as error:
        slug = error.slug.replace("text-without-words", "text-may-be-empty")
        raise Unreadable(slug, **error.words) from None
    return text


def check_name(name: str) -> str:
    """`name` as it was, if only the round of a repeat has to be filled in.

    Raises Unreadable for other braces.
    """
    for piece in pieces(name):
        if isinstance(piece, Gap) and piece not in NAME_GAPS:
            raise Unreadable("placeholder-not-in-names", field=piece.field)
    return name


def _without_braces(text: str) -> str:
    if "{" in text or "}" in text:
        raise Unreadable("placeholder-open", text=shown(text))
    return text


def _gap(inside: str) -> Gap:
    """What stands in a pair of braces."""
    if inside.strip() in FIELDS:
        return Gap(field=inside.strip(), needed=True)
    field, bar, instead = inside.partition("|")
    if bar and field.strip() in FIELDS:
        return Gap(field=field.strip(), instead=instead.strip())
    field, mark, after = inside.partition("?")
    if mark and field.strip() in FIELDS:
        return Gap(field=field.strip(), after=after)
    before, mark, field = inside.rpartition("?")
    if mark and field.strip() in FIELDS:
        return Gap(field=field.strip(), before=before)
    word = re.split(r"[?|]", inside)[0].strip()
    near = get_close_matches(word[:40].lower(), FIELDS, n=1)
    hint = f"Did you mean {{{near[0]}}}?" if near else f"Known are: {', '.join(FIELDS)}."
    raise Unreadable("placeholder-unknown", field=word and shown(word), hint=hint)


def _words(gap: Gap, values: Mapping[str, str]) -> str:
    value = KEPT.get(gap.field) or values.get(gap.field, "")
    if value:
        return f"{gap.before}{value}{gap.after}"
    if gap.needed:
        raise Unreadable("placeholder-may-be-missing", field=gap.field)
    return gap.instead


def _closed(said: str, words: str) -> str:
    """What was said and the words after a hole, joined so that no comma is left over."""
    if _begins(said):
        return said + _capital(LEADING.sub("", words, count=1))
    ahead = words.lstrip(" ")
    if ahead[0] in f"{STOPS}\n)":
        return said.rstrip(" ,;:") + ahead
    return said.rstrip(" ,;:") + " " + ahead if ahead[0] == "[" else said + words


def _begins(said: str) -> bool:
    """Whether a sentence begins after what was said."""
    recent = re.sub(r"\[[^\]]*\]", " ", said[-LOOK_BACK:])
    if not recent.strip(f" \n{OPENING}"):
        return True
    match = BEGINS.search(recent)
    if match is None:
        return False
    return match[1] is None or ends_sentence(recent[: match.start()], match[1], match[2], "X")


def _capital(text: str) -> str:
    if text.startswith(tuple(KEPT.values())):
        return text
    return FIRST_LETTER.sub(lambda match: match[1] + match[2].upper(), text, count=1)
