"""What the writer meant, once runner, day and variants are settled: frozen, typed, hashable."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from kindpace.problems import Mark, Problem
from kindpace.session.lexicon import Sound
from kindpace.session.mix import Mix
from kindpace.session.motion import (
    BeatPlan,
    BreathPlan,
    Gait,
    How,
    Leg,
    Pattern,
    Seconds,
    Stage,
    StepsPerMinute,
    Unit,
)
from kindpace.session.recordings import Recordings
from kindpace.session.said import Text

__all__ = [
    "FLOW",
    "Anchor",
    "BeatPlan",
    "Bell",
    "BreathPlan",
    "Count",
    "Cue",
    "Exemption",
    "Gait",
    "How",
    "Kind",
    "Leg",
    "Line",
    "Mix",
    "Part",
    "Pattern",
    "Place",
    "Play",
    "Quiet",
    "Recording",
    "Reminder",
    "Rest",
    "Runner",
    "Say",
    "Seconds",
    "Session",
    "Stage",
    "StepsPerMinute",
    "Stretch",
    "Unit",
]


class Kind(StrEnum):
    """What a spoken cue is for. The last three are kindpace's own words."""

    SAY = "say"
    NOTICE = "notice"
    GOAL = "goal"
    WIN = "win"
    ASK = "ask"
    SAFETY = "safety"
    STOP_IF = "stop_if"
    WAY_OUT = "way_out"
    SUPPORT = "support"
    ANNOUNCE = "announce"
    HALFWAY = "halfway"
    LAST_MINUTE = "last_minute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence for a voice. `text` is what people read, `spoken` what the voice is given.

    `sounds` are the words in it that a lexicon respelled. `public` is the text without anything
    private, for tags and transcripts; None: it has nothing.
    """

    text: str
    spoken: str
    language: str = "en"
    voice: str | None = None
    pace: int = 125
    public: str | None = None
    sounds: tuple[Sound, ...] = ()

    @property
    def shareable(self) -> str:
        """The text as it may stand where others read it."""
        return self.text if self.public is None else self.public


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """An audio file of the author's own."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A length that may move between `least` and `most` (None: no limit) from `usual`.

    `usual` None means: whatever the part has left.
    """

    least: Seconds
    usual: Seconds | None
    most: Seconds | None

    @classmethod
    def fixed(cls, length: Seconds) -> "Stretch":
        """A length that never moves."""
        return cls(least=length, usual=length, most=length)


class Anchor(StrEnum):
    """What a cue's place is counted from."""

    FLOW = "flow"
    START = "start"
    SHARE = "share"
    END = "end"
    BREATH = "breath"
    STEP = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a cue goes: after the one before it (`FLOW`), or pinned.

    `value` is seconds for `START` and `END`, a share of the part in 0..1 for `SHARE`.
    """

    anchor: Anchor = Anchor.FLOW
    value: Fraction = Fraction(0)


FLOW = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A spoken cue: its sentences, the exact gap after each but the last, and the pause after."""

    kind: Kind
    lines: tuple[Line, ...]
    gaps: tuple[Seconds, ...]
    pause: Stretch
    mark: Mark
    place: Place = FLOW
    sense: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Spoken breath counts for whole cycles; `pattern` None means the part's own."""

    cycles: int
    pattern: Pattern | None
    mark: Mark
    place: Place = FLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """Soft bell strokes."""

    strokes: int
    mark: Mark
    place: Place = FLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A short time without words between two cues."""

    length: Stretch
    mark: Mark
    place: Place = FLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A written quiet: no voice, the bed goes on. `announce` False: the author has it in hand."""

    length: Stretch
    announce: bool
    mark: Mark
    place: Place = FLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """An audio file of the author's, `level` in decibels."""

    recording: Recording
    level: Fraction
    mark: Mark
    place: Place = FLOW


Cue = Say | Count | Bell | Rest | Quiet | Play


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the run. `lasts` None: as long as its cues, plus what the track has left."""

    name: str
    gait: Gait
    lasts: Seconds | None
    cadence: tuple[Leg, ...]
    beat: BeatPlan
    breath: BreathPlan | None
    cues: tuple[Cue, ...]
    mark: Mark


class Reminder(StrEnum):
    """How halfway or the last minute is told."""

    SAY = "say"
    BELL = "bell"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Who runs, and how; with `gait` WALK they walk it all. Empty text means: not told."""

    name: str = ""
    cadence: StepsPerMinute = Fraction(165)
    walk: StepsPerMinute = Fraction(110)
    gait: Gait = Gait.RUN
    beat: str = ""
    breath: str = ""
    length: Seconds | None = None
    goal: str = ""
    carry: str = ""
    company: str = ""
    place: str = ""
    weather: str = ""
    country: str = ""
    voice: str = ""
    pace: int | None = None
    talk: str = "normal"
    skip: tuple[str, ...] = ()
    support: str = ""
    heart: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule set aside at `mark` (a cue, a part or the whole script), and the writer's reason."""

    rule: str
    because: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One run, ready to be laid on a timeline. `length` None: as long as its parts say.

    `bed` is somebody's own music in place of the template's; `texts` is all that may ever be said.
    """

    id: str
    title: str
    summary: str
    language: str
    topics: tuple[str, ...]
    carries: tuple[str, ...]
    length: Seconds | None
    sound: str
    voice: str | None
    pace: int
    seed: int
    halfway: Reminder
    last_minute: Reminder
    runner: Runner
    parts: tuple[Part, ...]
    mark: Mark
    bed: Recording | None = None
    mix: Mix = field(default_factory=Mix)
    sound_mark: Mark | None = None
    bed_mark: Mark | None = None
    recordings: Recordings | None = None
    notes: tuple[str, ...] = ()
    reviewed_by: str = ""
    exempt: tuple[Exemption, ...] = ()
    texts: tuple[Text, ...] = ()
    remarks: tuple[Problem, ...] = ()
