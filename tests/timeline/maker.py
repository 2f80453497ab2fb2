"""Small sessions, built from the types: parts and cues in one line each."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import count as numbers
from pathlib import Path

from kindpace.problems import Mark
from kindpace.session.model import (
    FLOW,
    Anchor,
    BeatPlan,
    Bell,
    BreathPlan,
    Count,
    Cue,
    Gait,
    How,
    Kind,
    Leg,
    Line,
    Part,
    Pattern,
    Place,
    Play,
    Quiet,
    Recording,
    Reminder,
    Rest,
    Runner,
    Say,
    Seconds,
    Session,
    Stage,
    Stretch,
    Unit,
)
from kindpace.session.text import sentences

CADENCE = {Gait.WALK: 110, Gait.RUN: 165}
Number = float | Fraction
"""Seconds, minutes or steps a minute; floats become the decimals that they show."""

ON, OFF = BeatPlan(on=None), BeatPlan(on=Seconds(0))
ELASTIC = Stretch(least=Seconds(5), usual=None, most=None)
SONG = Recording(path=Path("song.wav"))


def exact(number: Number) -> Fraction:
    """0.9 as nine tenths."""
    return Fraction(str(number))


def lengths(one: Line | Recording) -> Seconds:
    """Half a second a word; a file of the author's lasts 20 s."""
    if isinstance(one, Recording):
        return Seconds(20)
    return Seconds(len(one.spoken.split()), 2)


def mark(line: int) -> Mark:
    """A place in the made-up script."""
    return Mark("run.yaml", line, 3)


def at(seconds: Number) -> Place:
    """Pinned to a moment of the part; a negative one counts from its end."""
    if seconds < 0:
        return Place(anchor=Anchor.END, value=-exact(seconds))
    return Place(anchor=Anchor.START, value=exact(seconds))


def share(percent: int) -> Place:
    """Pinned to a share of the part."""
    return Place(anchor=Anchor.SHARE, value=Fraction(percent, 100))


NEXT_BREATH, NEXT_STEP = Place(anchor=Anchor.BREATH), Place(anchor=Anchor.STEP)


def fixed(seconds: Number) -> Stretch:
    """A length that doesn't move."""
    return Stretch.fixed(exact(seconds))


def limits(least: Number, most: Number) -> Stretch:
    """An elastic length between two limits."""
    return Stretch(least=exact(least), usual=None, most=exact(most))


def say(
    text: str, place: Place = FLOW, *, pause: Stretch | None = None, kind: Kind = Kind.SAY
) -> Say:
    """A spoken cue."""
    pieces, gaps = sentences(text)
    return Say(
        kind=kind,
        lines=tuple(Line(text=piece, spoken=piece) for piece in pieces),
        gaps=gaps,
        pause=pause or fixed(0.9),
        mark=mark(0),
        place=place,
    )


def words(number: int, place: Place = FLOW, *, pause: Stretch | None = None) -> Say:
    """A sentence of so many words: half as many seconds."""
    return say(" ".join(["word"] * number) + ".", place, pause=pause)


def quiet(length: Stretch = ELASTIC, place: Place = FLOW, *, announce: bool = True) -> Quiet:
    """A written quiet."""
    return Quiet(length=length, announce=announce, mark=mark(0), place=place)


def rest(seconds: Number) -> Rest:
    """A rest, as a script gives it: between three fifths and one and a half of its length."""
    usual = exact(seconds)
    length = Stretch(least=usual * 3 / 5, usual=usual, most=usual * 3 / 2)
    return Rest(length=length, mark=mark(0))


def count(cycles: int, pattern: Pattern | None = None, place: Place = FLOW) -> Count:
    """A spoken count."""
    return Count(cycles=cycles, pattern=pattern, mark=mark(0), place=place)


def bell(strokes: int = 1, place: Place = FLOW) -> Bell:
    """Soft bells."""
    return Bell(strokes=strokes, mark=mark(0), place=place)


def play(place: Place = FLOW) -> Play:
    """Twenty seconds of the author's own."""
    return Play(recording=SONG, level=Fraction(-6), mark=mark(0), place=place)


def steps(inhale: int, exhale: int) -> Pattern:
    """A pattern in steps."""
    return Pattern(inhale=inhale, exhale=exhale)


def seconds(inhale: int, exhale: int) -> Pattern:
    """A pattern in seconds."""
    return Pattern(inhale=inhale, exhale=exhale, unit=Unit.SECONDS)


def breath(
    pattern: Pattern, *stages: Stage, starts: Number | None = 0, fade: Number = 8
) -> BreathPlan:
    """A breath plan; it sounds throughout, if no stages are given."""
    return BreathPlan(
        pattern=pattern,
        stages=stages or (Stage(how=How.SOUND),),
        starts=None if starts is None else exact(starts),
        fade=exact(fade),
        mark=mark(0),
    )


def legs(*ramps: tuple[Number, Number, Number | None]) -> tuple[Leg, ...]:
    """A cadence plan: from, to, seconds."""
    return tuple(
        Leg(begin=exact(a), end=exact(b), lasts=None if c is None else exact(c))
        for a, b, c in ramps
    )


def part(
    gait: Gait,
    lasts: Number | None,
    *cues: Cue,
    name: str = "",
    cadence: tuple[Leg, ...] | None = None,
    beat: BeatPlan = ON,
    breath: BreathPlan | None = None,
) -> Part:
    """A part; marks come with the session."""
    own = legs((CADENCE[gait], CADENCE[gait], None)) if gait.moving else ()
    return Part(
        name=name or str(gait).capitalize(),
        gait=gait,
        lasts=None if lasts is None else exact(lasts),
        cadence=cadence if cadence is not None else own,
        beat=beat if gait.moving else OFF,
        breath=breath,
        cues=cues,
        mark=mark(0),
    )


def walk(lasts: Number | None, *cues: Cue, **more: object) -> Part:
    """A walking part."""
    return part(Gait.WALK, lasts, *cues, **more)  # type: ignore[arg-type]  # passed on as they are


def run(lasts: Number | None, *cues: Cue, **more: object) -> Part:
    """A running part."""
    return part(Gait.RUN, lasts, *cues, **more)  # type: ignore[arg-type]  # passed on as they are


def stand(lasts: Number | None, *cues: Cue, **more: object) -> Part:
    """A standing part."""
    return part(Gait.STAND, lasts, *cues, **more)  # type: ignore[arg-type]  # passed on as they are


def session(
    *parts: Part,
    minutes: Number | None = None,
    language: str = "en",
    halfway: Reminder = Reminder.OFF,
    last_minute: Reminder = Reminder.OFF,
) -> Session:
    """A script of `parts`, one line in the file for each part and cue."""
    return Session(
        id="made-up",
        title="Made up",
        summary="",
        language=language,
        topics=(),
        carries=(),
        length=None if minutes is None else exact(minutes) * 60,
        sound="plain",
        voice=None,
        pace=125,
        seed=1,
        halfway=halfway,
        last_minute=last_minute,
        runner=Runner(),
        parts=tuple(_marked(parts)),
        mark=mark(1),
    )


def _marked(parts: Iterable[Part]) -> Iterable[Part]:
    line = numbers(2)
    for one in parts:
        here = mark(next(line))
        cues = tuple(replace(cue, mark=mark(next(line))) for cue in one.cues)
        yield replace(one, cues=cues, mark=here)
