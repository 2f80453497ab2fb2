import shutil
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kindpace.problems import WorldError
from kindpace.testing import keeps_contract
from kindpace.voices import flite
from kindpace.voices.cache import Cache
from kindpace.voices.doors import Opened
from kindpace.voices.flite import Flite, voice
from kindpace.voices.programs import Programs
from kindpace.voices.protocol import Request, VoiceFailed, VoiceRejected, VoiceUnavailable
from kindpace.voices.takes import speak

from .maker import line, wanted
from .measuring import pace_of
from .standins.programs import FFMPEG, FLITE, SOUND, install

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")

EASY = Request(text="Easy now, one step at a time.", language="en")
PROGRAMS = {"flite": FLITE, "ffmpeg": FFMPEG}


@pytest.fixture(params=sorted(PROGRAMS))
def here(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One of the two programs is the only one on this machine."""
    name: str = request.param
    install(tmp_path / "my programs", name, PROGRAMS[name])
    monkeypatch.setenv("PATH", str(tmp_path / "my programs"))
    return name


def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **bodies: str) -> None:
    """These programs, and no others, are on this machine."""
    for name, body in bodies.items():
        install(tmp_path, name, body)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("here")
def test_it_keeps_the_contract_by_either_route() -> None:
    """With a stand-in that takes the same words and ends in the same ways."""
    keeps_contract(voice())


def test_the_real_one_keeps_the_contract_and_the_pace() -> None:
    """By whichever route this machine has."""
    try:
        real = voice()
    except VoiceUnavailable:
        pytest.skip("neither flite nor an ffmpeg with libflite is on this machine")
    assert pace_of(real, 125) == pytest.approx(125, rel=0.05)
    keeps_contract(real)


@pytest.mark.usefixtures("here")
def test_the_clearest_speaker_comes_first_and_the_narrow_one_never() -> None:
    """`kal` has 8 kHz; a program that is told nothing would take it."""
    names = [one.id for one in voice().speakers()]
    assert names == ["slt", "rms", "awb", "kal16"]
    with pytest.raises(VoiceRejected, match="can't offer kal in en"):
        voice().speak(replace(EASY, speaker="kal"))
    assert voice().speak(EASY).rate == 16_000


def test_the_program_itself_goes_before_ffmpeg(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And takes of one are never taken for the other's."""
    only(tmp_path, monkeypatch, flite=FLITE, ffmpeg=FFMPEG)
    first = voice().info.version
    (tmp_path / "flite").unlink()
    second = voice().info.version
    assert (first, second) == ("flite-2.2-1", "ffmpeg-5.1.9-1")


@pytest.mark.parametrize(
    "body",
    [
        "print('Voices available: kal ')",
        "import sys; sys.exit(1)",
        "print('\\x00\\xff' * 9000)",
        "",
    ],
)
def test_a_program_without_a_voice_worth_having_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """Then the other route counts; and with none, the mend says what to install."""
    only(tmp_path, monkeypatch, flite=body, ffmpeg=FFMPEG)
    assert voice().info.version.startswith("ffmpeg")
    (tmp_path / "ffmpeg").unlink()
    with pytest.raises(VoiceUnavailable, match="apt install flite"):
        voice()


def test_an_ffmpeg_without_the_filter_is_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many builds have none."""
    body = "import sys; print('No such filter: flite', file=sys.stderr); sys.exit(1)"
    only(tmp_path, monkeypatch, ffmpeg=body)
    with pytest.raises(VoiceUnavailable):
        voice()


def test_a_program_that_hangs_when_asked_for_its_voices_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for it."""
    monkeypatch.setattr(flite, "LOOK", 0.3)
    only(tmp_path, monkeypatch, flite="import time; time.sleep(600)")
    with pytest.raises(VoiceUnavailable):
        voice()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "text",
    [
        "-o out.wav",
        '"Easy", it said; `now` $HOME',
        "Jürgen’s café – 20° 🙂",
        "One.\nTwo.",
        "in " * 600,
    ],
)
def test_any_text_is_spoken(text: str) -> None:
    """As ASCII, which is all that Flite knows, and never as a part of a command."""
    assert len(voice().speak(replace(EASY, text=text)).samples) > 4000


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("wrong", [{"language": "de"}, {"speaker": "nobody"}, {"text": "🙂 …"}])
def test_what_it_cannot_say_is_refused(wrong: dict[str, str]) -> None:
    """The program itself would say something else, without a word."""
    with pytest.raises(VoiceRejected):
        voice().speak(replace(EASY, **wrong))  # type: ignore[arg-type] # all text


@pytest.mark.usefixtures("here")
def test_the_same_words_are_the_same_bytes_and_slower_is_longer() -> None:
    """One process a line leaves nothing behind."""
    speaker = voice()
    first, second = speaker.speak(EASY), speaker.speak(EASY)
    slow = speaker.speak(replace(EASY, pace=90))
    assert np.array_equal(first.samples, second.samples)
    assert len(slow.samples) > 1.2 * len(first.samples)


@pytest.mark.parametrize(
    "body",
    [
        "sys.exit(1)", "os.abort()", "pass", "open('line.wav', 'wb').write(b'no sound' * 50)",
        "speak('a', 'line.wav', 0.01)", "speak('easy ' * 600, 'line.wav', 4.0)",
    ],
)  # fmt: skip
def test_what_goes_astray_is_told_and_never_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    """Crashes, silence, rubbish, 0.01 s, ten minutes: no hole, and no poisoned cache."""
    astray = f"{SOUND}\nimport os\nif '-f' not in sys.argv: print('available: slt')\nelse: {body}"
    only(tmp_path, monkeypatch, flite=astray)
    cache = Cache(folder=tmp_path / "cache")
    with pytest.raises(WorldError) as told:
        speak(
            wanted(line("Let your shoulders drop, and keep an easy smile.")),
            cache=cache,
            voice="flite",
            open_voice=lambda _name: Opened(voice=voice(), speaker=""),
        )
    assert [one.slug for one in told.value.problems] == ["line-not-spoken"]
    assert not list(cache.folder.rglob("*.json"))


@pytest.mark.usefixtures("here")
def test_a_program_that_has_gone_since_is_told(tmp_path: Path) -> None:
    """It was there when it was looked for."""
    opened = voice()
    shutil.rmtree(tmp_path / "my programs")
    with pytest.raises(VoiceUnavailable, match="isn't on this machine any more"):
        opened.speak(EASY)


def test_a_line_that_hangs_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is ended."""
    hanging = (
        "import sys, time\nprint('available: slt') if '-f' not in sys.argv else time.sleep(600)"
    )
    only(tmp_path, monkeypatch, flite=hanging)
    programs = Programs(timeout=0.3)
    route = next(flite._by_itself(Programs()))
    with pytest.raises(VoiceFailed, match="took too long"):
        Flite(route=route, programs=programs).speak(EASY)
