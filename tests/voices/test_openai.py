import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kindpace.testing import keeps_contract
from kindpace.voices.openai import OpenAI, complaint, voice
from kindpace.voices.openai_server import Server
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
from .maker import RATE, hum
from .standins import compatible
from .standins.compatible import asked, speech
from .standins.serving import Heard, Reply, Script, StandIn, Way, free_port
from .standins.sounds import NOT_A_SOUND, said, streamed

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "sk-quite-secret-0123456789"
REQUEST = Request(text="Let your shoulders drop.", language="en")
QUICK = Limits(connect=2, read=0.3, whole=0.6, most=1_000_000)
"""For a server that doesn't answer anyway."""

SLOW = (Way.HANG, Way.DRIP)
USUAL = Limits(most=1_000_000)


def at(
    server: StandIn, *, extras: Mapping[str, object] | None = None, limits: Limits = USUAL
) -> OpenAI:
    """The voice of a stand-in, asked with a key."""
    where = Server(url=f"{server.url}/v1", model="tts-1", extras=extras or {}, key=KEY)
    return OpenAI(server=where, limits=limits)


def fault_of(serve: Serve, script: Script, limits: Limits = USUAL) -> tuple[VoiceFault, StandIn]:
    """What the voice raises when the server answers by `script`."""
    server = serve(script)
    speaker = at(server, limits=limits)
    with pytest.raises(VoiceFault) as told:
        speaker.speak(REQUEST)
    speaker.close()
    return told.value, server


