import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from kindpace.session.lexicon import Sound
from kindpace.voices.booth import FREE_THREADS, Booth, Left, speak_safely
from kindpace.voices.cache import Cache
from kindpace.voices.claims import claimed
from kindpace.voices.patience import Turn
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Spoken,
    VoiceBusy,
    VoiceFailed,
    VoiceRejected,
)

from .maker import (
    RATE,
    Clock,
    Puppet,
    Script,
    failing_first,
    failing_on,
    hum,
    line,
    one_at_a_time,
    silence,
)

REQUEST = Request(text="easy now", language="en")


def booth(folder: Path, script: Script, clock: Clock | None = None, **info: object) -> Booth:
    """A puppet before a microphone, with time that needn't pass."""
    patience = (clock or Clock()).patience()
    puppet = Puppet(script=script, info=one_at_a_time(**info))
    turn = Turn(puppet.info.spacing, patience)
    return Booth(opened=puppet.opened(), cache=Cache(folder=folder), patience=patience, turn=turn)


def heard(at: Booth) -> list[str]:
    """What the puppet was asked."""
    puppet = at.opened.voice
    assert isinstance(puppet, Puppet)
    return puppet.heard


def humming(request: Request, _times: int) -> Spoken:
    """A script without a fault."""
    return hum(request)


def test_a_kept_line_is_never_asked_for_again(tmp_path: Path) -> None:
    """The second time it comes from the cache, also for a new booth."""
    first = booth(tmp_path, humming)
    kept = first.record(REQUEST)
    again = booth(tmp_path, humming)
    assert again.record(REQUEST) == kept
    assert (heard(first), heard(again)) == (["easy now"], [])


def test_the_request_is_the_final_spoken_text(tmp_path: Path) -> None:
    """Numbers are said in full, the line's language and pace go along."""
    request = booth(tmp_path, humming).request(line("5 km – easy", pace=110))
    assert (request.text, request.pace) == ("five kilometers, easy", 110)
    plain = booth(tmp_path, humming, ascii_only=True).request(line("Höre zu", language="de"))
    assert (plain.text, plain.language) == ("Hore zu", "de")


def test_silence_is_asked_for_once_more_and_never_kept(tmp_path: Path) -> None:
    """A voice that answers with nothing has failed."""
    at = booth(tmp_path, lambda _request, _times: Spoken(samples=silence(1), rate=RATE))
    with pytest.raises(VoiceFailed, match="silence"):
        at.record(REQUEST)
    assert len(heard(at)) == 2
    assert not list(tmp_path.rglob("*.*"))


def test_silence_the_first_time_is_forgiven(tmp_path: Path) -> None:
    """The second take is good, and is the one that is kept."""
    at = booth(
        tmp_path,
        lambda request, times: (
            Spoken(samples=silence(1), rate=RATE) if times == 1 else hum(request)
        ),
    )
    assert at.record(REQUEST).load().any()


def test_a_voice_unsure_of_short_texts_is_heard_closely(tmp_path: Path) -> None:
    """A word that rambles on gets two more tries; a long line is left as it is."""
    long = hum(Request(text="a a a a a a", language="en"))

    def rambling(request: Request, times: int) -> Spoken:
        return long if request.text == "in" and times < 3 else hum(request)

    unsure = booth(tmp_path, rambling, short_text_ok=False)
    word = Request(text="in", language="en")
    assert len(unsure.record(word).load()) < len(long.samples) / 2
    unsure.record(Request(text="one two three four five", language="en"))
    assert heard(unsure) == ["in", "in", "in", "one two three four five"]
    sure = booth(tmp_path / "sure", rambling)
    sure.record(word)
    assert heard(sure) == ["in"]


def test_a_voice_that_reads_ipa_is_given_it(tmp_path: Path) -> None:
    """And the take is kept under the pronunciation too; other voices get the respelling alone."""
    respelled = line("ah-na runs", sounds=(Sound(said="ah-na", ipa="ˈana"),))
    plain = booth(tmp_path, humming)
    reading = booth(tmp_path, humming, controls=frozenset({"ipa"}))
    assert dict(plain.request(respelled).ipa) == {}
    request = reading.request(respelled)
    assert (request.text, dict(request.ipa)) == ("ah-na runs", {"ah-na": "ˈana"})
    assert reading.asked(request).options == (("ipa ah-na", "ˈana"),)
    assert reading.asked(request).key != reading.asked(plain.request(respelled)).key


def test_busy_then_fine_is_fine(tmp_path: Path) -> None:
    """The line is spoken after a wait, and the voice stays in its booth."""
    clock = Clock()
    at = booth(tmp_path, failing_first(2, VoiceBusy("later")), clock)
    assert at.record(REQUEST)
    assert len(clock.slept) == 2
    assert not at.left.is_set()


def test_a_voice_that_is_busy_for_good_leaves(tmp_path: Path) -> None:
    """Further lines aren't tried, but what is kept is still found."""
    kept = booth(tmp_path, humming).record(REQUEST)
    at = booth(tmp_path, failing_on("", VoiceBusy("tomorrow", 9_999)))
    with pytest.raises(VoiceBusy):
        at.record(replace(REQUEST, text="another line"))
    with pytest.raises(Left):
        at.record(replace(REQUEST, text="a third line"))
    assert at.record(REQUEST) == kept
    assert heard(at) == ["another line"]


