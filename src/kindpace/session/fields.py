"""The kinds of values in a script as pydantic types, each with its JSON Schema for editors."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from kindpace.session import ladders, notation, rhythm
from kindpace.session.filling import check_name, check_text
from kindpace.session.ipa import ipa
from kindpace.session.model import BeatPlan, Leg, Pattern, Place, Seconds, Stage, Stretch

ELASTIC_LEAST = Seconds(5)
REST_SHRINKS, REST_GROWS = Fraction(3, 5), Fraction(3, 2)
FASTEST_KILOMETRE, SLOWEST_KILOMETRE = 200, 2000
NO_PAUSE = (0, "0", "0s")

_N = r"\d{1,6}(\.\d{1,6})?\s*"
DURATION_FORM = (
    rf"^\s*({_N}h)?\s*({_N}m)?\s*({_N}s)?\s*$|^\s*{_N}h\s*\d\d?\s*$"
    rf"|^\s*({_N}h)?\s*{_N}m\s*\d\d?\s*$"
)


def _read(reader: Callable[[Any], object]) -> Callable[[Any], object]:
    """`reader` for pydantic: what it can't read becomes an error of its own slug."""

    def validate(written: object) -> object:
        try:
            return reader(written)
        except notation.Unreadable as error:
            slug: Any = error.slug  # pydantic asks for a literal, and ours come as data
            template = " ".join(f"{{{word}}}" for word in error.words) or error.slug
            raise PydanticCustomError(slug, template, error.words) from None

    return validate


def _before(reader: Callable[[object], object]) -> BeforeValidator:
    return BeforeValidator(_read(reader))


def _form(description: str, *types: str, pattern: str = "", **more: Any) -> WithJsonSchema:  # noqa: ANN401 - JSON Schema is any JSON
    schema: dict[str, Any] = {"type": [*types] if len(types) > 1 else (types or ("string",))[0]}
    if pattern:
        schema["pattern"] = pattern
    return WithJsonSchema({**schema, "description": description, **more})


@dataclass(frozen=True)
class OrOne:
    """Tells editors that a list of one may be written without the list."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        several = handler(core)
        return {"anyOf": [several["items"], several]}


@dataclass(frozen=True)
class OrShort:
    """Tells editors that a value may also be a text alone; with `words`, one of these."""

    words: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        form = {"enum": [*self.words]} if self.words else {"type": "string"}
        return {"anyOf": [form, handler(core)]}


def _rest(written: object) -> Stretch:
    """A rest moves between three fifths and one and a half of what was written."""
    usual = notation.duration(written)
    return Stretch(least=usual * REST_SHRINKS, usual=usual, most=usual * REST_GROWS)


def _pause(written: object) -> Stretch:
    """A pause after a question may grow, and never shrinks below what was written."""
    if written in NO_PAUSE and not isinstance(written, bool):
        return Stretch.fixed(Seconds(0))
    usual = notation.duration(written)
    return Stretch(least=usual, usual=usual, most=usual * REST_GROWS)


def _quiet(written: object) -> Stretch:
    return notation.stretch(written, ELASTIC_LEAST, None)


def _whole(written: object) -> object:
    if isinstance(written, int) and not isinstance(written, bool):
        return written
    raise PydanticCustomError("int_type", "a whole number")


def _easy_pace(written: str) -> str:
    """Minutes and seconds for a kilometre, between 2:00 and 20:00."""
    if not FASTEST_KILOMETRE <= int(written.replace(":", "")) <= SLOWEST_KILOMETRE:
        raise notation.Unreadable("easy-pace-range", written=written)
    return written


def _with_a_word(written: str) -> str:
    if not any(sign.isalnum() for sign in written):
        raise notation.Unreadable("respelling-without-words", written=notation.shown(written))
    if any(sign in "[]{}" for sign in written):
        raise notation.Unreadable("respelling-with-brackets", written=notation.shown(written))
    return written


def _version(written: object) -> object:
    # True counts as 1 in Python, and not in a script.
    return "true" if written is True else written


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(written: object) -> object:
    """A single value stands for a list of one."""
    return written if isinstance(written, list | dict) else [written]


LISTED = (BeforeValidator(_listed), OrOne())

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Aloud = Annotated[Text, AfterValidator(_read(check_text))]
"""Words for a voice: placeholders and pauses can be read."""

Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_one_line),
]
Respelling = Annotated[Name, AfterValidator(_read(_with_a_word))]
"""A word written as it sounds: it has something to say."""

Ipa = Annotated[Name, AfterValidator(_read(ipa))]
"""A pronunciation in the letters of the International Phonetic Alphabet."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-/][a-z0-9]+)*$", max_length=80)]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)
]
PartName = Annotated[Name, AfterValidator(_read(check_name))]
"""A part's name: only `{round}` and `{rounds}` may stand in braces."""

