"""Look through whatever a name stands for: one session, or a programme with all of its sessions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kindpace.care.examine import Examined
from kindpace.problems import KindpaceError, Problem, stop_if_any
from kindpace.studio.planning import Order, Planned, plan
from kindpace.studio.programmes import (
    Loaded,
    choices,
    is_programme,
    load_programme,
    look_at_programme,
)


def looked_through(order: Order) -> Examined:
    """What reading and care say of what `order` names, for every cadence of the ladder.

    Of a programme, each of its sessions in every shape that a day asks for, and then its weeks.
    Raises KindpaceError with every fault.
    """
    if not is_programme(order.name):
        return _of_one(plan(order))
    loaded = load_programme(order.name)
    faults: list[Problem] = []
    found: list[Examined] = []
    for one in _orders(loaded, order):
        try:
            found.append(_of_one(plan(one)))
        except KindpaceError as error:
            faults += error.problems
    stop_if_any(list(dict.fromkeys(faults)))
    weeks = look_at_programme(loaded, loaded.days())
    return Examined(
        findings=(*_once(one for each in found for one in each.findings), *weeks),
        allowed=tuple(dict.fromkeys(one for each in found for one in each.allowed)),
        unchecked=tuple(_once(one for each in found for one in each.unchecked)),
    )


def _of_one(planned: Planned) -> Examined:
    found = planned.examined(every_cadence=True)
    return replace(found, findings=(*planned.session.remarks, *found.findings))


def _orders(loaded: Loaded, order: Order) -> Iterator[Order]:
    """Each session that any day may be, as that day asks for it, once."""
    asked = {
        (name, repr(wishes)): replace(order, name=str(loaded.scripts[name]), under=wishes)
        for day in loaded.days()
        for name, wishes in choices(day)
    }
    yield from asked.values()


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each message once for its place, however many days meet it."""
    seen: set[object] = set()
    for one in problems:
        key = (one.slug, one.where or one.what)
        if key not in seen:
            seen.add(key)
            yield one
