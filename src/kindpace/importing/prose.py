"""Plain text and Markdown -> a draft: headings are parts, and their paragraphs are what is said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kindpace.importing.blocks import FRONT, Block, blocks_of
from kindpace.importing.cues import cues_of
from kindpace.importing.draft import A_PARAGRAPH, Cue, Draft, Gathering, Part
from kindpace.importing.guesses import gait_in, gait_of, language_of, languages
from kindpace.importing.inline import tokens_of
from kindpace.importing.lengths import length_in, moment, written
from kindpace.importing.tokens import Means, Token
from kindpace.importing.wording import has_words, opened, plain
from kindpace.session.model import Seconds

TITLE = ("title", "titel", "título", "titre", "name")
AUTHOR = ("author", "authors", "by", "autor", "autora", "auteur", "writer")
SUMMARY = ("summary", "description", "subtitle", "beschreibung", "descripción")
LANGUAGE = ("language", "lang", "sprache", "idioma", "langue")
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
TAIL = re.compile(r"\s*[-–—:|,]\s*([^-–—:|,]+)$")
RANGE = re.compile(
    r"((?:\d{1,2}:)?\d{1,3}:\d\d)\s*(?:-|–|—|to|bis|a|à)\s*((?:\d{1,2}:)?\d{1,3}:\d\d)"
)
LEADING = re.compile(r"((?:\d{1,2}:)?\d{1,3}:\d\d)\s*[-–—:|]?\s+(?=\S)")
SPEAKER = re.compile(
    r"(?im)^(narrator|voice(?:[ -]?over)?|guide|teacher|instructor|speaker|vo|erzähler|sprecher"
    r"|coach|narrador|narradora|narrateur|voz|voix|stimme)[ \t]*:[ \t]*"
)


@dataclass(slots=True, kw_only=True)
class _Section:
    """A part as its heading says it, and the tokens found below."""

    line: int
    name: str = ""
    lasts: Seconds | None = None
    starts: Seconds | None = None
    gait: str | None = None
    tokens: list[Token] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Head:
    """What the front matter tells."""

    title: str = ""
    summary: str = ""
    language: str = ""
    notes: list[str] = field(default_factory=list)


def read_prose(text: str, name: str, title: str) -> Draft:
    """The draft that a guided script becomes; `title` where it names none.

    Raises KindpaceError where it holds more than a session can, or nothing to say.
    """
    gathering = Gathering(name)
    head = _Head()
    sections = _sections(blocks_of(text), head, gathering)
    language = head.language or language_of(text)
    if not head.language and language:
        gathering.leave("import-language", 1, language)
    parts = list(_parts(sections, language or "en", text, gathering))
    return Draft(
        title=plain(head.title) or title,
        summary=plain(head.summary, 1900),
        language=language or "en",
        guessed=not head.language,
        notes=tuple(head.notes),
        parts=tuple(_placed(parts, sections, gathering)),
        left=tuple(gathering.left),
    )


def _sections(blocks: Iterable[Block], head: _Head, gathering: Gathering) -> list[_Section]:
    """The parts with their tokens; a first heading above all others is the title."""
    found: list[_Section] = []
    for block in blocks:
        gathering.read(len(block.text) + A_PARAGRAPH, block.line)
        if block.kind == "front":
            _front(block, head, gathering)
        elif block.kind == "sign":
            gathering.leave("import-left", block.line, block.text)
        elif block.level and not found and not head.title and block.level == 1:
            head.title = _heading(block, gathering).name
        elif block.level:
            gathering.part(block.line)
            found.append(_heading(block, gathering))
        else:
            if not found:
                found.append(_Section(line=block.line))
            text = block.text
            for speaker in SPEAKER.finditer(text):
                line = block.line + text.count("\n", 0, speaker.start())
                gathering.leave("import-left", line, speaker[0])
            text = SPEAKER.sub("", text)
            found[-1].tokens += tokens_of(text, block.line, gathering)
            found[-1].tokens.append(Token(means=Means.BREAK, line=block.line))
    return found


def _front(block: Block, head: _Head, gathering: Gathering) -> None:
    """One `key: value` line before the text."""
    found = FRONT.match(block.text.strip())
    key, value = (found[1].strip().lower(), found[2].strip().strip("\"'")) if found else ("", "")
    if key in TITLE and value:
        head.title = value
    elif key in SUMMARY and value:
        head.summary = value
    elif key in AUTHOR and value:
        head.notes.append(f"By {plain(value)}.")
    elif key in LANGUAGE and (told := languages([value])):
        head.language = told[0]
    else:
        gathering.leave("import-setting", block.line, block.text)


def _heading(block: Block, gathering: Gathering) -> _Section:
    """A heading's name, and the length or the start that it tells."""
    section = _Section(line=block.line)
    text = block.text
    links = [one for one in tokens_of(text, block.line, gathering) if one.means is Means.WORDS]
    if re.search(r"\]\(|https?://|<|`|\*|__", text):
        text = " ".join(one.text for one in links)
    if span := RANGE.search(text):
        begin, end = moment(span[1]), moment(span[2])
        if begin is not None and end is not None and begin < end:
            section.starts, section.lasts = begin, end - begin
            text = text.replace(span[0], "", 1)
    elif lead := LEADING.match(text.lstrip("[(")):
        section.starts = moment(lead[1])
        text = text.lstrip("[(")[lead.end() :]
    elif lead := re.match(r"[\[(]([\d:]+)[\])]\s*[-–—:]?\s*(?=\S)", text):
        section.starts = moment(lead[1])
        text = text[lead.end() :] if section.starts is not None else text
    for found in (*BRACKETS.finditer(text), *filter(None, [TAIL.search(text)])):
        length = length_in(found[1])
        rest = found[1].replace(length[1], "", 1) if length else found[1]
        clock = moment(found[1])
        if section.lasts is None and (
            clock
            or (
                length
                and not has_words(re.sub(r"(?i)\b(about|ca|approx|around|etwa|unos)\b", "", rest))
            )
        ):
            section.lasts = clock or (length[0] if length else None)
            text = text.replace(found[0], " ", 1)
    section.name = opened(plain(re.sub(r"[(\[]\s*[)\]]", "", text).strip(" -–—:|")))
    section.gait = gait_of(section.name)
    return section


