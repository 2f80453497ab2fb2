"""Small runs, built from the types: thirty gentle minutes, and ways to change one thing in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kindpace.problems import Mark, Problem
from kindpace.session.model import (
    BeatPlan,
    BreathPlan,
    Cue,
    Gait,
    How,
    Kind,
    Leg,
    Line,
    Part,
    Pattern,
    Reminder,
    Runner,
    Seconds,
    Session,
    Stage,
    Unit,
)
from kindpace.timeline.events import (
    BellStroke,
    Breath,
    CountWord,
    Phase,
    Section,
    Speech,
    Stillness,
    Timeline,
)
from kindpace.timeline.tempo import Stride, whole_steps

USUAL = {Gait.WALK: 110, Gait.RUN: 165, Gait.STAND: 0, Gait.SIT: 0}
RAMP = Seconds(20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part in short: gait, minutes, and where its cadence begins and ends."""

    gait: Gait
    minutes: Fraction
    begin: Fraction
    end: Fraction


def mark(line: int) -> Mark:
    """A place in the made-up script."""
    return Mark("run.yaml", line, 1)


def leg(
    gait: Gait, minutes: float, begin: float | None = None, end: float | None = None
) -> Stretch:
    """`minutes` in `gait`, from `begin` to `end` steps a minute (steady, if no end is given)."""
    first = Fraction(USUAL[gait] if begin is None else begin)
    last = first if end is None else Fraction(end)
    return Stretch(gait=gait, minutes=Fraction(minutes), begin=first, end=last)


def walk(minutes: float, *cadence: float) -> Stretch:
    """Some minutes of walking."""
    return leg(Gait.WALK, minutes, *cadence)


def run(minutes: float, *cadence: float) -> Stretch:
    """Some minutes of running."""
    return leg(Gait.RUN, minutes, *cadence)


def stand(minutes: float) -> Stretch:
    """Some minutes of standing."""
    return leg(Gait.STAND, minutes)


def sit(minutes: float) -> Stretch:
    """Some minutes of sitting."""
    return leg(Gait.SIT, minutes)


def speech(
    at: float, text: str = "Here we are.", kind: Kind = Kind.SAY, line: int = 0, pace: int = 120
) -> Speech:
    """A sentence at `at` seconds, at `pace` words a minute, in line 1000 + its second."""
    return Speech(
        start=Seconds(at),
        length=Fraction(60 * len(text.split()), pace),
        line=Line(text=text, spoken=text),
        kind=kind,
        mark=mark(line or 1000 + int(at)),
    )


def quiet(start: float, end: float, *, announced: bool = True) -> Stillness:
    """A written quiet between two moments."""
    length = Seconds(end) - Seconds(start)
    return Stillness(
        start=Seconds(start), length=length, announced=announced, mark=mark(2000 + int(start))
    )


def bell(at: float) -> BellStroke:
    """One soft bell."""
    return BellStroke(start=Seconds(at), mark=mark(3000))


def breathing(
    start: float, end: float, pattern: Pattern, cadence: int = 60, line: int = 4000
) -> tuple[Breath, ...]:
    """Whole breaths that sound from `start` until `end`, one count each `60/cadence` seconds."""
    moment, halves = Seconds(start), []
    while moment + Fraction(60 * pattern.total, cadence) <= Seconds(end):
        for phase, counts in ((Phase.IN, pattern.inhale), (Phase.OUT, pattern.exhale)):
            length = Fraction(60 * counts, cadence)
            halves.append(
                Breath(
                    start=moment,
                    length=length,
                    phase=phase,
                    gain=Fraction(1),
                    pattern=pattern,
                    mark=mark(line),
                )
            )
            moment += length
    return tuple(halves)


def counting(start: float, words: int, cadence: int, line: int) -> tuple[CountWord, ...]:
    """Counted words, one a step."""
    room = Fraction(60, cadence)
    return tuple(
        CountWord(
            start=Seconds(start) + number * room,
            room=room,
            line=Line(text="in", spoken="in"),
            mark=mark(line),
        )
        for number in range(words)
    )


