"""A drawing as SVG (W3C, SVG 1.1), by day and by night; whatever words hold stays text."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from kindpace.session.notation import clock
from kindpace.studio.picture.shapes import LOOKS, Box, Cue, Drawing, Ink, Path, Shape, Words

SPACE = "http://www.w3.org/2000/svg"
UNSEEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (its production 2)."""


def svg(drawing: Drawing) -> str:
    """`drawing` as a file of its own; a title on every cue tells its words to a pointer."""
    root = drawn(drawing)
    root.set("xmlns", SPACE)
    style = Element("style")
    style.text = palette() + FONTS
    root.insert(2, style)
    ground = Element("rect", {"class": Ink.PAPER, "width": "100%", "height": "100%"})
    root.insert(3, ground)
    return tostring(root, encoding="unicode") + "\n"


def drawn(drawing: Drawing, name: str = "picture") -> Element:
    """`drawing` as an element for a page that brings the colours; `name` is for its ids."""
    root = Element(
        "svg",
        {
            "viewBox": f"0 0 {drawing.wide:g} {drawing.high:g}",
            "width": f"{drawing.wide:g}",
            "height": f"{drawing.high:g}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-told",
        },
    )
    SubElement(root, "title", {"id": f"{name}-title"}).text = clean(drawing.title)
    SubElement(root, "desc", {"id": f"{name}-told"}).text = clean(drawing.told)
    for shape in drawing.shapes:
        one = _element(shape, drawing.language)
        if shape.cue is not None:
            one.set("data-cue", str(shape.cue))
            SubElement(one, "title").text = clean(told(drawing.cues[shape.cue]))
        root.append(one)
    return root


def told(cue: Cue) -> str:
    """A cue in one line: when, what, and its words."""
    when = clock(cue.start)
    if cue.end > cue.start:
        when = f"{when} to {clock(cue.end)}"
    return f"{when}, {cue.kind}: {cue.text}"


def palette() -> str:
    """The colours as CSS, by day and by night."""
    days, nights = (
        " ".join(f"--{ink}: {looks[which]};" for ink, looks in LOOKS.items()) for which in (0, 1)
    )
    rules = " ".join(
        f".{ink} {{ fill: var(--{ink}); }} .l-{ink} {{ stroke: var(--{ink}); fill: none; }}"
        for ink in Ink
    )
    night = f"@media (prefers-color-scheme: dark) {{ svg {{ {nights} }} }}"
    paper = f"@media print {{ svg {{ {days} }} }}"
    return f"svg {{ {days} }} {night} {paper} {rules} "


FONTS = "text { font-family: system-ui, sans-serif; } .bold { font-weight: 700; }"


def clean(text: str) -> str:
    """`text` without letters that XML can't hold."""
    return UNSEEN.sub("\ufffd", text)


def _element(shape: Shape, language: str) -> Element:
    match shape:
        case Box():
            return _box(shape)
        case Path():
            return _path(shape)
        case Words():
            return _words(shape, language)


def _box(box: Box) -> Element:
    places = {"x": box.left, "y": box.top, "width": box.wide, "height": box.high}
    if box.radius:
        places["rx"] = box.radius
    told = {name: _number(place) for name, place in places.items()}
    return Element("rect", {"class": str(box.ink), **told})


def _path(path: Path) -> Element:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in path.points)
    if path.filled:
        return Element("polygon", {"class": str(path.ink), "points": points})
    told = {"class": f"l-{path.ink}", "points": points, "stroke-width": _number(path.thick)}
    if path.dashed:
        told["stroke-dasharray"] = "2 3"
    return Element("polyline", told)


def _words(words: Words, language: str) -> Element:
    told = {
        "class": f"{words.ink} bold" if words.bold else str(words.ink),
        "x": _number(words.x),
        "y": _number(words.base),
        "font-size": str(words.size),
        "text-anchor": str(words.align),
    }
    if words.own:
        told["lang"] = language
    one = Element("text", told)
    one.text = clean(words.text)
    return one


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
