"""The notations of rhythm: cadence plans, breath patterns and how they are heard, counts, beats."""

import re
from fractions import Fraction

from kindpace.session.motion import (
    BeatPlan,
    How,
    Leg,
    Pattern,
    Seconds,
    Stage,
    StepsPerMinute,
    Unit,
)
from kindpace.session.notation import LONGEST_NOTATION, NUMBER, Unreadable, duration, shown

SLOWEST, FASTEST = Fraction(40), Fraction(240)
MOST_STEPS = 8
NEVER = BeatPlan(on=Seconds(0))
ALWAYS = BeatPlan(on=None)
WINDOWS = BeatPlan(on=Seconds(60), off=Seconds(120))
"""What `beat: windows` means: a minute to fall in with, then two without."""

OFF = ("off", "free")
"""What a runner writes who wants no guided breath."""

LEG = re.compile(rf"(?:({NUMBER})\s*)?(?:->|→)\s*({NUMBER})(?:\s+over\s+(.+))?")
STEADY = re.compile(rf"({NUMBER})(?:\s+for\s+(.+))?")
HOLD = re.compile(r"hold(?:\s+(?:for\s+)?(.+))?")
PATTERN = re.compile(r"([0-9]{1,3})(s?)\s*:\s*([0-9]{1,3})(s?)")
STAGE = re.compile(r"(spoken|sound|silent)(?:\s+(?:for\s+)?(?:([0-9]{1,3})\s+cycles?|(.+)))?")
COUNT = re.compile(r"([0-9]{1,3})(?:\s+cycles?)?(?:\s+of\s+(\S.*))?")
COUNTED = re.compile(r"([0-9]{1,4})(?:\s+(steps|left|right))?\s+in\s+(.+)")
RHYTHM = re.compile(r"(.+)\s+on,\s*(.+)\s+off")


def _text(written: object, slug: str) -> str:
    """What was written as one line of text, or Unreadable with `slug`."""
    text = " ".join(str(written).split())
    if isinstance(written, bool | dict | list) or len(text) > LONGEST_NOTATION:
        raise Unreadable(slug, written=shown(written))
    return text


def cadence(written: object) -> StepsPerMinute:
    """Steps a minute, a number between 40 and 240."""
    text = shown(written)
    if re.fullmatch(rf"-?{NUMBER}", text) is None or isinstance(written, bool):
        raise Unreadable("cadence-unreadable", written=text)
    if not SLOWEST <= Fraction(text) <= FASTEST:
        raise Unreadable("cadence-out-of-range", written=text)
    return Fraction(written) if isinstance(written, int | Fraction) else Fraction(text)


def cadence_plan(written: object) -> tuple[Leg, ...]:
    """`165`, `160 -> 165 over 2m`, or several stretches with commas: `160 for 1m, -> 165, hold`."""
    if not isinstance(written, str):
        value = cadence(written)
        return (Leg(begin=value, end=value, lasts=None),)
    text = _text(written, "cadence-unreadable")
    legs: list[Leg] = []
    for piece in text.split(","):
        legs.append(_leg(piece.strip(), legs[-1].end if legs else None, text))
    if sum(leg.lasts is None for leg in legs) > 1:
        raise Unreadable("cadence-two-open", written=text)
    if all(leg.lasts is not None for leg in legs):
        legs.append(Leg(begin=legs[-1].end, end=legs[-1].end, lasts=None))
    return tuple(legs)


def _leg(piece: str, before: StepsPerMinute | None, written: str) -> Leg:
    if match := LEG.fullmatch(piece):
        start = cadence(match[1]) if match[1] else before
        if start is not None:
            return Leg(begin=start, end=cadence(match[2]), lasts=_optional(match[3]))
    elif match := STEADY.fullmatch(piece):
        value = cadence(match[1])
        return Leg(begin=value, end=value, lasts=_optional(match[2]))
    elif (match := HOLD.fullmatch(piece)) and before is not None:
        return Leg(begin=before, end=before, lasts=_optional(match[1]))
    raise Unreadable("cadence-unreadable", written=shown(written))


