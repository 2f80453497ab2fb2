import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kindpace.testing import keeps_contract
from kindpace.voices.pico import SPEAKERS, Pico, voice
from kindpace.voices.protocol import Request, VoiceFailed, VoiceRejected, VoiceUnavailable

from .measuring import pace_of
from .standins.programs import PICO

EASY = Request(text="Easy now, one step at a time.", language="en")
INSTALLED = importlib.util.find_spec("ttspico") is not None


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A package ttspico, for us and for the processes that we start."""
    tmp_path.joinpath("ttspico.py").write_text(body, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.fixture
def pico(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pico:
    """The voice over a package with the same face."""
    stand_in(tmp_path, monkeypatch, PICO)
    return voice()


def test_it_keeps_the_contract(pico: Pico) -> None:
    """A fresh engine a line gives the same bytes; it never clips."""
    keeps_contract(pico)


@pytest.mark.skipif(not INSTALLED, reason="ttspico isn't installed: it has to be compiled")
def test_the_real_one_keeps_the_contract_and_the_pace() -> None:
    """In English and in German."""
    real = voice()
    assert pace_of(real, 125) == pytest.approx(125, rel=0.05)
    assert pace_of(real, 125, "de") == pytest.approx(125, rel=0.05)
    keeps_contract(real)


def test_without_the_package_the_mend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    monkeypatch.setattr("kindpace.voices.pico.find_spec", lambda _name: None)
    with pytest.raises(VoiceUnavailable, match=r"pip install 'kindpace\[pico\]'"):
        voice()


def test_its_accent_follows_the_line(pico: Pico) -> None:
    """Unless the named speaker has the line's language."""
    sounds = {
        told: pico.speak(replace(EASY, language=told[0], speaker=told[1])).samples.tobytes()
        for told in (
            ("en", ""), ("en-GB", ""), ("en", "en-GB"), ("de", ""), ("de", "en-GB"), ("it-CH", ""),
        )
    }  # fmt: skip
    assert sounds["en-GB", ""] == sounds["en", "en-GB"] != sounds["en", ""]
    assert sounds["de", ""] == sounds["de", "en-GB"]
    assert {one.id for one in pico.speakers()} == set(SPEAKERS)
    assert {"en", "en-gb", "it", "it-it"} <= set(pico.info.languages)


@pytest.mark.parametrize("wrong", [{"language": "pl"}, {"speaker": "en-AU"}])
def test_what_it_does_not_have_is_refused(pico: Pico, wrong: dict[str, str]) -> None:
    """Rather than taking another."""
    with pytest.raises(VoiceRejected, match="can't offer"):
        pico.speak(replace(EASY, **wrong))  # type: ignore[arg-type] # all text


@pytest.mark.parametrize(
    "text", ["-x", "a <speed level='50'> b & c", 'one "two"\nthree', "é 🙂 now"]
)
def test_nothing_in_a_text_is_markup(pico: Pico, text: str) -> None:
    """The engine would obey its tags."""
    assert pico.speak(replace(EASY, text=text)).samples.any()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("import os; os._exit(3)", "stopped twice"),
        ("import time; time.sleep(600)", "stopped twice"),
        ("raise RuntimeError('no such language')", "stumbled: RuntimeError: no such language"),
        ("return None", "stumbled: the answer holds no sound"),
    ],
)
def test_what_goes_astray_in_its_process_fails_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, told: str
) -> None:
    """And nothing else."""
    said = (
        "class TtsEngine:\n"
        "    def __init__(self, language): pass\n"
        f"    def speak(self, text):\n        {body}\n"
    )
    stand_in(tmp_path, monkeypatch, said)
    pico = Pico(timeout=1.5)
    with pytest.raises(VoiceFailed, match=told):
        pico.speak(EASY)
    pico.close()


def test_the_package_is_never_loaded_here(pico: Pico) -> None:
    """Its C code lives in the process alone; the sound is in 16 bits at 16 kHz."""
    spoken = pico.speak(EASY)
    assert "ttspico" not in sys.modules
    steps = spoken.samples * 32768
    assert np.array_equal(steps, np.round(steps))
    assert spoken.rate == 16_000
