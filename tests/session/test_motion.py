"""How a body moves."""

from kindpace.session.motion import BeatPlan, Gait, Pattern, Seconds, Unit


def test_only_walking_and_running_have_steps() -> None:
    """Standing and sitting have none."""
    assert [gait for gait in Gait if gait.moving] == [Gait.WALK, Gait.RUN]


def test_patterns_are_written_as_they_are_read() -> None:
    """In steps or seconds; a whole breath is both halves."""
    steps = Pattern(inhale=3, exhale=2)
    assert (str(steps), steps.total) == ("3:2", 5)
    assert str(Pattern(inhale=4, exhale=6, unit=Unit.SECONDS)) == "4s:6s"


def test_a_beat_that_is_on_is_never_off() -> None:
    """Unless it is told to."""
    assert BeatPlan(on=None).off == Seconds(0)
