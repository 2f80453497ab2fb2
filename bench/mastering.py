"""What mastering costs: CPU seconds of each step of a render, beside LAME alone on the same sound.

The takes are in the cache before the clock runs. Each stem is asked for the whole track by itself;
then the whole is rendered as `kindpace render` does, while encoders, and the frames that go over
the bus, are counted: loudness is found by listening to the parts, and the track is encoded once.

    python bench/mastering.py [session] [minutes]
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch

import lameenc
import numpy as np

from kindpace.session.model import Line
from kindpace.session.reading import checked_values
from kindpace.sound import master as mastering
from kindpace.sound.limiter import limited, limits
from kindpace.sound.loudness import Sound, measured
from kindpace.sound.master import Master, spoken_loudness
from kindpace.sound.mix import mixed
from kindpace.sound.peaks import true_peak
from kindpace.sound.span import RATE, Span, decibels
from kindpace.sound.take import Take
from kindpace.sound.voices import voices
from kindpace.studio import making
from kindpace.studio.making import record, render, unwatched
from kindpace.studio.planning import Order, Planned, plan
from kindpace.studio.verifying import verify
from kindpace.track import write
from kindpace.track.encode import MONO, pcm, source_of
from kindpace.track.reading import blocks_of
from kindpace.track.stretches import Means, encode

Costs = dict[str, float]
"""CPU seconds by step, in order."""


def timed(costs: Costs, name: str, work: Callable[[], object]) -> None:
    """Do `work`, and write down what it took."""
    before = process_time()
    work()
    costs[name] = process_time() - before


def drained(things: Iterator[object]) -> None:
    """Ask for everything, keep nothing."""
    for _ in things:
        pass


def stem_costs(costs: Costs, track: Master) -> None:
    """Every stem over the whole track, then their sum, then what is done to the sum."""
    spans = tuple(Span(0, track.frames).blocks())
    for stem in track.stems:
        timed(costs, f"stem: {stem.name}", partial(drained, map(stem.ask, spans)))
    summed: list[Sound] = []

    def sum_up() -> None:
        summed.extend(mixed(track.stems, limits(one), track.gains) for one in spans)

    timed(costs, "all stems, summed by pydub", sum_up)
    ceiling = decibels(track.aim.peak)
    pairs = tuple(zip(summed, spans, strict=True))
    timed(costs, "limiter", lambda: drained(limited(one, at, ceiling) for one, at in pairs))


def encoder_costs(costs: Costs, blocks: list[Sound]) -> float:
    """Our encoding and LAME alone on the same samples; gives LAME's seconds."""
    timed(
        costs, "encoding", lambda: drained(encode(source_of(np.concatenate(blocks)), MONO, Means()))
    )
    rounded = [pcm(block, 1, 0) for block in blocks]
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(RATE)
    lame.set_out_sample_rate(RATE)
    lame.set_bit_rate(MONO.bitrate)
    lame.set_quality(MONO.quality)
    timed(costs, "LAME alone", lambda: drained(map(lame.encode, rounded)))
    return costs["LAME alone"]


@contextmanager
def counted(frames: int) -> Iterator[dict[str, float]]:
    """Count encoders, and how often the whole track goes over the bus."""
    counts = {"encodes": 0.0, "times over the bus": 0.0}

    def encoding(*given: object) -> object:
        counts["encodes"] += 1
        return encode(*given)  # type: ignore[arg-type] # passed on as it came

    def mixing(*given: object) -> Sound:
        span = next(one for one in given if isinstance(one, Span))
        counts["times over the bus"] += span.length / frames
        return mixed(*given)  # type: ignore[arg-type] # passed on as it came

    with patch.object(write, "encode", encoding), patch.object(mastering, "mixed", mixing):
        yield counts


def step_costs(planned: Planned, takes: Mapping[Line, Take]) -> tuple[Costs, float]:
    """The steps between the takes and the encoder, each by itself; and LAME's seconds."""
    costs: Costs = {}
    timeline = planned.timeline
    track = making.mixed(planned, takes)
    timed(costs, "levelling lines", lambda: voices(timeline, takes))
    timed(costs, "listening: voice", lambda: spoken_loudness(track.words, track.frames))
    for names in (("beat", "bell"), ("breath",), ("bed",)):
        told = " and ".join(names)
        work = partial(mastering.heard, track.stems, names, track.frames)
        timed(costs, f"listening: {told}", work)
    stem_costs(costs, track)
    blocks = list(track.blocks())
    timed(costs, "loudness", lambda: measured(blocks))
    timed(costs, "true peak", lambda: true_peak(blocks))
    return costs, encoder_costs(costs, blocks)


def whole_costs(planned: Planned, folder: Path) -> tuple[Costs, dict[str, float]]:
    """A real render, and hearing it back."""
    costs: Costs = {}
    path = folder / "run.mp3"
    frames = round(planned.timeline.length * RATE)
    with counted(frames) as counts:
        timed(costs, "render, as a whole", lambda: render(planned, path))
    timed(costs, "  of it: decoding", lambda: drained(blocks_of(path)))
    timed(costs, "  of it: hearing back", lambda: verify(path))
    return costs, counts


def main() -> None:
    """One row a step."""
    session = sys.argv[1] if len(sys.argv) > 1 else "steady-companion"
    wishes = {"voice": "espeak", "minutes": int(sys.argv[2]) if len(sys.argv) > 2 else 30}
    planned = plan(Order(name=session, wishes=checked_values(dict(wishes), "--")))
    with TemporaryDirectory() as folder:
        record(planned, unwatched, Path(folder))
        costs: Costs = {}
        timed(costs, "speaking, cached", lambda: record(planned, unwatched, Path(folder)))
        spoken, takes = record(planned, unwatched, Path(folder))
        steps, lame = step_costs(spoken, takes)
        whole, counts = whole_costs(spoken, Path(folder))
    print(f"{session}, {float(spoken.timeline.length) / 60:.1f} minutes, {len(takes)} lines\n")
    print(f"{'step':<30}{'CPU s':>9}{'x LAME':>9}")
    for name, seconds in {**costs, **steps, **whole}.items():
        print(f"{name:<30}{seconds:>9.2f}{seconds / lame:>9.2f}")
    print(", ".join(f"{name}: {np.round(times, 2):g}" for name, times in counts.items()))


if __name__ == "__main__":
    main()
