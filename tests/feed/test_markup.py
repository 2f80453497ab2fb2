"""A small XML writer."""

from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.markup import around, cdata, element, legal

ANY = st.text(max_size=60)


def test_an_element_is_written_as_people_would() -> None:
    """Text, attributes in their order, nothing where there is nothing."""
    assert element("a", "b & c", type="<x>", rel=None) == '<a type="&lt;x&gt;">b &amp; c</a>'
    assert element("a") == "<a/>"
    assert around("a", [element("b"), element("c")], d="e") == '<a d="e">\n<b/>\n<c/>\n</a>'


@given(ANY, ANY)
def test_any_words_come_back(text: str, value: str) -> None:
    """But for letters that XML has no way to write."""
    read = fromstring(element("a", text, b=value))  # noqa: S314 - our own words
    assert (read.text or "") == legal(text)
    assert read.attrib == {"b": legal(value)}


@given(st.text(st.sampled_from("]>a<&[!"), max_size=30))
def test_nothing_ends_a_cdata_section_early(text: str) -> None:
    """Not even its own end."""
    assert (fromstring(cdata("a", text)).text or "") == text  # noqa: S314 - our own words
