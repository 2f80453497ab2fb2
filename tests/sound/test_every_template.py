"""What holds for a finished track, whatever sound it stands in: on its samples and in its MP3."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from kindpace.library import shipped
from kindpace.sound.balance import Aim
from kindpace.sound.loudness import measured
from kindpace.sound.master import Master, master
from kindpace.sound.mix import mixed
from kindpace.sound.peaks import true_peak
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Frames
from kindpace.sound.templates import template_names
from kindpace.timeline.events import Stillness
from kindpace.track.encode import source_of
from kindpace.track.reading import blocks_of
from kindpace.track.write import write_track
from tests.sound.maker import MARK, guided, template
from tests.track.maker import PLAIN

QUIET = Stillness(start=Fraction(14), length=Fraction(12), announced=False, mark=MARK)
LINES, TAKES = guided(Fraction(28), Fraction(3, 5))
RUN = replace(LINES, speeches=LINES.speeches[:2], quiets=(QUIET,))


@pytest.fixture(scope="module", params=template_names([shipped("audio_templates")]))
def track(request: pytest.FixtureRequest) -> Master:
    """Half a minute with each template: two lines, then quiet."""
    return master(RUN, TAKES, template(request.param), aim=Aim(channels=2))


@pytest.fixture(scope="module")
def decoded(track: Master, tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """The same in one ear, as a player decodes it from the MP3: 16-bit samples."""
    path: Path = tmp_path_factory.mktemp("tracks") / "run.mp3"
    mono = replace(track, aim=replace(track.aim, channels=1))
    write_track(source_of(np.concatenate(list(mono.blocks()))), PLAIN, path)
    sound = np.concatenate(list(blocks_of(path))).reshape(-1)
    return np.asarray(np.round(sound * 32_768) / 32_768, np.float32)


def test_the_track_meets_its_aim(track: Master) -> None:
    """-16 LUFS within 0.5, each line within 1, 10 LU clear of breath and bed."""
    found = measured(track.blocks())
    spans = ((round(one.start * RATE), round(one.end * RATE)) for one in RUN.speeches)
    assert found.integrated == pytest.approx(-16, abs=0.5)
    assert all(abs(found.phrase(*span) + 16) <= 1 for span in spans)
    assert track.figures.clear is not None
    assert track.figures.clear >= 10


def test_the_mp3_stays_under_its_peak(decoded: Frames) -> None:
    """-1 dBTP, after a lossy encoder has had its way."""
    assert 20 * np.log10(true_peak([decoded])) <= -1


def test_players_that_skip_silence_find_none_in_the_mp3(decoded: Frames) -> None:
    """The longest run under 1024/32768 stays far below the 83 ms of the quickest of them."""
    still = np.abs(decoded) < 1024 / 32_768
    edges = np.flatnonzero(np.diff(still, prepend=False, append=False))
    assert (edges[1::2] - edges[::2]).max() < 0.045 * RATE


def test_the_ears_sum_to_one_within_a_decibel(track: Master) -> None:
    """In words and in quiet alike."""
    for span in (Span(4 * RATE, 8 * RATE), Span(17 * RATE, 23 * RATE)):
        sound = mixed(track.stems, span, track.gains, 2)
        ears = measured([sound]).plain
        one = measured([sound.mean(axis=1)]).plain + 10 * np.log10(2)
        assert one == pytest.approx(ears, abs=1)
