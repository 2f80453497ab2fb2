"""A picture as a page that needs nothing else: cues to hover, tap or step through, and a table."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from kindpace.session.notation import clock
from kindpace.studio.picture.shapes import Cue, Drawing, Lane
from kindpace.studio.picture.svg import clean, drawn, palette, told

FIRST = "Hover or tap the picture, or move the slider, to read a cue."


def page(wide: Drawing, narrow: Drawing) -> str:
    """One drawing for a desk and for paper, one for a phone, with their cues, as HTML.

    The page's own policy (W3C, Content Security Policy 3) lets nothing in from outside.
    """
    root = Element("html", {"lang": "en"})
    root.append(_head(wide))
    body = SubElement(root, "body")
    main = SubElement(body, "main")
    SubElement(main, "h1", {"lang": wide.language}).text = clean(wide.title)
    picture = SubElement(main, "div", {"id": "picture"})
    for name, one in (("wide", wide), ("narrow", narrow)):
        frame = SubElement(picture, "div", {"class": name})
        frame.append(drawn(one, name))
    _reader(main, wide)
    _looks(main, wide)
    _table(main, wide)
    SubElement(body, "script").text = program()
    return f"<!doctype html>\n{tostring(root, encoding='unicode', method='html')}\n"


def policy() -> str:
    """What the page may do: its own style and program, and nothing else."""
    own = f"style-src {_hash(style())}; script-src {_hash(program())}"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


@cache
def style() -> str:
    """The style of the page, the colours of the drawing among it."""
    return f"{palette()}\n{_read('page.css')}"


@cache
def program() -> str:
    """The program of the page."""
    return _read("page.js")


def _head(drawing: Drawing) -> Element:
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy()})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    SubElement(head, "title").text = clean(drawing.title)
    SubElement(head, "style").text = style()
    return head


def _reader(main: Element, drawing: Drawing) -> None:
    """The cue that is read, and a slider through all of them."""
    reader = SubElement(main, "section", {"id": "reader", "aria-label": "One cue"})
    now = SubElement(reader, "p", {"id": "now"})
    now.text = FIRST
    line = SubElement(reader, "div", {"id": "line", "hidden": ""})
    back = SubElement(line, "button", {"id": "back", "type": "button", "aria-label": "Cue before"})
    back.text = "◀"
    SubElement(
        line,
        "input",
        {
            "id": "cue",
            "type": "range",
            "min": "0",
            "max": str(max(0, len(drawing.cues) - 1)),
            "value": "0",
            "aria-label": "Cue",
        },
    )
    after = SubElement(line, "button", {"id": "on", "type": "button", "aria-label": "Next cue"})
    after.text = "▶"


def _looks(main: Element, drawing: Drawing) -> None:
    """What care has to say, with how to mend it."""
    found = [cue for cue in drawing.cues if cue.lane is Lane.LOOK]
    if not found:
        return
    section = SubElement(main, "section")
    SubElement(section, "h2").text = "To look at"
    rows = SubElement(section, "ul")
    for cue in found:
        item = SubElement(rows, "li")
        SubElement(item, "b").text = f"{clock(cue.start)} "
        SubElement(item, "span").text = clean(f"{cue.text} {cue.mend} ")
        where = f"{cue.kind}, {cue.where}" if cue.where else cue.kind
        SubElement(item, "small").text = clean(where)


def _table(main: Element, drawing: Drawing) -> None:
    """Every cue in words, for reading, for paper, and for a screen reader."""
    section = SubElement(main, "section")
    SubElement(section, "h2", {"id": "all"}).text = "Every cue"
    table = SubElement(section, "table", {"aria-labelledby": "all"})
    top = SubElement(SubElement(table, "thead"), "tr")
    for name in ("When", "What", "Words", "Line"):
        SubElement(top, "th", {"scope": "col"}).text = name
    rows = SubElement(table, "tbody")
    for number, cue in enumerate(drawing.cues):
        rows.append(_row(number, cue, drawing.language))


def _row(number: int, cue: Cue, language: str) -> Element:
    row = Element("tr", {"id": f"cue-{number}", "data-told": clean(told(cue))})
    SubElement(row, "td", {"class": "at"}).text = clock(cue.start)
    kind = SubElement(row, "th", {"scope": "row"})
    SubElement(kind, "span", {"class": f"dot {cue.lane.name.lower()}"})
    SubElement(kind, "span").text = clean(cue.kind)
    own = {"lang": language} if cue.lane in SPOKEN else {}
    SubElement(row, "td", own).text = clean(cue.text)
    SubElement(row, "td", {"class": "where"}).text = clean(cue.where)
    return row


SPOKEN = (Lane.PART, Lane.SAYS, Lane.ASKS, Lane.CARES, Lane.COUNTS)
"""Lanes whose words are the script's own, in its language."""


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _read(name: str) -> str:
    return files("kindpace.studio.picture").joinpath(name).read_text("utf-8")
