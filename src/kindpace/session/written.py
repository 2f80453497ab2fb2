"""The shape of a script as it is written: one pydantic model for each mapping in the file.

These models know which values may stand where; `shape` knows which keys go together, and `resolve`
what it all means.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from kindpace.session.acts import (
    Asked,
    Noticed,
    Played,
    Quietened,
    Spoken,
    Words,
    Written,
    short,
)
from kindpace.session.fields import (
    LISTED,
    WHOLE,
    At,
    Beat,
    Breath,
    Cadence,
    CadencePlan,
    Counted,
    CountOf,
    Duration,
    EasyPace,
    Language,
    Minutes,
    MixLevel,
    Name,
    OrShort,
    OwnBreath,
    Pace,
    PartName,
    PauseLength,
    Repeats,
    RestLength,
    Rounds,
    Slug,
    Stages,
    Tag,
    Text,
    Version,
)
from kindpace.session.model import Gait, Kind, Reminder
from kindpace.session.pronounced import Pronunciations
from kindpace.session.tree import Trail

Talk = Literal["sparse", "normal", "more"]
Names = Annotated[list[Name], Field(min_length=1), *LISTED]
Tags = Annotated[list[Tag], *LISTED]

SPOKEN_ACTS = tuple(
    str(kind) for kind in Kind if kind not in (Kind.ANNOUNCE, Kind.HALFWAY, Kind.LAST_MINUTE)
)
ACTS = (*SPOKEN_ACTS, "count", "bell", "rest", "quiet", "play", "note", "include")


class Conditions(Written):
    """When a cue or part is there: it needs one of the listed values for each field named."""

    weather: Names | None = None
    place: Names | None = None
    company: Names | None = None
    talk: Annotated[list[Talk], *LISTED] | None = None
    beat: Annotated[list[Literal["on", "off", "windows"]], *LISTED] | None = None
    breath: Annotated[list[Literal["on", "off"]], *LISTED] | None = None
    country: Names | None = None
    gait: Annotated[list[Literal["run", "walk"]], *LISTED] | None = None


class Exempt(Written):
    """A rule that may be set aside here, with the reason that the report will show."""

    allow: Tags | None = None
    because: Text | None = None


class Cue(Exempt):
    """One thing that happens: exactly one act, and where, when and how it does."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [act]} for act in ACTS]},
    )

    say: Spoken | None = None
    notice: Noticed | None = None
    goal: Spoken | None = None
    win: Spoken | None = None
    ask: Asked | None = None
    safety: Spoken | None = None
    stop_if: Spoken | None = None
    way_out: Spoken | None = None
    support: Spoken | None = None
    count: CountOf | None = None
    bell: Annotated[int, Field(ge=1, le=12), WHOLE] | None = None
    rest: RestLength | None = None
    quiet: Quietened | None = None
    play: Played | None = None
    note: Text | None = None
    include: Name | None = None

    at: At | None = None
    on: Literal["next breath", "next step"] | None = None
    pause: PauseLength | None = None
    language: Language | None = None
    voice: Name | None = None
    pace: Pace | None = None
    talk: Talk | None = None
    topics: Tags = Field(default_factory=list)
    when: Conditions | None = None
    unless: Conditions | None = None
    rounds: Rounds | None = None

    @property
    def act(self) -> str:
        """The one act of this cue."""
        return next(act for act in ACTS if getattr(self, act) is not None)

    @property
    def words(self) -> Words | None:
        """What is said, if this cue speaks."""
        spoken: Words | None = getattr(self, self.act) if self.act in SPOKEN_ACTS else None
        return spoken


class BreathWords(Written):
    """The breath of a part."""

    pattern: Breath | None = None
    count: Stages | None = None
    starts: Annotated[Duration | None, Field(alias="from")] = None
    fade: Duration | None = None


def _breath(written: object) -> object:
    if written == "off":
        return None
    return written if isinstance(written, dict) else {"pattern": written}


