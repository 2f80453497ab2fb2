"""Language codes for the tag."""

import pytest

from kindpace.track.languages import CODES, UNKNOWN, three_letters


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("pt-BR", "por"), ("ZH_tw", "zho"), ("deu", "deu"), ("fil", "fil")],
)
def test_a_language_has_three_letters(language: str, code: str) -> None:
    """Regions and capitals don't matter; three letters stay."""
    assert three_letters(language) == code


@pytest.mark.parametrize("language", ["", "xx", "e", "123", "ééé", "english"])
def test_what_is_no_language_is_undetermined(language: str) -> None:
    """ISO 639-2 has a code for that."""
    assert three_letters(language) == UNKNOWN


def test_no_two_languages_share_a_code() -> None:
    """So a tag can be read back."""
    assert len(set(CODES.values())) == len(CODES)
    assert all(len(two) == 2 and len(three) == 3 for two, three in CODES.items())
