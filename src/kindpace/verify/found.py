"""Everything that was found in a file, as frozen values: what findings and pictures are made of.

Times are seconds of the decoded track; levels are dBFS or LUFS. Nothing here comes from settings.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindpace.timeline.score import Score
from kindpace.track.reading import Reading

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From `start` to `end`, in seconds."""

    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A jump in the waveform that nothing planned explains; `size` is of full scale (0..2)."""

    at: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What one player's "skip silence" would take away: seconds, and the share of the track."""

    player: str
    seconds: float
    share: float
    first: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """Levels through the track.

    `integrated` and `range` after BS.1770 and EBU Tech 3342; `momentary` LUFS each 100 ms;
    `highs` and `lows` the extreme samples of each 100 ms over all channels (0..1, -1..0);
    `floor` the RMS level (dBFS, above 100 Hz) of each 100 ms; `longest_faint` the longest run of
    samples under -30.1 dBFS in seconds; `offset` the mean sample of the worst channel.
    """

    length: float
    integrated: float
    range: float
    true_peak: float
    momentary: Numbers
    highs: Numbers
    lows: Numbers
    floor: Numbers
    longest_faint: float
    offset: float
    clipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """How the two channels go together, in dB.

    `lost` is what the mono sum loses in loudness over the whole, `worst_lost` in the worst 3 s;
    `leaning` how much louder one ear is than the other, over the whole. All 0 in mono.
    """

    lost: float
    worst_lost: float
    worst_at: float
    leaning: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beats:
    """Every planned beat, and how many seconds late it stands; NaN where none was found.

    `slope` is the drift (seconds a second), `late` the constant part that a player or another
    encoder adds, `spoken` tells which beats lie under words, `clear` how far each stands out of
    what surrounds it (dB).
    """

    planned: Numbers
    late_by: Numbers
    clear: Numbers
    spoken: NDArray[np.bool_]
    slope: float
    late: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFound:
    """A planned sentence: where it begins in the file, and how well it was recognised.

    `begins` None: no voice was found there. `likeness` (0..1) compares its outline with the
    planned one, None for private words. `clear` is how far (LU) it stands above the bed under it.
    """

    start: float
    end: float
    text: str
    begins: float | None
    likeness: float | None
    clear: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """A file, measured. `score` None: it carries no plan, so beats and lines stay unknown.

    `holes` are stretches of dead air, `pumping` where the bed sinks without a word being spoken,
    `clicks` jumps that no sound of ours makes, `still` the stretches over a minute without a word
    that nobody announced.
    """

    reading: Reading
    score: Score | None
    levels: Levels
    ears: Ears
    skipped: tuple[Skipped, ...]
    clicks: tuple[Click, ...]
    holes: tuple[Stretch, ...]
    pumping: tuple[Stretch, ...]
    still: tuple[Stretch, ...]
    beats: Beats | None
    lines: tuple[LineFound, ...]
