"""What is known behind the words, and how sure it is: facts for the notes, with their sources.

Nothing of this is spoken. A claim that many people make stands beside what studies found and what
may honestly be said of it, so that a reader can judge for themselves.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from kindpace.session.model import Gait, Kind, Say, Session, Unit


class About(StrEnum):
    """What in a session calls for a fact, whatever ideas it carries."""

    MOVING = "moving"
    RUN = "run"
    BEAT = "beat"
    BREATH = "breath"
    SLOW_BREATH = "slow_breath"
    SENSES = "senses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`claim` as people make it, what is `known`, what may be `said`, and the `source`.

    `about` tells which sessions it belongs to beside those whose ideas name it.
    """

    id: str
    claim: str
    known: str
    said: str
    source: str
    about: About | None = None


@cache
def facts() -> Mapping[str, Fact]:
    """Every fact by its id, in the order of the file."""
    text = files("kindpace.care").joinpath("facts.toml").read_text("utf-8")
    return {
        name: Fact(
            id=name,
            claim=told["claim"],
            known=told["known"],
            said=told["said"],
            source=told["source"],
            about=About(told["about"]) if "about" in told else None,
        )
        for name, told in tomllib.loads(text).items()
    }


def facts_for(session: Session, named: Iterable[str] = ()) -> tuple[Fact, ...]:
    """The facts behind `session`: those `named` by its ideas, and those that its own parts ask for.

    Raises KeyError for a name that is no fact's.
    """
    present = features(session)
    wanted = {facts()[name].id for name in named}
    return tuple(one for one in facts().values() if one.id in wanted or one.about in present)


def features(session: Session) -> frozenset[About]:
    """What of all that facts are about is in `session`."""
    cues = [cue for part in session.parts for cue in part.cues]
    breaths = [part.breath for part in session.parts if part.breath is not None]
    gaits = {part.gait for part in session.parts}
    present = {
        About.MOVING: any(gait.moving for gait in gaits),
        About.RUN: Gait.RUN in gaits,
        About.BEAT: any(part.gait.moving and part.beat.on != 0 for part in session.parts),
        About.BREATH: any(breath.pattern.unit is Unit.STEPS for breath in breaths),
        About.SLOW_BREATH: any(breath.pattern.unit is Unit.SECONDS for breath in breaths),
        About.SENSES: any(isinstance(cue, Say) and cue.kind is Kind.NOTICE for cue in cues),
    }
    return frozenset(about for about, here in present.items() if here)
