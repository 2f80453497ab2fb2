"""What the writer meant, once everything is settled."""

from dataclasses import FrozenInstanceError

import pytest

from kindpace.session import model, motion
from kindpace.session.model import FLOW, Anchor, Line, Runner, Seconds, Stretch


def test_a_fixed_length_never_moves() -> None:
    """Least, usual and most are one."""
    five = Seconds(5)
    assert Stretch.fixed(five) == Stretch(least=five, usual=five, most=five)


def test_cues_flow_unless_they_are_placed() -> None:
    """One after another."""
    assert (FLOW.anchor, FLOW.value) == (Anchor.FLOW, Seconds(0))


@pytest.mark.parametrize(
    ("public", "shared"), [(None, "Ana, hello."), ("Hello.", "Hello."), ("", "")]
)
def test_a_line_shares_what_is_public(public: str | None, shared: str) -> None:
    """All of it, where nothing in it is private."""
    assert Line(text="Ana, hello.", spoken="Ana, hello.", public=public).shareable == shared


def test_values_are_values() -> None:
    """Equal when alike, hashable, and never changed."""
    assert Runner() == Runner()
    assert len({Line(text="a", spoken="a"), Line(text="a", spoken="a")}) == 1
    with pytest.raises(FrozenInstanceError):
        Runner().name = "Ana"  # type: ignore[misc]  # the point of the test


def test_all_rooms_find_motion_here() -> None:
    """One place to import from."""
    for name in ("Gait", "Pattern", "Seconds", "BreathPlan", "Leg", "BeatPlan"):
        assert getattr(model, name) is getattr(motion, name)
        assert name in model.__all__
