"""A listener's own levels."""

from fractions import Fraction

import pytest

from kindpace.session.model import Mix


@pytest.mark.parametrize(
    ("mix", "told"),
    [
        (Mix(), ""),
        (Mix(beat=Fraction(-6)), "beat -6"),
        (Mix(bed=Fraction(3, 2), voice=Fraction(1)), "voice +1, bed +1.5"),
    ],
)
def test_only_what_was_moved_is_told(mix: Mix, told: str) -> None:
    """With its sign, in the order of the script; nothing where all is as the template has it."""
    assert str(mix) == told
