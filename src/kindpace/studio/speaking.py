"""From a plan to words and sound: its lines spoken or recorded, and all of it ready to be asked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kindpace.problems import Problem
from kindpace.session.model import Line, Mix
from kindpace.sound.master import Aim, Balance, Master, master
from kindpace.sound.take import Take
from kindpace.studio.planning import Planned, lengths_of
from kindpace.studio.record_sheet import lines_of_other_days
from kindpace.timeline.arrange import arrange, lines_of
from kindpace.voices.cache import open_cache
from kindpace.voices.leaving import Leaving
from kindpace.voices.own import own_takes
from kindpace.voices.takes import speak

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

Told = Callable[[Leaving], None]
"""Told which words will leave this machine."""


def unwatched(_doing: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""


Remark = Callable[[Problem], None]
"""Told advice that comes up on the way."""


def unread(_remark: Problem) -> None:
    """For those who want no advice."""


def unheard(_leaving: Leaving) -> None:
    """For those who know what leaves the machine."""


def record(
    planned: Planned,
    on_progress: Progress,
    spare: Path,
    on_leaving: Told = unheard,
    on_remark: Remark = unread,
) -> tuple[Planned, Mapping[Line, Take]]:
    """The plan with every line recorded or spoken, and measured.

    `on_remark` is told about recordings, and `on_leaving` what a network voice will be given,
    before anything is spoken. Raises KindpaceError naming lines that nobody can have.
    """
    session, cache = planned.session, open_cache(spare)
    wanted = list(lines_of(session))
    own = own_takes(wanted, session.recordings, cache, lambda: lines_of_other_days(planned))
    for remark in own.remarks:
        on_remark(remark)
    spoken = speak(
        [(line, mark) for line, mark in wanted if line not in own.takes],
        cache=cache,
        voice=session.voice or "auto",
        on_line=lambda done, total: on_progress("speaking", done, total),
        on_leaving=on_leaving,
    )
    takes = {line: own.takes.get(line) or spoken[line] for line, _ in wanted}
    lengths = lengths_of(session, lambda line: takes[line].length)
    return replace(planned, timeline=arrange(session, lengths), guessed=False), takes


def mixed(planned: Planned, takes: Mapping[Line, Take], *, channels: int = 1) -> Master:
    """The whole track as it will sound: ask it for any span."""
    session = planned.session
    return master(
        planned.timeline,
        takes,
        planned.template,
        aim=Aim(channels=channels),
        balance=balance_of(session.mix),
        bed=session.bed,
        bed_mark=session.bed_mark,
        seed=session.seed,
    )


def balance_of(mix: Mix) -> Balance:
    """A session's own levels as the master takes them."""
    return Balance(
        voice=float(mix.voice),
        beat=float(mix.beat),
        breath=float(mix.breath),
        bed=float(mix.bed),
    )
