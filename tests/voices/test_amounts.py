import pytest

from kindpace.voices.amounts import Amounts, by_any_case
from kindpace.voices.numerals import Numerals
from kindpace.voices.rules import follow
from kindpace.voices.worded import words_of


def amounts(language: str) -> Amounts:
    """As the rules of `language` use them."""
    words = words_of(language)
    return Amounts(
        numerals=Numerals.read(words["numbers"]),
        units=by_any_case(words["units"]),
        phrases=words["phrases"],
        whole_parts=words["whole_parts"],
        half=words["half"],
    )


def said(text: str, language: str) -> str:
    """`text` after these rules alone."""
    return follow(text, amounts(language).rules(), lambda _: None)


@pytest.mark.parametrize(
    ("written", "es", "de", "fr"),
    [
        ("1 km", "un kilómetro", "ein Kilometer", "un kilomètre"),
        ("2 km", "dos kilómetros", "zwei Kilometer", "deux kilomètres"),
        ("1,5 km", "uno coma cinco kilómetros", "eins Komma fünf Kilometer",
         "un virgule cinq kilomètres"),
        ("1-2 h", "una a dos horas", "eine bis zwei Stunden", "une à deux heures"),
        ("5-10", "cinco a diez", "fünf bis zehn", "cinq à dix"),
        ("-1 °C", "menos un grado", "minus ein Grad", "moins un degré"),
        ("-5", "menos cinco", "minus fünf", "moins cinq"),
        ("€5", "cinco euros", "fünf Euro", "cinq euros"),
        ("1½ h".replace("½", " 1/2"), "una hora y media", "eineinhalb Stunden",
         "une heure et demie"),
        ("2/3 km", "dos tercios de kilómetro", "zwei drittel Kilometer",
         "deux tiers de kilomètre"),
        ("1/2", "un medio", "ein halb", "un demi"),
        ("9/10", "nueve de diez", "neun von zehn", "neuf sur dix"),
        ("50%", "cincuenta por ciento", "fünfzig Prozent", "cinquante pour cent"),
        ("5 KM", "cinco kilómetros", "fünf Kilometer", "cinq kilomètres"),
    ],
)  # fmt: skip
def test_amounts(written: str, es: str, de: str, fr: str) -> None:
    """The number leans on the unit, the unit on the number."""
    assert [said(written, language) for language in ("es", "de", "fr")] == [es, de, fr]


@pytest.mark.parametrize("text", ["5/4", "1/4/2024", "3 kmx", "v2-3", "1/1000"])
def test_what_only_looks_like_an_amount(text: str) -> None:
    """Improper fractions, dates and parts of words are left to other rules."""
    assert said(text, "es") == text


def test_units_are_known_in_any_usual_case() -> None:
    """Those of one letter only as they are: m isn't M."""
    assert by_any_case({"km": ["a"], "m": ["b"], "km/h": ["c"]}).keys() == {
        "km", "KM", "Km", "m", "km/h",
    }  # fmt: skip