def test_it_keeps_the_contract(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a server that is well, opened as a person opens it."""
    server = serve(speech)
    monkeypatch.setenv("KINDPACE_OPENAI_URL", f"{server.url}/v1/")
    keeps_contract(voice("nova"), speaker="nova")
    assert len(server.heard) > 5


def test_the_same_over_tls_with_a_key(tunnel: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes to the server, and stands nowhere else."""
    server = tunnel(speech)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    speaker = voice("nova")
    speaker.speak(REQUEST)
    speaker.close()
    assert server.tunnels == ["api.openai.com"]
    assert server.heard[0].headers["Authorization"] == f"Bearer {KEY}"
    assert asked(server.heard[0])["voice"] == "nova"
    assert "nova" in {each.id for each in speaker.speakers()}
    assert KEY not in f"{speaker.info} {speaker.speakers()} {vars(speaker)}"


def test_any_speaker_may_be_named(serve: Serve) -> None:
    """Only the server knows them all; what it says is told."""
    server = serve(speech)
    where = Server(url=f"{server.url}/v1", model="kokoro", extras={})
    speaker = OpenAI(server=where, speaker="af_sky+af_bella", limits=USUAL)
    assert "af_sky+af_bella" in {each.id for each in speaker.speakers()}
    with pytest.raises(VoiceRejected, match="Voice af_sky\\+af_bella not found"):
        speaker.speak(REQUEST)
    speaker.close()


@pytest.mark.parametrize("offered", ["wav", "flac", "mp3"])
def test_the_best_format_that_is_offered_is_taken(serve: Serve, offered: str) -> None:
    """WAV first, then FLAC, then MP3; the second line asks for what worked."""

    def picky(heard: Heard, count: int) -> Reply:
        wanted = asked(heard)["response_format"]
        if wanted != offered:
            return compatible.complaint(400, f"response_format {wanted} is not supported")
        return speech(heard, count)

    server = serve(picky)
    speaker = at(server)
    for _ in range(2):
        assert len(speaker.speak(REQUEST).samples) > 1000
    speaker.close()
    order = ["wav", "flac", "mp3"]
    wanted = [asked(heard)["response_format"] for heard in server.heard]
    assert wanted == [*order[: order.index(offered) + 1], offered]


@pytest.mark.parametrize(
    "sound",
    [
        said(REQUEST.text, "WAV"),
        said(REQUEST.text, "FLAC"),
        said(REQUEST.text, "MP3"),
        said(REQUEST.text, "OGG"),
        streamed(said(REQUEST.text, "WAV")),
        streamed(said(REQUEST.text, "WAV"), 0x7FFFFFFF),
        streamed(said(REQUEST.text, "WAV"), 0),
    ],
    ids=["wav", "flac", "mp3", "ogg", "streamed", "streamed with 31 bits", "streamed with 0"],
)
def test_what_comes_is_told_by_its_first_bytes(serve: Serve, sound: bytes) -> None:
    """Whatever was asked for, and whatever the answer says of itself."""
    server = serve(lambda *_: Reply(body=sound, headers={"Content-Type": "audio/pcm"}))
    speaker = at(server)
    heard = speaker.speak(REQUEST)
    speaker.close()
    hummed = hum(REQUEST)
    assert len(heard.samples) / heard.rate == pytest.approx(len(hummed.samples) / RATE, abs=0.1)


def test_extras_are_sent_and_can_take_a_field_away(serve: Serve) -> None:
    """Only those that a profile names; null leaves a field out."""
    server = serve(lambda heard, _count: Reply(body=said(asked(heard)["input"])))
    for extras in ({}, {"stream": False, "speed": None}):
        speaker = at(server, extras=extras)
        speaker.speak(replace(REQUEST, pace=165, speaker="nova"))
        speaker.close()
    plain, more = [asked(heard) for heard in server.heard]
    assert plain == {
        "model": "tts-1",
        "input": REQUEST.text,
        "voice": "nova",
        "response_format": "wav",
        "speed": 1.0,
    }
    assert more == {**{k: v for k, v in plain.items() if k != "speed"}, "stream": False}


def test_the_pace_stays_within_what_is_taken(serve: Serve) -> None:
    """From 0.25 to 4 times as quick."""
    server = serve(lambda heard, _count: Reply(body=said(asked(heard)["input"])))
    speaker = at(server)
    for pace in (1, 5000):
        speaker.speak(replace(REQUEST, pace=pace))
    speaker.close()
    assert [asked(heard)["speed"] for heard in server.heard] == [0.25, 4.0]


FAULTS: list[tuple[str, Reply, type[VoiceFault], int]] = [
    ("too many", compatible.complaint(429, "Slow down.", "rate_limit_exceeded"), VoiceBusy, 1),
    ("spent", compatible.complaint(429, "No money.", "insufficient_quota"), VoiceUnavailable, 1),
    ("no key", compatible.complaint(401, f"Incorrect API key: {KEY}."), VoiceUnavailable, 1),
    ("not for us", Reply(status=403), VoiceUnavailable, 1),
    ("nothing there", compatible.complaint(404, "No such model."), VoiceUnavailable, 1),
    ("odd request", compatible.complaint(400, "Too odd."), VoiceRejected, 3),
    ("another form", Reply(status=422, body=b'{"detail": [{"loc": 1}]}'), VoiceRejected, 3),
    ("troubled", Reply(status=500, body=b"<html>oh</html>"), VoiceBusy, 1),
    ("overrun", Reply(status=503), VoiceBusy, 1),
    (
        "elsewhere",
        Reply(status=307, headers={"Location": "https://x.example"}),
        VoiceUnavailable,
        1,
    ),
    ("silent", Reply(way=Way.HANG), VoiceBusy, 1),
    ("cut", Reply(body=said(REQUEST.text, "WAV"), way=Way.CUT), VoiceBusy, 1),
    ("hung up", Reply(way=Way.CUT_BEFORE), VoiceBusy, 1),
    ("drip", Reply(body=said(REQUEST.text, "WAV"), way=Way.DRIP), VoiceBusy, 1),
    ("huge", Reply(way=Way.HUGE), VoiceFailed, 1),
    ("empty", Reply(), VoiceFailed, 1),
    ("nothing to send", Reply(status=204), VoiceFailed, 1),
    ("no sound", Reply(body=NOT_A_SOUND), VoiceFailed, 1),
    ("a complaint in good spirits", compatible.complaint(200, "Sorry."), VoiceFailed, 1),
    ("half a WAV", Reply(body=said(REQUEST.text, "WAV")[:5000]), VoiceFailed, 1),
]


@pytest.mark.parametrize(
    ("reply", "kind", "times"), [pytest.param(*rest, id=name) for name, *rest in FAULTS]
)
def test_every_fault_is_one_of_ours(
    serve: Serve, reply: Reply, kind: type[VoiceFault], times: int
) -> None:
    """Told in a sentence without the key; asked again only in another format."""
    limits = QUICK if reply.way in SLOW else USUAL
    fault, server = fault_of(serve, lambda _heard, _count: reply, limits)
    assert type(fault) is kind
    assert str(fault)
    assert KEY not in str(fault)
    assert len(server.heard) == times


def test_nobody_at_home_is_told() -> None:
    """A refused connection, at a port where nobody listens."""
    where = Server(url=f"http://127.0.0.1:{free_port()}/v1", model="m", extras={})
    with pytest.raises(VoiceUnreachable, match="nobody answers"):
        OpenAI(server=where, limits=USUAL).speak(REQUEST)


def test_a_key_in_a_complaint_keeps_it_from_being_told(serve: Serve) -> None:
    """Even a piece of it; other words are told."""
    fault, _ = fault_of(serve, lambda *_: compatible.complaint(400, f"Odd key {KEY[:9]}***."))
    assert "Odd key" not in str(fault)
    fault, _ = fault_of(serve, lambda *_: compatible.complaint(400, "Odd\n\x1b[31m words " * 40))
    assert "It says: Odd [31m words Odd" in str(fault)
    assert len(str(fault)) < 250


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", ("", "")),
        (b"{", ("", "")),
        (b"[" * 9999, ("", "")),
        (b'{"detail": "Not here."}', ("", "Not here.")),
        (b'{"detail": {"error": "odd", "message": "Not so."}}', ("", "Not so.")),
        (b'{"error": "plain"}', ("", "plain")),
        (b'{"error": {"message": 7, "code": null}}', ("", "")),
        (json.dumps({"message": "x" * 500, "code": "c"}).encode(), ("c", "x" * 117 + "...")),
    ],
)
def test_a_complaint_is_read_in_the_forms_that_servers_use(
    body: bytes, told: tuple[str, str]
) -> None:
    """What can't be read is left out."""
    assert complaint(body) == told
