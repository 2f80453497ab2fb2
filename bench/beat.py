"""Where the beat stands in the finished MP3: worst error and drift against the plan.

For each cadence an hour is rendered, and `kindpace verify`'s own ears look for every beat in the
decoded file. Steps under words are told apart, since a voice may hide an onset.

    python bench/beat.py [minutes, 6 at least]
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kindpace.session.reading import checked_values
from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
from kindpace.studio.scoring import PLAN
from kindpace.timeline.score_text import read_score
from kindpace.track.reading import read_track
from kindpace.verify import beats
from kindpace.verify.blocks import blocks
from kindpace.verify.found import Beats

CADENCES: Sequence[str] = ("150", "165", "170", "173", "180", "160 -> 175 over 5m")

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


def heard(path: Path) -> Beats:
    """Every planned beat of the track at `path`, held against the plan in its tag."""
    score = read_score(dict(read_track(path).labels.extra)[PLAN])
    return beats.together([beats.part_of(block, score) for block in blocks(path)], score)


def measure(cadence: str, minutes: int, folder: Path) -> None:
    """Render, decode, and print one row."""
    script = folder / "beat.yaml"
    script.write_text(SCRIPT.format(cadence=cadence, minutes=minutes), "utf-8")
    runner = checked_values({"cadence": 165, "voice": "tone"}, "--")
    made = render(plan(Order(name=str(script), wishes=runner)), folder / "beat.mp3")
    found = heard(made.track.path)
    free = 1000 * found.late_by[~found.spoken]
    under = 1000 * np.abs(found.late_by[found.spoken]).max(initial=0.0)
    worst, mean = np.abs(free).max(), free.mean()
    row = f"{cadence:<22}{len(free):>8}{worst:>11.3f}{mean:>11.3f}{found.slope:>14.1e}"
    print(f"{row}{under:>14.3f}{int(np.isnan(found.late_by).sum()):>9}")


def main() -> None:
    """All cadences, one row each."""
    minutes = max(6, int(sys.argv[1])) if len(sys.argv) > 1 else 60
    head = f"{'cadence':<22}{'steps':>8}{'worst ms':>11}{'mean ms':>11}{'slope':>14}"
    print(f"{head}{'under words':>14}{'missing':>9}")
    with TemporaryDirectory() as folder:
        for cadence in CADENCES:
            measure(cadence, minutes, Path(folder))


if __name__ == "__main__":
    main()
