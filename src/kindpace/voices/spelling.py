"""The final spoken text: what people read turned into what a voice is given."""

from kindpace.voices.english import say_english
from kindpace.voices.folding import fold, to_ascii


def spell(text: str, language: str = "en", *, ascii_only: bool = False) -> str:
    """`text` for a voice that speaks `language`; `ascii_only` for one that garbles accents.

    In English numbers, units, times and abbreviations are said in full; in every other language
    only punctuation is made plain, and the engine reads numbers by its own rules.
    """
    plain = fold(text)
    if language.lower().replace("_", "-").split("-")[0] == "en":
        plain = say_english(plain)
    return to_ascii(plain) if ascii_only else plain
