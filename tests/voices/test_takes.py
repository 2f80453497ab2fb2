import errno
import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem, WorldError, WrongUse, problem
from kindpace.session.model import Line
from kindpace.voices import cache as caching
from kindpace.voices import takes
from kindpace.voices.cache import Cache
from kindpace.voices.doors import Opened, open_voice
from kindpace.voices.leaving import Leaving
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Spoken,
    VoiceBusy,
    VoiceFailed,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnreachable,
)
from kindpace.voices.takes import speak
from kindpace.voices.tone import Tone

from .maker import Clock, Puppet, Script, failing_on, hum, line, one_at_a_time, wanted

THREE = (line("In, two, three."), line("Out, two."), line("Let it be easy."))


def humming(request: Request, _times: int) -> Spoken:
    """A script without a fault."""
    return hum(request)


def one_voice(puppet: Puppet) -> Callable[[str], Opened]:
    """A house whose every door leads to `puppet`."""
    return puppet.opened


def faults(folder: Path, script: Script, *lines: Line) -> tuple[tuple[Problem, ...], Puppet]:
    """The problems of speaking `lines` with a one-mouthed puppet, which must fail."""
    puppet = Puppet(script=script, info=one_at_a_time())
    with pytest.raises(WorldError) as told:
        speak(
            wanted(*lines),
            cache=Cache(folder=folder),
            open_voice=one_voice(puppet),
            patience=Clock().patience(),
        )
    return told.value.problems, puppet


def test_a_take_tells_its_exact_length_and_where_it_is_heard(tmp_path: Path) -> None:
    """Lengths are fractions of whole frames; the samples come from the cache."""
    takes = speak(wanted(*THREE), cache=Cache(folder=tmp_path), voice="tone")
    assert list(takes) == list(THREE)
    for each, take in takes.items():
        samples = take.load()
        assert take.line == each
        assert take.length == Fraction(len(samples), take.rate)
        assert take.voice == "tone"
        assert len(take.key) == 64
        assert samples.dtype == np.float32


def test_the_second_time_nothing_is_spoken(tmp_path: Path) -> None:
    """The engine's calls are counted; the takes are the same."""
    puppet = Puppet(script=humming)
    first, again = (
        speak(wanted(*THREE), cache=Cache(folder=tmp_path), open_voice=puppet.opened)
        for _ in range(2)
    )
    assert len(puppet.heard) == 3
    assert [(take.length, take.key) for take in first.values()] == [
        (take.length, take.key) for take in again.values()
    ]


def test_a_changed_word_costs_one_line(tmp_path: Path) -> None:
    """Of sixty lines only the changed one is asked for."""
    lines = [line(f"Step number {count}, easy.") for count in range(60)]
    puppet = Puppet(script=humming)
    for text in (lines[30].text, "Step number thirty, light."):
        lines[30] = line(text)
        speak(wanted(*lines), cache=Cache(folder=tmp_path), open_voice=puppet.opened)
    assert len(puppet.heard) == 61
    assert puppet.heard[-1] == "Step number thirty, light."


def test_lines_that_sound_alike_are_spoken_once(tmp_path: Path) -> None:
    """The same line twice, and another that is only written differently."""
    puppet = Puppet(script=humming)
    alike = (line("5 km"), line("5 km"), line("five kilometers"), line("5 km", pace=90))
    counts: list[tuple[int, int]] = []
    takes = speak(
        wanted(*alike),
        cache=Cache(folder=tmp_path),
        open_voice=puppet.opened,
        on_line=lambda done, total: counts.append((done, total)),
    )
    assert sorted(puppet.heard) == ["five kilometers"] * 2
    assert len(takes) == 3
    assert counts == [(1, 3), (2, 3), (3, 3)]


