import re

import pytest

from kindpace.voices.spelling import languages, spell
from kindpace.voices.worded import rules_of, words_of

WORDED = [language for language in languages() if language != "en"]
PLAIN = {
    "de": "Lass die Schultern sinken und lächle ein wenig; du machst das gut.",
    "es": "Deja caer los hombros y sonríe un poco; lo estás haciendo bien.",
    "fr": "Laisse tomber les épaules et souris un peu; c'est déjà bien.",
}


@pytest.mark.parametrize("language", WORDED)
def test_plain_words_pass_in_peace(language: str) -> None:
    """A sentence without numbers or short forms stays as it is."""
    assert spell(PLAIN[language], language) == PLAIN[language]


@pytest.mark.parametrize("language", WORDED)
def test_each_language_brings_the_same_kinds_of_words(language: str) -> None:
    """Whoever adds one sees what is missing; every rule has a name to be told by."""
    assert words_of(language).keys() == words_of("es").keys()
    for table in ("phrases", "patterns", "clock"):
        assert words_of(language)[table].keys() == words_of("es")[table].keys()
    assert all(one.name for one in rules_of(language))


@pytest.mark.parametrize("language", WORDED)
def test_each_unit_has_its_words_and_the_form_of_its_number(language: str) -> None:
    """One, many, and a form that the numbers know."""
    words = words_of(language)
    for one, many, form in words["units"].values():
        assert re.search(r"\w", one)
        assert re.search(r"\w", many)
        assert form == "" or form in words["numbers"]["forms"]
    for table in ("abbreviations", "lexicon", "titles", "before_number"):
        assert not any(re.search(r"\d", said) for said in words[table].values())


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("de", "2:30 Min.", "zwei Minuten dreißig"),
        ("de", "1:30 Std.", "eine Stunde dreißig"),
        ("es", "0:00:00", "cero segundos"),
        ("fr", "0:05:00", "cinq minutes"),
        ("fr", "1.5.2", "un point cinq point deux"),
        ("es", "4 000,5 m", "cuatro mil coma cinco metros"),
        ("de", "1/2/2024", "eins zwei zweitausendvierundzwanzig"),
        ("fr", "3/25 km", "trois vingt-cinquièmes de kilomètre"),
        ("de", "2 1/4 km", "zwei ein viertel Kilometer"),
        ("es", "$5 y 5 $", "cinco dólares y cinco dólares"),
        ("fr", "au km", "au kilomètre"),
        ("de", "der 1234. Lauf", "der tausendzweihundertvierunddreißig. Lauf"),
    ],
)
def test_the_rarer_forms(language: str, written: str, spoken: str) -> None:
    """What a session seldom holds is still said somehow, and never lost."""
    assert spell(written, language) == spoken
