"""Unicode as a speech engine takes it, in any language: plain quotes and dashes, no emoji."""

import re
import unicodedata

QUOTES_AND_DASHES = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
        "‹": '"', "›": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-", "⁄": "/",
        "–": "–", "—": "–", "―": "–",
        "×": "x", "²": " squared", "³": " cubed", "™": "",
    }
)  # fmt: skip
KEPT = "°\u200c"
"""The degree, and the non-joiner that Persian words are written with."""

EMOJI_FORM = "\ufe0f"
UNSPEAKABLE = ("So", "Sk", "Me", "Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode's names for emoji and pictures, modifiers, controls, joiners, halves of characters."""

_FRACTION_SIGN = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_ELLIPSIS = re.compile(r"\s*(?:…|\.{2,})\s*")
_RANGE_DASH = re.compile(r"(?<=\d)\s*–\s*(?=\d)")
_DASH = re.compile(r"\s*–+\s*|\s+-{1,3}\s+")
_SPACES = re.compile(r"\s+")
_STRAY_COMMA = re.compile(r"\s*,(?:\s*,)*\s*(?=[.!?;:]|$)|^[\s,]+|(?<=[.!?;:]),(?=\s)")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[,.!?;:](?:\s|$))")


def fold(text: str) -> str:
    """`text` with plain punctuation, composed accents, and without anything unspeakable.

    A dash becomes a comma, between digits a hyphen; an ellipsis becomes a comma, at the end a full
    stop. Emoji are left out: a voice that names them breaks the calm.
    """
    text = text.translate(QUOTES_AND_DASHES)
    text = _ELLIPSIS.sub("… ", text)
    text = unicodedata.normalize("NFKC", _FRACTION_SIGN.sub(" ", text).replace("…", "\0"))
    text = text.replace("\0", "…").translate(QUOTES_AND_DASHES)
    text = "".join(_speakable(character) for character in text)
    text = _RANGE_DASH.sub("-", text)
    text = re.sub(r"…\s*$", ".", text).replace("…", ",")
    return tidy(_DASH.sub(", ", text))


def to_ascii(text: str) -> str:
    """`text` without accents and whatever else isn't ASCII, for engines that garble them."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return tidy(bare.encode("ascii", "ignore").decode())


def tidy(text: str) -> str:
    """Single spaces, none before a stop, and no commas with nothing between them."""
    text = _STRAY_COMMA.sub("", _SPACES.sub(" ", text))
    return _SPACE_BEFORE_STOP.sub("", _SPACES.sub(" ", text)).strip()


def _speakable(character: str) -> str:
    if character in KEPT:
        return character
    if character.isspace():
        return " "
    silent = character == EMOJI_FORM or unicodedata.category(character) in UNSPEAKABLE
    return "" if silent else character
