"""What stands in brackets."""

import pytest

from kindpace.importing.tokens import Means, is_name, read_mark


@pytest.mark.parametrize(
    ("inside", "seconds", "guessed"),
    [
        ("pause 10s", 10, False),
        ("Pause: 10 seconds", 10, False),
        ("PAUSE", 5, True),
        ("short pause", 2, True),
        ("long pause here", 10, True),
        ("pause 7", 7, False),
        ("10 seconds", 10, False),
        ("pausa larga", 10, True),
        ("Pause von 8 Sekunden", 8, False),
    ],
)
def test_pauses_are_read(inside: str, seconds: int, guessed: bool) -> None:
    """With their length, or a usual one that is told as a guess."""
    token = read_mark(inside, 4)
    assert token is not None
    assert (token.means, token.guessed) == (Means.PAUSE, guessed)
    assert token.length == seconds
    assert (token.line, token.text) == (4, inside)


@pytest.mark.parametrize(
    ("inside", "means", "numbers"),
    [
        ("bell", Means.BELL, (1,)),
        ("ring bell 3 times", Means.BELL, (3,)),
        ("singing bowl twice", Means.BELL, (2,)),
        ("bell 99 times", Means.BELL, (12,)),
        ("breathe in 3 out 2", Means.BREATH, (3, 2)),
        ("inhale 4, exhale 6, 5 times", Means.BREATH, (4, 6, 5)),
        ("silence 1 min", Means.SILENCE, ()),
        ("02:30", Means.STAMP, ()),
        ("2:30 - 3:00", Means.STAMP, ()),
    ],
)
def test_other_marks_are_read(inside: str, means: Means, numbers: tuple[int, ...]) -> None:
    """Bells, breaths, silences and moments."""
    token = read_mark(inside, 1)
    assert token is not None
    assert (token.means, token.numbers) == (means, numbers)


@pytest.mark.parametrize(
    "inside",
    ["", "smile", "pause the music now", "breathe", "wait until she has passed", "a" * 500, "3"],
)
def test_the_rest_is_for_the_reader(inside: str) -> None:
    """A direction is no mark, even with a word of one in it."""
    assert read_mark(inside, 1) is None


def test_a_name_is_asked_for_in_many_ways() -> None:
    """And other words aren't names."""
    assert all(is_name(one) for one in ("name", "Your name", "first_name", "NAME", "runner's name"))
    assert not any(is_name(one) for one in ("", "landmark", "name of the park"))
