import json
from pathlib import Path

import pytest

from kindpace.voices.piper_models import (
    find_model,
    fingerprint,
    folder,
    found_models,
    read_model,
)
from kindpace.voices.protocol import VoiceUnavailable

from .standins.model import LETTERS, build


def test_models_are_looked_for_in_a_folder_or_are_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KINDPACE_PIPER names either; empty, it says that there are none."""
    place = tmp_path / "my models"
    one, other = build(place, "en_US-b-low"), build(place, "de_DE-a-low")
    monkeypatch.setenv("KINDPACE_PIPER", str(place))
    assert found_models() == [other, one]
    monkeypatch.setenv("KINDPACE_PIPER", str(one))
    assert found_models() == [one]
    monkeypatch.setenv("KINDPACE_PIPER", "")
    assert found_models() == []


def test_without_a_setting_kindpace_has_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named where a person is told how to get a model."""
    monkeypatch.delenv("KINDPACE_PIPER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert folder().name == "piper"
    monkeypatch.setattr("kindpace.voices.piper_models.folder", lambda: tmp_path / "piper")
    assert found_models() == []
    with pytest.raises(VoiceUnavailable, match=r"piper\.download_voices .* --download-dir"):
        find_model("")
    model = build(tmp_path / "piper")
    assert find_model("") == model


def test_a_model_is_found_by_its_path_or_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path need not be set up anywhere; `~` is the person's own folder."""
    model = build(tmp_path / "it's here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_model(str(model)) == model
    assert find_model(f"~/it's here/{model.name}") == model
    monkeypatch.setenv("KINDPACE_PIPER", str(model.parent))
    assert find_model(model.stem) == model
    for missing in ("nobody", str(tmp_path / "no.onnx"), str(tmp_path)):
        with pytest.raises(VoiceUnavailable, match="There is no Piper model"):
            find_model(missing)


def test_a_description_tells_language_speakers_and_letters(tmp_path: Path) -> None:
    """Older ones lack the language; speakers without names have numbers."""
    model = read_model(build(tmp_path))
    assert (model.language, model.summary, model.speakers) == ("en-us", "en_US-hum-low, low", {})
    assert model.letters == set(LETTERS)
    named = build(tmp_path, "many", num_speakers=2, speaker_id_map={"p1": 0, "p2": 1}, language={})
    assert read_model(named).speakers == {"p1": 0, "p2": 1}
    assert read_model(named).language == "many"
    assert read_model(build(tmp_path, "more", num_speakers=3)).speakers == {"0": 0, "1": 1, "2": 2}


@pytest.mark.parametrize("told", ["", "{", "[]", "{}", '{"espeak": 3}', "\x00\xff"])
def test_a_description_that_cannot_be_read_is_told(tmp_path: Path, told: str) -> None:
    """Before anything is loaded."""
    model = build(tmp_path)
    beside = tmp_path / f"{model.name}.json"
    beside.write_text(told, "latin-1")
    with pytest.raises(VoiceUnavailable, match="description of the Piper model can't be read"):
        read_model(model)
    beside.unlink()
    with pytest.raises(VoiceUnavailable, match="description of the Piper model can't be read"):
        read_model(model)


@pytest.mark.parametrize("kind", ["pinyin", "japanese", "thai", "something new"])
def test_a_model_that_might_fetch_something_is_refused(tmp_path: Path, kind: str) -> None:
    """Some ways from letters to sounds download what they need."""
    with pytest.raises(VoiceUnavailable, match=f"by {kind}, which may fetch"):
        read_model(build(tmp_path, phoneme_type=kind))


def test_a_fingerprint_is_of_both_files(tmp_path: Path) -> None:
    """Another model or another description is another voice; another place isn't."""
    model = build(tmp_path / "one")
    first = fingerprint(model)
    assert fingerprint(build(tmp_path / "two")) == first
    beside = model.with_name(f"{model.name}.json")
    beside.write_text(json.dumps(json.loads(beside.read_text("utf-8")) | {"x": 1}), "utf-8")
    second = fingerprint(model)
    model.write_bytes(model.read_bytes() + b" ")
    assert len({first, second, fingerprint(model)}) == 3
    model.unlink()
    with pytest.raises(VoiceUnavailable):
        fingerprint(model)