@settings(max_examples=15)
@given(st.permutations(range(6)), st.sampled_from(Sharing))
def test_neither_order_nor_threads_change_a_take(order: list[int], sharing: Sharing) -> None:
    """Every way of sharing the work gives the same lengths and keys."""
    lines = [line(f"Easy step {count} of your run") for count in range(6)]
    puppet = Puppet(script=humming, info=replace(Tone.info, id="puppet", sharing=sharing))
    cache = Cache(folder=Path(os.environ["KINDPACE_CACHE"]))
    shuffled = speak(
        wanted(*(lines[place] for place in order)), cache=cache, open_voice=puppet.opened
    )
    straight = speak(wanted(*lines), cache=cache, open_voice=puppet.opened)
    assert {each: (take.length, take.key) for each, take in shuffled.items()} == {
        each: (take.length, take.key) for each, take in straight.items()
    }


def test_a_line_may_have_a_voice_of_its_own(tmp_path: Path) -> None:
    """Each voice is opened once and closed at the end."""
    puppets = {name: Puppet(script=humming) for name in ("ana", "ben")}
    opened: list[str] = []

    def open_puppet(name: str) -> Opened:
        opened.append(name)
        return puppets[name].opened()

    lines = (line("Easy."), line("Hello there.", voice="ben"), line("And rest."))
    speak(wanted(*lines), cache=Cache(folder=tmp_path), voice="ana", open_voice=open_puppet)
    assert sorted(puppets["ana"].heard) == ["And rest.", "Easy."]
    assert puppets["ben"].heard == ["Hello there."]
    assert opened == ["ana", "ben"]
    assert [puppet.closed for puppet in puppets.values()] == [1, 1]


def test_one_failing_line_is_named_and_the_others_are_kept(tmp_path: Path) -> None:
    """The problem stands at the line's place, with its words, the voice and the reason."""
    problems, puppet = faults(tmp_path, failing_on("Out", VoiceFailed("it broke")), *THREE)
    (told,) = problems
    assert told.slug == "line-not-spoken"
    assert str(told.where) == "run.yaml:2:9"
    assert told.what == "auto could not speak “Out, two.”: it broke"
    assert puppet.closed == 1
    healthy = Puppet(script=humming, info=puppet.info)
    speak(wanted(*THREE), cache=Cache(folder=tmp_path), open_voice=healthy.opened)
    assert healthy.heard == ["Out, two."]


def test_every_failing_line_is_told_in_one_go(tmp_path: Path) -> None:
    """Rejected, failed, wordless: three problems, in the order of the file."""

    def script(request: Request, _times: int) -> Spoken | Exception:
        if "Out" in request.text:
            return VoiceRejected("not in my language")
        return ValueError("odd") if "easy" in request.text else hum(request)

    problems, _ = faults(tmp_path, script, *THREE, line("🎉"))
    assert [each.where.line for each in problems if each.where] == [2, 3, 4]
    assert {each.slug for each in problems} == {"line-not-spoken"}
    assert "ValueError: odd" in problems[1].what
    assert "no word" in problems[2].what


def test_a_long_line_is_named_by_its_beginning(tmp_path: Path) -> None:
    """A message fits on a screen."""
    (told,), _ = faults(tmp_path, failing_on("", VoiceFailed("oh")), line("easy " * 40))
    assert "..." in told.what
    assert len(told.what) < 100


@pytest.mark.parametrize(
    ("fault", "slug"),
    [
        (VoiceUnavailable("The model is gone."), "voice-stopped"),
        (VoiceUnreachable("No cable."), "voice-unreachable"),
        (VoiceBusy("Too many.", 9_999), "voice-busy"),
    ],
)
def test_a_fault_that_meets_every_line_is_told_once(
    tmp_path: Path, fault: Exception, slug: str
) -> None:
    """The voice isn't asked for the rest; what was spoken before is counted and kept."""
    lines = (*THREE, line("Once more."), line("And again."))
    problems, puppet = faults(tmp_path, failing_on("Let it", fault), *lines)
    (told,) = problems
    assert told.slug == slug
    assert str(told.where) == "run.yaml:3:9"
    assert len(puppet.heard) == 3 + isinstance(fault, VoiceUnreachable)
    assert "2 of 5 lines" in told.what


