"""What kindpace itself says, in each language that it knows."""

import re

import pytest

from kindpace.session.model import Gait, Seconds
from kindpace.session.packs import Pack, languages, pack_for

PACKS = [pack for language in languages() if (pack := pack_for(language))]


def test_there_are_four_languages() -> None:
    """Found by their base, whatever the region."""
    assert languages() == ("de", "en", "es", "fr")
    assert pack_for("en-GB") is pack_for("en-US") or pack_for("en-GB") == pack_for("en")
    assert [pack_for(one) for one in ("it", "e", "")] == [None, None, None]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.language)
def test_a_pack_is_whole(pack: Pack) -> None:
    """Ten numbers, every gait, and no two sentences alike."""
    assert len(set(pack.numbers)) == 10
    assert set(pack.change) == set(pack.change_words) == set(Gait)
    said = [pack.halfway, pack.last_minute, *pack.quiet, *pack.change.values()]
    assert len(set(said)) == len(said)
    assert all("{length}" in one for one in pack.quiet)
    assert "{number}" in pack.minutes


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.language)
def test_a_pack_knows_its_own_words_again(pack: Pack) -> None:
    """An announcement of its own is one that it would recognise."""
    for quiet in pack.quiet:
        assert re.search(rf"\b(?:{pack.quiet_words})\b", quiet, re.IGNORECASE)
    for gait, sentence in pack.change.items():
        assert re.search(rf"\b(?:{pack.change_words[gait]})\b", sentence, re.IGNORECASE)


def test_numbers_and_lengths_are_said_roughly() -> None:
    """Words while there are some; to the nearest minute, never exact."""
    english = pack_for("en")
    assert english is not None
    assert [english.number(one) for one in (1, 10, 11, 0)] == ["one", "ten", "11", "0"]
    assert [english.about(Seconds(one)) for one in (30, 50, 89, 100, 700, 1500)] == [
        "a little while",
        "about a minute",
        "about a minute",
        "about two minutes",
        "about 12 minutes",
        "about 25 minutes",
    ]