class Part(Exempt):
    """A section of the run, a repeated group of sections, or a shared block of them."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["part", "gait"]},
                {"required": ["parts"]},
                {"required": ["include"]},
            ]
        },
    )

    part: PartName | None = None
    gait: Gait | None = None
    lasts: Duration | None = None
    cadence: CadencePlan | None = None
    beat: Beat | None = None
    breath: Annotated[BreathWords | None, BeforeValidator(_breath), OrShort()] = None
    cues: list[Cue] = Field(default_factory=list)
    repeat: Repeats | None = None
    parts: Annotated[list["Part"], Field(min_length=1)] | None = None
    include: Name | None = None
    when: Conditions | None = None
    unless: Conditions | None = None
    note: Text | None = None


class Marks(Written):
    """How halfway and the last minute are told."""

    halfway: Reminder = Reminder.OFF
    last_minute: Reminder = Reminder.OFF


class MixWords(Written):
    """Own levels in decibels beside the template."""

    voice: MixLevel | None = None
    beat: MixLevel | None = None
    breath: MixLevel | None = None
    bed: MixLevel | None = None


class SoundWords(Written):
    """What a session sounds like: an audio template, and own music in place of its bed."""

    template: Name = "park"
    bed: Name | None = None


class Profile(Written):
    """Who runs, and how they like it. In a script: defaults that a runner may override."""

    name: Annotated[str, StringConstraints(max_length=60)] | None = None
    cadence: Cadence | None = None
    counted: Counted | None = None
    height: Annotated[int, Field(ge=100, le=230), WHOLE] | None = None
    easy_pace: EasyPace | None = None
    walk: Cadence | None = None
    gait: Literal["run", "walk"] | None = None
    beat: Literal["on", "windows", "off"] | None = None
    mix: MixWords | None = None
    breath: OwnBreath | None = None
    minutes: Minutes | None = None
    goal: Annotated[str, StringConstraints(max_length=80)] | None = None
    carry: Annotated[str, StringConstraints(max_length=120)] | None = None
    company: Annotated[str, StringConstraints(max_length=80)] | None = None
    place: Annotated[str, StringConstraints(max_length=40)] | None = None
    weather: Annotated[str, StringConstraints(max_length=40)] | None = None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    voice: Name | None = None
    recordings: Name | None = None
    pace: Pace | None = None
    talk: Talk | None = None
    skip: Tags | None = None
    support: Annotated[str, StringConstraints(max_length=60)] | None = None
    heart: Annotated[str, StringConstraints(max_length=200)] | None = None


class Wording(Written):
    """How a line by itself is spoken."""

    language: Language = "en"
    voice: Name | None = None
    pace: Pace = 125


class Script(Exempt):
    """A whole session script."""

    kindpace: Version
    title: Name
    summary: Annotated[str, StringConstraints(max_length=2000)] = ""
    id: Slug | None = None
    language: Language = "en"
    topics: Tags = Field(default_factory=list)
    carries: Tags = Field(default_factory=list)
    minutes: Minutes | None = None
    sound: Annotated[SoundWords, short("template"), OrShort()] = Field(default_factory=SoundWords)
    mix: MixWords | None = None
    voice: Name | None = None
    pace: Pace = 125
    recordings: Name | None = None
    seed: Annotated[int, Field(ge=0, le=2**31), WHOLE] = 1
    marks: Marks = Field(default_factory=Marks)
    lexicon: Annotated[Pronunciations, Field(max_length=200)] = Field(default_factory=dict)
    runner: Profile = Field(default_factory=Profile)
    notes: Annotated[list[Text], *LISTED] = Field(default_factory=list)
    reviewed_by: Name | None = None
    parts: Annotated[list[Part], Field(min_length=1)]

    @property
    def own_voice(self) -> tuple[Trail, str] | None:
        """Where a folder of recordings is named, and which."""
        if self.recordings:
            return ("recordings",), self.recordings
        if self.runner.recordings:
            return ("runner", "recordings"), self.runner.recordings
        return None


class Block(Written):
    """A shared block: cues for the middle of a part, or whole parts."""

    kindpace: Version
    block: Slug
    cues: Annotated[list[Cue], Field(min_length=1)] | None = None
    parts: Annotated[list[Part], Field(min_length=1)] | None = None
