"""What tests of network voices share: an authority of their own, and a way to the stand-ins."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from .standins.serving import Handler, Script, StandIn, standing_in

Serve = Callable[..., StandIn]
SETTINGS = (
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "WS_PROXY", "WSS_PROXY",
    "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
)  # fmt: skip


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Whoever signs the stand-ins' certificates."""
    return trustme.CA()


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of this machine, and of the person at it, lead nowhere."""
    for name in os.environ:
        if name.upper() in SETTINGS or name.startswith(("OPENAI_", "KINDPACE_OPENAI_")):
            monkeypatch.delenv(name)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a plain stand-in that answers by a script."""
    with ExitStack() as running:
        yield lambda script, **more: running.enter_context(standing_in(StandIn(script, **more)))


@pytest.fixture
def tunnel(
    serve: Serve, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Serve:
    """Start a stand-in at the end of every TLS tunnel, whose certificates are trusted."""

    def start(script: Script, *, named: str = "", handler: type[Handler] = Handler) -> StandIn:
        server = serve(script, authority=authority, named=named, handler=handler)
        trusted = tmp_path / "authority.pem"
        trusted.write_bytes(authority.cert_pem.bytes())
        for name in ("HTTPS_PROXY", "WSS_PROXY"):
            monkeypatch.setenv(name, server.url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
        return server

    return start
