import platform
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kindpace.testing import keeps_contract
from kindpace.voices.protocol import Request, VoiceFailed, VoiceRejected, VoiceUnavailable
from kindpace.voices.system import voice

from .measuring import pace_of
from .standins.programs import POWERSHELL, SAY, SOUND, install

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")

EASY = Request(text="Easy now, one step at a time.", language="en")
PROGRAMS = {"Darwin": ("say", SAY), "Windows": ("powershell", POWERSHELL)}


@pytest.fixture(params=sorted(PROGRAMS))
def here(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A Mac, or a Windows machine, with nothing but its speech program."""
    system: str = request.param
    pretend(tmp_path / "a place", monkeypatch, system, PROGRAMS[system][1])
    return system


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, system: str, body: str) -> None:
    """That this is `system`, and that its speech program does as `body` says."""
    install(folder, PROGRAMS[system][0], body)
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.usefixtures("here")
def test_it_keeps_the_contract() -> None:
    """With a stand-in for the program of each system."""
    keeps_contract(voice())


def test_its_pace_is_measured_and_kept(here: str) -> None:
    """Each speaker has its own; Windows takes only steps of 12 %, so it may be 6 % away."""
    near = 0.065 if here == "Windows" else 0.05
    speaking = voice()
    assert pace_of(speaking, 125) == pytest.approx(125, rel=near)
    assert pace_of(speaking, 100, "de") == pytest.approx(100, rel=near)


def test_where_there_is_no_voice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux has none; other voices are named."""
    for name in ("Linux", "FreeBSD", ""):
        monkeypatch.setattr(platform, "system", lambda name=name: name)
        with pytest.raises(VoiceUnavailable, match="choose flite, piper or espeak"):
            voice()


def test_the_speaker_follows_the_language_of_the_line(here: str) -> None:
    """Unless the named one has it."""
    speaking = voice()
    names = {one.id for one in speaking.speakers()}
    german = next(name for name in names if name in ("Anna", "Microsoft Hedda Desktop"))
    lines = [
        replace(EASY, language=language, speaker=speaker)
        for language, speaker in (("de", ""), ("de-AT", german), ("de", max(names)))
    ]
    assert len({speaking.speak(one).samples.tobytes() for one in lines}) == 1
    assert {"en", "de", "en-us"} <= set(speaking.info.languages)
    assert here == {"macOS": "Darwin"}.get(speaking.info.summary.split()[-1], "Windows")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("wrong", [{"language": "pl"}, {"speaker": "Nobody"}])
def test_what_it_does_not_have_is_refused(wrong: dict[str, str]) -> None:
    """The program would take its usual speaker."""
    with pytest.raises(VoiceRejected, match="The system can't offer"):
        voice().speak(replace(EASY, **wrong))  # type: ignore[arg-type] # all text


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "text",
    [
        "-v Albert",
        'He said "easy".',
        "One.\nTwo.",
        "Grüße 🙂",
        "[[rate 400]] now",
        "$(x) `y` ; & |",
    ],
)
def test_any_text_is_spoken(text: str) -> None:
    """Its letters are never commands, to the shell or to the engine."""
    assert voice().speak(replace(EASY, text=text)).samples.any()


@pytest.mark.parametrize(
    "body", ["", "import sys; sys.exit(1)", "print('{nonsense')", "print('[]')"]
)
@pytest.mark.parametrize("system", sorted(PROGRAMS))
def test_a_program_that_names_no_voice_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, body: str
) -> None:
    """It says so in the list, and the others go on."""
    pretend(tmp_path, monkeypatch, system, body)
    with pytest.raises(VoiceUnavailable, match="can't be listed: it names no voice"):
        voice()


@pytest.mark.parametrize("system", sorted(PROGRAMS))
def test_a_system_without_its_program_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """Somebody has taken it away."""
    pretend(tmp_path, monkeypatch, system, "")
    (tmp_path / PROGRAMS[system][0]).unlink()
    with pytest.raises(VoiceUnavailable, match="isn't on this machine any more"):
        voice()


def test_one_that_always_takes_the_same_time_keeps_no_pace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found out before the first line."""
    body = (
        f"{SOUND}\nprint('Sam en_US # Hi') if '?' in sys.argv else speak('one two', 'line.wav', 1)"
    )
    pretend(tmp_path, monkeypatch, "Darwin", body)
    with pytest.raises(VoiceFailed, match="as quickly as before"):
        voice().speak(EASY)
