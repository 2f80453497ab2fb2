"""Workouts as Intervals.icu writes them become drafts."""

import pytest

from kindpace.importing.draft import Draft, Part, Rounds
from kindpace.importing.intervals import looks_like_intervals, read_intervals
from kindpace.problems import KindpaceError
from kindpace.session.model import Seconds


def draft(text: str) -> Draft:
    """What a workout becomes."""
    return read_intervals(text, "a.txt", "A")


def part(step: str) -> Part:
    """What one step becomes."""
    return draft(f"- {step}").flat[0]


@pytest.mark.parametrize(
    ("step", "gait", "lasts", "cadence"),
    [
        ("10m easy", "run", 600, ""),
        ("10m walk", "walk", 600, ""),
        ("2m 90rpm", "run", 120, "180"),
        ("2m 160-170spm", "run", 120, "160 -> 170"),
        ("500mtr Z2 Pace", "run", 195, ""),
        ("1km 5:00/km Pace", "run", 300, ""),
        ("1km 10:00/km Pace", "walk", 600, ""),
        ("1m30 Z1", "walk", 90, ""),
        ("1h2m30s 70%", "run", 3750, ""),
        ("30s 40-60%", "walk", 30, ""),
        ("5' 85%", "run", 300, ""),
        ("8m ramp 60-75% Pace", "run", 480, ""),
        ("Press on", "run", None, ""),
    ],
)
def test_a_step_is_a_part(step: str, gait: str, lasts: int | None, cadence: str) -> None:
    """With its time, its gait and its steps a minute."""
    found = part(step)
    assert (found.gait, found.cadence) == (gait, cadence)
    assert found.lasts == lasts


def test_words_of_a_step_are_said() -> None:
    """Those shown later, at their moment; targets stand in a note."""
    found = part("Settle in 60^Loosen up 900^Too late <!> 10m Z2 Pace")
    assert [(cue.value, cue.at) for cue in found.cues] == [
        ("Settle in", None), ("Loosen up", 60), ("Too late", None),
    ]  # fmt: skip
    assert "Z2 Pace" in found.note
    assert [one.slug for one in draft("- 20^Go 1m").left] == ["import-gait"]


def test_repeats_hold_until_a_line_without_a_step() -> None:
    """By themselves, or at the end of a heading."""
    found = draft("Main set 3x\n- 1m Z4\n- 1m walk\n\n- 5m easy\n4x\n- 10s\n")
    first, easy, last = found.parts
    assert isinstance(first, Rounds)
    assert isinstance(last, Rounds)
    assert (first.repeat, len(first.parts), last.repeat) == (3, 2, 4)
    assert isinstance(easy, Part)
    assert first.parts[0].name == "Main set {round} of {rounds}"


def test_a_repeat_may_stand_in_its_step_or_below_its_name() -> None:
    """`5x 400mtr` is five times one step."""
    found = draft("- 1m walk\n- 5x 400mtr Z4\n- 10:00 easy\n\nMain\n2x\n- 1m\n- 1m walk")
    walk, five, easy, main = found.parts
    assert isinstance(walk, Part)
    assert isinstance(five, Rounds)
    assert isinstance(easy, Part)
    assert isinstance(main, Rounds)
    assert (five.repeat, len(five.parts), easy.lasts) == (5, 1, Seconds(600))
    assert main.parts[0].name == "Main {round} of {rounds}"
    assert found.notes == ()


def test_headings_name_their_steps() -> None:
    """And tell how one moves; those with nothing below go to the notes."""
    found = draft("A fine day\n\nWarmup\n- 5m\n- 5m jog")
    assert [(one.name, one.gait) for one in found.flat] == [
        ("Warmup", "walk"), ("Warmup · Jog", "run"),
    ]  # fmt: skip
    assert found.notes == ("A fine day",)


def test_nothing_to_do_is_told() -> None:
    """A text without steps is no workout."""
    with pytest.raises(KindpaceError, match="import-nothing"):
        draft("A fine day")
    assert [one.slug for one in draft("- 1m\n- 85%").left if one.line == 2] == ["import-left"]


@pytest.mark.parametrize(
    ("text", "workout"),
    [
        ("- 10m easy\n- 5m Z2", True),
        ("Main 3x\n- Strong 1m 90%", True),
        ("- Let your hands be soft.\n- Breathe.", False),
        ("- Walk for 10m along the river and come back slowly", False),
        ("Walk on.", False),
    ],
)
def test_a_workout_is_known_by_its_steps(text: str, workout: bool) -> None:
    """Lists of words are none."""
    assert looks_like_intervals(text) is workout
