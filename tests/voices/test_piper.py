import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from kindpace.problems import WrongUse
from kindpace.testing import keeps_contract
from kindpace.voices.doors import open_voice
from kindpace.voices.piper import Piper, split_name, told, voice
from kindpace.voices.piper_models import read_model
from kindpace.voices.protocol import Request, VoiceFailed, VoiceRejected, VoiceUnavailable

from .measuring import pace_of
from .standins.model import LETTERS, build

EASY = Request(text="Easy now, one step at a time.", language="en")


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a German model, and an English one with two speakers."""
    place = tmp_path / "my models"
    build(place, "de_DE-hum-low")
    build(place, "en_US-two-low", num_speakers=2, speaker_id_map={"amber": 0, "brook": 1})
    monkeypatch.setenv("KINDPACE_PIPER", str(place))
    return place


def test_it_keeps_the_contract(tmp_path: Path) -> None:
    """The real package, over a model that hums."""
    keeps_contract(voice(str(build(tmp_path))))


@pytest.mark.usefixtures("models")
def test_its_pace_is_measured_and_kept() -> None:
    """No model is like another, so each is measured before its first line."""
    english = voice("en_US-two-low")
    for pace in (90, 125, 200):
        assert pace_of(english, pace) == pytest.approx(pace, rel=0.05)
    english.close()
    german = voice("de_DE-hum-low")
    assert pace_of(german, 125, "de") == pytest.approx(125, rel=0.05)
    german.close()


def test_models_and_their_speakers_are_listed(models: Path) -> None:
    """The opened one first; a broken one isn't in the way."""
    (models / "broken.onnx").write_bytes(b"")
    two = ["en_US-two-low", "en_US-two-low#amber", "en_US-two-low#brook"]
    assert [one.id for one in voice("en_US-two-low").speakers()] == [*two, "de_DE-hum-low"]


@pytest.mark.usefixtures("models")
def test_a_speaker_stands_behind_the_model() -> None:
    """Each sounds otherwise; the first is the usual one."""
    sounds = {}
    for name in ("en_US-two-low", "en_US-two-low#amber", "en_US-two-low#brook"):
        opened = open_voice(f"piper:{name}")
        sounds[name] = opened.voice.speak(replace(EASY, speaker=opened.speaker)).samples.tobytes()
        opened.voice.close()
    usual, amber, brook = sounds.values()
    assert usual == amber != brook
    with pytest.raises(WrongUse, match="no speaker called en_US-two-low#nobody"):
        open_voice("piper:en_US-two-low#nobody")


def test_a_model_is_named_by_its_path_and_told_without_its_folders(tmp_path: Path) -> None:
    """Whose folder it lies in is nobody's business."""
    path = build(tmp_path / "it's #1 here")
    opened = open_voice(f"piper:{path}")
    assert opened.name == f"piper:{path}"
    assert opened.title == "piper:en_US-hum-low.onnx"
    assert len(opened.voice.speak(replace(EASY, speaker=opened.speaker)).samples) > 1000
    opened.voice.close()


@pytest.mark.usefixtures("models")
def test_auto_takes_the_model_that_speaks_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is set up is the best there is, for its own language."""
    monkeypatch.delenv("KINDPACE_AUTO")
    assert open_voice("auto:de").name == "piper"
    assert open_voice("auto:en").name == "piper:en_US-two-low"
    assert open_voice("auto:pt").name == "espeak"
    assert open_voice("auto:de,en").name == "espeak"


@pytest.mark.usefixtures("models")
@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"speaker": "en_US-two-low"}])
def test_what_a_model_cannot_say_is_refused(wrong: dict[str, str]) -> None:
    """It has one language; another model is another voice."""
    with pytest.raises(VoiceRejected, match="can't offer"):
        voice("de_DE-hum-low").speak(replace(EASY, **{"language": "de", **wrong}))  # type: ignore[arg-type] # text


def test_a_model_that_is_no_model_fails_the_line(tmp_path: Path) -> None:
    """With the words of what reads it."""
    path = build(tmp_path)
    path.write_bytes(b"no graph" * 100)
    with pytest.raises(VoiceFailed, match=r"Piper stumbled: \w+: "):
        voice(str(path)).speak(EASY)


@pytest.mark.parametrize("body", ["os._exit(3)", "os.abort()", "time.sleep(600)"])
def test_a_process_that_dies_or_hangs_fails_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """Nothing else is harmed."""
    tmp_path.joinpath("astray.py").write_text(f"import os, time\n{body}", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr("kindpace.voices.piper.PROCESS", "astray")
    model = read_model(build(tmp_path))
    with pytest.raises(VoiceFailed, match="Piper stopped twice"):
        Piper(model=model, name="hum", version="1", timeout=1).speak(EASY)


def test_without_the_package_the_mend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("kindpace.voices.piper.version", missing)
    with pytest.raises(VoiceUnavailable, match=r"pip install 'kindpace\[piper\]'"):
        voice()


def test_the_package_is_never_loaded_here(tmp_path: Path) -> None:
    """Its libraries, an espeak of its own among them, stay in the process."""
    before = "piper" in sys.modules
    opened = voice(str(build(tmp_path)))
    opened.speak(EASY)
    opened.close()
    assert ("piper" in sys.modules) == before


@pytest.mark.parametrize(
    "text", ["--version", 'He said "easy".', "One.\nTwo.", "🙂 easy", "a" * 300, "[[ˈiːzi]] now"]
)
def test_any_text_is_spoken(tmp_path: Path, text: str) -> None:
    """Brackets in a text are no phonemes."""
    opened = voice(str(build(tmp_path)))
    assert opened.speak(replace(EASY, text=text)).samples.any()
    opened.close()


def test_known_pronunciations_are_told_in_brackets_if_the_model_has_the_letters() -> None:
    """Whole words alone; a possessive is left as it is."""
    ipa = {"Siobhan": "ʃɪˈvɔːn", "run": "ʁœ̃"}
    text = "Siobhan's run: run with Siobhan, not Siobhanna."
    said = told(text, ipa, frozenset(LETTERS))
    assert said == "Siobhan's run: run with [[ ʃɪˈvɔːn ]], not Siobhanna."
    assert told("[[x]] y", {}, frozenset()) == " x  y"


def test_a_number_sign_parts_model_and_speaker() -> None:
    """Unless it belongs to the model's own path."""
    assert split_name("/a#b/x.onnx") == ("/a#b/x.onnx", "")
    assert split_name("/a#b/x.onnx#p1") == ("/a#b/x.onnx", "p1")
    assert split_name("amy") == ("amy", "")
