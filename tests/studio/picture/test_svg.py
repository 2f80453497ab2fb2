import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import Seconds
from kindpace.studio.picture.draw import drawing
from kindpace.studio.picture.shapes import Cue, Drawing, Lane, Words
from kindpace.studio.picture.svg import SPACE, clean, drawn, palette, svg, told
from tests.studio.picture.maker import ODD, finding, rich

NAMED = {"svg": SPACE}
RICH = drawing(rich())


def read(picture: Drawing) -> ET.Element:
    """The file, read back by its own standard."""
    return ET.fromstring(svg(picture))  # noqa: S314 - our own file


def test_every_shape_is_drawn_and_every_cue_can_be_pointed_at() -> None:
    """With its words as a title."""
    picture = drawing(rich(), [finding()])
    root = read(picture)
    numbers = {int(one.get("data-cue", "-1")) for one in root.iter()} - {-1}
    assert numbers == set(range(len(picture.cues)))
    for one in root.iterfind(".//*[@data-cue]"):
        title = one.find("svg:title", NAMED)
        assert title is not None
        assert title.text == told(picture.cues[int(one.get("data-cue", "-1"))])


def test_odd_words_stay_words() -> None:
    """No element comes out of a title, a line or a finding."""
    text = svg(drawing(rich(ODD), [finding()]))
    assert "<b>" not in text
    assert "&lt;b&gt;O'Brien 🙂 &amp;" in text
    assert read(drawing(rich(ODD))).find("svg:title", NAMED) is not None


@given(st.text())
def test_any_words_make_a_file_that_can_be_read(words: str) -> None:
    """Whatever XML can't hold gets a stand-in."""
    shapes = (Words(x=1, base=1, text=words, size=12),)
    few = replace(RICH, title=words, shapes=shapes, cues=())
    root = ET.fromstring(svg(few))  # noqa: S314 - our own file
    title = root.find("svg:title", NAMED)
    assert title is not None
    assert (title.text or "").splitlines() == clean(words).splitlines()


def test_a_picture_brings_its_colours_and_asks_for_nothing() -> None:
    """By day, by night, and on paper; no address but the one that names SVG."""
    text = svg(drawing(rich()))
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in palette()
    assert re.findall(r"https?://[^\"' )]+", text) == [SPACE]
    assert not re.search(r"<(script|image|use|foreignObject|a)\b|\bon\w+=|url\(", text)


def test_a_drawing_for_a_page_brings_no_style() -> None:
    """The page has it, once."""
    assert drawn(drawing(rich())).find("style") is None


def test_a_cue_is_told_in_one_line() -> None:
    """A moment, or from when to when."""
    bell = Cue(start=Seconds(65), end=Seconds(65), lane=Lane.SOUNDS, kind="bell", text="Soft.")
    assert told(bell) == "1:05, bell: Soft."
    assert told(replace(bell, end=Seconds(70))) == "1:05 to 1:10, bell: Soft."
