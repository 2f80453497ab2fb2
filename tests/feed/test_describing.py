"""The description of a show and of an episode."""

import html
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.describing import episode_html, show_text
from kindpace.feed.show import Chapter
from tests.feed.maker import SHOW, episode


def test_how_to_play_it_stands_first_then_words_times_and_notes() -> None:
    """A paragraph each."""
    text = episode_html(SHOW, episode(1))
    told = [html.unescape(one) for one in re.findall(r"<p>(.*?)</p>", text)]
    assert told[0].startswith("1x speed, skip-silence off")
    assert told[1:] == [
        "Two easy minutes.",
        "(00:00) Arrive",
        "(00:40) Settle",
        "(01:20) Home",
        "This is company, not therapy.",
    ]


def test_it_speaks_the_episodes_language() -> None:
    """Else the show's."""
    assert "Velocidad 1x" in episode_html(SHOW, episode(1, language="es"))
    assert "Tempo 1x" in episode_html(replace(SHOW, language="de"), episode(1))


def test_an_address_becomes_a_link_and_nothing_else_does() -> None:
    """With its & packed, without the full stop that follows it."""
    text = episode_html(SHOW, episode(1, summary="See https://a.org/?b=1&c=2. <a href=x>no</a>"))
    link = "https://a.org/?b=1&amp;c=2"
    assert f'See <a href="{link}">{link}</a>. ‹a href=x›no‹/a›' in text
    assert text.count("<a ") == 1


@given(
    st.text(st.sampled_from("ab.é &<🙂\n"), max_size=9000),
    st.integers(0, 200),
    st.integers(0, 5000),
)
def test_it_never_takes_more_than_4000_bytes(summary: str, chapters: int, notes: int) -> None:
    """Whatever there is to say, its first line and its beginning are there."""
    many = tuple(Chapter(start=at * 60, title="A chapter of the run") for at in range(chapters))
    show = replace(SHOW, notes=("n" * notes,))
    text = episode_html(show, episode(1, summary=summary, chapters=many))
    assert len(text.encode()) <= 4000
    assert text.startswith("<p>1x speed")
    assert text.count("<p>") == text.count("</p>")


def test_a_list_of_chapters_is_whole_or_left_out() -> None:
    """Half a list would differ from the three other places."""
    many = tuple(Chapter(start=at * 60, title="A chapter of the run") for at in range(200))
    assert "(00:00)" not in episode_html(SHOW, episode(1, chapters=many))


def test_a_show_is_described_in_plain_words() -> None:
    """Summary and notes, cut at a sentence."""
    assert show_text(SHOW) == "Company for easy runs.\n\nThis is company, not therapy."
    assert len(show_text(replace(SHOW, summary="Long. " * 2000)).encode()) <= 4000