EasyPace = Annotated[
    str, StringConstraints(pattern=r"^\d{1,2}:[0-5]\d$"), AfterValidator(_read(_easy_pace))
]
WHOLE = BeforeValidator(_whole)
"""After a bound: a whole number, and neither text nor true."""

Version = Annotated[Literal[1], BeforeValidator(_version)]
Pace = Annotated[int, Field(ge=60, le=260), WHOLE]

Duration = Annotated[
    Seconds, _before(notation.duration), _form("90s, 5m, 1m30 or 1h05m", pattern=DURATION_FORM)
]
Minutes = Annotated[
    Seconds,
    _before(notation.minutes),
    _form("minutes, or a time such as 1h05m", "number", "string", exclusiveMinimum=0, maximum=1440),
]
Cadence = Annotated[
    Fraction,
    _before(rhythm.cadence),
    _form("steps a minute", "number", "string", minimum=40, maximum=240),
]
CadencePlan = Annotated[
    tuple[Leg, ...],
    _before(rhythm.cadence_plan),
    _form("165, 160 -> 165 over 2m, or 160 for 1m, -> 165, hold", "number", "string"),
]
Breath = Annotated[Pattern, _before(rhythm.pattern), _form("3:2 in steps, 4s:6s in seconds")]
OwnBreath = Annotated[str, _before(rhythm.own_pattern), _form("3:2 in steps, or off")]
Stages = Annotated[
    tuple[Stage, ...],
    _before(rhythm.stages),
    _form("sound, or spoken 4 cycles then sound 1m then silent"),
]
CountOf = Annotated[
    tuple[int, Pattern | None],
    _before(rhythm.count),
    _form("4 cycles, or 2 cycles of 3:3", "string", "integer"),
]
At = Annotated[Place, _before(notation.place), _form("1m30, 60% or -30s", "string", "integer")]
RestLength = Annotated[Stretch, _before(_rest), _form("8s", pattern=DURATION_FORM)]
PauseLength = Annotated[Stretch, _before(_pause), _form("15s", "string", "integer")]
QuietLength = Annotated[Stretch, _before(_quiet), _form("elastic, 2m, or 1m to 8m")]
Repeats = Annotated[int, _before(notation.repeats), _form("3x", "string", "integer")]
Beat = Annotated[BeatPlan, _before(rhythm.beat), _form("on, off, windows, or 90s on, 2m off")]
Level = Annotated[Fraction, _before(notation.level), _form("decibels: -6", "number", "string")]
MixLevel = Annotated[
    Fraction,
    _before(notation.mix_level),
    _form(
        "decibels beside the template: -6",
        "number",
        "string",
        minimum=notation.SOFTEST_MIX,
        maximum=notation.LOUDEST_MIX,
    ),
]
Rounds = Annotated[
    tuple[int, ...],
    _before(notation.rounds),
    _form("first, last, 2, or a list of these", "string", "integer", "array"),
]
Counted = Annotated[
    Fraction, _before(rhythm.counted), _form("82 in 30s, or 41 left in 30s for one foot")
]
Rungs = Annotated[
    tuple[Fraction, ...],
    _before(ladders.cadence_rungs),
    _form("150 to 185 by 5, or a list of cadences", "string", "number", "array"),
]
LengthShares = Annotated[
    tuple[Fraction, ...],
    _before(ladders.length_shares),
    _form("[80%, 100%, 120%] of the written lengths", "string", "array"),
]
Starts = Annotated[
    date, _before(ladders.first_day), _form("2026-01-05", pattern=r"^\s*\d{4}-\d\d-\d\d\s*$")
]