def test_a_network_voice_that_gives_nothing_is_told_of_and_left_alone(tmp_path: Path) -> None:
    """Three lines are named; the others aren't asked for, and it says how many are kept."""
    lines = [line(f"Line number {count}.") for count in range(20)]
    script = failing_on("teen", VoiceRejected("It answered without sound."))
    puppet = Puppet(script=script, info=one_at_a_time(network=True))
    with pytest.raises(WorldError) as told:
        speak(wanted(*lines), cache=Cache(folder=tmp_path), open_voice=puppet.opened)
    slugs = [each.slug for each in told.value.problems]
    assert slugs == ["line-not-spoken"] * 3 + ["voice-left-alone"]
    assert "13 of 20 lines" in told.value.problems[-1].what
    assert len(puppet.heard) == 16


def test_what_leaves_the_machine_is_told_once_before_it_does(tmp_path: Path) -> None:
    """Lines still to be sent, and the private words in them; kept ones don't leave again."""
    lines = (*THREE, line("Easy, Ana, easy.", public="Easy, friend, easy."))
    puppet = Puppet(script=humming, info=one_at_a_time(network=True, sends_to="far.example"))
    told: list[Leaving] = []

    def tell(leaving: Leaving) -> None:
        assert not puppet.heard
        told.append(leaving)

    for _ in range(2):
        speak(
            wanted(*lines), cache=Cache(folder=tmp_path), open_voice=puppet.opened, on_leaving=tell
        )
    assert told == [Leaving(voice="puppet", to="far.example", lines=4, private=("Ana",))]


def test_a_voice_at_home_has_nothing_to_tell(tmp_path: Path) -> None:
    """Its words stay here."""

    def never(_leaving: Leaving) -> None:
        raise AssertionError

    cache = Cache(folder=tmp_path)
    assert speak(wanted(*THREE), cache=cache, voice="tone", on_leaving=never)


def test_an_interrupted_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """After the pause only the missing lines are asked for."""
    lines = [line(f"Line number {count}.") for count in range(30)]
    stopped = failing_on("twenty", VoiceBusy("Enough for now.", 9_999))
    faults(tmp_path, stopped, *lines)
    puppet = Puppet(script=humming, info=one_at_a_time())
    takes = speak(wanted(*lines), cache=Cache(folder=tmp_path), open_voice=puppet.opened)
    assert len(takes) == 30
    assert puppet.heard == [f"Line number {word}." for word in (
        "twenty", "twenty-one", "twenty-two", "twenty-three", "twenty-four", "twenty-five",
        "twenty-six", "twenty-seven", "twenty-eight", "twenty-nine",
    )]  # fmt: skip


def test_the_other_voice_goes_on_when_one_gives_up(tmp_path: Path) -> None:
    """A fault of one voice is no fault of the other."""
    puppets = {
        "ana": Puppet(script=failing_on("", VoiceUnavailable("gone")), info=one_at_a_time()),
        "ben": Puppet(script=humming, info=one_at_a_time(version="2")),
    }
    lines = (line("Easy."), line("And easy."), line("Hello there.", voice="ben"))
    with pytest.raises(WorldError) as told:
        speak(
            wanted(*lines),
            cache=Cache(folder=tmp_path),
            voice="ana",
            open_voice=lambda name: puppets[name].opened(),
        )
    assert [each.slug for each in told.value.problems] == ["voice-stopped"]
    assert puppets["ben"].heard == ["Hello there."]


def test_an_unknown_voice_is_told_at_its_line_before_anything_is_spoken(tmp_path: Path) -> None:
    """The script named it, so the script is to be mended; what was opened is closed again."""
    puppet = Puppet(script=humming)

    def open_some(name: str) -> Opened:
        return puppet.opened() if name == "ana" else open_voice(name)

    lines = (line("Easy."), line("Hello.", voice="nobody"))
    with pytest.raises(KindpaceError) as told:
        speak(wanted(*lines), cache=Cache(folder=tmp_path), voice="ana", open_voice=open_some)
    assert told.type is KindpaceError
    assert [str(each.where) for each in told.value.problems] == ["run.yaml:2:9"]
    assert (puppet.heard, puppet.closed) == ([], 1)


