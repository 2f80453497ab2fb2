"""What a cue does, as it is written: words to say, things to notice, quiet, a file to play."""

from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kindpace.session.fields import Aloud, Level, Name, OrShort, PauseLength, QuietLength

YES_OR_NO = {"yes": True, "on": True, "no": False, "off": False}
MOST_CHOICES = 50


def _switch(written: object) -> object:
    if isinstance(written, bool):
        return written
    if isinstance(written, str) and written in YES_OR_NO:
        return YES_OR_NO[written]
    raise PydanticCustomError("bool_type", "true or false")


class Written(BaseModel):
    """What all mappings share: unknown keys are faults, values stay as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def short(key: str) -> BeforeValidator:
    """Lets a mapping be written as its one main value: `say: Hello` for `say: {text: Hello}`."""
    return BeforeValidator(lambda written: written if isinstance(written, dict) else {key: written})


class Words(Written):
    """Words for a voice: one text, or `any` of several, drawn by seed and date."""

    text: Aloud | None = None
    any: Annotated[list[Aloud], Field(min_length=1, max_length=MOST_CHOICES)] | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """Every text that may be drawn."""
        return tuple(self.any or [self.text or ""])


class Notice(Words):
    """An invitation to notice something, with the sense it speaks to and time to do so."""

    hear: Aloud | None = None
    see: Aloud | None = None
    feel: Aloud | None = None
    smell: Aloud | None = None
    taste: Aloud | None = None
    pause: PauseLength | None = None

    SENSES: ClassVar[tuple[str, ...]] = ("hear", "see", "feel", "smell", "taste")

    @property
    def sense(self) -> str | None:
        """The sense that was named."""
        return next((s for s in self.SENSES if getattr(self, s) is not None), None)

    @property
    def choices(self) -> tuple[str, ...]:
        """Every text that may be drawn."""
        return tuple(self.any or [getattr(self, self.sense or "text") or ""])


class Question(Words):
    """A question, with time to let an answer come."""

    pause: PauseLength | None = None


class QuietWords(Written):
    """A quiet, and whether it has to be announced when it is long."""

    lasts: QuietLength
    announce: Annotated[bool, BeforeValidator(_switch), OrShort(tuple(YES_OR_NO))] = True


class PlayFile(Written):
    """An audio file beside the script, with its level."""

    file: Name
    level: Level = Fraction(0)


Spoken = Annotated[Words, short("text"), OrShort()]
Noticed = Annotated[Notice, short("text"), OrShort()]
Asked = Annotated[Question, short("text"), OrShort()]
Quietened = Annotated[QuietWords, short("lasts"), OrShort()]
Played = Annotated[PlayFile, short("file"), OrShort()]
