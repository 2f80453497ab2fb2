"""Audio templates: `audio_templates/*.yaml` as frozen, checked values."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kindpace.problems import KindpaceError, Problem, WrongUse, problem
from kindpace.session.tree import Source, Tree, read_tree

Hertz = Annotated[float, Field(ge=20, le=16_000)]
Decibels = Annotated[float, Field(ge=-80, le=20)]


_SOUNDS: Final = ("noise", "tones", "brook", "drops", "birds", "crickets", "crackles")
"""What pydantic names in the place of a fault besides what stands in the file."""


class _Recipe(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Levels(_Recipe):
    """How loud each sound is. Bed and breath in LUFS, beat and bell as peaks in dBFS."""

    bed: Annotated[float, Field(ge=-70, le=-24)]
    beat: Annotated[float, Field(ge=-40, le=-6)]
    breath: Annotated[float, Field(ge=-70, le=-24)]
    bell: Annotated[float, Field(ge=-40, le=-10)]
    duck: Annotated[float, Field(ge=0, le=30)] = 9
    beat_duck: Annotated[float, Field(ge=0, le=12)] = 2.5


class Beat(_Recipe):
    """Two soft strokes: what is struck, the pitch of each foot, and how long (s) it rings.

    `knock` is how much of the hand or the stick is heard beside what it strikes. `when` tells how
    a session that says nothing about its beat has it; None leaves that to the session.
    """

    timbre: Literal["wood", "drum", "tine", "shaker"] = "wood"
    left: Hertz
    right: Hertz
    decay: Annotated[float, Field(ge=0.002, le=0.03)]
    knock: Annotated[float, Field(ge=0, le=1)]
    when: Literal["on", "windows", "off"] | None = None


class Air(_Recipe):
    """Where a breath begins and ends: the middle of its band, in Hz; `tone` is for reeds alone."""

    start: Hertz
    end: Hertz
    tone: Annotated[float, Field(ge=80, le=600)] = 220


class BreathSound(_Recipe):
    """The in-breath rises, the out-breath falls: as air alone, or with a soft reed in it."""

    timbre: Literal["air", "reed"] = "air"
    inhale: Air
    exhale: Air


class BellSound(_Recipe):
    """A struck bowl: its lowest tone, and the time (s) in which that falls to a third."""

    pitch: Annotated[float, Field(ge=80, le=500)]
    decay: Annotated[float, Field(ge=0.3, le=5)]


class Gusts(_Recipe):
    """A slow rise and fall of a noise: about `every` seconds, `depth` dB from low to high."""

    every: Annotated[float, Field(ge=2, le=120)]
    depth: Annotated[float, Field(ge=0, le=18)]


class Waves(_Recipe):
    """Swells that roll in about `every` seconds, `depth` dB from trough to crest.

    All layers of a template share their swells; one that comes `late` seconds after is the wash.
    """

    every: Annotated[float, Field(ge=4, le=60)]
    depth: Annotated[float, Field(ge=0, le=18)]
    late: Annotated[float, Field(ge=0, le=4)] = 0


class _Ground(_Recipe):
    """A sound without an end. `level` in dB beside the others; it comes in gusts, or in waves."""

    level: Decibels = 0
    gusts: Gusts | None = None
    waves: Waves | None = None


class Noise(_Ground):
    """Steady noise between two frequencies; `tilt` in dB an octave."""

    sound: Literal["noise"]
    low: Hertz
    high: Hertz
    tilt: Annotated[float, Field(ge=-24, le=12)]


class Tones(_Ground):
    """A chord as of many strings: each of `pitches` (Hz) is `blur` Hz wide, so it breathes slowly.

    `tilt` in dB an octave from one partial to the next.
    """

    sound: Literal["tones"]
    pitches: Annotated[tuple[Annotated[float, Field(ge=40, le=600)], ...], Field(min_length=1)]
    tilt: Annotated[float, Field(ge=-24, le=-6)]
    blur: Annotated[float, Field(ge=0.1, le=2)] = 0.5


class Brook(_Ground):
    """Running water: bubbles that close between two pitches, one about `every` seconds."""

    sound: Literal["brook"]
    every: Annotated[float, Field(ge=0.004, le=1)]
    pitch: tuple[Hertz, Hertz]


class Sprinkle(_Recipe):
    """Small sounds that come by chance, about `every` seconds each.

    `level` is the peak of the loudest one over the RMS level of the bed's first noise, in dB.
    """

    sound: Literal["drops", "birds", "crickets", "crackles"]
    every: Annotated[float, Field(ge=0.02, le=600)]
    level: Decibels
    pitch: tuple[Hertz, Hertz]


Layer = Annotated[Noise | Tones | Brook | Sprinkle, Field(discriminator="sound")]


class Template(_Recipe):
    """A whole sound: everything but the words."""

    kindpace: Literal[1]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
    summary: Annotated[str, Field(min_length=1, max_length=200)]
    seed: Annotated[int, Field(ge=0, lt=1 << 32)]
    levels: Levels
    beat: Beat
    breath: BreathSound
    bell: BellSound
    bed: Annotated[tuple[Layer, ...], Field(min_length=1, max_length=12)]


def beat_from(recipe: Mapping[str, object]) -> Beat | None:
    """The beat that a plain mapping tells of, as `Beat.model_dump` wrote it; None if it is none."""
    try:
        return Beat.model_validate(dict(recipe))
    except ValidationError:
        return None


def find_template(name: str, folders: Iterable[Path]) -> Template:
    """The template called `name` in the first of `folders` that has it.

    Raises `WrongUse` (`template-unknown`) if none has, `KindpaceError` if it can't be read.
    """
    places = tuple(folders)
    known = template_names(places)
    if name in known:
        return read_template(next(p for p in _paths(name, places) if p.is_file()))
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise WrongUse(
        [problem("template-unknown", name=name, hint=hint, known=", ".join(known) or "none")]
    )


def template_names(folders: Iterable[Path]) -> tuple[str, ...]:
    """Every template in `folders`, by name."""
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}))


def read_template(path: Path) -> Template:
    """The template in the file at `path`. Raises `KindpaceError` with every fault and its place."""
    tree = read_tree(Source(name=str(path), data=path.read_bytes()))
    try:
        return Template.model_validate(_plain(tree.value))
    except ValidationError as error:
        raise KindpaceError(_problems(tree, error)) from None


def _paths(name: str, folders: Iterable[Path]) -> Iterable[Path]:
    return (folder / f"{name}.yaml" for folder in folders)


def _plain(value: object) -> object:
    """Exact numbers as floats where they have a fraction; the rest as it was."""
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case Fraction():
            return int(value) if value.denominator == 1 else float(value)
        case _:
            return value


def _problems(tree: Tree, error: ValidationError) -> Iterable[Problem]:
    for fault in error.errors(include_url=False, include_context=False):
        path = tuple(step for step in fault["loc"] if step not in _SOUNDS)
        where = tree.key(path) if fault["type"] == "extra_forbidden" else tree.mark(path)
        shown = ".".join(map(str, path)) or "the file"
        yield problem("template-fault", where, entry=shown, fault=fault["msg"].lower())
