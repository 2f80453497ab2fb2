"""Where tracks are made: processes of this machine or a Dask cluster, behind one interface."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from importlib.metadata import version
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any, Final

from kindpace import __version__
from kindpace.problems import WorldError, WrongUse, problem
from kindpace.studio.building.crew import Crew
from kindpace.studio.means import cores

A_WORKER: Final = 500 << 20
"""Bytes of memory that a worker may come to need: some 300 MB were measured."""

PATIENCE: Final = 10
"""Seconds in which a scheduler has to answer."""

RENDERING: Final = "kindpace.studio.building.rendering"


def places() -> int:
    """How many workers this machine has room for: one a core, and memory for each."""
    count = cores()
    with suppress(AttributeError, ValueError, OSError):  # where memory can't be asked about
        count = min(count, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // A_WORKER)
    return max(1, count)


@contextmanager
def here(jobs: int | None = None) -> Iterator[Crew]:
    """Processes of this machine, `jobs` of them; one more parcel is always ready."""
    count = jobs or places()
    yield Crew(hire=partial(_processes, count), slots=count + 1)


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    """A pool whose workers end with this process, however it ends, and at once if it is told to.

    They hold one end of a pipe; when the other end closes, by hand or with its process, they go.
    """
    forks = "forkserver" in get_all_start_methods()
    context: Any = get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload([RENDERING])  # imported once for all workers
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(theirs,))
    try:
        yield pool
    finally:
        ours.close()
        pool.shutdown(wait=True, cancel_futures=True)
        theirs.close()


def _begin(leash: Connection) -> None:
    """In a new worker: leave Ctrl-C to the parent, and go when the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_go_with, args=(leash,), daemon=True).start()


def _go_with(leash: Connection) -> None:
    parent = parent_process()
    wait([leash, *([parent.sentinel] if parent else [])])
    os._exit(0)


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """The workers of the Dask scheduler at `address`, such as `tcp://host:8786`.

    Raises WorldError where Dask isn't installed, nobody answers, or the workers' kindpace is
    another: then their tracks would be others too.
    """
    client = _client(address)
    try:
        _check_workers(client, address)
        slots = 2 * sum(client.nthreads().values())
        yield Crew(hire=partial(client.get_executor, pure=False), slots=slots)
    finally:
        client.close()


def _client(address: str) -> Any:  # noqa: ANN401 - Dask ships no types
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise WorldError([problem("cluster-missing")]) from None
    if not address.startswith(("tcp://", "tls://", "ucx://", "ws://", "wss://")):
        raise WrongUse([problem("cluster-address", address=address[:80])])
    # Takes travel with their job, which Dask would remark on from 10 MB on.
    import_module("dask").config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as fault:
        raise _away(address, fault) from fault


def _check_workers(client: Any, address: str) -> None:  # noqa: ANN401 - Dask ships no types
    try:
        told: dict[str, tuple[str, str]] = client.run(makers)
    except Exception as fault:
        raise _away(address, fault) from fault
    if not told:
        raise WorldError([problem("cluster-empty", address=address[:80])])
    others = sorted({" and ".join(one) for one in told.values() if one != makers()})
    if others:
        ours = " and ".join(makers())
        raise WorldError([problem("cluster-unlike", theirs=", ".join(others), ours=ours)])


def makers() -> tuple[str, str]:
    """What has a say in a track's bytes on this machine: kindpace and its encoder."""
    return f"kindpace {__version__}", f"lameenc {version('lameenc')}"


def _away(address: str, fault: Exception) -> WorldError:
    reason = " ".join(str(fault).split())[:80] or type(fault).__name__
    return WorldError([problem("cluster-away", address=address[:80], reason=reason)])
