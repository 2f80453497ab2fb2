import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from kindpace.testing import keeps_contract
from kindpace.voices import espeak, espeak_process
from kindpace.voices.espeak import Espeak, voice
from kindpace.voices.hearing import speech_span
from kindpace.voices.protocol import Request, VoiceFailed, VoiceRejected, VoiceUnavailable

from .sentences import SENTENCES

EASY = Request(text="Easy now.", language="en")


@pytest.fixture
def speaking() -> Iterator[Espeak]:
    """The embedded voice, closed afterwards."""
    opened = voice()
    yield opened
    opened.close()


def seconds(opened: Espeak, request: Request) -> float:
    """How long the speech in `request` lasts, without the silence about it."""
    spoken = opened.speak(request)
    span = speech_span(spoken.samples, spoken.rate)
    assert span is not None
    return (span[1] - span[0]) / spoken.rate - 0.05


def pretender(folder: Path, body: str) -> str:
    """A program that stands in for the engine's process."""
    program = folder / "pretender.py"
    room = Path(espeak_process.__file__).parent
    head = (
        f"import os, sys, time\nsys.path.insert(0, {str(room)!r})\nimport espeak_process as real\n"
    )
    program.write_text(head + textwrap.dedent(body), "utf-8")
    return str(program)


def test_it_keeps_the_contract() -> None:
    """The embedded voice is a voice like any other."""
    keeps_contract(voice())
    keeps_contract(voice(), language="de", speaker="de+f5")


@pytest.mark.parametrize("pace", [90, 105, 125, 160, 220])
def test_pace_is_words_a_minute_within_five_percent(speaking: Espeak, pace: int) -> None:
    """Measured over the fixed English sentences, over the whole range."""
    count = sum(len(text.split()) for text in SENTENCES["en"])
    requests = [Request(text=text, language="en", pace=pace) for text in SENTENCES["en"]]
    measured = 60 * count / sum(seconds(speaking, request) for request in requests)
    assert measured == pytest.approx(pace, rel=0.05)


@pytest.mark.parametrize(
    ("language", "speaker"),
    [("es", ""), ("de", "+f5"), ("fr", ""), ("en", "en-us+klatt6"), ("en", "en-gb")],
)
def test_pace_holds_in_other_languages_and_timbres(
    speaking: Espeak, language: str, speaker: str
) -> None:
    """The same bound at the usual pace."""
    texts = SENTENCES[language]
    count = sum(len(text.split()) for text in texts)
    requests = [Request(text=text, language=language, speaker=speaker) for text in texts]
    measured = 60 * count / sum(seconds(speaking, request) for request in requests)
    assert measured == pytest.approx(125, rel=0.05)


def test_the_same_words_are_the_same_bytes_in_any_order_and_process() -> None:
    """What was spoken before leaves no trace in what is spoken now."""
    requests = [Request(text=text, language="en") for text in SENTENCES["en"]]
    digests = []
    for order in (requests, requests[::-1] * 2):
        opened = voice()
        sounds = {each.text: opened.speak(each).samples.tobytes() for each in order}
        digests.append({text: sha256(sound).hexdigest() for text, sound in sounds.items()})
        opened.close()
    assert digests[0] == digests[1]


def test_many_threads_get_each_their_own_answer(speaking: Espeak) -> None:
    """Lines spoken side by side are those spoken one after another."""
    requests = [Request(text=text, language="en") for text in SENTENCES["en"]]
    alone = [speaking.speak(each).samples for each in requests]
    with ThreadPoolExecutor(3) as pool:
        together = [spoken.samples for spoken in pool.map(speaking.speak, requests)]
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_a_line_in_another_language_keeps_the_timbre(speaking: Espeak) -> None:
    """The speaker is American and bright; the German line is German and bright."""
    german = Request(text="Ganz leicht jetzt.", language="de", speaker="en-us+f5")
    bright = replace(german, speaker="de+f5")
    plain = replace(german, speaker="")
    assert np.array_equal(speaking.speak(german).samples, speaking.speak(bright).samples)
    assert not np.array_equal(speaking.speak(german).samples, speaking.speak(plain).samples)


def test_pitch_moves_and_length_stays_near(speaking: Espeak) -> None:
    """Three semitones up is another sound."""
    usual, higher = speaking.speak(EASY), speaking.speak(replace(EASY, pitch=3))
    assert not np.array_equal(usual.samples, higher.samples)
    assert len(higher.samples) == pytest.approx(len(usual.samples), rel=0.1)