def _optional(written: str | None) -> Seconds | None:
    return None if written is None else duration(written)


def pattern(written: object) -> Pattern:
    """`3:2` in steps, `4s:6s` in seconds: in-breath, then out-breath, each 1 to 8."""
    match = PATTERN.fullmatch(_text(written, "breath-unreadable"))
    if match is None or match[2] != match[4]:
        raise Unreadable("breath-unreadable", written=shown(written))
    inhale, exhale = int(match[1]), int(match[3])
    if not (1 <= inhale <= MOST_STEPS and 1 <= exhale <= MOST_STEPS):
        raise Unreadable("breath-out-of-range", written=shown(written))
    return Pattern(inhale=inhale, exhale=exhale, unit=Unit.SECONDS if match[2] else Unit.STEPS)


def own_pattern(written: object) -> str:
    """A runner's own breath: a pattern in steps such as `3:3`, or `off`, or `free`."""
    if written in OFF:
        return str(written)
    chosen = pattern(written)
    if chosen.unit is not Unit.STEPS:
        raise Unreadable("breath-own-steps", written=str(chosen))
    return str(chosen)


def stages(written: object) -> tuple[Stage, ...]:
    """`spoken 4 cycles then sound 1m then silent 2m then sound`: how a breath plan is heard."""
    text = _text(written, "stages-unreadable")
    found = tuple(_stage(piece, text) for piece in text.split(" then "))
    if any(stage.how is How.SPOKEN for stage in found[1:]):
        raise Unreadable("stages-spoken-first", written=shown(text))
    if any(stage.cycles is None and stage.lasts is None for stage in found[:-1]):
        raise Unreadable("stages-open", written=shown(text))
    return found


def _stage(piece: str, written: str) -> Stage:
    match = STAGE.fullmatch(piece.strip())
    if match is None:
        raise Unreadable("stages-unreadable", written=shown(written))
    how, cycles, lasts = How(match[1]), match[2], match[3]
    if cycles is not None and int(cycles) == 0:
        raise Unreadable("stages-unreadable", written=shown(written))
    if how is How.SPOKEN and cycles is None:
        raise Unreadable("stages-spoken-cycles", written=shown(written))
    turns = None if cycles is None else int(cycles)
    return Stage(how=how, cycles=turns, lasts=_optional(lasts))


def count(written: object) -> tuple[int, Pattern | None]:
    """`4 cycles`, or `2 cycles of 3:3`: how many breaths are counted aloud."""
    match = COUNT.fullmatch(_text(written, "count-unreadable"))
    if match is None or int(match[1]) == 0:
        raise Unreadable("count-unreadable", written=shown(written))
    return int(match[1]), pattern(match[2]) if match[2] else None


def beat(written: object) -> BeatPlan:
    """`on`, `off`, `windows`, or a rhythm of one's own: `90s on, 2m off`."""
    text = _text(written, "beat-unreadable")
    known = {"on": ALWAYS, "off": NEVER, "windows": WINDOWS}
    if text in known:
        return known[text]
    match = RHYTHM.fullmatch(text)
    if match is None:
        raise Unreadable("beat-unreadable", written=shown(written))
    return BeatPlan(on=duration(match[1]), off=duration(match[2]))


def counted(written: object) -> StepsPerMinute:
    """A cadence from counted steps: `82 in 30s`, or `41 left in 30s` for one foot alone."""
    match = COUNTED.fullmatch(_text(written, "counted-unreadable"))
    if match is None:
        raise Unreadable("counted-unreadable", written=shown(written))
    feet = 2 if match[2] in ("left", "right") else 1
    steps = Fraction(60 * feet * int(match[1])) / duration(match[3])
    if not SLOWEST <= steps <= FASTEST:
        text = shown(written)
        raise Unreadable("counted-out-of-range", written=text, steps=str(round(steps)))
    return steps
