"""How a body moves through a part: its gait, its cadence, the beat and the breath."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kindpace.problems import Mark

Seconds = Fraction
"""Exact time. Nothing in the core knows float seconds or milliseconds."""

StepsPerMinute = Fraction

NO_TIME = Seconds(0)


class Gait(StrEnum):
    """How the runner moves during a part."""

    STAND = "stand"
    WALK = "walk"
    RUN = "run"
    SIT = "sit"

    @property
    def moving(self) -> bool:
        """Whether there are steps to follow."""
        return self in (Gait.WALK, Gait.RUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stretch of a cadence plan from one cadence to another; `lasts` None: all that is left."""

    begin: StepsPerMinute
    end: StepsPerMinute
    lasts: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatPlan:
    """When the beat is heard: `on` seconds, then `off` seconds, again and again.

    `on` None means all the time; `on` 0 means never.
    """

    on: Seconds | None
    off: Seconds = NO_TIME


class Unit(StrEnum):
    """What a breath is counted in."""

    STEPS = "steps"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """In-breath to out-breath, in steps while moving, in seconds while standing or sitting."""

    inhale: int
    exhale: int
    unit: Unit = Unit.STEPS

    def __str__(self) -> str:
        unit = "s" if self.unit is Unit.SECONDS else ""
        return f"{self.inhale}{unit}:{self.exhale}{unit}"

    @property
    def total(self) -> int:
        """Steps or seconds in one whole breath."""
        return self.inhale + self.exhale


class How(StrEnum):
    """How a stage of breathing is heard."""

    SPOKEN = "spoken"
    SOUND = "sound"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of a breath plan: some whole cycles, or a time, or (neither) all that is left."""

    how: How
    cycles: int | None = None
    lasts: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathPlan:
    """The breath of one part: it begins `starts` into the part and fades over `fade`.

    `starts` None: with the first spoken count.
    """

    pattern: Pattern
    stages: tuple[Stage, ...]
    starts: Seconds | None
    fade: Seconds
    mark: Mark
