"""An address as a square."""

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.feed.qr import as_svg, as_text

ADDRESS = "http://192.168.1.20:8000/abcdefghijklmnopqrstuvwxyz012345/"


def test_a_square_is_an_image_with_a_name() -> None:
    """Scalable, dark on light, without anything to fetch or run."""
    drawn = ET.fromstring(as_svg(ADDRESS, "Scan <me> & go"))  # noqa: S314 - drawn a line above
    assert drawn.get("role") == "img"
    assert drawn.get("viewBox") is not None
    titles = [one.text for one in drawn.iter() if one.tag.endswith("title")]
    assert titles == ["Scan <me> & go"]
    assert not {one.tag.rpartition("}")[2] for one in drawn.iter()} - {"svg", "title", "path", "g"}


def test_a_terminal_gets_whole_lines_of_one_width() -> None:
    """Half as high as wide, as letters are twice as high as wide."""
    lines = as_text(ADDRESS).rstrip("\n").split("\n")
    assert len({len(line) for line in lines}) == 1
    assert len(lines) * 2 - len(lines[0]) in (0, 1)


@settings(max_examples=15)
@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_the_same_address_gives_the_same_square(address: str) -> None:
    """So that a page built twice has the same bytes."""
    assert as_svg(address, "x") == as_svg(address, "x")
    assert as_text(address) == as_text(address)
