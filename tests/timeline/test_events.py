from fractions import Fraction

from kindpace.session.model import Kind, Line, Seconds
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import BeatWindow, CountWord, Speech, Timeline
from kindpace.timeline.tempo import Stride
from tests.timeline.maker import lengths, mark, run, session, words


def timeline(*windows: tuple[int, int]) -> Timeline:
    """Ten seconds at a step a second, with the beat in `windows`, and 1 s + 2 s of voice."""
    line = Line(text="in", spoken="in")
    return Timeline(
        title="Made up",
        length=Seconds(10),
        sections=(),
        strides=(Stride(start=Seconds(0), steps=10, begin=Fraction(60), end=Fraction(60)),),
        beats=tuple(BeatWindow(start=Seconds(a), end=Seconds(b)) for a, b in windows),
        speeches=(
            Speech(start=Seconds(1), length=Seconds(2), line=line, kind=Kind.SAY, mark=mark(1)),
        ),
        words=(CountWord(start=Seconds(5), room=Seconds(1), line=line, mark=mark(2)),),
        breaths=(),
        bells=(),
        plays=(),
        quiets=(),
        moves=(),
    )


def test_the_beat_marks_the_steps_of_its_windows() -> None:
    """From the first step on, up to the last one before the end; numbers tell the feet apart."""
    heard = timeline((2, 4), (6, 8)).beat_steps()
    assert [(number, int(step)) for number, step in heard] == [(2, 2), (3, 3), (6, 6), (7, 7)]


def test_without_windows_there_is_no_beat() -> None:
    """The feet go on all the same."""
    assert list(timeline().beat_steps()) == []
    assert len(list(timeline().steps())) == 10


def test_a_speech_ends_after_its_length() -> None:
    """And both speech and counted words are time with a voice."""
    assert timeline().speeches[0].end == 3
    assert timeline().spoken() == 3


def test_a_timeline_is_a_value() -> None:
    """Equal ones are equal, and can be looked up."""
    one, other = (arrange(session(run(60, words(4))), lengths) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one.sections[0].end == one.length
