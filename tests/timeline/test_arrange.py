from collections.abc import Callable
from fractions import Fraction

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.model import BeatPlan, Kind, Part, Reminder, Seconds
from kindpace.timeline.arrange import arrange, lines_of, recordings_of, reminder_lines
from tests.timeline.maker import (
    OFF,
    SONG,
    at,
    breath,
    count,
    lengths,
    play,
    quiet,
    rest,
    run,
    say,
    session,
    stand,
    steps,
    walk,
    words,
)


def test_parts_meet_on_footfalls() -> None:
    """Each ends on the step nearest to where it should, and the next one begins there."""
    timeline = arrange(session(walk(61), run(62), walk(63), run(64)), lengths)
    edges = [section.start for section in timeline.sections]
    starts = [stride.start for stride in timeline.strides]
    assert set(edges) <= set(starts)
    for edge, goal in zip(edges, (0, 61, 123, 186), strict=True):
        assert abs(edge - goal) <= Fraction(30, 110)
    assert timeline.length == 250


@pytest.mark.parametrize("last", [walk, run, stand])
def test_the_track_ends_exactly_when_it_should(last: Callable[..., Part]) -> None:
    """Whether the last part moves or not."""
    timeline = arrange(session(walk(61), last(62), minutes=None), lengths)
    assert timeline.length == 123


def test_standing_in_the_middle_has_no_steps() -> None:
    """The run after it begins at its own cadence, with a step at once."""
    timeline = arrange(session(walk(60), stand(31), run(60)), lengths)
    middle = timeline.sections[1]
    assert not [step for step in timeline.steps() if middle.start <= step < middle.end]
    assert [float(stride.begin) for stride in timeline.strides] == [110, 165]
    assert timeline.sections[2].start == 91


def test_the_beat_has_windows() -> None:
    """Twenty seconds on, ten off, from the part's first step on."""
    plan = BeatPlan(on=Seconds(20), off=Seconds(10))
    timeline = arrange(session(walk(60, beat=OFF), run(65, beat=plan)), lengths)
    start = timeline.sections[1].start
    assert [window.start - start for window in timeline.beats] == [0, 30, 60]
    assert [window.end - start for window in timeline.beats] == [20, 50, 125 - start]


def test_windows_that_meet_are_one() -> None:
    """A beat through three parts is one beat; where nobody moves there is none."""
    timeline = arrange(session(walk(60), run(60), stand(20), run(60)), lengths)
    assert len(timeline.beats) == 2
    assert timeline.beats[0].end == timeline.sections[2].start


def test_windows_are_never_too_short_to_follow() -> None:
    """A thousandth of a second becomes two seconds, however long the track."""
    plan = BeatPlan(on=Seconds(1, 1000), off=Seconds(1, 1000))
    timeline = arrange(session(run(60, beat=plan)), lengths)
    assert len(timeline.beats) == 30


def test_moves_tell_what_became_of_each_part() -> None:
    """What was written, and what it is now."""
    timeline = arrange(session(stand(60, quiet()), stand(120), minutes=4), lengths)
    assert [move.written for move in timeline.moves] == [60, 120]
    assert [move.fitted for move in timeline.moves] == [120, 120]


def test_everything_that_does_not_fit_is_told_at_once() -> None:
    """Two parts that are too short: two problems."""
    with pytest.raises(KindpaceError) as caught:
        arrange(session(stand(5, words(20)), stand(6, words(20))), lengths)
    assert [problem.slug for problem in caught.value.problems] == ["speech-too-long"] * 2


def test_the_voice_is_asked_for_every_line() -> None:
    """Sentences, counted words and reminders, each with its place in the script."""
    part = run(60, say("One. Two."), count(1), breath=breath(steps(2, 2)))
    one = session(part, walk(90), halfway=Reminder.SAY, last_minute=Reminder.BELL)
    texts = [(line.text, mark.line) for line, mark in lines_of(one)]
    assert texts == [
        ("One.", 3),
        ("Two.", 3),
        ("in", 4),
        ("two", 4),
        ("out", 4),
        ("two", 4),
        ("You are halfway.", 1),
    ]


def test_a_language_without_words_has_bells() -> None:
    """No line to speak, and no word to count."""
    one = session(run(60, count(1)), language="xx", halfway=Reminder.SAY)
    assert list(lines_of(one)) == []
    assert [(kind, line) for kind, _, line, _ in reminder_lines(one)] == [(Kind.HALFWAY, None)]


def test_the_authors_files_are_named() -> None:
    """With the cue that plays them."""
    one = session(run(60, words(2), play()))
    assert [(recording, mark.line) for recording, mark in recordings_of(one)] == [(SONG, 4)]


def test_each_line_is_measured_once() -> None:
    """However often it is said."""
    asked = []

    def measured(line: object) -> Seconds:
        asked.append(line)
        return Seconds(1)

    arrange(session(run(90, *[words(2) for _ in range(9)])), measured)
    assert len(asked) == 1


def test_reminders_leave_words_alone() -> None:
    """A spoken halfway mark between two rests; a bell where a quiet was promised."""
    talk = [cue for _ in range(20) for cue in (words(4), rest(4))]
    spoken = arrange(session(stand(None, *talk), halfway=Reminder.SAY), lengths)
    assert [s.kind for s in spoken.speeches].count(Kind.HALFWAY) + len(spoken.bells) == 1
    silent = arrange(session(stand(120, words(4), quiet()), halfway=Reminder.SAY), lengths)
    assert [bell.start for bell in silent.bells] == [60]


def test_a_pin_at_the_start_needs_no_lead() -> None:
    """Whoever writes `at: 0s` means it."""
    assert arrange(session(stand(60, words(2, at(0)))), lengths).speeches[0].start == 0
    assert arrange(session(stand(60, words(2))), lengths).speeches[0].start == 3
