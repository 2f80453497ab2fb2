"""One's own voice in a run: whatever is recorded is heard in its place, as loud as the rest."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem, WrongUse
from kindpace.session.model import Line
from kindpace.sound.level import loudness_of
from kindpace.sound.recording import resampled
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.voices import voices
from kindpace.studio.making import record, render, unwatched
from kindpace.studio.planning import Order, Planned, plan
from kindpace.timeline.arrange import lines_of
from kindpace.timeline.tempo import frame
from kindpace.track.reading import blocks_of, read_track
from kindpace.voices.own import OWN
from kindpace.voices.own_files import id_of
from kindpace.voices.protocol import Request, Spoken
from kindpace.voices.tone import Tone

SCRIPT = """\
kindpace: 1
title: Own words
sound: plain
voice: tone
{more}
parts:
  - part: Out
    gait: walk
    lasts: 30s
    cues:
      - say: Here we go, slowly and kindly, with soft shoulders.
      - say: Look around you once, and let it all be as it is.
      - quiet: elastic
  - part: Breath
    gait: run
    lasts: 40s
    breath: {{pattern: 3:2, count: spoken 2 cycles then sound}}
    cues:
      - say: Nearly there, so keep an easy smile on your face.
      - quiet: elastic
"""


def planned(folder: Path, more: str = "", **order: object) -> Planned:
    """The plan of a short session."""
    path = folder / "own.yaml"
    path.write_text(SCRIPT.format(more=more), "utf-8")
    return plan(replace(Order(name=str(path)), **order))  # type: ignore[arg-type] # any field


def lines(plan_: Planned) -> list[Line]:
    """Each line once."""
    return list(dict.fromkeys(line for line, _ in lines_of(plan_.session)))


def read_aloud(one: Line) -> tuple[Frames, int]:
    """`one` in a higher voice than the one that speaks the others."""
    spoken = Tone().speak(Request(text=one.text, language="en", speaker="high"))
    return spoken.samples, spoken.rate


def recorded(folder: Path, wanted: Iterable[Line]) -> Path:
    """A folder of recordings, each with a second of quiet room, and at a loudness of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(wanted):
        samples, rate = read_aloud(one)
        quiet = np.zeros(rate // 2, np.float32)
        sound = np.concatenate((quiet, samples, quiet)) * np.float32(0.9 ** (3 * number))
        room = np.random.default_rng(number).normal(0, 1e-4, len(sound))
        soundfile.write(folder / f"{id_of(one)}.flac", sound + room, rate)
    return folder


def likeness(one: Frames, other: Frames) -> float:
    """How much of one sound is the other, wherever it begins: 1 is all of it."""
    size = 1 << (2 * max(len(one), len(other))).bit_length()
    product = np.fft.rfft(one, size) * np.fft.rfft(other, size).conj()
    scale = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.abs(np.fft.irfft(product)).max()) / max(scale, 1e-9)


@settings(max_examples=5)
@given(st.sets(st.integers(0, 6)))
def test_whatever_is_recorded_is_heard_in_its_place_as_loud_as_the_rest(chosen: set[int]) -> None:
    """Any subset of sentences and counted words: right voice, right moment, within 0.5 LU."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        every = lines(planned(folder))
        mine = [one for number, one in enumerate(every) if number in chosen]
        order = planned(folder, recordings=recorded(folder / "own", mine))
        made, takes = record(order, unwatched, folder)
        assert [one for one, take in takes.items() if take.voice == OWN] == mine
        heard = voices(made.timeline, takes)
        starts = {frame(one.start, RATE): one.line for one in made.timeline.speeches}
        levels = []
        for one in heard.placed:
            if one.heard.counted:
                continue
            assert starts.pop(one.start) == one.heard.line
            sound = heard.samples(one)
            levels.append(loudness_of(sound))
            raw, rate = read_aloud(one.heard.line)
            alike = likeness(sound, resampled(raw, rate, round(len(raw) * RATE / rate)))
            assert (alike > 0.5) == (one.heard.line in mine), alike
        assert max(levels) - min(levels) <= 0.5


def test_counted_words_of_ones_own_fall_on_their_steps(tmp_path: Path) -> None:
    """Their p-centre stands on the footfall, to the frame at which it is felt."""
    every = lines(planned(tmp_path))
    counted = [one for one in every if len(one.text.split()) == 1]
    order = planned(tmp_path, recordings=recorded(tmp_path / "own", counted))
    made, takes = record(order, unwatched, tmp_path)
    steps = [frame(one.start, RATE) for one in made.timeline.words]
    placed = [one for one in voices(made.timeline, takes).placed if one.heard.counted]
    assert len(counted) >= 3
    assert {takes[one.heard.line].voice for one in placed} == {OWN}
    for step, one in zip(steps, placed, strict=True):
        assert 0 <= step - one.start <= 0.12 * RATE


def heard_in(path: Path) -> Frames:
    """The decoded track."""
    return np.concatenate([block[:, 0] for block in blocks_of(path)])


def test_a_finished_track_holds_the_recording_and_tells_nothing_of_its_path(
    tmp_path: Path,
) -> None:
    """Heard back from the MP3; the tags name the voices, and no folder or file."""
    first = lines(planned(tmp_path))[0]
    recorded(tmp_path / "my-voice", [first])
    order = planned(tmp_path, "recordings: my-voice/")
    made = render(order, tmp_path / "run.mp3")
    assert (made.recorded, len(made.spoken)) == ((first,), len(lines(order)) - 1)
    assert made.broken == ()
    speech = made.plan.timeline.speeches[0]
    start, stop = (frame(moment, RATE) for moment in (speech.start, speech.end))
    raw, rate = read_aloud(first)
    said = resampled(raw, rate, round(len(raw) * RATE / rate))
    assert likeness(heard_in(tmp_path / "run.mp3")[start : stop + RATE // 10], said) > 0.5
    extra = dict(read_track(tmp_path / "run.mp3").labels.extra)
    assert extra["VOICE"] == "own tone"
    packed = (tmp_path / "run.mp3").read_bytes()
    for private in (b"my-voice", str(tmp_path).encode(), id_of(first).encode()):
        assert private not in packed
    render(order, tmp_path / "again.mp3")
    assert (tmp_path / "again.mp3").read_bytes() == packed


def test_a_run_that_is_all_ones_own_needs_no_voice(tmp_path: Path) -> None:
    """Nobody is asked to speak, so a voice that isn't there is not missed."""
    own = recorded(tmp_path / "own", lines(planned(tmp_path)))
    path = tmp_path / "own.yaml"
    path.write_text(path.read_text("utf-8").replace("voice: tone", "voice: nobody"), "utf-8")
    _, takes = record(plan(Order(name=str(path), recordings=own)), unwatched, tmp_path)
    assert {take.voice for take in takes.values()} == {OWN}


