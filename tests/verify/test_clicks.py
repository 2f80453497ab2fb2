"""Clicks at joins, and what only looks like one."""

from pathlib import Path

import numpy as np
import pytest

from kindpace.library import shipped
from kindpace.sound.clip import Clip
from kindpace.sound.instruments import beat_strokes
from kindpace.sound.span import RATE
from kindpace.sound.templates import find_template
from kindpace.track.reading import blocks_of
from kindpace.verify.clicks import part_of, together, within
from kindpace.verify.found import Click
from tests.verify.studio import Samples, blocks, floor, noise, voice
from tests.verify.workshop import streamed

LENGTH = 24.0
WORDS = np.array([[8.0, 14.0]])


def heard(*channels: Samples, ours: bool = True, rate: int = RATE) -> tuple[Click, ...]:
    """The clicks of a track with words from 8 to 14 s."""
    parts = [part_of(one) for one in blocks(*channels)]
    length = len(channels[0]) / RATE
    return together(parts, length=length, spoken=WORDS if ours else None, on_floor=ours, rate=rate)


def track() -> Samples:
    """A bed, the floor, and a voice from 8 to 14 s."""
    sound = noise(LENGTH, -42) + floor(LENGTH)
    sound[8 * RATE : 14 * RATE] += voice(6.0, 0.15)
    return sound


def with_jump(sound: Samples, at: float, size: float, *, step: bool) -> Samples:
    """One sample out of place, or a wave that goes on elsewhere."""
    changed = sound.copy()
    place = round(at * RATE)
    if step:
        changed[place : place + 4410] += size * np.exp(-np.arange(4410) / 900).astype(np.float32)
    else:
        changed[place] += size
    return changed


def encoded(sound: Samples, folder: Path, vbr: int = 0, bitrate: int = 96) -> Samples:
    """`sound` after an encoder."""
    path = folder / "some.mp3"
    path.write_bytes(streamed(sound[:, None], vbr=vbr, bitrate=bitrate))
    decoded: Samples = np.concatenate(list(blocks_of(path)))[:, 0]
    return decoded


def test_a_whole_track_has_none() -> None:
    """Bed, floor and voice, from the first sample to the last."""
    assert heard(track()) == ()
    assert heard(track(), ours=False) == ()


@pytest.mark.parametrize("step", [False, True], ids=["impulse", "step"])
@pytest.mark.parametrize("at", [4.321, 10.9, 19.9999, 20.0])
def test_a_jump_is_found_on_the_bed_and_in_words(at: float, *, step: bool) -> None:
    """Also where two blocks meet, and told once."""
    (click,) = heard(with_jump(track(), at, 0.1, step=step))
    assert click.at == pytest.approx(at, abs=0.002)
    assert 0.04 < click.size < 0.15


@pytest.mark.parametrize("vbr", [0, 2, 3])
def test_a_jump_is_found_after_encoding(tmp_path: Path, vbr: int) -> None:
    """Constant, variable or average: the burst survives, and the encoder makes none of its own."""
    broken = with_jump(with_jump(track(), 4.3, 0.05, step=False), 11.2, 0.1, step=True)
    found = heard(encoded(broken, tmp_path, vbr, 128 if vbr else 96))
    # A bare stream says nothing about its delay, which is 25 to 50 ms.
    assert [round(click.at - 0.04, 1) for click in found] == [4.3, 11.2]


def test_a_jump_in_one_ear_is_found() -> None:
    """Also where the sum of both ears would hide it."""
    left, right = (
        with_jump(track(), 4.3, 0.1, step=False),
        with_jump(track(), 4.3, -0.1, step=False),
    )
    assert [round(one.at, 2) for one in heard(left, right)] == [4.3]


