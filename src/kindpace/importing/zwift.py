"""Zwift workouts (.zwo) -> a draft: segments are parts, and their text events are what is said.

The format has no published standard; its tags and attributes are as workouts in use have them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kindpace.importing.draft import Cue, Draft, Gathering, Part, Rounds
from kindpace.importing.effort import gait_at, steps, time_for
from kindpace.importing.guesses import language_of
from kindpace.importing.lengths import written
from kindpace.importing.markup import Element, read_markup
from kindpace.importing.wording import plain, sayable, seen
from kindpace.problems import KindpaceError, Mark, problem
from kindpace.session.model import Seconds
from kindpace.session.notation import LONGEST, MOST_REPEATS

SEGMENTS = {
    "warmup": ("Warm-up", "walk"),
    "steadystate": ("Steady", "run"),
    "solidstate": ("Steady", "run"),
    "ramp": ("Ramp", "run"),
    "cooldown": ("Cool-down", "walk"),
    "freeride": ("Free run", "run"),
    "freerun": ("Free run", "run"),
    "maxeffort": ("Strong", "run"),
    "rest": ("Rest", "walk"),
    "intervalst": ("Interval", "run"),
}
"""What each segment is called, and how one moves in it where no effort is told."""

TITLE = ("name", "description", "author", "sporttype", "durationtype", "workout")
NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,9})?")
EFFORT = ("power", "powerlow", "powerhigh", "onpower", "offpower", "pace")
SAID = ("textevent",)
UNDERSTOOD = {
    "duration", "onduration", "offduration", "repeat", "cadence", "cadencelow", "cadencehigh",
    "cadenceresting", *EFFORT,
}  # fmt: skip


def read_zwift(text: str, name: str, title: str) -> Draft:
    """The draft that a workout becomes; `title` where it has no name.

    Raises KindpaceError for markup that can't be followed, and where no segment stands.
    """
    gathering = Gathering(name)
    root = read_markup(text, name)
    told = {one.tag: one.text.strip() for one in root.elements if one.tag in TITLE}
    workout = root.first("workout")
    if workout is None or not workout.elements:
        raise KindpaceError([problem("import-nothing", Mark(name, root.line, 1))])
    for one in root.elements:
        if one.tag not in TITLE and (one.text.strip() or one.attributes or one.elements):
            gathering.leave("import-setting", one.line, f"{one.tag} {_all(one)}")
    sport = told.get("sporttype", "run").lower()
    if sport != "run":
        gathering.leave("import-sport", root.line, sport)
    distance = told.get("durationtype", "time").lower() == "distance"
    reader = _Workout(gathering, by_distance=distance, runs=sport == "run")
    said = " ".join(one.attributes.get("message", "") for one in _events(workout))
    return Draft(
        title=plain(told.get("name", "")) or title,
        summary=plain(told.get("description", ""), 1900),
        notes=(f"By {plain(told['author'])}.",) if told.get("author") else (),
        language=language_of(f"{said} {told.get('description', '')}") or "en",
        guessed=True,
        parts=tuple(reader.parts(workout)),
        left=tuple(gathering.left),
    )


def _events(workout: Element) -> Iterator[Element]:
    for one in workout.elements:
        yield from (inside for inside in one.elements if inside.tag in SAID)


def _all(one: Element) -> str:
    """The words and attributes of an element that has no place."""
    inside = (_all(element) for element in one.elements)
    return " ".join([one.text.strip(), *one.attributes.values(), *inside]).strip()


class _Workout:
    """Reads the segments in order."""

    def __init__(self, gathering: Gathering, *, by_distance: bool, runs: bool) -> None:
        self.gathering = gathering
        self.by_distance = by_distance
        self.runs = runs

    def parts(self, workout: Element) -> Iterator[Part | Rounds]:
        """Every segment as a part; intervals as parts that are repeated."""
        for one in workout.elements:
            if one.tag in SAID:
                self.gathering.leave("import-left", one.line, one.attributes.get("message", ""))
            elif one.tag not in SEGMENTS:
                self.gathering.leave("import-left", one.line, f"{one.tag} {_all(one)}")
            elif one.tag == "intervalst":
                yield from self.intervals(one)
            else:
                part = self.segment(one)
                yield replace(part, cues=tuple(self.said(one, part.lasts)))

    def segment(self, one: Element) -> Part:
        """A segment as a part, with nothing said yet."""
        name, usual = SEGMENTS[one.tag]
        shares = [self.number(one, key) for key in ("power", "powerlow", "powerhigh")]
        told = [share for share in shares if share is not None]
        gait = gait_at(sum(told, Fraction(0)) / len(told) if told else None, usual)
        low, high = (self.cadence(one, key, gait) for key in ("cadencelow", "cadencehigh"))
        cadence = f"{low} -> {high}" if low and high else self.cadence(one, "cadence", gait)
        return self.part(one, name, gait, self.length(one, "duration", gait), cadence)

    def intervals(self, one: Element) -> Iterator[Part | Rounds]:
        """On and off, so many times; what is said at an offset belongs to one round of one part."""
        repeat = self.number(one, "repeat") or Fraction(1)
        times = min(max(int(repeat), 1), MOST_REPEATS)
        gaits = [
            gait_at(self.number(one, key), usual)
            for key, usual in (("onpower", "run"), ("offpower", "walk"))
        ]
        lengths = [
            self.length(one, key, gait)
            for key, gait in zip(("onduration", "offduration"), gaits, strict=True)
        ]
        cadences = [
            self.cadence(one, key, gait)
            for key, gait in zip(("cadence", "cadenceresting"), gaits, strict=True)
        ]
        number = " {round} of {rounds}" if times > 1 else ""
        names = (f"Interval{number}", f"Recovery{number}")
        both = [self.part(one, *each) for each in zip(names, gaits, lengths, cadences, strict=True)]
        parts = [part for part in both if part.lasts]
        if not parts:
            return
        said = [self.in_round(cue, parts, times) for cue in self.said(one, None)]
        kept = tuple(
            replace(part, cues=tuple(cue for place, cue in said if place == number))
            for number, part in enumerate(parts)
        )
        if times > 1:
            yield Rounds(repeat=times, parts=kept)
        else:
            yield from (
                replace(part, cues=tuple(replace(cue, rounds=None) for cue in part.cues))
                for part in kept
            )

    def in_round(self, cue: Cue, parts: list[Part], times: int) -> tuple[int, Cue]:
        """Which part of which round a moment lies in, and the cue with its moment there."""
        lengths = [part.lasts or Seconds(0) for part in parts]
        whole = sum(lengths, Seconds(0))
        turn, rest = divmod(cue.at or Seconds(0), whole)
        if turn >= times:
            self.gathering.leave("import-time", cue.line, written(cue.at or Seconds(0)))
            return len(parts) - 1, replace(cue, at=None, rounds=times)
        place = 0 if rest < lengths[0] or len(parts) == 1 else 1
        at = rest - (lengths[0] if place else 0)
        return place, replace(cue, at=at if cue.at is not None else None, rounds=int(turn) + 1)

    def part(self, one: Element, name: str, gait: str, lasts: Seconds | None, cadence: str) -> Part:
        """A part; effort and whatever else the segment has stand in its note."""
        self.gathering.part(one.line)
        self.gathering.leave("import-gait", one.line, name.partition(" {")[0], gait)
        kept = {
            key: value
            for key, value in one.attributes.items()
            if key not in UNDERSTOOD or key in EFFORT
        }
        note = ", ".join([one.tag, *(f"{key} {seen(value)}" for key, value in kept.items())])
        if kept:
            self.gathering.leave("import-target", one.line, note)
        return Part(
            name=name,
            gait=gait,
            line=one.line,
            lasts=lasts,
            cadence=cadence,
            note=note[:1900] if kept else "",
            comment="a guess, from the effort",
        )

    def said(self, one: Element, lasts: Seconds | None) -> Iterator[Cue]:
        """The text events, by their moments."""
        events = sorted((event for event in one.elements if event.tag in SAID), key=self.offset)
        for other in (element for element in one.elements if element.tag not in SAID):
            self.gathering.leave("import-left", other.line, f"{other.tag} {_all(other)}")
        for event in events:
            at: Seconds | None = self.offset(event)
            if (
                lasts is not None and at is not None and at >= lasts
            ) or "distoffset" in event.attributes:
                far = event.attributes.get("distoffset")
                self.gathering.leave(
                    "import-time", event.line, f"{far} m" if far else written(at or Seconds(0))
                )
                at = None
            message = event.attributes.get("message", "")
            for text in sayable(message, event.line, self.gathering):
                self.gathering.cue(event.line)
                yield Cue(act="say", value=text, line=event.line, at=at)
                at = None

    def offset(self, event: Element) -> Seconds:
        """When a text is shown, in seconds from the start of its segment."""
        return self.number(event, "timeoffset") or Seconds(0)

    def length(self, one: Element, key: str, gait: str) -> Seconds | None:
        """How long, in seconds; a distance becomes about as long as it takes."""
        found = self.number(one, key)
        if not found:
            return None
        if self.by_distance:
            return time_for(found, gait, one.line, self.gathering)
        if found > LONGEST:
            self.gathering.leave("import-left", one.line, f"{key} {one.attributes[key]}")
            return None
        return found

    def cadence(self, one: Element, key: str, gait: str) -> str:
        """Steps a minute; of a ride, the turns of its pedals mean nothing here."""
        found = self.number(one, key)
        if not found:
            return ""
        if not self.runs:
            self.gathering.leave("import-left", one.line, f"{key} {one.attributes[key]}")
            return ""
        return steps(found, gait, one.line, self.gathering)

    def number(self, one: Element, key: str) -> Fraction | None:
        """A number of the segment; whatever else stands there is told."""
        text = one.attributes.get(key, "").strip()
        if not text:
            return None
        if NUMBER.fullmatch(text) is None:
            self.gathering.leave("import-left", one.line, f"{key} {text}")
            return None
        return Fraction(text)


def looks_like_zwift(text: str) -> bool:
    """Whether this is the beginning of a workout file."""
    return re.search(r"<workout_file\b", text[:20_000], re.IGNORECASE) is not None
