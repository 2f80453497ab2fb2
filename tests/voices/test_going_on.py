"""A long session over a network voice: stopped anywhere, it goes on there, and no line twice."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock

import pytest

from kindpace.problems import Problem, WorldError
from kindpace.session.model import Line
from kindpace.sound.take import Take
from kindpace.voices.cache import Cache
from kindpace.voices.doors import Opened
from kindpace.voices.gtts import Gtts
from kindpace.voices.patience import Patience
from kindpace.voices.takes import speak
from kindpace.voices.wire import Limits

from .conftest import Serve
from .maker import line, wanted
from .standins.serving import Heard, Reply, Script, StandIn, Way
from .standins.sounds import NOT_A_SOUND, lasting, said
from .standins.translate import asked, framed, spoken, translate

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

RESTLESS = Patience(sleep=lambda _left, _seconds: None)
"""Patience that takes no time."""

QUICK = Limits(connect=1, read=0.1, whole=0.3)
"""For a service that doesn't answer anyway."""

PROGRAM = """
import sys
from pathlib import Path
from tests.voices.test_going_on import session
session(Path(sys.argv[1]), int(sys.argv[2]))
"""


def lines(count: int) -> list[Line]:
    """As many short lines, each of its own."""
    return [line(f"Easy step number {number}.") for number in range(count)]


def session(
    folder: Path,
    count: int,
    on_line: Callable[[int, int], None] = lambda _done, _all: None,
    limits: Limits | None = None,
) -> Mapping[Line, Take]:
    """Speak `count` lines with Google's voice, as it is opened for a person."""
    return speak(
        wanted(*lines(count)),
        cache=Cache(folder=folder),
        open_voice=lambda _name: Opened(voice=Gtts(limits), speaker=""),
        on_line=on_line,
        patience=RESTLESS,
    )


def times(server: StandIn) -> Counter[str]:
    """How often each line was asked for."""
    return Counter(asked(heard) for heard in server.heard)


def test_interrupted_at_any_moment_it_goes_on_where_it_stopped(
    tunnel: Serve, tmp_path: Path
) -> None:
    """Of 150 lines, stopped after 1, 60 and 61, each is asked for once."""
    server = tunnel(translate)
    for moment in (1, 60, 61):

        def interrupt(done: int, _all: int, moment: int = moment) -> None:
            if done == moment:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            session(tmp_path, 150, interrupt)
    takes = session(tmp_path, 150)
    assert len(takes) == 150
    assert all(take.load().any() for take in takes.values())
    assert set(times(server).values()) == {1}


def test_killed_at_any_moment_it_goes_on_where_it_stopped(tunnel: Serve, tmp_path: Path) -> None:
    """The process is ended while it waits for its 4th and 8th line; no entry is torn."""
    at, waiting, going = iter((4, 8)), Event(), Event()
    stop = next(at)
    lock = Lock()

    def stopping(heard: Heard, count: int) -> Reply:
        with lock:
            if count == stop:
                waiting.set()
                going.wait()
        return translate(heard, count)

    server = tunnel(stopping)
    for _ in range(2):
        program = [sys.executable, "-c", PROGRAM, str(tmp_path), "12"]
        with subprocess.Popen(program) as process:
            waiting.wait()
            process.kill()
        waiting.clear()
        stop = next(at, 0)
        going.set()
        going.clear()
    takes = session(tmp_path, 12)
    assert all(take.load().any() for take in takes.values())
    counted = times(server)
    assert len(counted) == 12
    assert sum(counted.values()) == 14


def test_two_renders_at_once_speak_no_line_twice(tunnel: Serve, tmp_path: Path) -> None:
    """On one cache, whichever is first at a line."""
    server = tunnel(translate)
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(lambda _: session(tmp_path, 20), range(2))
    assert set(times(server).values()) == {1}
    assert {each: take.key for each, take in first.items()} == {
        each: take.key for each, take in second.items()
    }


SLOW = ("silent", "a drip")
SICK: list[tuple[str, Script]] = [
    ("busy", lambda *_: Reply(status=429, headers={"Retry-After": "9"})),
    ("busy for a day", lambda *_: Reply(status=429, headers={"Retry-After": "86400"})),
    ("shut", lambda *_: Reply(status=403)),
    ("moved", lambda *_: Reply(status=404)),
    ("troubled", lambda *_: Reply(status=500)),
    ("overrun", lambda *_: Reply(status=503)),
    ("elsewhere", lambda *_: Reply(status=302, headers={"Location": "https://x.example"})),
    ("silent", lambda *_: Reply(way=Way.HANG)),
    ("cut", lambda *_: Reply(body=b"x" * 999, way=Way.CUT)),
    ("empty", lambda *_: Reply()),
    ("without sound", lambda *_: framed(None)),
    ("bad base64", lambda *_: framed('["//Nx="]')),
    ("undecodable", lambda *_: spoken(NOT_A_SOUND)),
    ("a blink", lambda *_: spoken(lasting(0.01))),
    ("a blink of nothing", lambda *_: spoken(said("ah")[:400])),
    ("ten minutes", lambda *_: spoken(lasting(10, 8000) * 60)),
    ("a drip", lambda *_: Reply(body=b"x" * 999, way=Way.DRIP)),
]


@pytest.mark.parametrize(("name", "script"), SICK, ids=[name for name, _ in SICK])
def test_a_sick_service_leaves_neither_hole_nor_poison(
    tunnel: Serve, tmp_path: Path, name: str, script: Script
) -> None:
    """Well for five lines, then sick: problems with sentences; well again, it goes on."""
    state = {"well": True}

    def turning(heard: Heard, count: int) -> Reply:
        return translate(heard, count) if state["well"] else script(heard, count)

    server = tunnel(turning)
    session(tmp_path, 5)
    state["well"] = False
    with pytest.raises(WorldError) as told:
        session(tmp_path, 12, limits=QUICK if name in SLOW else None)
    problems = told.value.problems
    assert all(told_well(each) for each in problems)
    assert "5 of 12 lines" in problems[-1].what
    assert len(server.heard) <= 5 + 6
    state["well"] = True
    before = len(server.heard)
    assert len(session(tmp_path, 12)) == 12
    assert len(server.heard) == before + 7


def told_well(one: Problem) -> bool:
    """Whether a problem has its place, its words, and a way to go on."""
    return bool(one.where) and len(one.what) > 20 and len(one.mend) > 20


def test_a_line_longer_than_the_service_takes_is_asked_for_in_pieces(
    tunnel: Serve, tmp_path: Path
) -> None:
    """At most a hundred characters each; another pace asks for nothing again."""
    server = tunnel(translate)
    text = "Feel the ground under you, step by step; let your breath come and go, " * 4 + "easily."
    for pace in (125, 150):
        slow = replace(line(text.strip()), pace=pace)
        speak(
            wanted(slow),
            cache=Cache(folder=tmp_path),
            open_voice=lambda _name: Opened(voice=Gtts(), speaker=""),
            patience=RESTLESS,
        )
    texts = [asked(heard) for heard in server.heard]
    assert " ".join(dict.fromkeys(texts)).count("Feel the ground") >= 1
    assert max(map(len, texts)) <= 100
    assert len(texts) == len(set(texts))
