"""`{helpline}`: one word in a script, and other words for one person and for everybody."""

import pytest

from kindpace.session.helpline import asks_for_helpline, with_helpline
from tests.session.maker import heard, made, script

LISTENS = "- support: 'Somebody listens: {helpline}. You may call.'"


def test_it_is_filled_for_the_voice_and_for_readers() -> None:
    """Each hears or reads their own words."""
    session = with_helpline(made(script(LISTENS)), "Ear, 1 2", "the notes")
    assert heard(session) == ["Somebody listens: Ear, 1 2.", "You may call."]
    (cue,) = session.parts[0].cues
    assert [line.shareable for line in cue.lines] == [  # type: ignore[union-attr]  # it is what is said
        "Somebody listens: the notes.", "You may call.",
    ]  # fmt: skip


def test_it_begins_a_sentence_with_a_capital() -> None:
    """Wherever it stands."""
    session = made(script("- support: '{helpline} is there for you.'"))
    assert heard(with_helpline(session, "the number", "the notes")) == [
        "The number is there for you."
    ]


@pytest.mark.parametrize(("cue", "asks"), [(LISTENS, True), ("- say: Hello.", False)])
def test_a_session_knows_whether_it_asks(cue: str, asks: bool) -> None:
    """Nothing changes where it doesn't."""
    session = made(script(cue))
    assert asks_for_helpline(session) is asks
    filled = with_helpline(session, "x", "y")
    assert (filled == session) is not asks
    assert not asks_for_helpline(filled)
