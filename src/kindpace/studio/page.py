"""A page of notes as a value: headings, paragraphs and lists of plain text; and as Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kindpace.problems import WrongUse, problem
from kindpace.track.whole import whole_file

ENDINGS = (".md", ".markdown", ".txt")

INLINE = re.compile(r"([\\`*_\[\]<>|~])")
"""What Markdown would take for its own anywhere in a line."""

AT_START = re.compile(r"^(?:(#{1,6}|[-+=]+)(?=\s|$)|(\d+)([.)])(?=\s|$))")
"""What Markdown would take for its own at the start of a line: headings, bullets, numbers."""

AT_END = re.compile(r"(?<=\s)(#+)$")
"""What Markdown would take for the closing of a heading."""

ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list: a few words that lead, and what there is to say about them."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with paragraphs, a list, and sections below it. `slug` is its name in any language.

    Sections below bear the slug of the one that they stand in.
    """

    slug: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    below: tuple["Section", ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing under the heading."""
        return not (self.paragraphs or self.items or self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A title and its sections, in the language of a tag such as `en`."""

    title: str
    language: str
    sections: tuple[Section, ...]


def markdown(page: Page) -> str:
    """`page` as CommonMark; whatever its texts hold is shown as it is, never taken for marks."""
    lines = [f"# {escaped(page.title)}", ""]
    for section in page.sections:
        lines += _section(section, 2)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield from (f"{'#' * level} {escaped(section.heading)}", "")
    for paragraph in section.paragraphs:
        yield from (escaped(paragraph), "")
    if section.items:
        yield from (f"- {_item(item)}" for item in section.items)
        yield ""
    for below in section.below:
        yield from _section(below, level + 1)


def _item(item: Item) -> str:
    lead, text = escaped(item.lead), escaped(item.text)
    return f"**{lead}** {text}".rstrip() if lead else text


def escaped(text: str) -> str:
    """`text` on one line of Markdown that shows it letter by letter."""
    line = INLINE.sub(r"\\\1", " ".join(text.split()))
    line = AT_END.sub(r"\\\1", line)
    return AT_START.sub(_shown, ENTITY.sub(r"\\&", line))


def _shown(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def write_page(page: Page, into: Path) -> Path:
    """`page` as Markdown at `into`. Raises WrongUse for another kind of file, WorldError."""
    if into.suffix.lower() not in ENDINGS:
        raise WrongUse([problem("notes-ending", name=into.name)])
    with whole_file(into) as file:
        file.write(markdown(page).encode())
    return into


def page_json(page: Page) -> dict[str, object]:
    """`page` for a machine."""
    return {
        "title": page.title,
        "language": page.language,
        "sections": [_section_json(section) for section in page.sections],
    }


def _section_json(section: Section) -> dict[str, object]:
    return {
        "slug": section.slug,
        "heading": section.heading,
        "paragraphs": list(section.paragraphs),
        "items": [{"lead": item.lead, "text": item.text} for item in section.items],
        "below": [_section_json(below) for below in section.below],
    }
