"""How much memory a render takes as it gets longer: peak resident size, beside the shortest one.

python bench/memory.py [minutes ...]
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

MINUTES = (10, 30, 60, 180)

SCRIPT = """\
kindpace: 1
title: Memory
minutes: {minutes}
parts:
  - repeat: {rounds}x
    parts:
      - part: Five minutes
        gait: run
        lasts: 5m
        breath: 3:3
        cues:
{cues}
"""
CUE = "          - say: Round {{round}}, thought {number}. Here is the next step, and one more.\n"
THOUGHTS = 8

CHILD = """
import resource, sys
from pathlib import Path
from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
render(plan(Order(name=sys.argv[1])), Path(sys.argv[2]))
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)
"""


def script(minutes: int) -> str:
    """A session of whole five minutes, with eight different lines in each."""
    cues = "".join(
        CUE.format(number=number) + "          - quiet: elastic\n" for number in range(THOUGHTS)
    )
    return SCRIPT.format(minutes=minutes, rounds=minutes // 5, cues=cues)


def measure(minutes: int, folder: Path) -> tuple[float, float]:
    """Peak megabytes and CPU seconds of one render."""
    file = folder / f"{minutes}.yaml"
    file.write_text(script(minutes), "utf-8")
    words = [sys.executable, "-c", CHILD, str(file), str(folder / "run.mp3")]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    peak, seconds = ran.stdout.split()
    return float(peak), float(seconds)


def main(lengths: Sequence[int]) -> None:
    """One row a length."""
    print(f"{'minutes':>8}{'peak MB':>10}{'x first':>9}{'CPU s':>9}{'CPU s/h':>9}")
    first = 0.0
    with TemporaryDirectory() as folder:
        for minutes in lengths:
            peak, seconds = measure(minutes, Path(folder))
            first = first or peak
            hour = seconds * 60 / minutes
            print(f"{minutes:>8}{peak:>10.0f}{peak / first:>9.2f}{seconds:>9.1f}{hour:>9.1f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or MINUTES)
