"""Workouts as Intervals.icu writes them -> a draft: each step is a part, and its words are said.

Steps begin with `- `; `m` is minutes and `mtr` metres; `3x` repeats the steps below it, up to an
empty line; `text 30^text <!>` in front of a step is shown at its start and after 30 seconds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kindpace.importing.draft import Cue, Draft, Gathering, Part, Rounds
from kindpace.importing.effort import WALK_PACE, gait_at, steps, time_for
from kindpace.importing.guesses import gait_of, language_of
from kindpace.importing.lengths import moment, written
from kindpace.importing.wording import has_words, opened, plain, sayable
from kindpace.problems import KindpaceError, Mark, problem
from kindpace.session.model import Seconds
from kindpace.session.notation import LONGEST, MOST_REPEATS

STEP = re.compile(r"[ \t]*[-–*•][ \t]*(?=\S)(.*)$")
REPEAT = re.compile(r"(?i)(?<![\w.])(\d{1,3})\s*x(?!\w)|(?<!\w)x\s*(\d{1,3})(?!\w)")
EACH = re.compile(r"(?i)([2-9]|[1-9]\d)\s?x\s+(?=\d)")
_N = r"\d{1,5}(?:\.\d{1,3})?"
TIME = re.compile(
    rf"(?i)(?=\d)(?:({_N})h)?(?:({_N})(?:m|min|mins|'))?(?:({_N})(?:s|sec|secs|\"|''))?"
)
AFTER_MINUTES = re.compile(r"(?i)(\d{1,4})(?:m|')(\d{1,2})")
METRES = {
    "mtr": Fraction(1), "meters": Fraction(1), "metres": Fraction(1), "km": Fraction(1000),
    "k": Fraction(1000), "mi": Fraction(1609344, 1000), "mile": Fraction(1609344, 1000),
    "miles": Fraction(1609344, 1000), "yd": Fraction(9144, 10000), "yrd": Fraction(9144, 10000),
}  # fmt: skip
DISTANCE = re.compile(rf"(?i)({_N})({'|'.join(METRES)})")
CADENCE = re.compile(r"(?i)(\d{1,3})(?:-(\d{1,3}))?(rpm|spm)")
SHARE = re.compile(r"(\d{1,3}(?:\.\d)?)(?:-(\d{1,3}(?:\.\d)?))?%")
ZONE = re.compile(r"(?i)z(\d)(?:-z?\d)?")
PACE = re.compile(r"(?i)(\d{1,2}):([0-5]\d)(?:-\d{1,2}:[0-5]\d)?/(km|mi|k|mile)?(?:pace)?")
TARGET = re.compile(
    r"(?i)\d{1,4}(?:-\d{1,4})?w|hr|lthr|pace|ftp|mmp|map|ramp|freeride|power|bpm|max"
    r"|(?:intensity|power|hr|cadence|pace|timer)=\S+|[<>=@]+\S*"
)
PROMPT = re.compile(r"(?:(?<=\s)|^)(\d{1,5})\^")
EASY_ZONE = 1
FARTHEST = 100_000
"""Metres: a step that is longer is no step."""


@dataclass(slots=True, kw_only=True)
class _Step:
    """One step as it is read."""

    line: int
    text: str
    lasts: Seconds | None = None
    metres: Fraction | None = None
    pace: Fraction | None = None
    share: Fraction | None = None
    cadence: tuple[Fraction, ...] = ()
    one_foot: bool = False
    targets: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    prompts: list[tuple[int, str]] = field(default_factory=list)


def read_intervals(text: str, name: str, title: str) -> Draft:
    """The draft that a workout's text becomes; `title` as the text has none.

    Raises KindpaceError where no step stands, and where it is too much.
    """
    reader = _Reader(Gathering(name))
    parts = tuple(reader.parts(text.split("\n")))
    if not parts:
        raise KindpaceError([problem("import-nothing", Mark(name, 1, 1))])
    return Draft(
        title=title,
        language=language_of(text) or "en",
        guessed=True,
        parts=parts,
        notes=tuple(reader.notes),
        left=tuple(reader.gathering.left),
    )


def looks_like_intervals(text: str) -> bool:
    """Whether most list entries of a text begin with how long a step is, or tell an effort."""
    found = [one[1] for line in text[:50_000].split("\n") if (one := STEP.match(line))]
    told = [one for one in found if _timed(one)]
    return bool(found) and len(told) * 2 > len(found)


def _timed(text: str) -> bool:
    """Whether a step has a length, and few words beside it."""
    step = _step(text, 1)
    timed = step.lasts is not None or step.metres is not None
    return timed and (bool(step.targets or step.cadence or step.prompts) or len(step.words) < 4)  # noqa: PLR2004 - `10m easy jog`


class _Reader:
    """Reads the lines in order, with the heading and the repeat that stand above them."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.notes: list[str] = []
        self.heading: tuple[int, str] | None = None

    def parts(self, lines: Sequence[str]) -> Iterator[Part | Rounds]:
        """Every step as a part; those under a repeat together."""
        repeat, held, named = 1, list[Part](), ""
        for number, line in enumerate([*lines, ""], start=1):
            step = STEP.match(line)
            if step and (times := EACH.match(step[1])) and repeat == 1:
                yield from held
                one = self.part(_step(step[1][times.end() :], number), named, int(times[1]))
                held = []
                yield from _group(int(times[1]), [one] if one else [])
                continue
            if step and (part := self.part(_step(step[1], number), named, repeat)):
                held.append(part)
                continue
            if step:
                continue
            if held:
                yield from _group(repeat, held)
                repeat, held, named = 1, [], ""
            if line.strip():
                repeat, named = self.head(line.strip(), number)
        self.told()

    def head(self, line: str, number: int) -> tuple[int, str]:
        """A heading, and how often the steps below it come."""
        found = REPEAT.search(line)
        name = plain(REPEAT.sub(" ", line, count=1) if found else line, 90).strip(" -–:#*")
        if found and not name and self.heading:  # a repeat below the heading that names it
            number, line = self.heading
            name = plain(line, 90)
        else:
            self.told()
        self.heading = (number, line) if name else None
        times = int(found[1] or found[2]) if found else 1
        if times > MOST_REPEATS or times < 1:
            self.gathering.leave("import-left", number, line)
            times = 1
        return times, name

    def told(self) -> None:
        """A heading with no steps below it is kept for the page beside the track."""
        if self.heading:
            number, line = self.heading
            self.gathering.letters(len(line), number)
            self.notes.append(plain(line, 1900))
            self.gathering.leave("import-note", number, line)
        self.heading = None

    def part(self, step: _Step, named: str, repeat: int) -> Part | None:
        """A step as a part; None where it has nothing of one."""
        said = opened(" ".join(step.words))
        if step.lasts is None and step.metres is None and not said and not step.prompts:
            self.gathering.leave("import-left", step.line, step.text)
            return None
        self.gathering.part(step.line)
        self.heading = None
        gait = gait_of(said) or gait_at(step.share, gait_of(named) or "run")
        lasts = step.lasts
        if step.metres is not None:
            lasts = time_for(step.metres, gait, step.line, self.gathering, step.pace)
        label = " · ".join(one for one in (named, plain(said, 60)) if one) or gait.capitalize()
        self.gathering.leave("import-gait", step.line, label, gait)
        if step.targets:
            self.gathering.leave("import-target", step.line, " ".join(step.targets))
        return Part(
            name=f"{label} {{round}} of {{rounds}}" if repeat > 1 else label,
            gait=gait,
            line=step.line,
            lasts=lasts,
            cadence=self.cadence(step, gait),
            note=plain(step.text, 1900) if step.targets or step.metres else "",
            comment="a guess, from words and effort",
            cues=tuple(self.cues(step, said, lasts)),
        )

    def cues(self, step: _Step, said: str, lasts: Seconds | None) -> Iterator[Cue]:
        """The words of a step, and its prompts at their moments."""
        for second, text in [(-1, said), *step.prompts]:
            at: Seconds | None = Seconds(second) if second >= 0 else None
            if at is not None and lasts is not None and at >= lasts:
                self.gathering.leave("import-time", step.line, written(at))
                at = None
            for words in sayable(text, step.line, self.gathering) if text.strip() else ():
                self.gathering.cue(step.line)
                yield Cue(act="say", value=words, line=step.line, at=at)
                at = None

    def cadence(self, step: _Step, gait: str) -> str:
        """Steps a minute; turns a minute count one foot."""
        if step.one_foot:
            told = " to ".join(f"{float(one):g}" for one in step.cadence)
            became = " to ".join(f"{float(2 * one):g}" for one in step.cadence)
            if max(step.cadence) < 120:  # noqa: PLR2004 - no one turns 120 times a minute with one foot
                self.gathering.leave("import-cadence", step.line, told, became)
                return " -> ".join(f"{float(2 * one):g}" for one in step.cadence)
        found = [steps(one, gait, step.line, self.gathering) for one in step.cadence]
        return " -> ".join(found) if all(found) else ""


