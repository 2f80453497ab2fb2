"""Whether what came back can be the asked words: heard at all, not too short, not too long."""

from kindpace.problems import problem
from kindpace.voices.hearing import Heard, listen
from kindpace.voices.protocol import Spoken, VoiceFailed
from kindpace.voices.syllables import count_syllables, words

SHORTEST_SYLLABLE, LONGEST_SYLLABLE = 0.03, 1.0
GRACE = 1.5

SHORT = 5
"""Words under which some voices ramble or fall silent: a text of so few is looked at closely."""

LONGEST_SHORT_SYLLABLE, SHORT_GRACE = 0.5, 0.6


def hear(spoken: Spoken, text: str) -> Heard:
    """Where the speech is. Raises VoiceFailed if `spoken` can't be `text`, said aloud.

    Bounds are generous: 0.03 to 1.0 seconds a syllable, and 1.5 s of grace at the upper end.
    """
    heard = listen(spoken.samples, spoken.rate)
    if heard is None:
        raise VoiceFailed(problem("take-silent").what)
    seconds = (heard.stop - heard.start) / spoken.rate
    count = count_syllables(text)
    if seconds < SHORTEST_SYLLABLE * count:
        raise VoiceFailed(problem("take-too-short", seconds=f"{seconds:.2f}", count=count).what)
    if seconds > LONGEST_SYLLABLE * count + GRACE:
        raise VoiceFailed(problem("take-too-long", seconds=f"{seconds:.1f}", count=count).what)
    return heard


def is_short(text: str) -> bool:
    """Whether `text` has so few words that a voice without a sense for them may go astray."""
    return len(words(text)) < SHORT


def hear_short(spoken: Spoken, text: str) -> Heard:
    """As `hear`, with at most 0.5 seconds a syllable and 0.6 s of grace: for texts of few words."""
    heard = hear(spoken, text)
    seconds, count = (heard.stop - heard.start) / spoken.rate, count_syllables(text)
    if seconds > LONGEST_SHORT_SYLLABLE * count + SHORT_GRACE:
        raise VoiceFailed(problem("take-too-long", seconds=f"{seconds:.1f}", count=count).what)
    return heard