@pytest.mark.parametrize(
    ("text", "reason"), [("", "no word"), ("...", "no word"), ("go" * 99, "198 characters")]
)
def test_what_cannot_be_said_is_not_asked(tmp_path: Path, text: str, reason: str) -> None:
    """Neither signs alone nor a word longer than the voice takes."""
    at = booth(tmp_path, humming, longest=100)
    with pytest.raises(VoiceRejected, match=reason):
        at.record(replace(REQUEST, text=text))
    assert heard(at) == []


def test_a_strangers_mistake_becomes_a_fault() -> None:
    """Whatever a plug-in raises, it is a line that failed."""
    with pytest.raises(VoiceFailed, match="KeyError: 'model'"):
        speak_safely(Puppet(script=failing_on("", KeyError("model"))).speak, REQUEST)


def test_a_voice_that_wants_room_gets_it(tmp_path: Path) -> None:
    """Requests come `spacing` seconds apart, give or take; the first doesn't wait."""
    clock = Clock()
    at = booth(tmp_path, humming, clock, spacing=0.7)
    for text in ("one", "two", "three"):
        at.record(replace(REQUEST, text=text))
    assert len(clock.slept) == 2
    assert all(0.7 <= wait <= 0.84 for wait in clock.slept)


def test_one_pace_is_not_asked_for_twice(tmp_path: Path) -> None:
    """For a voice that knows no other, a line at another pace is the same line."""
    at = booth(tmp_path, humming, controls=frozenset())
    slow, quick = (at.request(line("Easy.", pace=pace)) for pace in (90, 150))
    assert at.asked(slow) == at.asked(quick)


LONG = "Notice what you hear close by, a bird or a brook; then let it go and run on, easily."


def test_a_long_line_is_said_in_pieces_and_kept_whole(tmp_path: Path) -> None:
    """Each piece no longer than the voice takes; the second time nothing is asked for."""
    at = booth(tmp_path, humming, longest=30)
    whole = at.record(replace(REQUEST, text=LONG))
    assert " ".join(heard(at)) == LONG
    assert max(len(text) for text in heard(at)) <= 30
    straight = booth(tmp_path, humming, version="2").record(replace(REQUEST, text=LONG))
    assert len(whole.load()) == pytest.approx(len(straight.load()), rel=0.15)
    again = booth(tmp_path, humming, longest=30)
    assert again.record(replace(REQUEST, text=LONG)) == whole
    assert heard(again) == []


def test_a_piece_that_was_said_is_kept_though_the_line_fails(tmp_path: Path) -> None:
    """Next time only the missing piece is asked for."""
    broken = booth(tmp_path, failing_on("run on", VoiceBusy("later", 9_999)), longest=30)
    with pytest.raises(VoiceBusy):
        broken.record(replace(REQUEST, text=LONG))
    again = booth(tmp_path, humming, longest=30)
    again.record(replace(REQUEST, text=LONG))
    assert heard(again) == [text for text in heard(again) if "run on" in text or "easily" in text]


def test_a_network_voice_is_left_alone_after_three_misses(tmp_path: Path) -> None:
    """One line that comes out in between is a new beginning; a voice at home is never left."""
    script = failing_on("odd", VoiceRejected("no sound"))
    texts = ["odd a", "odd b", "well", "odd c", "odd d", "odd e", "well again"]
    outcomes = {}
    for network in (True, False):
        at = booth(tmp_path / str(network), script, network=network)
        for text in texts:
            try:
                at.record(replace(REQUEST, text=text))
            except (VoiceRejected, Left) as fault:
                outcomes[network, text] = type(fault)
    assert outcomes[True, "well again"] is Left
    assert outcomes[True, "odd e"] is VoiceRejected
    assert (False, "well again") not in outcomes


def test_two_renders_speak_a_line_once(tmp_path: Path) -> None:
    """The second waits until the first has it, and finds it kept."""
    meeting = Event()

    def slowly(request: Request, _times: int) -> Spoken:
        meeting.set()
        return hum(request)

    first, second = booth(tmp_path, slowly), booth(tmp_path, slowly)
    key = first.asked(REQUEST).key
    with ThreadPoolExecutor(2) as both, claimed(tmp_path, key, lambda: False):
        waiting = [both.submit(each.record, REQUEST) for each in (first, second)]
        assert not meeting.is_set()
    assert waiting[0].result() == waiting[1].result()
    assert len(heard(first)) + len(heard(second)) == 1


@pytest.mark.parametrize(
    ("sharing", "threads"),
    [(Sharing.FREE, FREE_THREADS), (Sharing.LOCK, 1), (Sharing.PROCESS, os.cpu_count())],
)
def test_how_many_may_speak_at_once(tmp_path: Path, sharing: Sharing, threads: int) -> None:
    """As the voice says of itself."""
    assert booth(tmp_path, humming, sharing=sharing).workers == threads


@pytest.mark.parametrize(
    "odd",
    [
        Spoken(samples=silence(1)[:, None], rate=RATE),
        Spoken(samples=silence(1).astype(np.float64), rate=RATE),
        Spoken(samples=silence(1), rate=0),
    ],
    ids=["two channels", "another type", "no rate"],
)
def test_odd_sound_is_a_fault(odd: Spoken) -> None:
    """Only mono float32 gets any further."""
    with pytest.raises(VoiceFailed, match="one channel"):
        speak_safely(lambda _request: odd, REQUEST)
