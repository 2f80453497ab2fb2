"""How many words get through street noise: as spoken, and with clarity off, indoor and outdoor.

Plain sentences are spoken, shaped and levelled as in a track, laid over pink noise, and heard by a
recogniser that knows the words of six sentences and nothing of their order (pocketsphinx with the
American English model of its wheel). All are equally loud; "as spoken" is neither shaped, nor are
its peaks held. Noise is told against that, over the parts where it speaks; "room" is a quiet room,
"clean" no noise to speak of. A recogniser is no runner: compare, don't believe.

    python bench/clarity.py [VOICE ...]
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import soxr
from pocketsphinx import Decoder, get_model_path

from kindpace.problems import WorldError, WrongUse
from kindpace.sound.level import VOICE, Clarity, clarified, held, loudness_of, weighed
from kindpace.sound.span import RATE, decibels
from kindpace.sound.take import Frames
from kindpace.track.encode import source_of
from kindpace.track.labels import Labels
from kindpace.track.reading import blocks_of
from kindpace.track.write import write_track
from kindpace.voices.doors import open_voice
from kindpace.voices.protocol import Request

SENTENCES: Final = (
    "Settle into a gentle rhythm and let your shoulders drop.",
    "Notice the ground under your feet with every step.",
    "Breathe in for three steps and breathe out for two.",
    "You have been running for ten minutes now.",
    "Look up and find something green in the distance.",
    "Slow down a little if you can no longer talk.",
    "There is nothing to prove out here today.",
    "Listen for the quietest sound that you can hear.",
    "Let your hands be loose and your jaw be soft.",
    "In half a minute we will walk again.",
    "Thank you for taking this time for yourself.",
    "If something hurts please stop and walk home.",
    "The next part is a little faster than the last.",
    "Feel the air on your face and in your chest.",
    "Keep one ear open for traffic and other people.",
    "This is the middle of your run and you are doing well.",
    "Take a small drink of water when you are ready.",
    "Your breath is steady and your steps are light.",
    "Count four steps in and four steps out.",
    "Let the thought pass like a cloud over the hill.",
    "Turn around at the bridge and come back the same way.",
    "One more easy minute and then we are done.",
    "When the path goes up take shorter steps.",
    "You can stop at any time and that is fine.",
)

VOICES: Final = ("espeak:en-us", "espeak:en-us+f5", "flite", "pico", "piper", "system")
"""Voices to ask where nobody names one; those that aren't here are passed over."""

KNOWN: Final = 6
"""Sentences whose words the recogniser knows at a time."""

PACE: Final = 175
"""Words a minute: about as quick as the people whom the model was trained on."""

CLEAN, ROOM = 60.0, 35.0
"""Voice over noise in dB. Digital silence would tell little: the model works on its logarithm."""

SEEDS: Final = (1, 2)
HEARING: Final = 16_000
"""The rate of the recogniser's model, in Hz."""

AROUND: Final = RATE // 5
"""Frames of noise alone before and after each sentence."""

ACTIVE: Final = 0.001
"""Parts within 30 dB of a sentence's loudest are speech, the others pauses."""


class Ear:
    """A recogniser that knows the words of `sentences`, each as likely as the others."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        known = sorted({word for sentence in sentences for word in words(sentence)})
        with TemporaryDirectory() as folder:
            model, sounds = Path(folder) / "words.arpa", Path(folder) / "words.dict"
            model.write_text(arpa(known), "ascii")
            sounds.write_text(pronounced(known), "ascii")
            self._decoder = Decoder(
                hmm=get_model_path("en-us/en-us"),
                dict=str(sounds),
                lm=str(model),
                samprate=HEARING,
                wip=0.05,
                fwdflat=False,
                loglevel="FATAL",
            )

    def heard(self, samples: Frames) -> tuple[str, ...]:
        """The words that are made out in `samples`, at `RATE`."""
        sound = soxr.resample(samples, RATE, HEARING)
        steps = np.clip(np.rint(sound * 16_384), -32_768, 32_767).astype("<i2")
        self._decoder.start_utt()
        self._decoder.process_raw(steps.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return tuple(word.split("(")[0] for word in found.hypstr.split()) if found else ()


def words(sentence: str) -> tuple[str, ...]:
    """The words of `sentence` as the dictionary has them."""
    return tuple(sentence.lower().strip(".").split())


def arpa(known: Sequence[str]) -> str:
    """A grammar in which every one of the words `known` is as likely as any other."""
    level = -log10(len(known) + 1)
    rows = "".join(f"{level:.4f}\t{word}\n" for word in ("</s>", *known))
    return f"\\data\\\nngram 1={len(known) + 2}\n\n\\1-grams:\n-99\t<s>\n{rows}\n\\end\\\n"


def pronounced(known: Sequence[str]) -> str:
    """How the words `known` sound, from the dictionary of the wheel; all of it loads slowly."""
    whole = Path(get_model_path("en-us/cmudict-en-us.dict")).read_text("ascii")
    wanted = set(known)
    lines = whole.splitlines(keepends=True)
    return "".join(line for line in lines if line.split(" ")[0].split("(")[0] in wanted)


def missed(said: Sequence[str], found: Sequence[str]) -> int:
    """Words that were left out, put in or taken for others: the Levenshtein distance."""
    row = list(range(len(found) + 1))
    for count, word in enumerate(said, 1):
        above, row = row, [count]
        for place, other in enumerate(found, 1):
            swap = above[place - 1] + (word != other)
            row.append(min(swap, above[place] + 1, row[-1] + 1))
    return row[-1]


def pink(length: int, seed: int) -> Frames:
    """Noise with as much power in each octave from 20 Hz on, at an RMS of 1."""
    size = 1 << (length - 1).bit_length()
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    draw = np.random.default_rng(seed)
    spectrum = draw.standard_normal(len(hertz)) + 1j * draw.standard_normal(len(hertz))
    spectrum[hertz < 20] = 0
    spectrum /= np.sqrt(np.maximum(hertz, 20))
    sound = np.fft.irfft(spectrum)[:length]
    return np.asarray(sound / np.sqrt(np.mean(sound**2)), np.float32)


def active(samples: Frames) -> float:
    """The RMS of those 10 ms of a sentence in which it speaks."""
    cells = samples[: len(samples) // 441 * 441].reshape(-1, 441)
    power = np.mean(cells**2, axis=1)
    return float(np.sqrt(power[power > ACTIVE * power.max()].mean()))


def levelled(samples: Frames, clarity: Clarity) -> Frames:
    """A sentence as a track has it: shaped, at the voice's loudness, its peaks held."""
    shaped = clarified(samples, clarity)
    line = weighed(shaped)
    return held(shaped * np.float32(decibels(line.own + line.lost(line.own))))


