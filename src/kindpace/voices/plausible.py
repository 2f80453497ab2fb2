"""Whether what came back can be the asked words: heard at all, not too short, not too long."""

from kindpace.problems import problem
from kindpace.voices.hearing import Heard, listen
from kindpace.voices.protocol import Spoken, VoiceFailed
from kindpace.voices.syllables import count_syllables

SHORTEST_SYLLABLE, LONGEST_SYLLABLE = 0.03, 1.0
GRACE = 1.5


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