@pytest.mark.parametrize("ms", [5, 12, 30])
def test_a_tiny_cut_in_soft_noise_breaks_the_floor(ms: int) -> None:
    """The bed meets itself without a sound, but the floor's wave can't."""
    sound = track()
    place, gone = round(18.03 * RATE), ms * RATE // 1000
    cut = np.concatenate((sound[:place], sound[place + gone :]))
    (click,) = heard(cut)
    assert click.at == pytest.approx(18.03, abs=0.05)
    repeated = np.concatenate((sound[:place], sound[place - gone :]))
    (click,) = heard(repeated)
    assert click.at == pytest.approx(18.03, abs=0.05)


def test_a_track_of_another_tempo_has_no_cuts() -> None:
    """A floor that is 0.1 % low turns slowly, and everywhere."""
    place = np.arange(round(LENGTH * RATE)) * 1.001
    slow = 0.045 * np.sin(2 * np.pi * 20 * place / RATE)
    assert heard(noise(LENGTH, -42) + slow.astype(np.float32)) == ()


@pytest.mark.parametrize("name", ["park", "rain", "night", "plain"])
def test_our_own_beat_is_no_click(name: str) -> None:
    """However sharp: its spectrum ends long before a jump's does."""
    template = find_template(name, [shipped("audio_templates")])
    left, right = beat_strokes(template.beat, template.seed)
    sound = track()
    for number in range(60):
        stroke = (left, right)[number % 2]
        start = round((0.2 + 0.363 * number) * RATE)
        sound[start : start + len(stroke)] += Clip(stroke).gained(-10).samples
    assert heard(sound) == ()
    assert heard(sound, ours=False) == ()


def test_a_burst_that_lasts_is_no_click() -> None:
    """A plosive with its breath: 30 ms of noise up to the highest pitch."""
    sound = track()
    hiss = np.random.default_rng(3).normal(0, 0.1, round(0.03 * RATE)).astype(np.float32)
    for start in (3.0, 9.0, 12.0):
        sound[round(start * RATE) :][: len(hiss)] += hiss * np.hanning(len(hiss)).astype(np.float32)
    assert heard(sound) == ()


def test_a_bright_voice_may_hiss_and_pop() -> None:
    """Its plosives are no higher than its own hiss; what is far higher is a click."""
    sound = track()
    draw = np.random.default_rng(4)
    for number, start in enumerate(np.arange(8.2, 13.5, 0.6)):
        length = round((0.15 if number % 2 else 0.002) * RATE)
        loud = 0.04 if number % 2 else 0.015
        hiss = draw.normal(0, loud, length) * np.hanning(length)
        sound[round(start * RATE) :][:length] += hiss.astype(np.float32)
    assert heard(sound) == ()
    (click,) = heard(with_jump(sound, 11.5, 0.6, step=False))
    assert click.at == pytest.approx(11.5, abs=0.01)


def test_what_comes_often_belongs_to_the_music() -> None:
    """Hi-hats on every beat are no accident, but a jump far above them is."""
    sound = noise(LENGTH, -42).copy()
    ticks = (np.arange(0.5, LENGTH - 0.5, 0.25) * RATE).astype(int)
    sound[ticks] += np.float32(0.05)
    assert heard(sound, ours=False) == ()
    (click,) = heard(with_jump(sound, 7.1, 0.4, step=False), ours=False)
    assert click.at == pytest.approx(7.1, abs=0.01)


def test_low_rates_are_not_judged() -> None:
    """A file of 22.05 kHz has nothing in the band where clicks are told."""
    assert heard(with_jump(track(), 4.3, 0.3, step=False), rate=22_050) == ()


def test_nothing_has_no_clicks() -> None:
    """Nor has silence."""
    assert together([], length=0, spoken=None, on_floor=False) == ()
    assert heard(np.zeros(12 * RATE, np.float32)) == ()


def test_a_moment_lies_within_a_stretch_up_to_its_end() -> None:
    """From the start on, the end not included."""
    stretches = np.array([[1.0, 2.0], [5.0, 6.0]])
    moments = np.array([0.9, 1.0, 1.9, 2.0, 5.5, 7.0])
    assert within(moments, stretches).tolist() == [False, True, True, False, True, False]
    assert not within(moments, np.zeros((0, 2))).any()
