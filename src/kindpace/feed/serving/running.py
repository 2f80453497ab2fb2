"""A house opens its door at a port, and closes it when it is asked to."""

import errno
import logging
import math
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn

from kindpace.feed.serving.app import House
from kindpace.feed.serving.connections import LEAVING, Connection
from kindpace.feed.serving.hosts import LOOPBACK
from kindpace.problems import WorldError, problem

ANYWHERE = "0.0.0.0"  # noqa: S104 - with --lan only, where others on the network are meant to come
PORT = 8000

HEAD = 16 << 10
"""Bytes of a request's head that are waited for."""

MOST = 4000
"""Connections at once, if the system lets us hold as many."""

TRIES = 20


def door(port: int, *, lan: bool = False) -> socket.socket:
    """A socket that listens at `port`; 0 takes any free one. Raises WorldError."""
    host = ANYWHERE if lan else LOOPBACK
    try:
        return _listening(host, port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            told = problem("serve-port-taken", port=port, other=_free(host, port))
        else:
            reason = fault.strerror or str(fault)
            told = problem("serve-port-refused", port=port, reason=reason, other=_free(host, PORT))
        raise WorldError([told]) from fault
    except OverflowError as fault:
        raise WorldError(
            [problem("serve-port-refused", port=port, reason="no such port", other=PORT)]
        ) from fault


def server(house: House) -> uvicorn.Server:
    """What runs `house`; its `run(sockets=[...])` lasts until `should_exit` is set, or Ctrl-C."""
    return uvicorn.Server(
        uvicorn.Config(
            house,
            http=Connection,
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            log_level=logging.CRITICAL,  # uvicorn's own log would name paths, and so tokens
            access_log=False,
            proxy_headers=False,
            server_header=False,
            h11_max_incomplete_event_size=HEAD,
            limit_concurrency=_room(),
            timeout_graceful_shutdown=1 + math.ceil(LEAVING),
        )
    )


def run(house: House, listening: socket.socket) -> None:
    """Serve `house` at `listening` until Ctrl-C."""
    with _hushed(), suppress(KeyboardInterrupt):
        server(house).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this would let a second server take the same port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(socket.SOMAXCONN)
    except BaseException:
        made.close()
        raise
    return made


def _free(host: str, port: int) -> int:
    """A port near `port` that is free now."""
    for other in range(port + 1, min(port + TRIES, 65536)):
        with suppress(OSError), _listening(host, other):
            return other
    with _listening(host, 0) as any_one:
        return int(any_one.getsockname()[1])


def _room() -> int:
    """How many connections fit: each holds a socket and perhaps a file."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST + 100
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST if soft == resource.RLIM_INFINITY else max(8, min(MOST, (soft - 100) // 2))


@contextmanager
def _hushed() -> Iterator[None]:
    """Let the loop say nothing about readers who leave in the middle."""
    log = logging.getLogger("asyncio")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
