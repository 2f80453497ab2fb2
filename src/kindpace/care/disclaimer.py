"""Do notes for others say what everybody who presses play should know first."""

import re
from collections.abc import Iterator

from kindpace.care.pack import word_pack
from kindpace.problems import Problem, Weight, problem

WANTED = {
    "medical": "that it is not medical advice",
    "treatment": "that it is not treatment",
    "precheck": "whom to ask first",
    "one_ear": "one ear free",
    "weather": "a word on the weather",
    "feedback": "where to write to",
}
"""What is listened for in the notes (`[signs]` of a word pack), and how its lack is told."""

ON_THE_WAY = frozenset({"one_ear", "weather"})
"""What nobody needs who sits indoors."""

ADDRESS = re.compile(r"\S@\S|https?://\S")


def look_at_notes(
    notes: str,
    language: str,
    *,
    waived: frozenset[str] = frozenset(),
    weight: Weight = Weight.MEND,
) -> Iterator[Problem]:
    """`notes/disclaimer`: everything that notes in a feed lack; nothing without a word pack.

    `waived` are names of `WANTED` that these notes need not tell.
    """
    for sign in signs_lacking(notes, language):
        if sign not in waived:
            yield problem("notes/disclaimer", weight=weight, what=WANTED[sign])


def signs_lacking(notes: str, language: str) -> tuple[str, ...]:
    """The names of all in `WANTED` that `notes` don't tell, as far as the language is known."""
    pack = word_pack(language)
    if pack is None:
        return ()
    addressed = ADDRESS.search(notes) is not None
    return tuple(
        sign
        for sign in WANTED
        if not pack.hears(sign, notes) and not (sign == "feedback" and addressed)
    )
