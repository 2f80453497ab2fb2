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
        "×": "x", "™": "",
    }
)  # fmt: skip
KEPT = "°ºª²³\u200c"
"""The degree, raised letters and numbers, and the non-joiner that Persian words have."""

EMOJI_FORM = "\ufe0f"
UNSPEAKABLE = ("So", "Sk", "Me", "Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode's names for emoji and pictures, modifiers, controls, joiners, halves of characters."""

RAISED = "…ºª²³"
ASIDE = str.maketrans({sign: chr(0xE000 + place) for place, sign in enumerate(RAISED)})
BACK = {0xE000 + place: sign for place, sign in enumerate(RAISED)}
"""Signs that Unicode's compatibility forms would take apart, kept aside for as long."""

PICTURES = ("So", "Co")
"""Those that a person sees and may expect to hear of."""

_PRIVATE = re.compile(r"[\0\ue000-\uf8ff]")
_FRACTION_SIGN = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_ELLIPSIS = re.compile(r" ?(?:…|\.{2,}+) ?")
_RANGE_DASH = re.compile(r"(?<=\d) ?– ?(?=\d)")
_DASH = re.compile(r" ?–+ ?| -{1,3}(?= )")
_WIDE_QUOTES = re.compile(r"(?<!\S)« (?=\S)| »(?![^\W_])")
_SPACES = re.compile(r"\s+")
_STRAY_COMMA = re.compile(r" ?,(?: ?,)*+ ?(?=[.!?;:]|$)|^[ ,]+|(?<=[!?;:]),(?= )")
_COMMAS = re.compile(r" ?,(?: ?,)++")
_SPACE_BEFORE_STOP = re.compile(r" (?=[,.!?;:](?: |$))")


def fold(text: str) -> str:
    """`text` with plain punctuation, composed accents, and without anything unspeakable.

    A dash becomes a comma, between digits a hyphen; an ellipsis becomes a comma, at the end a full
    stop. Emoji are left out: a voice that names them breaks the calm.
    """
    text = _WIDE_QUOTES.sub('"', _SPACES.sub(" ", _PRIVATE.sub("", text)))
    text = text.translate(QUOTES_AND_DASHES).translate(ASIDE)
    text = unicodedata.normalize("NFKC", _FRACTION_SIGN.sub(" ", text)).translate(BACK)
    text = "".join(_speakable(sign) for sign in text.translate(QUOTES_AND_DASHES))
    text = _RANGE_DASH.sub("-", _ELLIPSIS.sub("… ", _SPACES.sub(" ", text)))
    text = re.sub(r"…\s?$", ".", text).replace("…", ",")
    return tidy(_DASH.sub(", ", text))


def unspeakable(text: str) -> str:
    """The emoji and pictures in `text`, which `fold` leaves out."""
    plain = unicodedata.normalize("NFKC", text.translate(QUOTES_AND_DASHES))
    return "".join(
        sign for sign in plain if unicodedata.category(sign) in PICTURES and sign not in KEPT
    )


def to_ascii(text: str) -> str:
    """`text` without accents and whatever else isn't ASCII, for engines that garble them."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return tidy(bare.encode("ascii", "ignore").decode())


def tidy(text: str) -> str:
    """Single spaces, none before a stop, and no commas with nothing between them."""
    before = ""
    text = _SPACES.sub(" ", text).strip()
    while text != before:  # what is taken away may bring the next two together
        before = text
        text = _COMMAS.sub(",", _STRAY_COMMA.sub("", text))
        text = _SPACES.sub(" ", _SPACE_BEFORE_STOP.sub("", text)).strip()
    return text


def _speakable(character: str) -> str:
    if character in KEPT:
        return character
    if character.isspace():
        return " "
    silent = character == EMOJI_FORM or unicodedata.category(character) in UNSPEAKABLE
    return "" if silent else character
