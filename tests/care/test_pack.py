"""Every language's pack: its examples come out right, its rules and signs are whole."""

import pytest

from kindpace.care.catalogue import IN_WORDS
from kindpace.care.guards import GUARDS
from kindpace.care.pack import WordRule, languages, word_pack
from kindpace.care.wording import flagged
from kindpace.problems import Weight

RULES = [
    pytest.param(language, rule, id=f"{language} {rule.name} {number}")
    for language in languages()
    if (pack := word_pack(language))
    for number, rule in enumerate(pack.rules)
]


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_each_example_of_a_rule_comes_out_as_it_says(language: str, rule: WordRule) -> None:
    """`flag` lines are flagged by that rule, `ok` lines by none at all."""
    pack = word_pack(language)
    assert pack
    assert rule.flags
    assert rule.passes
    assert [line for line in rule.flags if rule.name not in _rules(line, language)] == []
    assert {line: found for line in rule.passes if (found := _rules(line, language))} == {}


def _rules(line: str, language: str) -> set[str]:
    pack = word_pack(language)
    return {one.rule for one in flagged(line, pack)} if pack else set()


def test_english_has_every_word_rule() -> None:
    """No name without phrases, no phrases without a name."""
    english = word_pack("en")
    assert english
    assert {rule.name for rule in english.rules} == IN_WORDS


def test_every_language_has_the_rules_that_stop_a_render() -> None:
    """What weighs most in English is there in the others, with the same weight."""
    english = word_pack("en")
    assert english
    stopping = {rule.name for rule in english.rules if rule.weight is Weight.MEND}
    for language in languages():
        pack = word_pack(language)
        assert pack
        assert {r.name for r in pack.rules if r.weight is Weight.MEND} == stopping


def test_packs_share_their_signs_and_know_their_guards() -> None:
    """A rule about shape hears the same things in each language."""
    packs = [pack for language in languages() if (pack := word_pack(language))]
    assert len({frozenset(pack.signs) for pack in packs}) == 1
    used = {guard for pack in packs for rule in pack.rules for guard in rule.guards}
    assert used <= set(GUARDS)


@pytest.mark.parametrize(("tag", "language"), [("en-GB", "en"), ("ES", "es"), ("en", "en")])
def test_a_tag_finds_its_plain_language(tag: str, language: str) -> None:
    """`en-GB` reads with the rules of `en`."""
    pack = word_pack(tag)
    assert pack
    assert pack.language == language


def test_a_language_without_rules_has_no_pack() -> None:
    """Nothing is guessed from another language."""
    assert word_pack("tlh") is None


def test_a_sign_is_heard_in_any_sentence() -> None:
    """Over the whole text, whatever its case."""
    pack = word_pack("en")
    assert pack
    assert pack.hears("release", "One more. LET the numbers go.")
    assert not pack.hears("release", "In for three.")
