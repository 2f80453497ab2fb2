"""Do notes for others say what everybody who presses play should know first."""

from collections.abc import Iterator

from kindpace.care.pack import word_pack
from kindpace.problems import Problem, problem

WANTED = {
    "medical": "that it is not medical advice",
    "treatment": "that it is not treatment",
    "precheck": "whom to ask first",
    "one_ear": "one ear free",
    "weather": "a word on the weather",
    "feedback": "where to write to",
}
"""What is listened for in the notes (`[signs]` of a word pack), and how its lack is told."""


def look_at_notes(notes: str, language: str) -> Iterator[Problem]:
    """`notes/disclaimer`: everything that notes in a feed lack; nothing without a word pack."""
    pack = word_pack(language)
    for sign, what in WANTED.items() if pack else ():
        if pack and not pack.hears(sign, notes):
            yield problem("notes/disclaimer", what=what)