def steps(inhale: int, exhale: int) -> Pattern:
    """A pattern in steps."""
    return Pattern(inhale=inhale, exhale=exhale)


def seconds(inhale: int, exhale: int) -> Pattern:
    """A pattern in seconds."""
    return Pattern(inhale=inhale, exhale=exhale, unit=Unit.SECONDS)


def plan(pattern: Pattern, line: int) -> BreathPlan:
    """A breath plan that stands in `line`."""
    return BreathPlan(
        pattern=pattern,
        stages=(Stage(how=How.SPOKEN),),
        starts=Seconds(0),
        fade=Seconds(0),
        mark=mark(line),
    )


def session(legs: Sequence[Stretch], topics: tuple[str, ...] = (), place: str = "") -> Session:
    """The script behind `legs`; part number n stands in line 10·(n + 1)."""
    return Session(
        id="made-up",
        title="Made up",
        summary="",
        language="en",
        topics=topics,
        carries=(),
        length=None,
        sound="plain",
        voice=None,
        pace=125,
        seed=1,
        halfway=Reminder.OFF,
        last_minute=Reminder.OFF,
        runner=Runner(place=place),
        parts=tuple(_part(number, one) for number, one in enumerate(legs)),
        mark=mark(1),
    )


def timeline(
    legs: Sequence[Stretch],
    *,
    speeches: Iterable[Speech] = (),
    words: Iterable[CountWord] = (),
    breaths: Iterable[Breath] = (),
    bells: Iterable[BellStroke] = (),
    quiets: Iterable[Stillness] = (),
    eased: bool = True,
) -> Timeline:
    """`legs` laid end to end, ramped over twenty seconds where the gait changes if `eased`."""
    sections: list[Section] = []
    strides: list[Stride] = []
    moment, before = Seconds(0), Fraction(0)
    for number, one in enumerate(legs):
        length = 60 * one.minutes
        sections.append(
            Section(
                name=f"Part {number}",
                start=moment,
                length=length,
                gait=one.gait,
                mark=mark(10 * (number + 1)),
            )
        )
        if one.gait.moving:
            ramp = RAMP if eased and before not in (0, one.begin) else Seconds(0)
            strides += _strides(moment, length, ramp, before, one)
        moment, before = moment + length, one.end
    return Timeline(
        title="Made up",
        length=moment,
        sections=tuple(sections),
        strides=tuple(strides),
        beats=(),
        speeches=tuple(sorted(speeches, key=lambda said: said.start)),
        words=tuple(words),
        breaths=tuple(breaths),
        bells=tuple(bells),
        plays=(),
        quiets=tuple(quiets),
        moves=(),
    )


def with_cues(
    script: Session, number: int, *cues: Cue, breath: BreathPlan | None = None
) -> Session:
    """`script` with cues and a breath plan in part `number`."""
    parts = list(script.parts)
    parts[number] = replace(parts[number], cues=cues, breath=breath)
    return replace(script, parts=tuple(parts))


def slugs(found: Iterable[Problem]) -> list[str]:
    """What was found, in short."""
    return [problem.slug for problem in found]


def _part(number: int, one: Stretch) -> Part:
    legs = (Leg(begin=one.begin, end=one.end, lasts=None),) if one.gait.moving else ()
    return Part(
        name=f"Part {number}",
        gait=one.gait,
        lasts=60 * one.minutes,
        cadence=legs,
        beat=BeatPlan(on=None),
        breath=None,
        cues=(),
        mark=mark(10 * (number + 1)),
    )


def _strides(
    start: Seconds, length: Seconds, ramp: Seconds, before: Fraction, one: Stretch
) -> Iterable[Stride]:
    if ramp:
        count = whole_steps(ramp, before, one.begin)
        eased = Stride(start=start, steps=count, begin=before, end=one.begin)
        yield eased
        start, length = eased.stop, length - eased.length
    count = whole_steps(length, one.begin, one.end)
    yield Stride(start=start, steps=count, begin=one.begin, end=one.end)
