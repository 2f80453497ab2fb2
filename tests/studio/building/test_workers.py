"""Workers of this machine end with their parent; those of a cluster are looked at first."""

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kindpace.problems import WorldError, WrongUse
from kindpace.studio.building import workers
from kindpace.studio.building.asked import Ask, Step
from kindpace.studio.building.build import build
from kindpace.studio.building.workers import cluster, here, makers, places
from tests.studio.building.maker import BASE, NOW, nearby, scripts


def test_there_is_always_a_worker() -> None:
    """At least one, and none beyond the cores."""
    assert 1 <= places() <= (os.cpu_count() or 1)


PROGRAM = """\
import os, time
from kindpace.studio.building.workers import here
if __name__ == "__main__":
    with here(1) as crew, crew.hire() as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        pool.submit(time.sleep, 600)
        time.sleep(600)
"""


def is_alive(process: int) -> bool:
    """Whether it runs; one that has ended and waits to be noticed doesn't."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_workers_go_when_their_parent_is_killed(tmp_path: Path) -> None:
    """No orphan goes on rendering for nobody."""
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    words = [sys.executable, str(tmp_path / "program.py")]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
    ) as ran:
        assert ran.stdout
        worker = int(ran.stdout.readline())
        assert is_alive(worker)
        ran.kill()
    for _ in range(200):
        if not is_alive(worker):
            return
        time.sleep(0.05)
    raise AssertionError("the worker lives on")


def test_no_worker_is_left_behind() -> None:
    """When work is over, so are they, even in the middle of a job."""
    with here(1) as crew, crew.hire() as pool:
        pool.submit(time.sleep, 600)
        pool.submit(os.getpid)
    assert [one for one in multiprocessing.active_children() if "Process" in one.name] == []


def test_a_cluster_without_dask_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra, for few need it."""

    def missing(name: str) -> Any:  # noqa: ANN401 - as import_module
        raise ImportError(name)

    monkeypatch.setattr(workers, "import_module", missing)
    with pytest.raises(WorldError) as raised, cluster("tcp://localhost:8786"):
        pass
    assert "kindpace[cluster]" in raised.value.problems[0].mend


def test_an_address_that_is_none_is_told() -> None:
    """Before anything is asked."""
    with pytest.raises(WrongUse, match="cluster-address"), cluster("localhost"):
        pass


class Client:
    """As Dask's, with whatever the workers say."""

    def __init__(self, told: object) -> None:
        self.told, self.closed = told, False

    def run(self, _work: object) -> object:
        """What each worker says."""
        if isinstance(self.told, Exception):
            raise self.told
        return self.told

    def nthreads(self) -> dict[str, int]:
        """Two workers."""
        return {"a": 1, "b": 1}

    def get_executor(self) -> None:
        """Nobody asks for it here."""

    def close(self) -> None:
        """Noted."""
        self.closed = True


@pytest.mark.parametrize(
    ("told", "slug"),
    [
        ({}, "cluster-empty"),
        ({"a": ("kindpace 0.0.1", "lameenc 9")}, "cluster-unlike"),
        (ModuleNotFoundError("No module named 'kindpace'"), "cluster-away"),
    ],
)
def test_workers_that_would_make_other_tracks_are_told_of(
    monkeypatch: pytest.MonkeyPatch, told: object, slug: str
) -> None:
    """None there, other versions, no kindpace: nothing is given out."""
    client = Client(told)
    monkeypatch.setattr(workers, "_client", lambda _address: client)
    with pytest.raises(WorldError, match=slug), cluster("tcp://x:1"):
        pass
    assert client.closed


def test_a_fitting_cluster_is_given_twice_as_many_jobs_as_it_has_hands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that no worker waits for its next."""
    client = Client({"a": makers(), "b": makers()})
    monkeypatch.setattr(workers, "_client", lambda _address: client)
    with cluster("tcp://x:1") as crew:
        assert crew.slots == 4
    assert client.closed


def media(folder: Path) -> dict[str, bytes]:
    """Everything that was made, by name."""
    files = (one for room in ("tracks", "chapters", "art") for one in (folder / room).iterdir())
    return {one.name: one.read_bytes() for one in files}


@pytest.mark.enable_socket
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Dask's own
def test_a_cluster_with_a_killed_worker_makes_what_this_machine_makes(tmp_path: Path) -> None:
    """Three workers on loopback, one killed in the middle: all there, byte for byte."""
    distributed = pytest.importorskip("distributed")
    folder = scripts(tmp_path / "in", "one", "two", "three")
    ask = Ask(what=(str(folder),), into=tmp_path / "here", base_url=BASE)
    alone = build(ask, crew=nearby, now=NOW)
    assert len(alone.feeds[0].made) == 3
    with distributed.LocalCluster(
        n_workers=3,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=50,
    ) as many:
        killed: list[int] = []

        def on_step(step: Step) -> None:
            if step.done == 1:
                states = many.scheduler.workers.values()
                busy = [one.name for one in states if one.processing] or [0]
                killed.append(many.workers[busy[0]].pid)
                os.kill(killed[0], 9)

        ask = Ask(what=(str(folder),), into=tmp_path / "there", base_url=BASE)
        made = build(ask, crew=lambda: cluster(many.scheduler_address), now=NOW, on_step=on_step)
    assert (made.faults, len(killed)) == ((), 1)
    assert media(tmp_path / "there") == media(tmp_path / "here")
