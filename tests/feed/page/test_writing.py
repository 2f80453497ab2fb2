"""The page for phones, as text: all in it is words, and nothing is fetched from elsewhere."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.feed.page.writing import page_files
from kindpace.feed.show import Episode, Show
from tests.feed.page.shelves import CHAPTERS, LONG, ODD, SHOW, shelf


class Reader(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.headings: list[str] = []
        self._within: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("h1", "h3"):
            self.headings.append("")
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a heading."""
        if self._within and tag == self._within[-1]:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        """Words of a heading."""
        if self._within:
            self.headings[-1] += data

    def all(self, tag: str, name: str) -> list[str]:
        """The attribute `name` of every `tag`."""
        return [attrs[name] for one, attrs in self.tags if one == tag and name in attrs]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Show, tuple[Episode, ...]]:
    """A feed with an easy, an odd and a long title."""
    return shelf(tmp_path_factory.mktemp("public"))


def page(show: Show, episodes: tuple[Episode, ...], name: str = "index.html") -> str:
    """One of the pages."""
    return page_files(show, episodes)[name].decode()


def test_titles_stay_text_newest_first(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """Markup is letters, what turns direction round is gone, and length is no fault."""
    read = Reader(page(*made))
    assert read.headings == ["Steady runs", LONG, ODD.replace("\u202e", ""), "Easy loop"]
    assert "b" not in {tag for tag, _ in read.tags}


def test_nothing_is_fetched_from_elsewhere(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """Sounds, pictures, captions and links lie beside the page, or are somebody's to tap."""
    read = Reader(page(*made))
    fetched = read.all("img", "src") + read.all("link", "href") + read.all("script", "src")
    fetched += read.all("article", "data-src") + read.all("article", "data-words")
    assert all(not re.match(r"[a-z]+://|//", one) for one in fetched)
    assert {
        attrs.get("rel")
        for tag, attrs in read.tags
        if tag == "a" and "https://example.org" in attrs["href"]
    } == {"noopener noreferrer"}
    assert not [
        name for _, attrs in read.tags for name in attrs if name.startswith("on") or name == "style"
    ]


def test_each_track_can_be_played_read_and_taken_along(
    made: tuple[Show, tuple[Episode, ...]],
) -> None:
    """Without the program too: chapters are links into the track, words a file."""
    show, episodes = made
    read = Reader(page(show, episodes))
    for one in episodes:
        assert one.enclosure.path in read.all("article", "data-src")
        assert one.captions[0].path in read.all("a", "href")
        for chapter in CHAPTERS:
            assert f"{one.enclosure.path}#t={chapter.start}" in read.all("a", "href")
    assert read.all("a", "download") == ["run-3.mp3", "run-2.mp3", "run-1.mp3"]
    assert read.all("article", "id") == ["run-3", "run-2", "run-1"]
    assert len(set(read.all("h3", "id"))) == 3


def test_a_home_network_shows_the_apps_that_can_see_it(
    made: tuple[Show, tuple[Episode, ...]],
) -> None:
    """Out on the web all of them stand there."""
    show, episodes = made
    near = page(replace(show, base_url="http://192.168.1.20:8000/"), episodes)
    assert "antennapod-subscribe://192.168.1.20:8000/feed.xml" in near
    assert "overcast://" not in near
    assert "Apple Podcasts, Overcast, Pocket Casts, Castro." in near
    assert "overcast://" in page(show, episodes)


def test_a_page_speaks_its_shows_language(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """Spanish in Spanish; a language that we don't speak keeps its titles' own mark."""
    show, episodes = made
    spanish = page(replace(show, language="es-MX"), episodes)
    assert '<html lang="es">' in spanish
    assert ">Escuchar</button>" in spanish
    finnish = page(replace(show, language="fi"), episodes)
    assert '<html lang="en">' in finnish
    assert '<div lang="fi">' in finnish


def test_what_kindpace_is_not_and_the_notes_stand_below(
    made: tuple[Show, tuple[Episode, ...]],
) -> None:
    """With their links."""
    text = page(*made)
    assert "It is not therapy" in text
    assert '<a href="https://example.org/help"' in text


def test_many_tracks_share_pages(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """Newest on the first, with a way to the others."""
    show, (one, *_) = made
    many = tuple(replace(one, id=f"run-{at}", guid=str(at)) for at in range(5))
    files = page_files(show, many, per_page=2)
    assert [name for name in files if name.endswith(".html")] == [
        "index.html",
        "index-2.html",
        "index-3.html",
    ]
    ids = [
        one for name in list(files)[:3] for one in Reader(files[name].decode()).all("article", "id")
    ]
    assert ids == ["run-4", "run-3", "run-2", "run-1", "run-0"]
    assert 'rel="next" href="index-2.html"' in files["index.html"].decode()
    assert 'rel="prev" href="index.html"' in files["index-2.html"].decode()
    assert 'rel="next"' not in files["index-3.html"].decode()


def test_an_empty_feed_says_so(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """And is a whole page all the same."""
    assert "No tracks yet." in page(made[0], ())


def test_equal_values_give_equal_bytes(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """So a second build touches nothing."""
    assert page_files(*made) == page_files(*made)


def test_a_phone_can_put_the_page_among_its_apps(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """Name, start, icon."""
    told = json.loads(page_files(*made)["app.webmanifest"])
    assert (told["name"], told["start_url"], told["icons"][0]["type"]) == (
        "Steady runs",
        "./",
        "image/png",
    )
    bare = json.loads(page_files(replace(made[0], art=None), ())["app.webmanifest"])
    assert bare["icons"] == []


def test_a_private_page_asks_to_be_left_out(made: tuple[Show, tuple[Episode, ...]]) -> None:
    """By search engines."""
    show, episodes = made
    assert "noindex" in page(replace(show, private=True), episodes)
    assert "noindex" not in page(show, episodes)


@settings(max_examples=25)
@given(title=st.text(max_size=60), words=st.text(max_size=60))
def test_any_words_can_stand_on_a_page(title: str, words: str) -> None:
    """In every place at once; the page keeps its shape."""
    told = Reader(page(replace(SHOW, title=title, summary=words, notes=(words,)), ()))
    usual = Reader(page(SHOW, ()))
    free = ("p", "a", "meta")
    assert [tag for tag, _ in told.tags if tag not in free] == [
        tag for tag, _ in usual.tags if tag not in free
    ]
    assert told.all("main", "id") == ["tracks"]
