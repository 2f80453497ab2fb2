"""Whatever happens to workers, each job is done, or given up after three losses."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.studio.building.crew import MOST_LOSSES, Crew, CrewGone, Lost, carried_out
from kindpace.studio.building.workers import here


class Fragile(Executor):
    """Breaks for good, as a pool of processes does, when a job is given to it that is `deadly`."""

    def __init__(self, deadly: Counter[int]) -> None:
        self.deadly, self.broken = deadly, False

    def submit(self, work: Callable[..., int], /, *given: int, **_: object) -> "Future[int]":  # type: ignore[override]  # jobs are numbers here
        """Do it at once, or break over it."""
        if self.broken:
            raise BrokenExecutor
        future = Future[int]()
        if self.deadly[given[0]] > 0:
            self.deadly[given[0]] -= 1
            self.broken = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(work(*given))
        return future


def doubled(number: int) -> int:
    """Twice as much."""
    return 2 * number


@given(
    jobs=st.lists(st.integers(0, 40), unique=True, max_size=20),
    deaths=st.dictionaries(st.integers(0, 40), st.integers(1, 4)),
    slots=st.integers(1, 5),
)
def test_every_job_comes_to_an_end_once(
    jobs: list[int], deaths: dict[int, int], slots: int
) -> None:
    """However often workers end: done as it should be, unless each worker ended under that job."""
    deadly = Counter(deaths)

    @contextmanager
    def hire() -> Iterator[Executor]:
        yield Fragile(deadly)

    outcomes = list(carried_out(jobs, doubled, Crew(hire=hire, slots=slots)))
    assert sorted(job for job, _ in outcomes) == sorted(jobs)
    for job, outcome in outcomes:
        if deaths.get(job, 0) < MOST_LOSSES:
            assert outcome == doubled(job)
        else:
            assert isinstance(outcome, Lost)


def test_jobs_are_taken_as_slots_get_free() -> None:
    """Never more than there are slots, so that few parcels are held at a time."""
    out, most, lock = 0, 0, Lock()

    def jobs() -> Iterator[int]:
        nonlocal out, most
        for number in range(20):
            with lock:
                out += 1
                most = max(most, out)
            yield number

    @contextmanager
    def hire() -> Iterator[Executor]:
        with ThreadPoolExecutor(2) as pool:
            yield pool

    for _ in carried_out(jobs(), doubled, Crew(hire=hire, slots=3)):
        with lock:
            out -= 1
    assert most <= 3


def test_another_kind_of_exception_is_that_jobs_alone() -> None:
    """Dask says in its own way that every worker ended under a job."""

    def stumbling(number: int) -> int:
        if number == 1:
            raise ValueError("four workers  ended")
        return number

    @contextmanager
    def hire() -> Iterator[Executor]:
        with ThreadPoolExecutor(1) as pool:
            yield pool

    told = dict(carried_out([0, 1, 2], stumbling, Crew(hire=hire, slots=2)))
    assert told == {0: 0, 1: Lost("ValueError: four workers ended"), 2: 2}


def test_work_that_is_called_off_ends_the_crew() -> None:
    """Nobody is left to go on."""

    def left(_number: int) -> int:
        raise CancelledError("the scheduler has gone")

    @contextmanager
    def hire() -> Iterator[Executor]:
        with ThreadPoolExecutor(1) as pool:
            yield pool

    with pytest.raises(CrewGone, match="scheduler"):
        list(carried_out([1], left, Crew(hire=hire, slots=1)))


def ends_once(told: tuple[str, int]) -> int:
    """Twice the number; the first worker that meets 3 is killed over it."""
    place, number = told
    mark = Path(place)
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_a_killed_process_costs_a_retry_and_nothing_else(tmp_path: Path) -> None:
    """Real processes of this machine, one of them killed in the middle of its job."""
    jobs = [(str(tmp_path / "killed"), number) for number in range(6)]
    with here(2) as crew:
        told = dict(carried_out(jobs, ends_once, crew))
    assert {job[1]: outcome for job, outcome in told.items()} == {n: 2 * n for n in range(6)}
    assert (tmp_path / "killed").exists()
