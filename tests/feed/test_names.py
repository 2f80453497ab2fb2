"""Names of files that hold anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.names import LONGEST, hashed_path, is_inside, slug

ODD = ["../../etc/passwd", "a b", "Füße", "日本", "x" * 300, "", "CON", "con", "a--b", "a/b", "\0"]


@pytest.mark.parametrize("name", ["a", "steady-companion", "5k-week-1", "x" * LONGEST])
def test_a_plain_id_stays_as_it_is(name: str) -> None:
    """Addresses read like the ids that people gave."""
    assert slug(name) == name


@pytest.mark.parametrize("name", ODD)
def test_an_odd_id_becomes_plain_and_keeps_apart(name: str) -> None:
    """ASCII, within its folder, short, and never what a plain id could be."""
    made = slug(name)
    assert made.isascii()
    assert len(made) <= LONGEST
    assert is_inside(f"tracks/{made}-0123456789.mp3")
    assert "--" in made


@given(st.lists(st.text(max_size=80), unique=True, max_size=8))
def test_two_ids_never_share_a_slug(names: list[str]) -> None:
    """Not even those that differ in letters which a slug can't hold."""
    made = [slug(name) for name in names]
    assert len({one.lower() for one in made}) == len(names)


@given(st.text(max_size=60))
def test_a_slug_that_is_slugged_again_keeps_apart_too(name: str) -> None:
    """An id that imitates another's slug gets one of its own."""
    if slug(name) != name:
        assert slug(slug(name)) != slug(name)


def test_another_content_makes_another_path() -> None:
    """Ten digits of its hash stand in the name."""
    assert hashed_path("tracks", "a", "ab" * 32, "mp3") == "tracks/a-ababababab.mp3"


@pytest.mark.parametrize(
    "path",
    ["", "/etc", "../a", "a/../b", "a//b", "a/", "a\\b", "a b", "ä.mp3", "a/.", ".a", "a\n", "%2e"],
)
def test_a_path_that_leads_elsewhere_is_noticed(path: str) -> None:
    """Up, to the root, hidden, or in letters that an address can't hold."""
    assert not is_inside(path)


def test_our_own_paths_are_inside() -> None:
    """Folder, slug, hash and ending."""
    assert is_inside("tracks/steady--0123456789-abcdef0123.mp3")
    assert is_inside("150/art/a.jpg")
