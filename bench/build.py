"""What a build takes: a programme's worth of sessions cold, from warm takes, and with no change.

Each session says lines of its own, so that nothing is shared but what sessions of one author do
share. Prints wall seconds for one worker and two, what an hour of sound costs, and what a million
runs of thirty minutes a day would need at that price. Quiet machines tell the truth.

    python bench/build.py [--sessions 40] [--minutes 5] [--voice espeak]
"""

import argparse
import datetime as dt
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from kindpace.session.reading import checked_values
from kindpace.studio.building.asked import Ask, Built
from kindpace.studio.building.build import build
from kindpace.studio.building.workers import here
from kindpace.studio.planning import Order

RUNS, RUN_HOURS, DAY = 1_000_000, 0.5, 86_400

SCRIPT = """\
kindpace: 1
title: Session {number}
minutes: {minutes}
sound: park
parts:
  - part: Arrive
    gait: walk
    lasts: 1m30
    cues:
      - safety: Keep one ear free, and the volume low enough to hear a voice.
      - way_out: You can walk, turn back, or stop at any time, and it counts.
      - stop_if: Stop, and get help, if there is pain in your chest, dizziness, or hard breathing.
      - say: This is session number {number}, and it is yours.
  - part: Easy
    gait: walk
    cues:
{cues}      - quiet: elastic
  - part: Home
    gait: walk
    lasts: 1m30
    cues:
      - way_out: Walk as slowly as you like now.
      - say: That was number {number}. Well done for coming out.
"""


def scripts(folder: Path, count: int, minutes: int) -> Path:
    """`count` sessions, two lines a minute each."""
    folder.mkdir()
    for number in range(count):
        cues = "".join(
            f"      - say: Step {line} of {number}, light and easy, one foot and then the other.\n"
            f"      - rest: 8s\n"
            for line in range(1, 2 * max(1, minutes - 3))
        )
        text = SCRIPT.format(number=number, minutes=minutes, cues=cues)
        (folder / f"s{number:03d}.yaml").write_text(text, "utf-8")
    return folder


def timed(ask: Ask, jobs: int) -> tuple[float, Built]:
    """Wall seconds of a build, and what came of it."""
    began = perf_counter()
    made = build(ask, crew=lambda: here(jobs), now=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    return perf_counter() - began, made


def main() -> None:
    """One row a build."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sessions", type=int, default=40)
    words.add_argument("--minutes", type=int, default=5)
    words.add_argument("--voice", default="espeak")
    told = words.parse_args()
    order = Order(name="", wishes=checked_values({"voice": told.voice}, "--"))
    with TemporaryDirectory() as place:
        home = Path(place)
        os.environ["KINDPACE_CACHE"] = str(home / "cache")
        what = str(scripts(home / "scripts", told.sessions, told.minutes))
        rows: dict[str, float] = {}
        for name, into, jobs in (
            ("cold, two workers", "two", 2),
            ("warm takes, two workers", "again", 2),
            ("warm takes, one worker", "one", 1),
            ("nothing changed", "one", 1),
        ):
            ask = Ask(what=(what,), into=home / into, order=order, base_url="https://example.org")
            rows[name], made = timed(ask, jobs)
            hours = made.feeds[0].seconds / 3600
            if made.faults:
                raise SystemExit(made.faults[0].what)
            print(
                f"{name:<26}{rows[name]:>9.1f} s  {len(made.feeds[0].made):>4} made, {hours:.2f} h"
            )
        sound = told.sessions * told.minutes / 60
        price = rows["warm takes, one worker"] / sound
        quicker = rows["warm takes, one worker"] / rows["warm takes, two workers"]
        print(f"\ntwo workers beside one      {quicker:.2f} times as quick")
        print(f"an hour of sound            {price:.0f} core seconds")
        cores = RUNS * RUN_HOURS * price / DAY
        print(f"a million runs of 30 min    {cores:,.0f} cores, {cores * 24:,.0f} core hours a day")


if __name__ == "__main__":
    main()