def _group(repeat: int, held: Sequence[Part]) -> Iterator[Part | Rounds]:
    if repeat > 1 and held:
        yield Rounds(repeat=repeat, parts=tuple(held))
    else:
        yield from held


def _step(text: str, line: int) -> _Step:
    """One step, word by word."""
    step = _Step(line=line, text=text)
    before, shown, after = text.partition("<!>")
    marks = list(PROMPT.finditer(before))
    if shown or marks:
        ends = [*(mark.start() for mark in marks[1:]), len(before)][: len(marks)]
        step.prompts = [
            (int(mark[1]), before[mark.end() : end].strip())
            for mark, end in zip(marks, ends, strict=True)
        ]
        first = before[: marks[0].start()] if marks else before
        if shown:
            step.words += first.split()
            text = after
        else:
            text = first
    for word in text.split():
        _word(step, word)
    if not any(has_words(word) for word in step.words):
        step.words = []
    return step


def _word(step: _Step, word: str) -> None:
    """What one word of a step tells."""
    bare = word.strip(",;")
    if step.lasts is None and step.metres is None and _long(step, bare):
        return
    if found := CADENCE.fullmatch(bare):
        step.cadence = tuple(Fraction(one) for one in found.groups()[:2] if one)
        step.one_foot = found[3].lower() == "rpm"
    elif found := SHARE.fullmatch(bare):
        ends = [Fraction(one) for one in found.groups() if one]
        step.share = sum(ends, Fraction(0)) / len(ends) / 100
        step.targets.append(word)
    elif found := ZONE.fullmatch(bare):
        step.share = Fraction(1, 2) if int(found[1]) == EASY_ZONE else Fraction(1)
        step.targets.append(word)
    elif found := PACE.fullmatch(bare):
        kilometre = Fraction(int(found[1]) * 60 + int(found[2]))
        if (found[3] or "").lower().startswith("mi"):
            kilometre = kilometre * 1000 / METRES["mi"]
        step.pace = kilometre
        step.share = Fraction(1, 2) if kilometre >= WALK_PACE else Fraction(1)
        step.targets.append(word)
    elif TARGET.fullmatch(bare):
        step.targets.append(word)
    else:
        step.words.append(word)


def _long(step: _Step, word: str) -> bool:
    """Whether a word tells how long or how far the step is."""
    if (clock := moment(word)) is not None:
        length = clock
    elif found := AFTER_MINUTES.fullmatch(word):
        length = Fraction(found[1]) * 60 + Fraction(found[2])
    elif (found := TIME.fullmatch(word)) and any(found.groups()):
        hours, minutes, seconds = (Fraction(one or 0) for one in found.groups())
        length = hours * 3600 + minutes * 60 + seconds
    elif found := DISTANCE.fullmatch(word):
        metres = Fraction(found[1]) * METRES[found[2].lower()]
        step.metres = metres if 0 < metres <= FARTHEST else None
        return step.metres is not None
    else:
        return False
    if 0 < length <= LONGEST:
        step.lasts = length
        return True
    return False
