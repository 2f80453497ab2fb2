"""Many jobs, any executor: each is worked on until it is done, whoever drops out on the way."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")

MOST_LOSSES: Final = 3
"""A job is given up once so many workers have ended under it."""

ALONE_FROM: Final = 2
"""From so many losses on a job is tried by itself, so that no other is lost with it."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes of a job under which every worker ended, and how the executor put it."""

    reason: str


class CrewGone(Exception):
    """No worker is left, and none can be had any more; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Where work is done: `hire` gives an executor, and a new one after that has broken.

    `slots` jobs are given out at a time.
    """

    hire: Callable[[], AbstractContextManager[Executor]]
    slots: int


def carried_out(
    jobs: Iterable[Job], work: Callable[[Job], Done], crew: Crew
) -> Iterator[tuple[Job, Done | Lost]]:
    """Each of `jobs` with what `work` makes of it, as they get done.

    Jobs are taken one by one as slots get free, so that few of them are held at a time. A worker
    that ends costs a retry and nothing else. Raises `CrewGone`; what `jobs` raises passes through.
    """
    shift = _Shift(fresh=iter(jobs), work=work, slots=max(1, crew.slots))
    while True:
        with crew.hire() as executor:
            yield from shift.worked(executor)
        if not shift.broken:
            return


@dataclass(slots=True, kw_only=True)
class _Shift(Generic[Job, Done]):
    """The state of `carried_out`: jobs to come, jobs to try again, and jobs under way."""

    fresh: Iterator[Job]
    work: Callable[[Job], Done]
    slots: int
    again: deque[tuple[Job, int]] = field(default_factory=deque)
    under_way: dict[Future[Done], tuple[Job, int]] = field(default_factory=dict)
    broken: bool = False

    def worked(self, executor: Executor) -> Iterator[tuple[Job, Done | Lost]]:
        """What gets done until nothing is left, or until the executor breaks."""
        self.broken = False
        while not self.broken and self._filled(executor):
            finished, _ = wait(self.under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                outcome = _outcome(future)
                self.broken = self.broken or outcome is None
                if outcome is not None:
                    job, _ = self.under_way.pop(future)
                    yield job, outcome
        if self.broken:
            yield from self._sorted_out()

    def _filled(self, executor: Executor) -> bool:
        """Give out jobs while there are slots; whether any is under way."""
        while len(self.under_way) < self.slots and not self._somebody_alone():
            if self.again:
                if self.again[0][1] >= ALONE_FROM and self.under_way:
                    break
                job, losses = self.again.popleft()
            else:
                try:
                    job, losses = next(self.fresh), 0
                except StopIteration:
                    break
            try:
                self.under_way[executor.submit(self.work, job)] = job, losses
            except BrokenExecutor:
                self.again.append((job, losses))
                self.broken = True
                return True
        return bool(self.under_way)

    def _somebody_alone(self) -> bool:
        return any(losses >= ALONE_FROM for _, losses in self.under_way.values())

    def _sorted_out(self) -> Iterator[tuple[Job, Done | Lost]]:
        """After a break: what was done all the same, what is given up; all else comes again.

        Nobody can tell under which job the worker ended, so each of them counts it.
        """
        wait(self.under_way)
        lost = self.under_way
        self.under_way = {}
        for future, (job, losses) in lost.items():
            outcome = _outcome(future)
            if outcome is not None:
                yield job, outcome
            elif losses + 1 >= MOST_LOSSES:
                yield job, Lost("its worker ended each time")
            else:
                self.again.append((job, losses + 1))
        self.again = deque(sorted(self.again, key=lambda one: one[1]))


def _outcome(future: "Future[Done]") -> Done | Lost | None:
    """What came of a finished job; None if its executor broke. Raises `CrewGone`."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except CancelledError as left:
        raise CrewGone(str(left) or "the work was called off") from left
    except Exception as fault:  # noqa: BLE001 - each executor has its own way to say that workers ended
        return Lost(" ".join(f"{type(fault).__name__}: {fault}".split())[:120])
