"""From a plan to a track: speak its lines, mix it, write it, and measure what was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kindpace.problems import Problem, WrongUse, problem
from kindpace.session.model import Line, Seconds
from kindpace.sound.master import Balance, Master
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Take
from kindpace.studio.labelling import Window, labels
from kindpace.studio.means import means_in
from kindpace.studio.planning import Planned, section_span
from kindpace.studio.scoring import scored, with_plan
from kindpace.studio.speaking import (
    Progress,
    Remark,
    Told,
    balance_of,
    mixed,
    record,
    unheard,
    unread,
    unwatched,
)
from kindpace.timeline.tempo import frame
from kindpace.track.encode import MONO, Encoding, Source
from kindpace.track.labels import Labels
from kindpace.track.stretches import Means
from kindpace.track.whole import ready_place
from kindpace.track.write import Track, write_track
from kindpace.verify.found import Found
from kindpace.verify.listening import listen
from kindpace.verify.promises import broken
from kindpace.voices.cache import open_cache
from kindpace.voices.claims import in_use
from kindpace.voices.own import OWN

__all__ = [
    "ONE_CORE",
    "Labelled",
    "Progress",
    "Remark",
    "Rendered",
    "Told",
    "as_it_is",
    "balance_of",
    "mixed",
    "produce",
    "record",
    "render",
    "unheard",
    "unread",
    "unwatched",
    "window_of",
]

Labelled = Callable[[Labels], Labels]

ONE_CORE = Means()


def as_it_is(labels: Labels) -> Labels:
    """For a track that stands by itself."""
    return labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A track with the plan it follows, and what was measured on the finished MP3.

    `broken` are the promises that it doesn't keep; `given` is what was kept of own levels, in dB;
    `recorded` are the lines that a person reads, `spoken` all others.
    """

    plan: Planned
    track: Track
    voices: tuple[str, ...]
    recorded: tuple[Line, ...]
    spoken: tuple[Line, ...]
    given: Balance
    found: Found
    broken: tuple[Problem, ...]


def render(
    planned: Planned,
    into: Path,
    *,
    only: str | Window | None = None,
    encoding: Encoding = MONO,
    on_progress: Progress = unwatched,
    on_leaving: Told = unheard,
    on_remark: Remark = unread,
) -> Rendered:
    """`planned` spoken, mixed and written to `into`; `only` makes a part or a span of it alone.

    Raises KindpaceError with everything that stands in the way; then `into` is as it was before.
    """
    ready_place(into)
    window_of(planned, only)
    with TemporaryDirectory(prefix="kindpace-") as spare:
        cache = open_cache(Path(spare)).folder
        with in_use(cache):
            spoken, takes = record(planned, on_progress, Path(spare), on_leaving, on_remark)
            return produce(
                spoken,
                takes,
                into,
                only=only,
                encoding=encoding,
                means=means_in(cache),
                on_progress=on_progress,
            )


def produce(
    spoken: Planned,
    takes: Mapping[Line, Take],
    into: Path,
    *,
    only: str | Window | None = None,
    encoding: Encoding = MONO,
    means: Means = ONE_CORE,
    on_progress: Progress = unwatched,
    labelled: Labelled = as_it_is,
) -> Rendered:
    """`spoken` with its `takes`, mixed, written and heard back. It needs no voice.

    It takes one core, and keeps nothing, unless `means` allows for more. `labelled` has the last
    word on what the track tells of itself. Raises as `render` does.
    """
    mastered = mixed(spoken, takes, channels=encoding.channels)
    window = window_of(spoken, only)
    start, stop = _frames(window, mastered)
    score = scored(spoken, takes, window, mastered.words)
    track = write_track(
        _source(mastered, start, stop),
        with_plan(labelled(labels(spoken, takes, window)), score),
        into,
        encoding=encoding,
        means=means,
        on_progress=lambda done: on_progress("writing", done, stop - start),
    )
    found = listen(into, score, lambda done: on_progress("measuring", done, stop - start))
    return Rendered(
        plan=spoken,
        track=track,
        voices=tuple(sorted({take.voice for take in takes.values()})),
        recorded=tuple(line for line, take in takes.items() if take.voice == OWN),
        spoken=tuple(line for line, take in takes.items() if take.voice != OWN),
        given=mastered.figures.given,
        found=found,
        broken=broken(found),
    )


def window_of(planned: Planned, only: str | Window | None) -> Window:
    """The stretch of the track that is wanted: a part by its name, a span, or all of it."""
    if isinstance(only, str):
        return section_span(planned.timeline, only)
    return only or (Seconds(0), planned.timeline.length)


def _source(mastered: Master, start: int, stop: int) -> Source:
    """The frames of `mastered` from `start` up to `stop`, as a track is made of them."""
    return Source(
        frames=stop - start,
        ask=lambda first, last: mastered.ask(Span(start + first, start + last)),
    )


def _frames(window: Window, mastered: Master) -> tuple[int, int]:
    start, stop = (min(frame(moment, RATE), mastered.frames) for moment in window)
    if stop <= start:
        raise WrongUse([problem("span-empty")])
    return start, stop
