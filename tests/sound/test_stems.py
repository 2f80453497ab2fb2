"""Every stem of a timeline."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.session.model import Recording, Seconds
from kindpace.sound.beds import bed as bed_of
from kindpace.sound.curves import Curve
from kindpace.sound.ducking import duck, spoken
from kindpace.sound.loudness import measured
from kindpace.sound.mix import mixed
from kindpace.sound.span import RATE, Span
from kindpace.sound.stems import (
    FLOOR_PERIOD,
    beat_stem,
    bed_stem,
    bell_stem,
    breath_stem,
    floor_stem,
    play_stem,
    stems,
)
from kindpace.sound.voices import voices
from kindpace.timeline.events import BeatWindow, BellStroke, Phase, Playing, Timeline
from kindpace.timeline.tempo import Stride
from tests.sound.maker import (
    MARK,
    breath,
    guided,
    over,
    running,
    sine,
    speech,
    take,
    template,
    whole,
)

ALWAYS = Curve.through([])
PLAIN = template("plain")
RUN, TAKES = guided(Fraction(40))
EVERY = stems(RUN, template("park"), voices(RUN, TAKES))


def onsets(timeline: Timeline) -> list[int]:
    """Frames at which the mixed beat breaks its silence."""
    beat = [beat_stem(timeline, PLAIN, ALWAYS)]
    frames = round(timeline.length * RATE)
    loud = [
        block.start + np.flatnonzero(mixed(beat, block, {})[:, 0])
        for block in Span(0, frames).blocks()
    ]
    sounding = np.concatenate(loud)
    starts = np.flatnonzero(np.diff(sounding, prepend=-RATE) > RATE // 10)
    return [int(frame) for frame in sounding[starts]]


def test_steps_land_on_their_frames_over_an_hour() -> None:
    """At 173 steps a minute for 60 minutes, not one of 10,380 is a sample off."""
    expected = [round(Fraction(n * 60 * RATE, 173)) for n in range(60 * 173)]
    assert expected == onsets(running(Fraction(3_600), 173))


def test_steps_of_a_ramp_land_on_their_frames() -> None:
    """Faster and faster, each on the frame that its moment rounds to."""
    stride = Stride(start=Seconds(0), steps=335, begin=Fraction(160), end=Fraction(175))
    timeline = replace(running(Fraction(130)), strides=(stride,))
    assert [round(step * RATE) for step in stride] == onsets(timeline)


def test_a_window_of_the_beat_comes_and_goes() -> None:
    """Over four steps at each end; windows that touch are one."""
    timeline = replace(
        running(Fraction(30), 120),
        beats=(
            BeatWindow(start=Seconds(3), end=Seconds(6)),
            BeatWindow(start=Seconds(6), end=Seconds(9)),
            BeatWindow(start=Seconds(20), end=Seconds(21)),
        ),
    )
    ask = beat_stem(timeline, PLAIN, ALWAYS).ask
    steps = range(6, 18)
    peaks = [float(np.abs(over(ask, Span(n * 22_050, n * 22_050 + 4_000))).max()) for n in steps]
    shares = [round(4 * peak / max(peaks)) for peak in peaks]
    assert shares == [1, 2, 3, 4, 4, 4, 4, 4, 4, 3, 2, 1]
    assert ask(Span(9 * RATE + 10, 20 * RATE)) is None


def test_each_foot_leans_to_its_own_side_by_two_decibels() -> None:
    """Never more, and left and right in turn."""
    beat = [beat_stem(running(Fraction(10), 120), PLAIN, ALWAYS)]
    leans = []
    for n in range(6, 12):
        ears = np.abs(mixed(beat, Span(n * 22_050, n * 22_050 + 4_000), {}, 2)).max(axis=0)
        leans.append(20 * np.log10(ears[0] / ears[1]))
    assert np.abs(leans) == pytest.approx(2, abs=0.05)
    assert np.all(np.diff(np.sign(leans)) != 0)


@pytest.mark.parametrize("stem", EVERY, ids=lambda stem: stem.name)
@settings(max_examples=12)
@given(start=st.integers(0, 39 * RATE), length=st.integers(1, 2 * RATE))
def test_any_span_of_a_stem_is_that_span_of_a_wider_one(
    stem: object, start: int, length: int
) -> None:
    """Bit for bit, in the middle and at the sides."""
    span, wide = Span(start, start + length), Span(start - 77_777, start + length + 5_001)
    [chosen] = [one for one in EVERY if one is stem]
    for ask in (chosen.ask, chosen.side):
        if ask is not None:
            assert over(ask, wide)[span.within(wide)].tobytes() == over(ask, span).tobytes()


def test_breath_is_locked_to_its_start() -> None:
    """In- and out-breath begin on their frames, at the gain that was asked."""
    one = breath(Seconds(2), Phase.IN, Seconds(1))
    fading = replace(breath(Seconds(4), Phase.IN, Seconds(1)), gain=Fraction(1, 4))
    timeline = replace(running(Fraction(10)), breaths=(one, fading))
    sound = whole(breath_stem(timeline, PLAIN, ALWAYS).ask, 10 * RATE)
    assert not sound[: 2 * RATE].any()
    assert sound[2 * RATE : 2 * RATE + 100].any()
    assert not sound[3 * RATE : 4 * RATE].any()
    assert np.allclose(0.25 * sound[2 * RATE : 3 * RATE], sound[4 * RATE : 5 * RATE], atol=1e-9)


def test_a_bell_rings_on_from_its_stroke() -> None:
    """Two strokes overlap."""
    strokes = tuple(BellStroke(start=Seconds(start), mark=MARK) for start in (1, 2))
    ask = bell_stem(replace(running(Fraction(20)), bells=strokes), PLAIN, ALWAYS).ask
    sound = whole(ask, 20 * RATE)
    assert not sound[:RATE].any()
    peak = np.abs(sound[RATE : 2 * RATE]).max()
    assert 20 * np.log10(peak) == pytest.approx(PLAIN.levels.bell, abs=0.1)
    assert np.abs(sound[3 * RATE : 4 * RATE]).max() > 0.3 * peak


def test_the_bed_steps_back_more_than_the_beat() -> None:
    """Both are down when the words begin, by as much as the template says."""
    one = take("words", Fraction(4))
    timeline = replace(running(Fraction(30)), speeches=(speech(Seconds(10), one),))
    rain = template("rain")
    words = voices(timeline, {one.line: one})
    asks = {stem.name: stem.ask for stem in stems(timeline, rain, words)}
    down = Span(round(10.2 * RATE), round(13.8 * RATE))
    away = Span(20 * RATE, round(23.6 * RATE))

    def drop(name: str) -> float:
        free, under = (measured([over(asks[name], span)]).plain for span in (away, down))
        return free - under

    assert drop("bed") == pytest.approx(rain.levels.duck, abs=1.5)
    assert drop("beat") == pytest.approx(rain.levels.beat_duck, abs=0.5)


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """Six seconds of a tone at 32 kHz."""
    path = tmp_path / "music.wav"
    soundfile.write(path, sine(500, -30, 6, 32_000), 32_000)
    return path


def playing(path: Path, level: int, start: int = 5) -> Playing:
    """The file at `path`, played in a track."""
    return Playing(
        start=Seconds(start),
        length=Seconds(6),
        recording=Recording(path=path),
        level=Fraction(level),
        mark=MARK,
    )


@pytest.mark.parametrize("level", [0, -10])
def test_a_file_plays_at_the_level_it_was_given(music: Path, level: int) -> None:
    """At 0 dB it is as loud as the voice, whatever it was recorded at."""
    timeline = replace(running(Fraction(20)), plays=(playing(music, level),))
    ask = play_stem(timeline, ALWAYS).ask
    found = measured([over(ask, Span(round(5.2 * RATE), round(10.8 * RATE)))])
    assert found.plain == pytest.approx(-16 + level, abs=0.2)
    assert ask(Span(0, 5 * RATE)) is None
    assert abs(over(ask, Span(5 * RATE, 5 * RATE + 10))).max() < 0.001


def test_a_file_steps_back_under_words_and_the_bed_under_a_file(music: Path) -> None:
    """Words come first, then the author's files, then the bed."""
    one = take("words", Fraction(2))
    timeline = replace(
        running(Fraction(40)),
        plays=(playing(music, 0),),
        speeches=(speech(Seconds(8), one),),
    )
    ask = play_stem(timeline, duck(spoken(timeline), 12)).ask
    free, under = (
        measured([over(ask, Span(round(t * RATE), round((t + 0.9) * RATE)))]).plain for t in (6, 9)
    )
    assert free - under == pytest.approx(12, abs=0.2)
    alone = replace(timeline, speeches=())
    bed = bed_stem(alone, bed_of(template("rain"), 0), 9).ask
    behind, free = (measured([over(bed, Span(t * RATE, (t + 4) * RATE))]).plain for t in (6, 25))
    assert free - behind == pytest.approx(9, abs=1.5)


