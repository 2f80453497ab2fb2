"""Words for a feed: safe in XML, and in apps that take them for HTML once more.

Some apps decode a title a second time and drop what then looks like markup (AntennaPod does), and
some obey the marks that turn reading round. Here nothing is left that either could act on.
"""

import html
import re
import unicodedata

TITLE = 255
"""Letters: the most for any value but a description (Apple, podcast RSS tags)."""

SHORT = 40
"""A chapter's title stays below this, or lists cut it (Spotify, managing chapters)."""

DESCRIPTION = 4000
"""Bytes: the most for a description (Apple and PSP-1)."""

JOINERS = "\u200c\u200d"
"""Invisible, yet part of Persian words and of families of emoji."""

KEPT = frozenset("\n" + JOINERS)

GONE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Controls, formats and what turns direction, broken halves, private and unassigned letters."""

ROUNDS = 50
"""How often words may be packed into each other; what is packed deeper stays packed, unharmed."""

ENDS = re.compile(r"(?<=[.!?…。])['\"”’)»]*(?=\s)|\n")
PRINTED = re.compile(r"[ -~\n]*")
"""Letters that need no look: most words hold no others."""

MARKS = str.maketrans({"<": "‹", ">": "›"})
LOOSE = re.compile(r"&(?=#?\w)")


def title(text: str, otherwise: str = "–", most: int = TITLE) -> str:
    """`text` as one line of at most `most` letters; `otherwise` if nothing is left of it."""
    line = " ".join(_settled(text[: 8 * TITLE]).split())
    return shortened(line, most) or otherwise


def words(text: str) -> str:
    """`text` with its lines and paragraphs: never more than one empty line, no space at ends."""
    lines = (" ".join(line.split()) for line in _settled(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def shortened(line: str, most: int) -> str:
    """`line` cut to `most` letters at a word where that is near, with an ellipsis."""
    if len(line) <= most:
        return line
    end = _between_letters(line, most - 1)
    gap = line.rfind(" ", most // 2, end + 1)
    return line[: gap if gap > 0 else end].rstrip(" ,;:–-") + "…"


def fitting(text: str, most: int = DESCRIPTION) -> str:
    """As many whole sentences of `text` as `most` bytes of UTF-8 hold; at least some letters."""
    data = text.encode("utf-8")
    if len(data) <= most:
        return text
    room = data[:most].decode("utf-8", "ignore")
    ends = [found.end() for found in ENDS.finditer(room)]
    if ends:
        return room[: ends[-1]].rstrip()
    room = data[: max(0, most - 3)].decode("utf-8", "ignore")  # "…" takes three bytes
    return shortened(room, len(room) - 1) if len(room) > 1 else ""


def _settled(text: str) -> str:
    """`text` without what acts on a display, unpacked until unpacking changes nothing more."""
    for _ in range(ROUNDS):
        bare = _visible(text)
        text = html.unescape(bare)
        if text == bare:
            break
    else:
        text = LOOSE.sub("＆", _visible(text))  # the wide sign unpacks to nothing
    return text.translate(MARKS)


def _visible(text: str) -> str:
    """`text` without letters that can't be seen, line ends as newlines."""
    if PRINTED.fullmatch(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    lines = lines.replace("\u2029", "\n\n").replace("\t", " ")
    letters = set(lines) - KEPT
    gone = {ord(one): None for one in letters if unicodedata.category(one) in GONE}
    # Composed here, for that can turn other letters into a semicolon or a K.
    return unicodedata.normalize("NFC", lines.translate(gone) if gone else lines)


def _between_letters(line: str, end: int) -> int:
    """The last place up to `end` where no accent, joiner or tone of skin belongs to the left."""
    while end > 0 and (
        unicodedata.combining(line[end])
        or line[end] in JOINERS
        or line[end - 1] in JOINERS
        or "\ufe00" <= line[end] <= "\ufe0f"
        or "\U0001f3fb" <= line[end] <= "\U0001f3ff"
    ):
        end -= 1
    return end
