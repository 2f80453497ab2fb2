import re
from html.parser import HTMLParser

from kindpace.studio.picture.draw import NARROW, WIDE, drawing
from kindpace.studio.picture.page import page, policy, program, style
from kindpace.timeline.events import Timeline
from tests.studio.picture.maker import ODD, finding, private, rich


class Read(HTMLParser):
    """What a browser would find: elements with their attributes, and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Some text."""
        self.text += data


def written(timeline: Timeline, found: int = 1, *, shared: bool = False) -> str:
    """The page of a timeline."""
    wide, narrow = (
        drawing(timeline, [finding()] * found, wide=one, shared=shared) for one in (WIDE, NARROW)
    )
    return page(wide, narrow)


def test_every_cue_has_a_row_and_a_place_in_both_drawings() -> None:
    """The table is what a screen reader and paper have."""
    read = Read(written(rich()))
    picture = drawing(rich(), [finding()])
    rows = [told["id"] for tag, told in read.elements if tag == "tr" and "id" in told]
    assert rows == [f"cue-{number}" for number in range(len(picture.cues))]
    places = [int(told["data-cue"] or 0) for _, told in read.elements if "data-cue" in told]
    assert all(places.count(number) >= 2 for number in range(len(picture.cues)))
    assert all(cue.text in read.text for cue in picture.cues)


def test_odd_words_stay_words() -> None:
    """No element comes out of a title, a line or a finding."""
    read = Read(written(rich(ODD)))
    assert ODD in read.text
    assert sum(tag == "b" for tag, _ in read.elements) == 1  # the moment of the one finding


def test_nothing_comes_from_outside_and_nothing_else_may_run() -> None:
    """The policy names its own style and program by their hashes."""
    text = written(rich())
    read = Read(text)
    assert policy().startswith("default-src 'none'; style-src 'sha256-")
    assert not [told for _, told in read.elements if told.keys() & {"src", "href", "style"}]
    assert not re.search(r"\bon\w+=|https?:|url\(|@import", text)
    assert f"<style>{style()}</style>" in text
    assert f"<script>{program()}</script>" in text
    met = {
        told.get("http-equiv"): told.get("content") for tag, told in read.elements if tag == "meta"
    }
    assert met["Content-Security-Policy"] == policy()


def test_what_care_says_stands_there_with_how_to_mend_it() -> None:
    """And no heading where it has nothing to say."""
    assert "Mend it." in Read(written(rich())).text
    assert "To look at" not in Read(written(rich(), found=0)).text


def test_a_shared_page_holds_nothing_private() -> None:
    """Anywhere in it."""
    assert "Ana" in written(private())
    assert "Ana" not in written(private(), shared=True)
    assert "Mend it." not in written(private(), shared=True)
