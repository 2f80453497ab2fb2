"""What leaves the machine: which lines a network voice is given, and whose words are in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kindpace.problems import Problem, Weight, problem
from kindpace.session.model import Line

MOST_WORDS, LONGEST = 12, 60
STOPS = ".,;:!?…()\"'“”„«»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Lines that `voice` has still to be given, sent to `to`, and the private words in them."""

    voice: str
    to: str
    lines: int
    private: tuple[str, ...]

    @property
    def told(self) -> Problem:
        """Advice that says so plainly."""
        count = "1 line" if self.lines == 1 else f"{self.lines} lines"
        voice, to, look = self.voice, self.to, Weight.LOOK
        if not self.private:
            return problem("words-leave", weight=look, voice=voice, to=to, count=count)
        shown = [f"“{_shortened(each)}”" for each in self.private[:MOST_WORDS]]
        more = len(self.private) - len(shown)
        shown += [f"and {more} more"] if more else []
        words = ", ".join(shown)
        return problem("own-words-leave", weight=look, voice=voice, to=to, count=count, words=words)


def leaving(voice: str, to: str, lines: Sequence[Line]) -> Leaving:
    """What `lines` give away to `voice`; each private word once, in the order of the script."""
    private = dict.fromkeys(each for line in lines for each in private_words(line))
    return Leaving(voice=voice, to=to, lines=len(lines), private=tuple(private))


def private_words(line: Line) -> tuple[str, ...]:
    """The words of `line` that others don't read: what its text has beside its public text."""
    if line.public is None:
        return ()
    said, public = line.text.split(), line.public.split()
    steps = SequenceMatcher(None, _plain(said), _plain(public), autojunk=False).get_opcodes()
    found = (
        " ".join(said[first:last]).strip(STOPS)
        for what, first, last, _, _ in steps
        if what in ("replace", "delete")
    )
    return tuple(words for words in found if re.search(r"\w", words))


def _plain(words: Iterable[str]) -> list[str]:
    return [word.strip(STOPS).casefold() for word in words]


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."
