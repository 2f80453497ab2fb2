import re

from kindpace.session.lexicon import Change
from kindpace.voices.rules import END, START, either, follow, full_stop, rule, words_for

ALONE = re.compile(START + r"\d+(?:[.,]\d+)?" + END)
AROUND = (r"(?<!\w)", r"(?!\w)")


def test_a_number_stands_alone() -> None:
    """Neither dates nor decimals nor words are cut in pieces."""
    assert [found[0] for found in ALONE.finditer("5 or 1,5 or 2.5")] == ["5", "1,5", "2.5"]
    assert not ALONE.search("B2B 1/4/2024 192.168.0.1")


def test_the_longest_name_wins() -> None:
    """The unit km/h is tried before km; signs mean themselves."""
    assert either(["m", "km", "km/h"]) == "km/h|km|m"
    assert re.fullmatch(either(["a.m."]), "aXmX") is None


def test_rules_follow_one_another_and_tell_what_they_change() -> None:
    """Each change is told once, with its rule; what stays as it was isn't."""
    changes: list[Change] = []
    rules = [
        rule("one", "a", lambda _: "b"),
        rule("two", "b", lambda _: "c"),
        rule("three", "d", lambda _: "d"),
    ]
    assert follow("a d", rules, changes.append) == "c d"
    assert [(one.written, one.said, one.by) for one in changes] == [
        ("a", "b", "one"),
        ("b", "c", "two"),
    ]


def test_a_short_form_keeps_the_sentences_stop() -> None:
    """At the end, or before a capital, its full stop ends the sentence too."""
    gels = rule("short", r"etc\.", lambda found: "and so on" + full_stop(found))
    for text, said in {
        "gels etc.": "gels and so on.",
        "gels etc. Then go": "gels and so on. Then go",
        "gels etc. “Élan”": "gels and so on “Élan”",
        "gels etc. Élan": "gels and so on. Élan",
        "gels etc. on the way": "gels and so on on the way",
    }.items():
        assert gels.pattern.sub(gels.spoken, text) == said


def test_words_are_looked_up_whole() -> None:
    """In any case if so asked; only those that may end a sentence keep a stop before a capital."""
    said = {"etc.": "and so on", "e.g.": "for example"}
    found = words_for("short", said, around=AROUND, may_end=["etc."], flags=re.IGNORECASE)
    assert follow("Gels Etc. Or E.g. Salt.", [found], lambda _: None) == (
        "Gels and so on. Or for example Salt."
    )
    assert follow("fetc. etcetera", [found], lambda _: None) == "fetc. etcetera"
    assert follow("salt, e.g.", [found], lambda _: None) == "salt, for example."
