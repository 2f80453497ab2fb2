"""A lexicon as it is written, in a script or in a file of its own."""

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.lexicon import Entry, Tier
from kindpace.session.pronounced import lexicon_of
from kindpace.session.reading import read_lexicon, read_script
from tests.session.maker import script, source


def places(text: str) -> list[str]:
    """Where a person's own lexicon has a fault, and which."""
    with pytest.raises(KindpaceError) as told:
        read_lexicon(source(text))
    return [
        f"{one.where.line}:{one.where.column} {one.slug}"
        for one in told.value.problems
        if one.where
    ]


def test_short_and_long_entries() -> None:
    """A respelling alone, or with IPA and language; in a file of one's own, or in a script."""
    text = "HIIT: hit\nAna: {say: ah-na, ipa: /ˈana/, language: es}\nparts: parz\n"
    assert read_lexicon(source(text)).entries == (
        Entry(word="HIIT", say="hit", tier=Tier.OWN),
        Entry(word="Ana", say="ah-na", ipa="ˈana", language="es", tier=Tier.OWN),
        Entry(word="parts", say="parz", tier=Tier.OWN),
    )
    written, _ = read_script(source(script(top="lexicon: {no: know, '3:2': {say: three two}}")))
    assert lexicon_of(written.lexicon).entries == (
        Entry(word="no", say="know"),
        Entry(word="3:2", say="three two"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\na: c\n", ["2:1 duplicate-key"]),
        ("a: 5\n", ["1:4 value-type"]),
        ("a:\n", ["1:1 value-empty"]),
        ("a: '...'\n", ["1:4 respelling-without-words"]),
        ("a: '[pause 1s] b'\n", ["1:4 respelling-with-brackets"]),
        ("a: {ipa: a}\n", ["1:4 key-missing"]),
        ("a: {say: b, ipa: '8'}\n", ["1:18 ipa-unreadable"]),
        ("a: {say: b, ipaa: a}\n", ["1:13 key-unknown"]),
        ("a: {say: b, language: spanish!}\n", ["1:23 value-form"]),
        ("a: {say: 5}\nb: [c]\n", ["1:10 value-type", "2:4 value-type"]),
        ("'': b\n", ["1:1 text-empty"]),
        ("- a\n", ["1:1 file-not-mapping"]),
        ("a: b: c\n", ["1:5 yaml-colon"]),
    ],
)
def test_faults_are_told_with_their_place(text: str, expected: list[str]) -> None:
    """All at once, as in a script."""
    assert places(text) == expected


def test_a_misspelt_key_is_met_with_a_hint() -> None:
    """In both kinds of files."""
    for read, text in (
        (read_lexicon, "Ana: {says: ah-na}\n"),
        (read_script, script(top="lexicon: {Ana: {says: ah-na}}")),
    ):
        with pytest.raises(KindpaceError) as told:
            read(source(text))
        assert any("`say`" in one.mend for one in told.value.problems)
