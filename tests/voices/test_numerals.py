import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.numerals import Numerals
from kindpace.voices.spelling import languages
from kindpace.voices.worded import words_of

ALL = {language: Numerals.read(words_of(language)["numbers"]) for language in languages()}
EN, ES, DE, FR = (ALL[language] for language in ("en", "es", "de", "fr"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (42, "forty-two"),
        (170, "one hundred seventy"),
        (1_005, "one thousand five"),
        (2_345_678, "two million three hundred forty-five thousand six hundred seventy-eight"),
        (10**12, "one" + " zero" * 12),
    ],
)
def test_whole_numbers_in_english(value: int, words: str) -> None:
    """Whole numbers are said as in American English; those past counting, digit by digit."""
    assert EN.cardinal(value) == words


@pytest.mark.parametrize(
    ("value", "es", "de", "fr"),
    [
        (16, "dieciséis", "sechzehn", "seize"),
        (21, "veintiuno", "einundzwanzig", "vingt et un"),
        (22, "veintidós", "zweiundzwanzig", "vingt-deux"),
        (31, "treinta y uno", "einunddreißig", "trente et un"),
        (70, "setenta", "siebzig", "soixante-dix"),
        (71, "setenta y uno", "einundsiebzig", "soixante et onze"),
        (80, "ochenta", "achtzig", "quatre-vingts"),
        (81, "ochenta y uno", "einundachtzig", "quatre-vingt-un"),
        (99, "noventa y nueve", "neunundneunzig", "quatre-vingt-dix-neuf"),
        (100, "cien", "hundert", "cent"),
        (101, "ciento uno", "hunderteins", "cent un"),
        (200, "doscientos", "zweihundert", "deux cents"),
        (555, "quinientos cincuenta y cinco", "fünfhundertfünfundfünfzig",
         "cinq cent cinquante-cinq"),
        (1_000, "mil", "tausend", "mille"),
        (21_000, "veintiún mil", "einundzwanzigtausend", "vingt et un mille"),
        (80_000, "ochenta mil", "achtzigtausend", "quatre-vingt mille"),
        (1_000_000, "un millón", "eine Million", "un million"),
        (2_000_001, "dos millones uno", "zwei Millionen eins", "deux millions un"),
    ],
)  # fmt: skip
def test_whole_numbers_elsewhere(value: int, es: str, de: str, fr: str) -> None:
    """The odd ones of each language."""
    assert [one.cardinal(value) for one in (ES, DE, FR)] == [es, de, fr]


@pytest.mark.parametrize("language", languages())
@given(one=st.integers(0, 10**12 - 1), other=st.integers(0, 10**4))
def test_every_number_has_words_of_its_own(language: str, one: int, other: int) -> None:
    """Two numbers share their words only if they are the same; no digit and no mark is left."""
    numerals = ALL[language]
    assert (numerals.cardinal(one) == numerals.cardinal(other)) == (one == other)
    assert re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+)*", numerals.cardinal(one))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, ["first", "primero", "erste", "premier"]),
        (2, ["second", "segundo", "zweite", "deuxième"]),
        (3, ["third", "tercero", "dritte", "troisième"]),
        (5, ["fifth", "quinto", "fünfte", "cinquième"]),
        (7, ["seventh", "séptimo", "siebte", "septième"]),
        (8, ["eighth", "octavo", "achte", "huitième"]),
        (9, ["ninth", "noveno", "neunte", "neuvième"]),
        (12, ["twelfth", "duodécimo", "zwölfte", "douzième"]),
        (13, ["thirteenth", "decimotercero", "dreizehnte", "treizième"]),
        (20, ["twentieth", "vigésimo", "zwanzigste", "vingtième"]),
        (21, ["twenty-first", "vigésimo primero", "einundzwanzigste", "vingt et unième"]),
        (80, ["eightieth", "octogésimo", "achtzigste", "quatre-vingtième"]),
    ],
)
def test_places_in_a_row(value: int, words: list[str]) -> None:
    """Only the last word turns into an ordinal, but for Spanish tens."""
    assert [one.ordinal(value) for one in (EN, ES, DE, FR)] == words


def test_numbers_lean_on_what_follows() -> None:
    """One, twenty-one and hundreds take the gender of their noun."""
    assert [ES.cardinal(21, form) for form in ("", "before", "feminine")] == [
        "veintiuno",
        "veintiún",
        "veintiuna",
    ]
    assert ES.cardinal(201, "feminine") == "doscientas una"
    assert [DE.cardinal(1, form) for form in ("", "before", "feminine")] == ["eins", "ein", "eine"]
    assert DE.cardinal(21, "feminine") == "einundzwanzig"
    assert [FR.cardinal(one, "feminine") for one in (1, 21, 2)] == ["une", "vingt et une", "deux"]


def test_parts_of_a_whole() -> None:
    """Halves and quarters have names of their own; one part is single, many are plural."""
    assert [EN.fraction(*one) for one in ((1, 2), (3, 2), (3, 4), (2, 3), (5, 8))] == [
        "one half",
        "three halves",
        "three quarters",
        "two thirds",
        "five eighths",
    ]
    assert [ES.fraction(1, 4), ES.fraction(2, 3), ES.fraction(1, 25)] == [
        "un cuarto",
        "dos tercios",
        None,
    ]
    assert [DE.fraction(1, 4), DE.fraction(2, 20)] == ["ein viertel", "zwei zwanzigstel"]
    assert [FR.fraction(3, 4), FR.fraction(2, 5)] == ["trois quarts", "deux cinquièmes"]


def test_numbers_as_written() -> None:
    """Thousands marks go, decimals are read as the language does, a leading zero makes a code."""
    assert EN.number("1,500") == "one thousand five hundred"
    assert EN.number("5.25") == "five point two five"
    assert EN.number("007") == "zero zero seven"
    assert EN.digits("988") == "nine eight eight"
    assert [one.number("5,25") for one in (ES, DE, FR)] == [
        "cinco coma veinticinco",
        "fünf Komma zwei fünf",
        "cinq virgule vingt-cinq",
    ]
    assert [one.number("1.500") for one in (ES, DE, FR)] == [
        "mil quinientos",
        "tausendfünfhundert",
        "mille cinq cents",
    ]
    assert ES.number("5.2") == "cinco coma dos"
    assert ES.number("1,05") == "uno coma cero cinco"
    assert EN.is_one("1")
    assert not EN.is_one("1.0")
    assert not DE.is_one("1,5")


@pytest.mark.parametrize("language", languages())
@given(written=st.from_regex(r"[0-9]{1,30}([.,][0-9]{1,9}){0,3}", fullmatch=True))
def test_whatever_looks_like_a_number_can_be_said(language: str, written: str) -> None:
    """However long it is; what the pattern takes for a number leaves no digit."""
    numerals = ALL[language]
    for found in re.finditer(numerals.pattern, written):
        assert not re.search(r"\d", numerals.number(found[0]))
    assert not re.search(r"\d", re.sub(numerals.pattern, "", written))


def test_forms_and_plurals() -> None:
    """The first ending that fits is the one; a form without endings leaves a word alone."""
    assert [EN.formed(one, "plural") for one in ("thirty", "hundred")] == ["thirties", "hundreds"]
    assert EN.formed("one", "no-such-form") == "one"
