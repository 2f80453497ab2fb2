from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kindpace.problems import WorldError, WrongUse
from kindpace.session.written import Wording
from kindpace.studio.comparing import compare
from kindpace.voices import doors
from kindpace.voices.protocol import Request, Speaker, Spoken, Voice, VoiceRejected
from kindpace.voices.tone import Tone

LINE = "Easy now, one step at a time."
HERE = "tests.studio.test_comparing"


class Odd(Tone):
    """A voice that may refuse a line, or send it away."""

    def __init__(self, name: str, *, refuses: bool = False, network: bool = False) -> None:
        self.info = replace(Tone.info, id=name, network=network)
        self.refuses = refuses

    def speakers(self) -> list[Speaker]:
        """One whose name is a path."""
        return [Speaker(id="/my models/low.onnx", language="*", summary="")]

    def speak(self, request: Request) -> Spoken:
        """A hum, or not."""
        if self.refuses:
            raise VoiceRejected("it doesn't want to")
        return super().speak(replace(request, speaker=""))


def able(_speaker: str) -> Voice:
    """A voice that hums."""
    return Odd("able")


def shy(_speaker: str) -> Voice:
    """A voice that refuses every line."""
    return Odd("shy", refuses=True)


def far(_speaker: str) -> Voice:
    """A voice that sends words away."""
    return Odd("far", network=True)


@pytest.fixture(autouse=True)
def _three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three voices, and one that isn't here."""
    own = [
        EntryPoint(name=name, value=f"{HERE}:{name}", group=doors.GROUP)
        for name in ("able", "far", "shy", "gone")
    ]
    monkeypatch.setattr(doors, "entry_points", lambda **_: own)
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)


def test_unnamed_voices_that_cannot_say_it_are_passed_over_and_told(tmp_path: Path) -> None:
    """Those that send words away aren't even asked."""
    asked: list[str] = []
    compared = compare(LINE, [], tmp_path / "x", Wording(), on_voice=asked.append)
    assert asked == ["able", "shy"]
    assert [one.voice for one in compared.samples] == ["able"]
    assert [(name, why.slug) for name, why in compared.passed] == [("shy", "line-not-spoken")]
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["able.wav"]


def test_a_named_voice_is_asked_and_told_of_even_if_it_sends_words_away(tmp_path: Path) -> None:
    """Once, plainly, before they leave."""
    told: list[str] = []
    wish = Wording()
    compare(LINE, ["far"], tmp_path / "x", wish, on_leaving=lambda one: told.append(one.told.slug))
    assert told == ["words-leave"]
    assert (tmp_path / "x" / "far.wav").is_file()


def test_a_named_voice_that_cannot_say_it_leaves_nothing(tmp_path: Path) -> None:
    """Whole or not at all."""
    with pytest.raises(WorldError, match="doesn't want to"):
        compare(LINE, ["able", "shy"], tmp_path / "x", Wording())
    assert list(tmp_path.iterdir()) == []


def test_where_nobody_can_say_it_every_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where there is nobody, that."""
    monkeypatch.setenv("KINDPACE_VOICES", "shy")
    with pytest.raises(WorldError, match="doesn't want to"):
        compare(LINE, [], tmp_path / "x", Wording())
    monkeypatch.setenv("KINDPACE_VOICES", "far")
    with pytest.raises(WorldError, match="without a network"):
        compare(LINE, [], tmp_path / "x", Wording())
    assert list(tmp_path.iterdir()) == []


def test_files_are_named_by_voice_and_never_meet(tmp_path: Path) -> None:
    """Folders of a model are left out; the same voice twice is spoken once."""
    names = ["able", "able:/my models/low.onnx", "able"]
    compared = compare(LINE, names, tmp_path / "a place", Wording())
    assert [one.file for one in compared.samples] == ["able.wav", "able-low.wav"]
    assert all(one.loudness == pytest.approx(-16, abs=0.5) for one in compared.samples)
    assert {path.name for path in (tmp_path / "a place").iterdir()} == {"able.wav", "able-low.wav"}


def test_only_a_new_or_empty_folder_is_written(tmp_path: Path) -> None:
    """Nothing is overwritten, and what is asked in vain is told before anybody speaks."""
    (tmp_path / "empty").mkdir()
    compare(LINE, ["able"], tmp_path / "empty", Wording())
    for taken in ("empty", "empty/able.wav"):
        with pytest.raises(WrongUse, match="already something in"):
            compare(LINE, ["able"], tmp_path / taken, Wording())
    with pytest.raises(WorldError):
        compare(LINE, ["able"], tmp_path / "no" / "folder", Wording())
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_words_that_cannot_be_said_are_nobodys_fault_but_told(tmp_path: Path) -> None:
    """A pause that can't be read stops it all."""
    with pytest.raises(WrongUse):
        compare("One [pause x] two.", [], tmp_path / "x", Wording())
    assert list(tmp_path.iterdir()) == []
