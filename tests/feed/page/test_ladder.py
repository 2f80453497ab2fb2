"""The first page of a ladder."""

from dataclasses import replace
from pathlib import Path

from kindpace.feed.page.ladder import ladder_page
from kindpace.feed.page.rungs import Rung, rungs_of
from tests.feed.page.shelves import SHOW, ladder


def test_each_rung_is_a_link_slowest_first(tmp_path: Path) -> None:
    """With its cadence and how much there is."""
    ladder(tmp_path, (165, 150))
    text = ladder_page(tuple(reversed(rungs_of(tmp_path)))).decode()
    assert text.index('href="150/"') < text.index('href="165/"')
    assert "<strong>150 steps a minute</strong>" in text
    assert text.count('<span class="soft">1 track</span>') == 2
    assert 'src="165/art/' in text
    assert "It is not therapy" in text


def test_titles_stay_text_and_languages_their_own() -> None:
    """As on every page."""
    show = replace(SHOW, title="<script>x</script>", language="es", private=True)
    text = ladder_page((Rung(path="150", show=show, episodes=()),)).decode()
    assert "<script>" not in text
    assert "Elige tu cadencia" in text
    assert "0 pistas" in text
    assert "noindex" in text
