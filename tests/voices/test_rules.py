import re

from kindpace.voices.rules import END, NUMBER, START, either, full_stop, rule

ALONE = re.compile(START + NUMBER + END)


def test_a_number_stands_alone() -> None:
    """Neither dates nor decimals nor words are cut in pieces."""
    assert [found[0] for found in ALONE.finditer("5 or 1,500 or 2.5")] == ["5", "1,500", "2.5"]
    assert not ALONE.search("B2B 1/4/2024 192.168.0.1")


def test_the_longest_name_wins() -> None:
    """The unit km/h is tried before km; signs mean themselves."""
    assert either(["m", "km", "km/h"]) == "km/h|km|m"
    assert re.fullmatch(either(["a.m."]), "aXmX") is None


def test_a_short_form_keeps_the_sentences_stop() -> None:
    """At the end, or before a capital, its full stop ends the sentence too."""
    pattern, spoken = rule(r"etc\.", lambda found: "and so on" + full_stop(found))
    assert pattern.sub(spoken, "gels etc.") == "gels and so on."
    assert pattern.sub(spoken, "gels etc. Then go") == "gels and so on. Then go"
    assert pattern.sub(spoken, "gels etc. on the way") == "gels and so on on the way"
