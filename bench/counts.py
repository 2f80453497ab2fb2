"""Where counted words are heard in the finished MP3, against their footfalls.

The track is decoded, and for each word the moment is looked for at which its band between 300 and
3000 Hz, smoothed over 25 ms, rises through half of its peak: a plain p-centre estimate, made on the
file that ships and not on the take.

    python bench/counts.py
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kindpace.session.reading import checked_values
from kindpace.sound.span import RATE
from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
from kindpace.timeline.events import CountWord
from kindpace.track.reading import blocks_of

RUNS: Sequence[tuple[int, str]] = ((150, "4:4"), (165, "3:2"), (173, "3:3"), (180, "2:1"))
LOW, HIGH, SMOOTH = 300, 3000, 0.025

SCRIPT = """\
kindpace: 1
title: Counts
sound: plain
parts:
  - part: Steps
    gait: run
    beat: off
    lasts: 2m
    cadence: {cadence}
    breath: {{pattern: {pattern}, count: spoken 8 cycles then silent}}
    cues:
      - quiet: {{lasts: elastic, announce: false}}
"""


def envelope(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """The band of vowels, rectified and smoothed."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(hertz < LOW) | (hertz > HIGH)] = 0
    window = np.hanning(int(SMOOTH * RATE))
    band = np.abs(np.fft.irfft(spectrum, len(samples)))
    return np.convolve(band, window / window.sum(), "same")


def error(word: CountWord, loudness: NDArray[np.float64]) -> float:
    """How long after its footfall a word is heard, in seconds."""
    start, room = float(word.start), float(word.room)
    first = int((start - room / 2) * RATE)
    around = loudness[first : int((start + 3 * room / 4) * RATE)]
    peak = int(0.3 * room * RATE)
    peak += int(np.argmax(around[peak:]))
    below = np.flatnonzero(around[:peak] < around[peak] / 2)
    return (first + int(below[-1]) + 1) / RATE - start


def main() -> None:
    """One row a cadence: the worst error of each word, in milliseconds."""
    runner = checked_values({"cadence": 165, "voice": "espeak"}, "--")
    with TemporaryDirectory() as folder:
        script, track = Path(folder) / "counts.yaml", Path(folder) / "counts.mp3"
        for cadence, pattern in RUNS:
            script.write_text(SCRIPT.format(cadence=cadence, pattern=pattern), "utf-8")
            made = render(plan(Order(name=str(script), wishes=runner)), track)
            loudness = envelope(np.concatenate([block[:, 0] for block in blocks_of(track)]))
            worst: dict[str, float] = {}
            for word in made.plan.timeline.words:
                late = 1000 * error(word, loudness)
                worst[word.line.text] = max(worst.get(word.line.text, 0.0), late, key=abs)
            told = "  ".join(f"{word} {late:+.1f}" for word, late in worst.items())
            print(f"{cadence} {pattern}  {told}")


if __name__ == "__main__":
    main()
