"""By which names this machine may be asked."""

import socket
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.serving.hosts import Hosts, lan_address, own_names

HERE = Hosts()
HOME = Hosts(names=frozenset({"pi", "pi.local"}), lan=True)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.8.8.8", "[::1]:80", "localhost."]
)
def test_loopback_is_always_us(host: str) -> None:
    """By name, by number, with any port."""
    assert HERE.know(host)
    assert HOME.know(host)


@pytest.mark.parametrize(
    "host",
    ["192.168.1.20:8000", "10.0.0.7", "pi.local:8000", "PI", "[fd00::1]:8000", "169.254.3.4"],
)
def test_the_network_knows_us_only_when_it_was_asked_in(host: str) -> None:
    """Addresses of home networks, and our own names."""
    assert HOME.know(host)
    assert not HERE.know(host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "8.8.8.8",
        "0.0.0.0",  # noqa: S104 - asked for, not bound
        "[::]",
        "localhost:0",
        "localhost:99999",
        "localhost:x",
        "user@localhost",
        "localhost/x",
        "local host",
        "2130706433",
        "0x7f.1",
        "[::1",
        "224.0.0.1",
        "127.0.0.1, localhost",
    ],
)
def test_a_strange_name_is_not_us(host: str | None) -> None:
    """Wherever it may lead."""
    assert not HERE.know(host)
    assert not HOME.know(host)


@given(st.text(max_size=40))
def test_any_words_are_a_host_or_none(words: str) -> None:
    """Nothing is raised."""
    assert HOME.know(words) in (True, False)


def test_our_names_are_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without its network, and as the network's own service calls it."""
    monkeypatch.setattr(socket, "gethostname", lambda: "Pi.home.arpa")
    assert own_names() == {"pi", "pi.home.arpa", "pi.local"}
    monkeypatch.setattr(socket, "gethostname", lambda: "a b/c")
    assert own_names() == frozenset()


class Way:
    """A socket that was told the way."""

    def __init__(self, address: str | None) -> None:
        self.address = address

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def connect(self, _: object) -> None:
        """Fails without a network."""
        if self.address is None:
            raise OSError("no way")

    def getsockname(self) -> tuple[str, int]:
        """Our side of the way."""
        return self.address or "", 0


@pytest.mark.parametrize(
    ("address", "told"),
    [("192.168.1.20", "192.168.1.20"), ("127.0.0.1", None), ("0.0.0.0", None), (None, None)],  # noqa: S104 - told, not bound
)
def test_our_address_is_the_one_on_the_way_out(
    monkeypatch: pytest.MonkeyPatch, address: str | None, told: str | None
) -> None:
    """Without a network there is none."""
    monkeypatch.setattr(socket, "socket", lambda *_: Way(address))
    assert lan_address() == told