@pytest.mark.parametrize("wrong", [{"speaker": "en-us+nobody"}, {"language": "xx-xx"}])
def test_unknown_speakers_and_languages_are_refused(
    speaking: Espeak, wrong: dict[str, str]
) -> None:
    """The engine would silently take another; we don't let it."""
    with pytest.raises(VoiceRejected, match="eSpeak NG can't offer"):
        speaking.speak(Request(**{"text": "Easy.", "language": "en", **wrong}))  # type: ignore[arg-type] # all text


def test_an_answer_without_sound_fails_calmly(
    monkeypatch: pytest.MonkeyPatch, speaking: Espeak, tmp_path: Path
) -> None:
    """Where the engine gives nothing, the line has failed."""
    body = "real._speak = lambda *rest: (22050, b'')\nreal.main(*sys.argv[1:])"
    monkeypatch.setattr(espeak_process, "__file__", pretender(tmp_path, body))
    with pytest.raises(VoiceFailed, match=r"gave no sound for “Easy now\.”"):
        speaking.speak(EASY)


def test_its_death_costs_no_line(speaking: Espeak) -> None:
    """The process is killed between two lines; the second comes from a new one."""
    first = speaking.speak(EASY)
    (process,) = speaking._crew.idle
    os.kill(process.number, signal.SIGKILL)
    assert np.array_equal(speaking.speak(EASY).samples, first.samples)
    assert speaking._crew.idle[0].number != process.number
    with pytest.raises(ProcessLookupError):  # it has been waited for: no zombie is left
        os.kill(process.number, 0)


def test_a_process_that_always_dies_fails_the_line(
    monkeypatch: pytest.MonkeyPatch, speaking: Espeak, tmp_path: Path
) -> None:
    """One restart, then the line is given up with its words."""
    log = tmp_path / "starts"
    program = pretender(tmp_path, f"open({str(log)!r}, 'a').write('x')\nsys.exit(3)")
    monkeypatch.setattr(espeak_process, "__file__", program)
    with pytest.raises(VoiceFailed, match=r"stopped twice while it spoke “Easy now\.”"):
        speaking.speak(EASY)
    assert log.read_text("utf-8") == "xx"


def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After the timeout it is killed, once more, and the line has failed."""
    program = pretender(tmp_path, "time.sleep(60)")
    monkeypatch.setattr(espeak_process, "__file__", program)
    opened = Espeak(library=library(), data=data(), timeout=0.2)
    with pytest.raises(VoiceFailed):
        opened.speak(EASY)
    assert opened._crew.idle == []


def test_where_the_library_stays_in_memory_each_line_has_its_own_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process that can't unload it says so and ends; the sound is the same."""
    expected = voice().speak(EASY).samples
    body = "real._unloaded = lambda engine, library: False\nreal.main(*sys.argv[1:])"
    monkeypatch.setattr(espeak_process, "__file__", pretender(tmp_path, body))
    opened = Espeak(library=library(), data=data())
    for _ in range(2):
        assert np.array_equal(opened.speak(EASY).samples, expected)
        assert opened._crew.idle == []


def test_nothing_is_left_behind_and_nothing_is_printed() -> None:
    """Closed or forgotten, its process ends with ours, and the terminal stays clean."""
    program = (
        "from kindpace.voices.espeak import voice\n"
        "from kindpace.voices.protocol import Request\n"
        "v = voice(); v.speak(Request(text='[[x]] <b> Easy', language='en'))\n"
        "print(v._crew.idle[0].number)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout.strip().isdigit()
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_closing_ends_the_process(speaking: Espeak) -> None:
    """After `close` nothing runs; speaking again simply starts anew."""
    speaking.speak(EASY)
    number = speaking._crew.idle[0].number
    speaking.close()
    speaking.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert len(speaking.speak(EASY).samples)


def test_without_its_wheel_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing or broken wheel is a missing voice, not a traceback."""
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "nowhere/libespeak-ng.so")
    with pytest.raises(VoiceUnavailable, match="isn't on this machine"):
        voice()
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(VoiceUnavailable):
        voice()


def test_its_speakers_begin_at_home_and_its_version_names_the_library() -> None:
    """American English comes first; a changed library is another version."""
    opened = voice()
    assert [speaker.id for speaker in opened.speakers()[:3]] == [
        "en-us",
        "en-us+f5",
        "en-us+klatt6",
    ]
    image = sha256(library().read_bytes()).hexdigest()[:8]
    assert opened.info.version.endswith(f"-{image}-{espeak.CALIBRATION}")
    assert {"en", "es", "de", "fr"} <= set(opened.info.languages)


def library() -> Path:
    """The engine."""
    return Path(espeakng_loader.get_library_path())


def data() -> Path:
    """The engine's voices."""
    return Path(espeakng_loader.get_data_path())
