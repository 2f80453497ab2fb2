import re

from hypothesis import given
from hypothesis import strategies as st

from kindpace.studio.picture.shapes import (
    LOOKS,
    Box,
    Ink,
    Path,
    Words,
    corners,
    fitted,
    room_for,
)

TEXT = st.text(max_size=60)
ON_PAPER = [ink for ink in Ink if ink in (Ink.INK, Ink.SOFT, Ink.CADENCE, Ink.BREATH, Ink.LOOK)]
GROUNDS = (Ink.PAPER, Ink.BAND)
MARKS = (Ink.SAYS, Ink.ASKS, Ink.CARES, Ink.COUNTS, Ink.PLAYS, Ink.BEAT)


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21 (WCAG 2.2)."""
    pale, dark = sorted((light(one), light(other)), reverse=True)
    return (pale + 0.05) / (dark + 0.05)


def test_every_ink_has_a_colour_by_day_and_by_night() -> None:
    """As six digits."""
    assert set(LOOKS) == set(Ink)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", one) for looks in LOOKS.values() for one in looks)


def test_letters_are_read_easily_and_marks_are_seen_by_day_and_by_night() -> None:
    """Text at 4.5:1, signs at 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); names on every gait's band."""
    for time in (0, 1):
        for ground in GROUNDS:
            below = LOOKS[ground][time]
            assert all(contrast(LOOKS[ink][time], below) >= 4.5 for ink in ON_PAPER)
            assert all(contrast(LOOKS[ink][time], below) >= 3 for ink in MARKS)
        gaits = (Ink.SIT, Ink.STAND, Ink.WALK, Ink.RUN)
        assert all(contrast(LOOKS[Ink.INK][time], LOOKS[one][time]) >= 4.5 for one in gaits)
        assert contrast(LOOKS[Ink.SOFT][time], LOOKS[Ink.QUIET][time]) >= 4.5


@given(TEXT, st.floats(8, 30), st.floats(0, 400))
def test_fitted_words_have_room(text: str, size: float, room: float) -> None:
    """Whole, cut short with an ellipsis, or not at all."""
    short = fitted(text, size, room)
    assert room_for(short, size) <= room
    assert short == text or not short or (short.endswith("…") and text.startswith(short[:-1]))


def test_signs_that_take_a_square_need_more_room() -> None:
    """An emoji is wider than a letter."""
    assert room_for("🙂", 10) > room_for("m", 10) > 0


def test_shapes_tell_how_far_they_reach() -> None:
    """A box by two corners, a path by its points, words by their place."""
    assert list(corners(Box(left=1, top=2, wide=3, high=4, ink=Ink.INK))) == [(1, 2), (4, 6)]
    assert list(corners(Path(points=((0, 1), (2, 3)), ink=Ink.INK))) == [(0, 1), (2, 3)]
    assert list(corners(Words(x=5, base=6, text="a", size=12))) == [(5, 6)]
