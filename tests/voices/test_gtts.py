import json
from collections.abc import Callable
from dataclasses import replace

import gtts
import pytest

from kindpace.testing import keeps_contract
from kindpace.voices.gtts import ACCENTS, PLACES, Gtts, sound_in, voice
from kindpace.voices.protocol import (
    Request,
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnreachable,
)
from kindpace.voices.wire import Limits

from .conftest import Serve
from .standins.serving import Heard, Reply, Script, StandIn, Way, free_port
from .standins.sounds import HEADER_ALONE, NOT_A_SOUND, lasting, said
from .standins.translate import asked, framed, spoken, translate

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REQUEST = Request(text="Let your shoulders drop.", language="en")
QUICK = Limits(connect=2, read=0.3, whole=0.6, most=300_000)
"""For a service that doesn't answer anyway."""

SLOW = (Way.HANG, Way.HANG_IN_THE_MIDDLE, Way.DRIP, Way.DRIPPING_HEADERS)
USUAL = Limits(most=300_000)


def fault_of(tunnel: Serve, script: Script, limits: Limits = USUAL) -> tuple[VoiceFault, StandIn]:
    """What the voice raises when the service answers by `script`."""
    server = tunnel(script)
    speaker = Gtts(limits)
    with pytest.raises(VoiceFault) as told:
        speaker.speak(REQUEST)
    speaker.close()
    return told.value, server


def test_it_keeps_the_contract(tunnel: Serve) -> None:
    """Against a service that is well, with every clause; and it went where it should."""
    server = tunnel(translate)
    keeps_contract(voice())
    assert set(server.tunnels) == {"translate.google.us"}


def test_its_connection_is_kept_for_the_next_line(tunnel: Serve) -> None:
    """One tunnel and one handshake for three lines."""
    server = tunnel(translate)
    speaker = Gtts()
    for text in ("One.", "Two.", "Three."):
        speaker.speak(replace(REQUEST, text=text))
    speaker.close()
    assert [asked(heard) for heard in server.heard] == ["One.", "Two.", "Three."]
    assert len(server.tunnels) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Breathe in, two, three.", "en"),
        ("Ready? Steady! And go (easily) with “Ana” & Co.", "en"),
        ("Écoute ton souffle ; c’est déjà bien.", "fr"),
        ("轻轻地呼吸。", "zh-CN"),
    ],
)
def test_it_sends_what_gtts_would_send(tunnel: Serve, text: str, language: str) -> None:
    """Method, address, headers and body of gTTS's own stream, byte for byte."""
    server = tunnel(translate)
    speaker = Gtts()
    speaker.speak(Request(text=text, language=language, speaker="com"))
    speaker.close()
    theirs = b"".join(gtts.gTTS(text, lang=language, tld="com", lang_check=False).stream())
    assert theirs == said(asked(server.heard[1]))
    ours, stream = server.heard
    assert ours.body == stream.body
    assert (ours.host, ours.path) == (stream.host, stream.path)
    assert ours.headers == stream.headers


@pytest.mark.parametrize(
    ("language", "speaker", "sent", "host"),
    [
        ("en", "", "en", "us"),
        ("en-GB", "", "en", "co.uk"),
        ("en", "ie", "en", "ie"),
        ("de-AT", "", "de", "de"),
        ("fr_CA", "", "fr-CA", "ca"),
        ("pt-PT", "", "pt-PT", "pt"),
        ("nb", "", "no", "com"),
        ("he", "", "iw", "com"),
        ("zh", "", "zh-CN", "com"),
        ("zh-tw", "", "zh-TW", "com"),
    ],
)
def test_language_and_accent_are_pinned(
    tunnel: Serve, language: str, speaker: str, sent: str, host: str
) -> None:
    """The language by the service's own code; the domain never depends on where the asker is."""
    server = tunnel(translate)
    speech = Gtts()
    speech.speak(Request(text="Easy now.", language=language, speaker=speaker))
    speech.close()
    assert f"%5C%22{sent}%5C%22" in server.heard[0].body.decode()
    assert server.tunnels == [f"translate.google.{host}"]


def test_what_it_cannot_say_is_never_sent(tunnel: Serve) -> None:
    """An unknown language, an accent that would lead elsewhere, signs alone."""
    server = tunnel(translate)
    speaker = Gtts()
    for odd in (
        replace(REQUEST, language="tlh"),
        replace(REQUEST, speaker="us.evil.example/x?"),
        replace(REQUEST, text="?!"),
        replace(REQUEST, text=""),
    ):
        with pytest.raises(VoiceRejected) as told:
            speaker.speak(odd)
        assert str(told.value)
    assert server.tunnels == []


def test_it_tells_where_words_go() -> None:
    """To one domain, if an accent was named."""
    assert voice().info.sends_to == "Google Translate"
    assert voice("co.uk").info.sends_to == "translate.google.co.uk"


def test_every_accent_in_use_is_one_that_is_offered() -> None:
    """The domain for a language has a place in the list of speakers."""
    assert set(PLACES.values()) <= set(ACCENTS)


