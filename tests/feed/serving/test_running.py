"""A door at a port, and its closing."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kindpace.feed.serving.running import door
from kindpace.problems import WorldError
from tests.feed.page.shelves import shelf
from tests.feed.serving.door import open_house

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_a_free_port_is_found_and_a_taken_one_told() -> None:
    """With another that is free."""
    with door(0) as first:
        taken = first.getsockname()[1]
        assert first.getsockname()[0] == "127.0.0.1"
        with pytest.raises(WorldError, match="serve-port-taken") as told:
            door(taken)
        (one,) = told.value.problems
        assert f"Port {taken}" in one.what
        other = int(one.mend.split("--port ")[1].split(",")[0])
        assert other != taken
        with door(other) as second:
            assert second.getsockname()[1] == other


def test_with_lan_the_door_is_open_to_the_network() -> None:
    """And only then."""
    with door(0, lan=True) as there:
        assert there.getsockname()[0] == "0.0.0.0"  # noqa: S104 - that is what lan means


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), OverflowError("big")])
def test_a_port_that_the_system_keeps_is_told(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """With its reason, and another port."""
    true_bind = socket.socket.bind

    def bind(self: socket.socket, address: tuple[str, int]) -> None:
        if address[1] == 80:
            raise fault
        true_bind(self, address)

    monkeypatch.setattr(socket.socket, "bind", bind)
    with pytest.raises(WorldError, match="serve-port-refused"):
        door(80)


def test_a_house_closes_while_somebody_listens(tmp_path: Path) -> None:
    """Without waiting for the end of the track."""
    shelf(tmp_path, titles=("Easy",))
    (tmp_path / "big.mp3").write_bytes(b"x" * 30_000_000)
    with open_house(tmp_path) as there:
        line = there.knock()
        line.sendall(b"GET /big.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert line.recv(4) == b"HTTP"
    line.close()


def test_the_server_says_nothing_of_its_own(tmp_path: Path) -> None:
    """No name, no version, no log that would hold a secret path."""
    shelf(tmp_path, titles=("Easy",))
    with open_house(tmp_path) as there:
        assert there.get("/").headers["server"] is None


PROGRAM = """\
import os, signal, sys, threading
from pathlib import Path
from kindpace.feed.serving.opening import Wish, opened
from kindpace.feed.serving.running import run
there = opened(Wish(folder=Path(sys.argv[1]), port=0))
threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGINT)).start()
run(there.house, there.listening)
print("closed")
"""


def test_ctrl_c_closes_the_house_cleanly(tmp_path: Path) -> None:
    """Nothing is said on the side, and the program goes on to its end."""
    shelf(tmp_path, titles=("Easy",))
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "closed\n", "")
