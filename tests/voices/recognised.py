"""How well a machine makes out what a voice says: a recogniser that knows words, not sentences.

pocketsphinx with the American English model of its wheel. It was made for people, so its figures
rank voices and show when one has become worse; they don't tell what a person understands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soxr
from pocketsphinx import Decoder, get_model_path

from kindpace.voices.protocol import Spoken

HEARING = 16_000
AROUND = HEARING // 4
LOUD = 0.35
ROOM = 0.0015
"""The noise of a quiet room: a recogniser takes the logarithm of silence."""


class Ear:
    """A recogniser for which each of the words in `sentences` is as likely as any other."""

    def __init__(self, sentences: Sequence[str]) -> None:
        known = sorted({word for sentence in sentences for word in words(sentence)})
        share = -np.log10(len(known) + 1)
        rows = [f"{share:.4f}\t{word}" for word in ("</s>", *known)]
        head = f"\\data\\\nngram 1={len(rows) + 1}\n\n\\1-grams:\n-99\t<s>\n"
        with TemporaryDirectory() as folder:
            model, sounds = Path(folder) / "words.arpa", Path(folder) / "words.dict"
            model.write_text(head + "\n".join(rows) + "\n\n\\end\\\n", "ascii")
            sounds.write_text(_sounds(known), "ascii")
            self._decoder = Decoder(
                hmm=get_model_path("en-us/en-us"),
                dict=str(sounds),
                lm=str(model),
                wip=0.05,
                loglevel="FATAL",
            )

    def hears(self, spoken: Spoken) -> tuple[str, ...]:
        """The words that are made out."""
        sound = soxr.resample(spoken.samples, spoken.rate, HEARING)
        sound = np.pad(sound * (LOUD / np.abs(sound).max()), AROUND)
        room = np.random.default_rng(7).standard_normal(len(sound)) * ROOM
        steps = np.rint((sound + room).clip(-1, 1) * 32_767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(steps.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return tuple(word.split("(")[0] for word in found.hypstr.split()) if found else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Words that were said, and how many of them were missed."""

    said: int
    missed: int

    @property
    def share(self) -> float:
        """The word error rate, 0 for none."""
        return self.missed / self.said


def words(sentence: str) -> tuple[str, ...]:
    """The words of `sentence` as the dictionary has them."""
    return tuple(re.findall(r"[a-z]+(?:'[a-z]+)*", sentence.lower()))


def _sounds(known: Sequence[str]) -> str:
    """The part of the wheel's dictionary that these words need: it is read at once."""
    whole = Path(get_model_path("en-us/cmudict-en-us.dict")).read_text("utf-8")
    wanted = set(known)
    rows = [row for row in whole.splitlines() if re.split(r"[ (]", row, maxsplit=1)[0] in wanted]
    return "\n".join(rows) + "\n"


def missed(said: Sequence[str], found: Sequence[str]) -> int:
    """Words left out, put in or taken for others: the Levenshtein distance."""
    row = list(range(len(found) + 1))
    for count, word in enumerate(said, 1):
        above, row = row, [count]
        for place, other in enumerate(found, 1):
            swap = above[place - 1] + (word != other)
            row.append(min(swap, above[place] + 1, row[-1] + 1))
    return row[-1]


def score(ear: Ear, takes: Sequence[tuple[str, Spoken]]) -> Score:
    """How much of all `takes` the ear missed."""
    return Score(
        said=sum(len(words(sentence)) for sentence, _ in takes),
        missed=sum(missed(words(sentence), ear.hears(take)) for sentence, take in takes),
    )
