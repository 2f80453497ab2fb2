import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import requests

from kindpace.voices.protocol import (
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnreachable,
)
from kindpace.voices.wire import (
    Answer,
    Limits,
    Wire,
    fault_of,
    host_of,
    refusal,
    retry_after,
    stays_here,
)

from .conftest import Serve
from .standins.serving import Reply, free_port

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def answered(status: int, **headers: str) -> Answer:
    """An answer without a body."""
    return Answer(host="far.example", status=status, headers=headers, body=b"")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, type(None)),
        (204, type(None)),
        (301, VoiceUnavailable),
        (400, VoiceRejected),
        (401, VoiceUnavailable),
        (402, VoiceUnavailable),
        (403, VoiceUnavailable),
        (404, VoiceUnavailable),
        (408, VoiceBusy),
        (410, VoiceUnavailable),
        (418, VoiceRejected),
        (429, VoiceBusy),
        (500, VoiceBusy),
        (502, VoiceBusy),
        (503, VoiceBusy),
        (529, VoiceBusy),
    ],
)
def test_a_status_has_a_meaning(status: int, kind: type[VoiceFault | None]) -> None:
    """Wait and ask again, give up, or leave this line alone."""
    assert type(refusal(answered(status))) is kind


def test_what_a_host_says_is_told() -> None:
    """After our own sentence."""
    assert str(refusal(answered(400), "Too odd.")).endswith("It says: Too odd.")


def test_a_wait_is_read_as_seconds_or_as_a_date() -> None:
    """A date that has passed means now; what can't be read means nothing was said."""
    soon = format_datetime(datetime.now(UTC) + timedelta(minutes=2), usegmt=True)
    assert retry_after({"Retry-After": " 17 "}) == 17
    assert 100 < (retry_after({"Retry-After": soon}) or 0) <= 120
    assert retry_after({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    for odd in ("", "soon", "-5", "1e9", "²", "nan", "Wed, 99 Oct 2015 07:28:00 GMT"):
        assert retry_after({"Retry-After": odd}) is None
    assert retry_after({}) is None


def test_a_host_is_named_without_what_is_private() -> None:
    """Neither name nor key in an address gets into a sentence."""
    assert host_of("https://me:secret@example.org:8443/v1?key=secret") == "example.org:8443"
    assert host_of("https://example.org/v1") == "example.org"
    assert host_of("https://[::1/v1") == "that address"
    assert host_of("nowhere") == "that address"


def test_this_machine_knows_itself() -> None:
    """By its loopback addresses and its one name."""
    assert [
        name for name in ("127.0.0.1", "127.8.8.8", "::1", "localhost") if stays_here(name)
    ] == [
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "localhost",
    ]
    assert not any(map(stays_here, ("", "10.0.0.1", "localhost.example", "127.0.0.1.example")))


def test_a_local_server_is_never_asked_through_a_proxy(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which would look for it on its own machine."""
    server = serve(lambda *_: Reply(body=b"here"))
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    wire = Wire(Limits())
    assert wire.post(f"{server.url}/x", b"", {}).body == b"here"
    wire.close()


def test_nothing_is_added_to_what_is_sent(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sign-in from a .netrc file, and no header of the client's own."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server = serve(lambda *_: Reply())
    wire = Wire(Limits())
    wire.post(server.url, b"x", {"Authorization": "Bearer mine"})
    wire.close()
    (heard,) = server.heard
    assert heard.headers["Authorization"] == "Bearer mine"
    assert "Accept" not in heard.headers
    assert heard.headers["Accept-Encoding"] == "identity"


def test_a_bomb_is_left_as_soon_as_it_is_too_much(serve: Serve) -> None:
    """Small on the way, huge when unpacked."""
    bomb = gzip.compress(bytes(20_000_000))
    server = serve(lambda *_: Reply(body=bomb, headers={"Content-Encoding": "gzip"}))
    wire = Wire(Limits(most=1_000_000))
    with pytest.raises(VoiceFailed, match="far more"):
        wire.post(server.url, b"", {})
    wire.close()


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("nonsense", VoiceUnavailable),
        ("gopher://127.0.0.1/", VoiceUnavailable),
        ("http://127.0.0.1:99999/", VoiceUnavailable),
        ("http://" + "a" * 70 + ".example/", VoiceUnavailable),
    ],
)
def test_an_address_that_cannot_be_asked_is_told(url: str, kind: type[VoiceFault]) -> None:
    """Before anything is sent."""
    wire = Wire(Limits(connect=1, whole=5))
    with pytest.raises(kind):
        wire.post(url, b"", {})
    wire.close()


def test_a_store_of_certificates_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings are in the way."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "nowhere.pem")
    wire = Wire(Limits())
    with pytest.raises(VoiceUnavailable, match="OSError"):
        wire.post(f"https://127.0.0.1:{free_port()}/", b"", {})
    wire.close()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (requests.ConnectionError(ConnectionRefusedError()), VoiceUnreachable),
        (
            requests.exceptions.ProxyError(OSError("Tunnel connection failed: 403")),
            VoiceUnreachable,
        ),
        (requests.ConnectionError(OSError("odd")), VoiceBusy),
        (requests.ReadTimeout(), VoiceBusy),
        (requests.exceptions.InvalidHeader("x"), VoiceUnavailable),
        (requests.exceptions.RetryError(), VoiceUnavailable),
    ],
)
def test_a_broken_connection_has_a_meaning(fault: Exception, kind: type[VoiceFault]) -> None:
    """Found among all that led to it, even if that goes in a circle."""
    fault.__context__ = RuntimeError(fault)
    assert type(fault_of(fault, "far.example")) is kind