def test_an_unknown_voice_on_the_command_line_is_wrong_use(tmp_path: Path) -> None:
    """No line of the script is to blame."""
    with pytest.raises(WrongUse) as told:
        speak(wanted(*THREE), cache=Cache(folder=tmp_path), voice="nobody")
    assert told.value.problems[0].where is None


def test_a_voice_that_is_missing_is_the_worlds_fault(tmp_path: Path) -> None:
    """Even if another one is only misspelt: both are told."""

    def shut(name: str) -> Opened:
        if name == "nobody":
            raise WrongUse([problem("unknown-voice", asked=name, hint="")])
        raise WorldError([problem("voice-unavailable", voice=name, reason="no engine")])

    with pytest.raises(WorldError) as told:
        speak(
            wanted(line("Easy."), line("Hi.", voice="nobody")),
            cache=Cache(folder=tmp_path),
            voice="ana",
            open_voice=shut,
        )
    assert {each.slug for each in told.value.problems} == {"unknown-voice", "voice-unavailable"}


def test_a_full_disk_stops_the_work_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would meet every line, so it is told once, and the voice is closed."""

    def refuse(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(caching, "_write_whole", refuse)
    problems, puppet = faults(tmp_path, humming, *[line(f"Easy {n}.") for n in range(50)])
    assert [each.slug for each in problems] == ["cache-full"]
    assert len(puppet.heard) < 50
    assert puppet.closed == 1


def test_who_stops_listening_stops_the_work(tmp_path: Path) -> None:
    """An interrupt while telling of progress comes through, and the voice is closed."""
    puppet = Puppet(script=humming, info=one_at_a_time())

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        speak(
            wanted(*[line(f"Easy {n}.") for n in range(200)]),
            cache=Cache(folder=tmp_path),
            open_voice=puppet.opened,
            on_line=interrupt,
        )
    assert len(puppet.heard) < 200
    assert puppet.closed == 1


def test_a_network_voice_is_not_waited_for_when_nobody_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is closed in the middle of a line, which ends that line."""
    monkeypatch.setattr(takes, "GRACE", 0.01)
    closed = Event()

    class Slow(Puppet):
        """A puppet that speaks its second line until it is closed."""

        def close(self) -> None:
            """Let go."""
            closed.set()

    def script(request: Request, _times: int) -> Spoken | Exception:
        if "two" in request.text:
            closed.wait()
            return VoiceBusy("closed")
        return hum(request)

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    puppet = Slow(script=script, info=one_at_a_time(network=True))
    with pytest.raises(KeyboardInterrupt):
        speak(
            wanted(line("Line one."), line("Line two."), line("Line three.")),
            cache=Cache(folder=tmp_path),
            open_voice=puppet.opened,
            on_line=interrupt,
        )
    assert "Line three." not in puppet.heard


def test_nothing_wanted_is_nothing_spoken(tmp_path: Path) -> None:
    """A session without words opens no voice."""

    def never(_name: str) -> Opened:
        raise AssertionError

    assert speak([], cache=Cache(folder=tmp_path), open_voice=never) == {}


def test_the_embedded_voice_from_end_to_end(tmp_path: Path) -> None:
    """Three lines in two languages, spoken for real; the second time from the cache."""
    lines = (*THREE, line("Ganz leicht.", language="de"))
    first, again = (
        speak(wanted(*lines), cache=Cache(folder=tmp_path), voice="espeak:en-us+f5")
        for _ in range(2)
    )
    assert {take.voice for take in first.values()} == {"espeak:en-us+f5"}
    for each in lines:
        assert np.array_equal(first[each].load(), again[each].load())
        assert Fraction(1, 5) < first[each].length < 3
