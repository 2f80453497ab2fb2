"""Who would speak is known without speaking, and asked once."""

from pathlib import Path

from kindpace.problems import WorldError, problem
from kindpace.studio.building.speakers import Speakers
from kindpace.studio.planning import Order, load
from kindpace.voices import doors
from tests.studio.building.maker import script


def test_an_engine_is_named_with_its_version_and_opened_once(tmp_path: Path) -> None:
    """However many sessions it speaks."""
    asked: list[str] = []

    def opening(name: str) -> doors.Opened:
        asked.append(name)
        return doors.open_voice(name)

    speakers = Speakers(open_voice=opening)
    session, _ = load(Order(name=str(script(tmp_path, "one"))))
    assert [speakers.of(session) for _ in range(3)] == [("tone 1 ",)] * 3
    assert asked == ["tone"]


def test_a_voice_that_isnt_here_is_no_reason_to_stop(tmp_path: Path) -> None:
    """It is told of when it is to speak; until then its name stands for it."""

    def shut(name: str) -> doors.Opened:
        raise WorldError([problem("voice-unavailable", voice=name, reason="away")])

    session, _ = load(Order(name=str(script(tmp_path, "one"))))
    assert Speakers(open_voice=shut).of(session) == ("tone, not here",)
