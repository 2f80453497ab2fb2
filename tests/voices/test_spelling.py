"""Every example in words/*.toml, and laws that hold for whatever is written."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.session.lexicon import Entry, Lexicon, Tier
from kindpace.session.model import Line, Seconds
from kindpace.session.packs import pack_for
from kindpace.voices.folding import fold
from kindpace.voices.leftover import SPOKEN_SIGNS
from kindpace.voices.spelling import languages, spell, spelled, spoken_words
from kindpace.voices.worded import words_of

EXAMPLES: list[tuple[str, str, str]] = [
    (language, written, spoken)
    for language in languages()
    for written, spoken in words_of(language)["examples"].items()
]
LANGUAGE = st.sampled_from(languages())
SHORT = "0123456789 .,:/-xkm%stndhK°½²&@#aéßñIVXLPs'\"()+º$€~e.g.p.m.Dr.MUhr–«»_…"
RUNNING_TEXT = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.text(SHORT, max_size=24),
    st.lists(st.sampled_from([one for _, *both in EXAMPLES for one in both]), max_size=3).map(
        " ".join
    ),
)

HOSTILE = (
    *'1 .,:-/_#("…½é\u0301', "a.", "1.", "1,", "1-", "1:", "1/", "1 ", "1m ", "1 1/1 ", "$1",
    "call 1 1 ", "www.", "https://a", "a@", "a.a@", " -", "part IV ", "A St. ", "BCDF ",
    "100 000 ", "1.000.", "am der 3. ", "llama al 1 ", "acion", "1 a", ", .", "., ",
)  # fmt: skip


@pytest.mark.parametrize(("language", "written", "spoken"), EXAMPLES)
def test_what_people_write_short_is_said_in_full(language: str, written: str, spoken: str) -> None:
    """As each language's own file shows it."""
    assert spell(written, language) == spoken


@settings(max_examples=400)
@given(RUNNING_TEXT, LANGUAGE)
def test_only_what_can_be_said_is_left(text: str, language: str) -> None:
    """No digit, and no sign but those that make pauses."""
    spoken = spell(text, language)
    assert not re.search(r"\d", spoken)
    assert all(sign in SPOKEN_SIGNS or unicodedata.category(sign)[0] in "LM" for sign in spoken)


@settings(max_examples=400)
@given(RUNNING_TEXT, LANGUAGE)
def test_saying_it_again_changes_nothing(text: str, language: str) -> None:
    """Words that were spelled out are plain words."""
    spoken = spell(text, language)
    assert spell(spoken, language) == spoken


@settings(max_examples=400)
@given(RUNNING_TEXT, LANGUAGE)
def test_no_word_is_lost_in_silence(text: str, language: str) -> None:
    """A word is still there, or a change tells what became of it."""
    found = spelled(text, language)
    told = " ".join([found.text, *(one.written for one in found.changes)]).casefold()
    for word in re.findall(r"[^\W\d_]{2,}", fold(text)):
        assert word.casefold() in told or not word.isalpha()


@pytest.mark.parametrize("language", [*languages(), "it"])
def test_long_rows_of_hostile_characters_are_no_trouble(language: str) -> None:
    """Rows of what rules look for are read in one go: a rule that starts anew would take hours."""
    for piece in HOSTILE:
        spoken = spell((piece * 2_000)[:2_000], language)
        assert language == "it" or not re.search(r"\d", spoken)
    assert "nine" in spell("9" * 10_000)


@pytest.mark.parametrize("language", ["it", "pt-BR", "x-unknown"])
def test_other_languages_keep_their_numbers(language: str) -> None:
    """Without rules for a language only the signs become plain."""
    assert spell("„5 km“ – 3:2 🎉", language) == '"5 km", 3:2'


@pytest.mark.parametrize("language", ["en-GB", "EN_us", "en"])
def test_regions_share_their_language(language: str) -> None:
    """However the tag is written."""
    assert spell("5 km", language) == "five kilometers"
    assert spell("5 km", "de-AT") == "fünf Kilometer"


def test_an_engine_without_accents_gets_none() -> None:
    """Units are said before the signs go, and the change is told."""
    found = spelled("Zoë, 20 °C", "en", ascii_only=True)
    assert found.text == "Zoe, twenty degrees Celsius"
    assert found.changes[-1].by == "letters without accents"


def test_every_change_is_told() -> None:
    """What was written, what is said, by which rule; also what was left out."""
    told = [(one.written, one.said, one.by) for one in spelled("5 km, HIIT 🎉").changes]
    assert told == [
        ("🎉", "", "picture"),
        ("5 km", "five kilometers", "amount"),
        ("HIIT", "hit", "built-in lexicon"),
    ]
    assert spelled("Just breathe.").changes == ()


def line(text: str, *entries: Entry) -> Line:
    """A line whose words have been looked up in a lexicon of `entries`."""
    found = Lexicon(entries=entries).respelled(text)
    return Line(text=text, spoken=found.text, sounds=found.sounds)


def test_a_nearer_lexicon_has_the_last_word() -> None:
    """The built-in one leaves alone what a person settled, as it stands or in other letters."""
    own = Entry(word="HIIT", say="HIIT", tier=Tier.OWN)
    assert spoken_words(line("HIIT day", own)).text == "HIIT day"
    assert spoken_words(line("a PB", Entry(word="PB", say="PB"))).text == "a PB"
    assert spoken_words(line("HIIT day")).text == "hit day"
    assert spoken_words(line("it's OK", Entry(word="OK", say="the OK sign"))).text == (
        "it's the OK sign"
    )


def test_ipa_goes_with_the_words_that_are_said() -> None:
    """Named by the respelling as a voice is given it."""
    entry = Entry(word="Siobhán", say="shi-VAWN 2", ipa="ʃɪˈvɔːn")
    found = spoken_words(line("Siobhán runs", entry))
    assert (found.text, found.ipa) == ("shi-VAWN two runs", {"shi-VAWN two": "ʃɪˈvɔːn"})
    assert spoken_words(line("Nobody runs", entry)).ipa == {}


@pytest.mark.parametrize("language", languages())
def test_what_kindpace_itself_says_needs_no_rules(language: str) -> None:
    """Every sentence of its pack passes untouched, and both count alike."""
    pack = pack_for(language)
    assert pack is not None
    said = (pack.halfway, pack.last_minute, *pack.quiet, *pack.change.values(), *pack.numbers)
    for sentence in said:
        text = sentence.format(length=pack.about(Seconds(300)))
        assert spell(text, language) == text
    assert [spell(str(number), language) for number in range(1, 11)] == list(pack.numbers)
