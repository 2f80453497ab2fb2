from collections.abc import Sequence
from dataclasses import replace

import pytest

from kindpace.session.model import Line, Seconds
from kindpace.timeline.estimate import LEAST, estimate
from kindpace.voices.cache import Cache
from kindpace.voices.takes import speak
from tests.timeline.maker import mark

PLAIN = """\
Good morning, and welcome back.
The first minutes are for waking up, nothing else.
Let your arms swing the way they like to.
If a dog comes by, you may say hello to it.
Look at the sky for one breath.
Is there any wind this morning?
Count the colours of the doors that you pass.
You are doing enough.
Keep to the right where the path is narrow.
Cross only when you have looked both ways.
Slow down before the corner, and take it wide.
Your pace is right when you could sing a line of a song.
Rain is only water, and you are already warm.
Some days are heavier than others, and this is allowed to be one.
We will walk for two minutes, and then run again.
Listen for the quietest sound around you.
Soften your hands, as if you carried two small birds.
What would you tell a friend who felt this way?
Think of something that went well this week.
It does not have to be big.
The hill is short, and you may walk it.
Take the next step, and then the one after that.
Breathe in for three steps, and out for two.
Leave the counting whenever it gets in the way.
There is a bench on the left if you would like to rest.
Thank your legs for bringing you this far.
Almost home now.
Let the last steps be slow and easy.
Stop if your chest feels tight, or if you feel dizzy.
Call someone if you need help.
Remember to drink some water when you are back.
Nothing that you felt today was wrong.
Tomorrow is another day, with another road.
The trees have been standing here for a hundred years.
Feel how the ground changes under your shoes.
Notice what you can smell, near and far.
Your shadow runs beside you without any effort.
I will be quiet for about two minutes now.
That was the hardest part of the morning.
Well done, and see you soon."""
"""Forty sentences as one would say them on a run."""

PACES = (110, 125, 150)


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Sequence[float]:
    """How far each estimate is from the embedded voice: 0.1 is ten percent too long."""
    cache = Cache(folder=tmp_path_factory.mktemp("takes"))
    lines = [
        Line(text=text, spoken=text, pace=pace) for text in PLAIN.splitlines() for pace in PACES
    ]
    takes = speak([(line, mark(1)) for line in lines], cache=cache, voice="espeak")
    return [float(estimate(line) / takes[line].length) - 1 for line in lines]


def test_the_mean_error_is_five_percent_at_most(errors: Sequence[float]) -> None:
    """Neither too long nor too short on the whole."""
    assert sum(map(abs, errors)) / len(errors) <= 0.05
    assert abs(sum(errors) / len(errors)) <= 0.03


def test_the_worst_line_is_a_quarter_off_at_most(errors: Sequence[float]) -> None:
    """A plan and a render differ by little."""
    assert max(map(abs, errors)) <= 0.25


def lasting(text: str, pace: int = 125, language: str = "en") -> Seconds:
    """The estimate for a text."""
    return estimate(Line(text=text, spoken=text, pace=pace, language=language))


def test_twice_the_pace_is_half_the_time() -> None:
    """For any line."""
    assert lasting("Here we go again.", 100) == 2 * lasting("Here we go again.", 200)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("We go.", "We go on."),
        ("Well then we go.", "Well, then we go."),
        ("In to us.", "Ten big men."),
        ("Room 5.", "Room 165."),
        ("She can.", "Marathons elongate."),
    ],
)
def test_what_takes_longer(shorter: str, longer: str) -> None:
    """More words, commas, weight, digits and letters."""
    assert lasting(shorter) < lasting(longer)


def test_silent_letters_take_no_time() -> None:
    """As in `mate` and `letter`; elsewhere a final e is spoken."""
    assert lasting("mat") == lasting("mate") == lasting("matt")
    assert lasting("mate", language="de") > lasting("mat", language="de")


def test_the_spoken_words_count() -> None:
    """Not those that are read."""
    line = Line(text="A", spoken="Antananarivo")
    assert estimate(line) > estimate(replace(line, spoken="A"))


def test_nothing_is_shorter_than_a_quarter_second() -> None:
    """Not even a cough."""
    assert lasting("", 260) == LEAST
