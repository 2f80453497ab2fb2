"""What a track says about itself."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.labels import Chapter, on_whole_seconds, one_line, plain

MOMENTS = st.fractions(0, 500, max_denominator=1000)


def chapters(*starts: Fraction | int) -> tuple[Chapter, ...]:
    """A chapter from each start, named after it."""
    return tuple(
        Chapter(start=Fraction(start), end=Fraction(start) + 1, title=str(start))
        for start in starts
    )


@given(st.lists(MOMENTS, max_size=20), st.fractions(1, 600, max_denominator=1000))
def test_chapters_meet_on_whole_seconds(starts: list[Fraction], length: Fraction) -> None:
    """They begin at nought, leave no gap, are never empty, and end with the track."""
    fitted = on_whole_seconds(chapters(*starts), length)
    assert bool(fitted) == bool(starts)
    assert all(chapter.start.denominator == 1 for chapter in fitted)
    assert all(chapter.start < chapter.end for chapter in fitted)
    if fitted:
        edges = [chapter.start for chapter in fitted] + [length]
        assert edges[0] == 0
        assert [chapter.end for chapter in fitted] == edges[1:]


def test_whole_seconds_stay_as_they_are() -> None:
    """Nothing moves that need not, and every title stays with its time."""
    fitted = on_whole_seconds(chapters(0, 60, 120), Fraction(200))
    assert [f"{chapter.start} {chapter.title}" for chapter in fitted] == ["0 0", "60 60", "120 120"]


def test_a_chapter_without_a_second_of_its_own_gives_way() -> None:
    """Of two that round to the same second the later one stays, for it lasts."""
    fitted = on_whole_seconds(chapters(0, Fraction(98, 10), Fraction(101, 10)), Fraction(60))
    assert ["0", "101/10"] == [chapter.title for chapter in fitted]


def test_a_chapter_after_the_end_is_left_out() -> None:
    """Players would jump nowhere."""
    assert len(on_whole_seconds(chapters(0, 59, 60, 61), Fraction(60))) == 2


def test_a_title_is_one_harmless_line() -> None:
    """Newlines, tabs, nulls, escapes and broken code points never reach a display."""
    assert one_line(" Up\r\nhill\t\x00\x1b[31m\ud800 now ") == "Up hill [31m now"


def test_plain_text_keeps_its_lines() -> None:
    """Line ends of all kinds become newlines; nothing else is lost."""
    assert plain("one\r\ntwo\rthree\n\x07four – é") == "one\ntwo\nthree\nfour – é"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Both kinds of cleaning settle at once."""
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)
