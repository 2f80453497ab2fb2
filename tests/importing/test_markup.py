"""XML from anywhere."""

import pytest

from kindpace.importing.markup import DEEPEST, MOST_NODES, Element, Text, read_markup
from kindpace.problems import KindpaceError


def slugs(text: str) -> list[str]:
    """What stands in the way of a document."""
    with pytest.raises(KindpaceError) as told:
        read_markup(text, "a.xml")
    return [one.slug for one in told.value.problems]


def test_a_tree_knows_its_lines() -> None:
    """Tags and words, without namespaces and in small letters."""
    root = read_markup('<a>\n<x:B C="d">one\ntwo</x:B>\n</a>', "a.xml")
    (found,) = root.elements
    assert (found.tag, found.line, found.attributes, found.text) == ("b", 2, {"c": "d"}, "one\ntwo")
    assert [one.line for one in found.inside] == [2]
    assert root.first("b") is found
    assert root.first("z") is None


def test_what_is_deep_is_found() -> None:
    """Whatever stands around it."""
    root = read_markup("<a><b><c/></b><d>e</d></a>", "a.xml")
    assert root.first("c") == Element(tag="c", line=1)
    assert root.elements[1].inside == [Text(text="e", line=1)]


def test_letters_by_name_are_letters() -> None:
    """Those that pages know; XML's own stay what they are."""
    assert read_markup("<a>x&nbsp;&eacute;&amp;&lt;</a>", "a.xml").text == "x\xa0é&<"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "of-this-machine.txt"><a/>',
        "<!DOCTYPE a><a/>",
    ],
)
def test_definitions_end_the_reading(text: str) -> None:
    """Nothing grows, and no file is named."""
    assert slugs(text) == ["import-markup-defines"]


@pytest.mark.parametrize("text", ["<a>", "<a></b>", "<a>&nothing;</a>", "words", "<a b=c/>", ""])
def test_what_cannot_be_followed_is_told(text: str) -> None:
    """At its place."""
    assert slugs(text) == ["import-markup"]


@pytest.mark.parametrize(
    "text",
    [
        "<a>" * (DEEPEST + 2),
        "<a>" + "<b/>" * MOST_NODES + "</a>",
        f"<a b='{'c' * 60_000}'/>",
    ],
    ids=["deep", "many", "long"],
)
def test_too_much_is_told(text: str) -> None:
    """Soon, whatever follows."""
    assert slugs(text) == ["import-markup-much"]
