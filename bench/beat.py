"""Where the beat stands in the finished MP3: worst error and drift against the plan.

For each cadence an hour is rendered, decoded again, and every onset looked for near its planned
step. An onset is where the sound above 600 Hz first reaches half of its local peak. Steps under
words are measured too, and told apart, since a consonant may hide an onset.

    python bench/beat.py [minutes]
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kindpace.session.reading import checked_values
from kindpace.sound.span import RATE
from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
from kindpace.timeline.events import Timeline
from kindpace.track.reading import blocks_of

CADENCES: Sequence[str] = ("150", "165", "170", "173", "180", "160 -> 175 over 5m")
AROUND = RATE // 25
"""Frames looked at on each side of a planned step: 40 ms."""

ABOVE = 600
"""Hz under which the bed lives, not the beat."""

SCRIPT = """\
kindpace: 1
title: Beat
sound: plain
parts:
  - part: Steps
    gait: run
    lasts: {minutes}m
    cadence: {cadence}
    cues:
      - say: Nothing but steps.
      - quiet: {{lasts: elastic, announce: false}}
"""


def decoded(path: Path) -> NDArray[np.float32]:
    """The whole track, high-passed in one go."""
    samples = np.concatenate([block[:, 0] for block in blocks_of(path)])
    size = 1 << int(np.ceil(np.log2(len(samples))))
    spectrum = np.fft.rfft(samples, size)
    spectrum[: int(ABOVE * size / RATE)] = 0
    return np.fft.irfft(spectrum, size)[: len(samples)].astype(np.float32)


def onset_errors(samples: NDArray[np.float32], timeline: Timeline) -> NDArray[np.float64]:
    """Planned time and error (both in seconds) of every step that no word covers."""
    words = [(one.start, one.end) for one in timeline.speeches]
    found = []
    for _, step in timeline.beat_steps():
        middle = round(step * RATE)
        if any(start - 1 < step < end + 1 for start, end in words):
            continue
        window = np.abs(samples[max(0, middle - AROUND) : middle + AROUND])
        if len(window) < 2 * AROUND:
            continue
        first = int(np.argmax(window >= window.max() / 2))
        found.append((float(step), (middle - AROUND + first) / RATE - float(step)))
    return np.array(found)


def measure(cadence: str, minutes: int, folder: Path) -> None:
    """Render, decode, and print one row."""
    script = folder / "beat.yaml"
    script.write_text(SCRIPT.format(cadence=cadence, minutes=minutes), "utf-8")
    runner = checked_values({"cadence": 165, "voice": "tone"}, "--")
    made = render(plan(Order(name=str(script), wishes=runner)), folder / "beat.mp3")
    errors = onset_errors(decoded(made.track.path), made.plan.timeline)
    slope = np.polyfit(errors[:, 0], errors[:, 1], 1)[0]
    worst, mean = 1000 * np.abs(errors[:, 1]).max(), 1000 * errors[:, 1].mean()
    print(f"{cadence:<22}{len(errors):>8}{worst:>11.2f}{mean:>11.2f}{slope:>14.1e}")


def main() -> None:
    """All cadences, one row each."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    print(f"{'cadence':<22}{'steps':>8}{'worst ms':>11}{'mean ms':>11}{'slope':>14}")
    with TemporaryDirectory() as folder:
        for cadence in CADENCES:
            measure(cadence, minutes, Path(folder))


if __name__ == "__main__":
    main()
