"""What a feed says itself."""

import pytest

from kindpace.feed.phrases import phrases


@pytest.mark.parametrize("language", ["en", "es", "de", "fr"])
def test_every_language_has_every_phrase(language: str) -> None:
    """And the speed stands first in each, since 1x is the same everywhere."""
    assert phrases(language).keys() == phrases("en").keys()
    assert "1x" in phrases(language)["speed"]


def test_regions_share_and_unknown_ones_get_english() -> None:
    """As the packs of a session do."""
    assert phrases("es-MX") is phrases("es_AR")
    assert phrases("tlh") is phrases("en")
