from dataclasses import replace
from fractions import Fraction

from kindpace.session.model import Kind, Line, Reminder, Seconds
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import Speech, Timeline
from kindpace.timeline.reminders import joined, voices, with_reminders
from tests.timeline.maker import bell, count, lengths, mark, play, quiet, session, stand, words

HALF = Line(text="You are halfway.", spoken="You are halfway.")
LAST = Line(text="One minute left.", spoken="One minute left.")


def track(*spoken: tuple[float, float], length: int = 200) -> Timeline:
    """A track with speech from some moments to others, and nothing else."""
    bare = arrange(session(stand(length)), lengths)
    line = Line(text="Word.", spoken="Word.")
    return replace(
        bare,
        speeches=tuple(
            Speech(
                start=Fraction(start),
                length=Fraction(stop) - Fraction(start),
                line=line,
                kind=Kind.SAY,
                mark=mark(1),
            )
            for start, stop in spoken
        ),
    )


def halfway(timeline: Timeline, how: Reminder = Reminder.SAY, line: Line | None = HALF) -> Timeline:
    """`timeline` with its middle told."""
    return with_reminders(timeline, [(Kind.HALFWAY, how, line, mark(1))], lengths)


def heard(timeline: Timeline) -> list[float]:
    """When reminders are spoken."""
    return [float(s.start) for s in timeline.speeches if s.kind is Kind.HALFWAY]


def rung(timeline: Timeline) -> list[float]:
    """When bells ring."""
    return [float(stroke.start) for stroke in timeline.bells]


def test_it_is_spoken_at_its_moment_where_there_is_room() -> None:
    """Words forty seconds before and after: no silence that was promised."""
    timeline = halfway(track((0, 80), (120, 200)))
    assert heard(timeline) == [100]
    assert [s.start for s in timeline.speeches] == [0, 100, 120]


def test_it_moves_to_the_nearest_room() -> None:
    """A second and a half after words, or before."""
    assert heard(halfway(track((0, 104), (120, 200)))) == [105.5]
    assert heard(halfway(track((0, 80), (96, 200)))) == [93]


def test_a_bell_rings_where_no_room_is_near() -> None:
    """In the silence nearest by, or at the very moment if there is none."""
    assert rung(halfway(track((0, 70), (80, 118), (140, 200)))) == [100]
    assert rung(halfway(track((0, 97), (106.5, 200)), Reminder.BELL)) == [100]
    assert rung(halfway(track((0, 101), (120, 200)), Reminder.BELL)) == [102.5]


def test_a_long_silence_is_not_broken() -> None:
    """It was announced; a bell may ring in it."""
    timeline = halfway(track((0, 60), (125, 200)))
    assert heard(timeline) == []
    assert rung(timeline) == [100]


def test_a_written_quiet_is_not_broken() -> None:
    """However short."""
    timeline = arrange(
        session(stand(None, words(40), quiet(), words(40)), minutes=1.6, halfway=Reminder.SAY),
        lengths,
    )
    assert heard(timeline) == []
    assert len(timeline.bells) == 1


def test_time_to_answer_is_not_broken() -> None:
    """Nor any other time that is kept."""
    between = track((0, 80), (120, 200))
    wanted = [(Kind.HALFWAY, Reminder.SAY, HALF, mark(1))]
    kept = [(Seconds(80), Seconds(110))]
    assert heard(with_reminders(between, wanted, lengths, kept)) == [111.5]


def test_a_wish_for_a_bell_is_a_bell() -> None:
    """So is a language without words."""
    between = track((0, 80), (120, 200))
    assert rung(halfway(between, Reminder.BELL)) == [100]
    assert rung(halfway(between, line=None)) == [100]


def test_one_bell_is_enough() -> None:
    """Halfway through two minutes the last one begins."""
    wanted = [(kind, Reminder.BELL, None, mark(1)) for kind in (Kind.HALFWAY, Kind.LAST_MINUTE)]
    assert rung(with_reminders(track(length=120), wanted, lengths)) == [60]
    assert rung(with_reminders(track(length=200), wanted, lengths)) == [100, 140]


def test_a_track_of_a_minute_has_no_last_one() -> None:
    """It would be the first."""
    wanted = [(Kind.LAST_MINUTE, Reminder.SAY, LAST, mark(1))]
    assert with_reminders(track(length=60), wanted, lengths) == track(length=60)


def test_voices_are_speech_counts_and_files() -> None:
    """Bells are none."""
    timeline = arrange(session(stand(90, words(2), bell(), count(1), play())), lengths)
    taken = joined(voices(timeline))
    assert [(float(a), float(b)) for a, b in taken] == [(3, 4), (8, 33)]


def test_stretches_that_touch_are_joined() -> None:
    """In any order, also one inside the other."""
    found = joined([(Seconds(a), Seconds(b)) for a, b in ((5, 9), (0, 2), (2, 3), (6, 7))])
    assert found == [(Seconds(0), Seconds(3)), (Seconds(5), Seconds(9))]
