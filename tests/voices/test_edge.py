import gc
import ssl
import sys
from collections.abc import Iterator
from dataclasses import replace

import edge_tts.communicate
import pytest
import trustme

from kindpace.testing import keeps_contract
from kindpace.voices.edge import SPEAKERS, Edge, speaker_for, voice
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
from .standins.read_aloud import ReadAloud
from .standins.serving import Heard, Reply, StandIn, Way, free_port
from .standins.sounds import NOT_A_SOUND, lasting

pytestmark = [
    pytest.mark.allow_hosts(["127.0.0.1"]),
    # asyncio lets a TLS connection that was hung up on lie about until it is collected.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]

REQUEST = Request(text="Let your shoulders drop.", language="en")
QUICK = Limits(connect=2, read=1, whole=0.6, most=60_000)
"""For a service that doesn't answer anyway."""

USUAL = Limits(most=60_000)


@pytest.fixture(autouse=True)
def _trusting(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """edge-tts trusts only its own list of authorities; for tests, ours alone.

    What lies about afterwards is collected here, so that no other test meets it.
    """
    context = ssl.create_default_context()
    authority.configure_trust(context)
    monkeypatch.setattr(edge_tts.communicate, "_SSL_CTX", context)
    yield
    gc.collect()


def well(_heard: Heard, _count: int) -> Reply:
    """Open the websocket, and read aloud."""
    return Reply(status=101)


def start(tunnel: Serve, reply: Reply) -> StandIn:
    """A service that always answers so."""
    return tunnel(lambda _heard, _count: reply, handler=ReadAloud)


def test_it_keeps_the_contract(tunnel: Serve) -> None:
    """Against a service that is well; the tunnel leads to Microsoft."""
    server = tunnel(well, handler=ReadAloud)
    keeps_contract(voice())
    assert set(server.tunnels) == {"speech.platform.bing.com"}


def test_a_named_speaker_may_be_one_that_we_never_heard_of(tunnel: Serve) -> None:
    """It is offered once it is named, and reads."""
    tunnel(well, handler=ReadAloud)
    speaker = voice("cy-GB-NiaNeural")
    assert "cy-GB-NiaNeural" in {each.id for each in speaker.speakers()}
    spoken = speaker.speak(Request(text="Bore da.", language="cy", speaker="cy-GB-NiaNeural"))
    speaker.close()
    assert len(spoken.samples) > 1000


@pytest.mark.parametrize(
    ("speaker", "language", "chosen"),
    [
        ("", "en", SPEAKERS[0]),
        ("", "en-GB", "en-GB-SoniaNeural"),
        ("", "de", "de-DE-KatjaNeural"),
        ("", "de-at", "de-AT-IngridNeural"),
        ("", "no", "nb-NO-PernilleNeural"),
        ("en-GB-RyanNeural", "en-US", "en-GB-RyanNeural"),
        ("en-GB-RyanNeural", "fr", "fr-FR-DeniseNeural"),
        ("en-US-AndrewMultilingualNeural", "fr", "en-US-AndrewMultilingualNeural"),
        ("cy-GB-NiaNeural", "en", SPEAKERS[0]),
    ],
)
def test_a_line_is_read_by_somebody_who_speaks_its_language(
    speaker: str, language: str, chosen: str
) -> None:
    """The named one if they do."""
    assert speaker_for(Request(text="x", language=language, speaker=speaker)) == chosen


def test_a_language_without_a_speaker_is_told() -> None:
    """With how to name one."""
    with pytest.raises(VoiceRejected, match="tlh"):
        speaker_for(Request(text="x", language="tlh"))


FAULTS: list[tuple[str, Reply, type[VoiceFault], int]] = [
    ("an old token", Reply(status=403), VoiceUnavailable, 2),
    ("an old token without a date", Reply(status=401), VoiceUnavailable, 1),
    ("too many", Reply(status=429, headers={"Retry-After": "17"}), VoiceBusy, 1),
    ("nothing there", Reply(status=404), VoiceUnavailable, 1),
    ("troubled", Reply(status=500), VoiceBusy, 1),
    ("overrun", Reply(status=503), VoiceBusy, 1),
    ("no websocket", Reply(status=200, body=b"hello"), VoiceBusy, 1),
    ("silent", Reply(way=Way.HANG), VoiceBusy, 1),
    ("hung up", Reply(way=Way.CUT_BEFORE), VoiceBusy, 2),
    ("cut", Reply(status=101, way=Way.CUT), VoiceBusy, 1),
    ("no sound", Reply(status=101, body=NOT_A_SOUND), VoiceFailed, 1),
    ("huge", Reply(status=101, body=lasting(60)), VoiceFailed, 1),
]


@pytest.mark.parametrize(
    ("reply", "kind", "times"), [pytest.param(*rest, id=name) for name, *rest in FAULTS]
)
def test_every_fault_is_one_of_ours(
    tunnel: Serve, reply: Reply, kind: type[VoiceFault], times: int
) -> None:
    """Asked once by us; a second time by edge-tts, its clock set right, or by its own client."""
    server = start(tunnel, reply)
    with pytest.raises(VoiceFault) as told:
        Edge(limits=QUICK if reply.way is Way.HANG else USUAL).speak(REQUEST)
    assert type(told.value) is kind
    assert str(told.value)
    assert len(server.heard) == times
    if isinstance(told.value, VoiceBusy) and reply.status == 429:
        assert told.value.retry_after == 17


def test_an_old_token_says_upgrade(tunnel: Serve) -> None:
    """Trying again doesn't help, so nobody is told to."""
    start(tunnel, Reply(status=403))
    with pytest.raises(VoiceUnavailable, match="pip install --upgrade edge-tts"):
        Edge(limits=USUAL).speak(REQUEST)


def test_an_odd_name_is_never_sent(tunnel: Serve) -> None:
    """edge-tts looks at its form."""
    server = tunnel(well, handler=ReadAloud)
    with pytest.raises(VoiceRejected, match="no speaker"):
        Edge(limits=USUAL).speak(replace(REQUEST, speaker="nobody"))
    assert server.heard == []


def test_a_certificate_for_somebody_else_is_not_trusted(tunnel: Serve) -> None:
    """Nothing is sent to it."""
    server = tunnel(well, handler=ReadAloud, named="speech.example")
    with pytest.raises(VoiceUnavailable, match="prove"):
        Edge(limits=USUAL).speak(REQUEST)
    assert server.heard == []


def test_nobody_at_home_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection."""
    monkeypatch.setenv("WSS_PROXY", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(VoiceUnreachable, match="nobody answers"):
        Edge(limits=USUAL).speak(REQUEST)


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "edge_tts", None)
    with pytest.raises(VoiceUnavailable, match=r"kindpace\[edge\]"):
        voice()