def test_the_floor_never_rests_long_under_the_players_mark() -> None:
    """The longest run under 1024/32768 is 12 ms, 33 ms at the fades; the law is 83."""
    length = 10 * RATE + 137
    sound = whole(floor_stem(length).ask, length)
    still = np.abs(sound) < 1024 / 32768
    edges = np.flatnonzero(np.diff(still, prepend=False, append=False))
    assert (edges[1::2] - edges[::2]).max() < 0.040 * RATE
    assert measured([sound]).integrated < -43
    assert np.abs(sound[:5]).max() < 1e-4
    assert sound[4 * FLOOR_PERIOD : 5 * FLOOR_PERIOD].mean() == pytest.approx(0, abs=1e-6)


def test_breath_and_bed_step_back_further_where_they_are_told(music: Path) -> None:
    """The beat doesn't: a runner steps on it. An own bed follows as the template's would."""
    one = take("words", Fraction(4))
    step = breath(Seconds(10), Phase.IN, Seconds(4))
    timeline = replace(running(Fraction(20)), speeches=(speech(Seconds(10), one),), breaths=(step,))
    words = voices(timeline, {one.line: one})
    for own in (None, Recording(path=music)):
        usual, deeper = (
            {stem.name: stem.ask for stem in stems(timeline, PLAIN, words, own=own, deeper=by)}
            for by in (0, 4)
        )
        under = Span(round(10.2 * RATE), round(13.8 * RATE))
        drops = {
            name: measured([over(usual[name], under)]).plain
            - measured([over(deeper[name], under)]).plain
            for name in ("bed", "breath", "beat")
        }
        assert drops == pytest.approx({"bed": 4, "breath": 4, "beat": 0}, abs=0.01)