def test_the_nearest_folder_counts(tmp_path: Path) -> None:
    """The command line before the profile, the profile before the script; each from its place."""
    for name in ("script", "home/mine", "here"):
        (tmp_path / name).mkdir(parents=True)
    profile = tmp_path / "home" / "runner.yaml"
    profile.write_text("recordings: mine\n", "utf-8")
    more = "recordings: script"
    here = tmp_path / "here"
    found = [
        planned(tmp_path, more).session.recordings,
        planned(tmp_path, more, runner=profile).session.recordings,
        planned(tmp_path, more, runner=profile, recordings=here).session.recordings,
    ]
    assert [one and one.folder for one in found] == [
        tmp_path / "script",
        tmp_path / "home" / "mine",
        tmp_path / "here",
    ]
    assert found[0] is not None
    assert found[0].mark is not None


def test_the_usual_runner_of_a_script_may_name_one_too(tmp_path: Path) -> None:
    """Inside the script's folder, like everything that a script names."""
    (tmp_path / "mine").mkdir()
    found = planned(tmp_path, "runner: {recordings: mine}").session.recordings
    assert found is not None
    assert found.folder == tmp_path / "mine"
    with pytest.raises(KindpaceError, match="path-leaves-folder"):
        planned(tmp_path, "runner: {recordings: ../mine}")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Before anything is spoken, whoever named it."""
    profile = tmp_path / "runner.yaml"
    profile.write_text("recordings: nowhere\n", "utf-8")
    with pytest.raises(WrongUse, match="recordings-not-there"):
        planned(tmp_path, runner=profile)
    with pytest.raises(WrongUse, match="recordings-not-there"):
        planned(tmp_path, recordings=tmp_path / "nowhere")


def test_what_is_to_be_said_about_files_is_said_first(tmp_path: Path) -> None:
    """Before a voice speaks; alternatives of other days are no strangers."""
    own = recorded(tmp_path / "own", lines(planned(tmp_path))[:1])
    (own / "song.mp3").write_bytes(b"music")
    path = tmp_path / "own.yaml"
    drawn = '      - say: {any: ["Hear the birds.", "Hear the wind.", "Hear your steps."]}\n'
    text = path.read_text("utf-8").replace("      - quiet", drawn + "      - quiet", 1)
    path.write_text(text, "utf-8")
    for words in ("Hear the birds.", "Hear the wind.", "Hear your steps."):
        recorded(own, [Line(text=words, spoken=words)])
    told: list[Problem] = []
    order = plan(Order(name=str(path), recordings=own))
    record(order, unwatched, tmp_path, on_remark=told.append)
    assert [Path(one.what.split(" is for ")[0]).name for one in told] == ["song.mp3"]


def test_changing_one_word_of_sixty_lines_speaks_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine's calls are counted, through script, plan and cache."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "cache"))
    asked: list[str] = []
    real = Tone.speak

    def listening(self: Tone, request: Request) -> Spoken:
        asked.append(request.text)
        return real(self, request)

    monkeypatch.setattr(Tone, "speak", listening)
    head = "kindpace: 1\ntitle: Sixty\nvoice: tone\nparts:\n  - part: All\n    gait: walk\n"
    says = [f"      - say: Landmark {'x' * number} passes by.\n" for number in range(1, 61)]
    path = tmp_path / "sixty.yaml"
    for verb in ("passes", "glides"):
        says[29] = says[29].replace("passes", verb)
        path.write_text(f"{head}    cues:\n{''.join(says)}", "utf-8")
        record(plan(Order(name=str(path))), unwatched, tmp_path)
    assert len(asked) == 61
    assert "glides" in asked[-1]