def _parts(
    sections: Sequence[_Section], language: str, text: str, gathering: Gathering
) -> Iterator[Part]:
    """Each section as a part; what its heading doesn't tell of the gait is guessed."""
    usual = gait_in(text) or "walk"
    before = ""
    for number, section in enumerate(sections, start=1):
        gait = section.gait or before or usual
        before = section.gait or before
        gathering.leave("import-gait", section.line, section.name or "…", gait)
        cues = tuple(cues_of(section.tokens, gait, language, gathering))
        if cues or section.lasts or section.name:
            yield Part(
                name=section.name or (f"Part {number}" if len(sections) > 1 else "Session"),
                gait=gait,
                line=section.line,
                lasts=section.lasts,
                comment="a guess, from the heading" if section.gait else "a guess",
                cues=cues,
            )


def _placed(
    parts: Sequence[Part], sections: Sequence[_Section], gathering: Gathering
) -> Iterator[Part]:
    """Stamps count from the start of the session; `at:` counts from that of its part."""
    starts = {section.line: section.starts for section in sections}
    begin: Seconds | None = Seconds(0)
    for number, part in enumerate(parts):
        stamps = [cue.at for cue in part.cues if cue.at is not None]
        told = starts.get(part.line)
        here = told if told is not None else begin
        if here is None and stamps:
            here = stamps[0]
        lasts = part.lasts
        after = _next_start(parts[number + 1 :], starts, part.lasts)
        if lasts is None and here is not None and after is not None and after > here:
            lasts = after - here
        cues = tuple(_from_start(part, here or Seconds(0), lasts, gathering))
        yield replace(part, lasts=lasts, cues=cues)
        begin = here + lasts if here is not None and lasts is not None else None


def _next_start(
    parts: Sequence[Part], starts: dict[int, Seconds | None], lasts: Seconds | None
) -> Seconds | None:
    """When the next part begins, by its heading or by its first stamp."""
    if not parts or lasts is not None:
        return None
    told = starts.get(parts[0].line)
    stamps = (cue.at for cue in parts[0].cues if cue.at is not None)
    return told if told is not None else next(stamps, None)


def _from_start(
    part: Part, here: Seconds, lasts: Seconds | None, gathering: Gathering
) -> Iterator[Cue]:
    """The cues with moments of their part; one that goes back in time just follows the others."""
    stamps = [cue.at for cue in part.cues if cue.at is not None]
    own = bool(stamps) and stamps[0] < here  # they begin anew in each part
    last = Seconds(-1)
    for cue in part.cues:
        if cue.at is None:
            yield cue
            continue
        at = cue.at if own else cue.at - here
        if at < 0 or at <= last or (lasts is not None and at >= lasts):
            gathering.leave("import-time", cue.line, written(cue.at) if cue.at else "0:00")
            yield replace(cue, at=None)
            continue
        last = at
        yield replace(cue, at=at)