def as_spoken(samples: Frames) -> Frames:
    """A sentence at the voice's loudness, and nothing else done to it."""
    return samples * np.float32(decibels(VOICE - loudness_of(samples)))


def through_mp3(samples: Frames) -> Frames:
    """`samples` encoded as in a track, and decoded again."""
    room = np.float32(4)  # a voice as spoken may go beyond full scale
    with TemporaryDirectory() as folder:
        path = Path(folder) / "line.mp3"
        write_track(source_of(samples[:, None] / room), Labels(title="A line"), path)
        return np.concatenate([block[:, 0] for block in blocks_of(path)]) * room


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """What stands between voice and ear: noise `under` dB below a plain voice, and the MP3."""

    under: float
    mp3: bool = False

    def __str__(self) -> str:
        named = {CLEAN: "clean", ROOM: "room"}
        return named.get(self.under, f"{self.under:g} dB") + (" mp3" if self.mp3 else "")


STREETS: Final = (
    *(Street(under=under) for under in (CLEAN, ROOM, 10.0, 5.0)),
    *(Street(under=under, mp3=True) for under in (ROOM, 10.0)),
)


def misses(
    ear: Ear, lines: Sequence[Frames], street: Street, usual: float, seeds: Sequence[int] = SEEDS
) -> float:
    """The words missed in `lines`, the sentences that `ear` knows, as a share of all; 1 is all.

    Noise is laid against a voice whose RMS is `usual`; the share is a mean over `seeds`.
    """
    level = np.float32(usual * decibels(-street.under))
    wrong = 0
    for seed in seeds:
        for number, (sentence, line) in enumerate(zip(ear.sentences, lines, strict=True)):
            wide = np.pad(through_mp3(line) if street.mp3 else line, AROUND)
            noise = pink(len(wide), 1000 * seed + number) * level
            wrong += missed(words(sentence), ear.heard(wide + noise))
    return wrong / (len(seeds) * sum(len(words(sentence)) for sentence in ear.sentences))


def spoken(name: str, sentences: Sequence[str] = SENTENCES) -> list[Frames]:
    """`sentences` by the voice called `name`, at `RATE`. Raises WorldError or WrongUse."""
    opened = open_voice(name)
    try:
        asked = (
            Request(text=sentence, language="en-us", speaker=opened.speaker, pace=PACE)
            for sentence in sentences
        )
        takes = [opened.voice.speak(one) for one in asked]
    finally:
        opened.voice.close()
    return [np.asarray(soxr.resample(one.samples, one.rate, RATE), np.float32) for one in takes]


def rows(ears: Sequence[Ear], voice: str, takes: Sequence[Frames]) -> Iterator[str]:
    """As spoken, then one row a clarity: words missed in every street."""
    plain = [as_spoken(take) for take in takes]
    usual = mean(map(active, plain))
    ways = {"as spoken": plain}
    ways |= {str(clarity): [levelled(take, clarity) for take in takes] for clarity in Clarity}
    for name, lines in ways.items():
        level = 20 * log10(mean(map(active, lines)) / usual)
        parts = [lines[first : first + KNOWN] for first in range(0, len(lines), KNOWN)]
        shares = (
            mean(misses(ear, part, street, usual) for ear, part in zip(ears, parts, strict=True))
            for street in STREETS
        )
        figures = "".join(f"{100 * share:>10.0f}" for share in shares)
        yield f"{voice:<20}{name:<10}{level:>+7.1f}{figures}"


def main(named: Sequence[str]) -> None:
    """Words missed in a hundred, for every voice that is here."""
    ears = [Ear(SENTENCES[first : first + KNOWN]) for first in range(0, len(SENTENCES), KNOWN)]
    streets = "".join(f"{street!s:>10}" for street in STREETS)
    print(f"{'voice':<20}{'clarity':<10}{'RMS dB':>7}{streets}")
    for voice in named or VOICES:
        try:
            takes = spoken(voice)
        except (WorldError, WrongUse):
            if named:
                raise
            continue
        for row in rows(ears, voice, takes):
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