FAULTS: list[tuple[str, Reply, type[VoiceFault]]] = [
    ("too many", Reply(status=429, headers={"Retry-After": "17"}), VoiceBusy),
    ("not for us", Reply(status=403), VoiceUnavailable),
    ("nothing there", Reply(status=404), VoiceUnavailable),
    ("troubled", Reply(status=500), VoiceBusy),
    ("overrun", Reply(status=503), VoiceBusy),
    ("odd request", Reply(status=400), VoiceRejected),
    ("elsewhere", Reply(status=302, headers={"Location": "https://x.example/"}), VoiceUnavailable),
    ("silent", Reply(way=Way.HANG), VoiceBusy),
    ("stuck", Reply(body=b"x" * 9000, way=Way.HANG_IN_THE_MIDDLE), VoiceBusy),
    ("cut", Reply(body=b"x" * 9000, way=Way.CUT), VoiceBusy),
    ("hung up", Reply(way=Way.CUT_BEFORE), VoiceBusy),
    ("drip", Reply(body=b"x" * 9000, way=Way.DRIP), VoiceBusy),
    ("dripping headers", Reply(way=Way.DRIPPING_HEADERS), VoiceBusy),
    ("huge", Reply(way=Way.HUGE), VoiceFailed),
    ("empty", Reply(), VoiceRejected),
    ("another page", Reply(body=b"<html>Are you a robot?</html>"), VoiceRejected),
    ("no sound", framed(None), VoiceRejected),
    ("no list", framed("null"), VoiceRejected),
    ("an empty list", framed("[]"), VoiceRejected),
    ("a list of nothing", framed("[null]"), VoiceRejected),
    ("no bytes", framed('[""]'), VoiceFailed),
    ("half a base64", framed('["//NExAA"]'), VoiceFailed),
    ("no base64", framed('["%%%%"]'), VoiceFailed),
    ("no MP3", spoken(NOT_A_SOUND), VoiceFailed),
    ("a frame and no more", spoken(HEADER_ALONE), VoiceFailed),
    ("half an MP3", spoken(said(REQUEST.text)[:3000]), VoiceFailed),
    ("text", spoken(b"I am a text, not a sound."), VoiceFailed),
    ("not packed as told", Reply(body=b"plain", headers={"Content-Encoding": "gzip"}), VoiceFailed),
]


@pytest.mark.parametrize(
    ("reply", "kind"), [pytest.param(*rest, id=name) for name, *rest in FAULTS]
)
def test_every_fault_is_one_of_ours(tunnel: Serve, reply: Reply, kind: type[VoiceFault]) -> None:
    """Told in a sentence; asked once, and never led elsewhere."""
    limits = QUICK if reply.way in SLOW else USUAL
    fault, server = fault_of(tunnel, lambda _heard, _count: reply, limits)
    assert type(fault) is kind
    assert str(fault)
    assert len(server.heard) == 1
    assert server.tunnels == ["translate.google.us"]


def test_the_wait_that_is_asked_for_is_told(tunnel: Serve) -> None:
    """In seconds."""
    fault, _ = fault_of(tunnel, lambda *_: Reply(status=429, headers={"Retry-After": "17"}))
    assert isinstance(fault, VoiceBusy)
    assert fault.retry_after == 17


def test_a_certificate_for_somebody_else_is_not_trusted(tunnel: Serve) -> None:
    """Nothing is sent to it."""
    server = tunnel(translate, named="translate.google.example")
    with pytest.raises(VoiceUnavailable, match="prove"):
        Gtts(USUAL).speak(REQUEST)
    assert server.heard == []


def test_a_certificate_from_nobody_known_is_not_trusted(
    tunnel: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless a person names who signed it, only the usual authorities count."""
    server = tunnel(translate)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(VoiceUnavailable, match="prove"):
        Gtts(USUAL).speak(REQUEST)
    assert server.heard == []


def test_nobody_at_home_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection."""
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(VoiceUnreachable, match="nobody answers"):
        Gtts(USUAL).speak(REQUEST)


def test_closing_ends_a_wait(tunnel: Serve) -> None:
    """Whoever is interrupted needn't wait for a slow service."""
    speaker = Gtts()

    def hang(_heard: Heard, _count: int) -> Reply:
        speaker.close()
        return Reply(way=Way.HANG)

    tunnel(hang)
    with pytest.raises(VoiceBusy):
        speaker.speak(REQUEST)
    with pytest.raises(VoiceBusy):
        speaker.speak(REQUEST)


@pytest.mark.parametrize("wrap", [json.dumps, lambda text: text], ids=["framed", "bare"])
def test_sound_is_found_in_a_line(wrap: Callable[[str], str]) -> None:
    """As JSON with its escapes, or as gTTS's own pattern finds it."""
    packed = "AAEC" + "\\u003d" * 0
    line = json.dumps([["wrb.fr", "jQ1olc", f'["{packed}"]', None]], separators=(",", ":"))
    assert sound_in(b")]}'\n\n10\n" + line.encode()) == b"\x00\x01\x02"
    assert sound_in(f'odd jQ1olc","[\\"{packed}\\"] {wrap("x")}'.encode()) == b"\x00\x01\x02"
    escaped = line.replace("AAEC", r"AAE\\u003d")
    assert sound_in(escaped.encode()) == b"\x00\x01"


def test_a_long_sound_is_handed_on_to_be_judged(tunnel: Serve) -> None:
    """Whether it can be the asked words is for the cache to say."""
    tunnel(lambda *_: spoken(lasting(30)))
    speaker = Gtts()
    spoken_now = speaker.speak(REQUEST)
    speaker.close()
    assert 29 < len(spoken_now.samples) / spoken_now.rate < 31
