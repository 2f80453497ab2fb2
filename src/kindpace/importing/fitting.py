"""A draft made to stand: read and laid out as any script is, and mended where something clashes.

Words are never cut. What gives way is the time that a source sets: a moment that comes too early
is let go, and a part that is too short for its words becomes longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kindpace.care.catalogue import NAMES
from kindpace.care.examine import examined
from kindpace.importing.draft import Cue, Draft, Left, Part, Rounds
from kindpace.importing.guesses import ready
from kindpace.importing.lengths import written
from kindpace.importing.writing import Address, Written, script_of
from kindpace.library import shipped
from kindpace.problems import KindpaceError, Mark, Problem, Weight
from kindpace.session.folder import Folder
from kindpace.session.model import Line, Recording, Seconds, Session
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.estimate import estimate
from kindpace.timeline.events import Timeline

MOST_ROUNDS = 12
SAFETY = {"en": "safety", "es": "safety-es"}
MOVING = ("run", "walk")
FITS = Seconds(15)
"""A part that has to grow gets whole quarters of a minute."""

SHAPE = ("struct/", "cadence/", "mix/", "goal/gentle")
"""Rules about the shape of a session, which is the source's own; rules about words stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A script that can be planned, and what stands in the way of rendering it."""

    draft: Draft
    script: Written
    session: Session
    timeline: Timeline
    stops: tuple[Problem, ...]


def fitted(draft: Draft, source: str) -> Fitted:
    """`draft` as a script that reads and can be planned.

    Raises KindpaceError where that can't be had, with what stands in the way.
    """
    safe = with_safety(draft)
    found = _standing(safe, source)
    stops = _stops(found)
    rules = tuple(dict.fromkeys(_rule(one.slug) for one in stops if one.slug.startswith(SHAPE)))
    if not rules:
        return replace(found, stops=stops)
    told = Left(slug="import-allowed", line=1, words=", ".join(rules))
    because = f"Imported from {source} in its own shape. Look at that before others run to it."
    shaped = replace(found.draft, allow=rules, because=because[-1900:])
    draft = replace(shaped, left=(*shaped.left, told))
    words = (one for one in stops if not one.slug.startswith(SHAPE))
    return replace(
        found,
        draft=draft,
        script=script_of(draft, source),
        stops=tuple(replace(one, where=_below(one.where)) for one in words),
    )


def _below(where: Mark | None) -> Mark | None:
    """A place in the script, now that two lines stand above it: `allow` and `because`."""
    return replace(where, line=where.line + 2) if where else None


def with_safety(draft: Draft) -> Draft:
    """`draft` with the plain safety words in front, where one moves and they are at hand."""
    block = SAFETY.get(draft.language.split("-")[0])
    if block is None or not any(part.gait in MOVING for part in draft.flat):
        return draft
    line = draft.flat[0].line
    cue = Cue(act="include", value=block, line=line, comment="added: the source has none of these")
    name = ready(draft.language)
    first = Part(name=name, gait="stand", line=line, comment="added", cues=(cue,))
    told = Left(slug="import-safety", line=line, words=name)
    return replace(draft, parts=(first, *draft.parts), left=(*draft.left, told))


def _standing(draft: Draft, source: str) -> Fitted:
    """The draft after as many mends as it takes. Raises KindpaceError where none helps."""
    for turn in range(MOST_ROUNDS):
        script = script_of(draft, source)
        try:
            session, timeline = _laid(script)
        except KindpaceError as error:
            mended = _mended(draft, script, error.problems, turn)
            if mended == draft:
                raise
            draft = mended
        else:
            return Fitted(draft=draft, script=script, session=session, timeline=timeline, stops=())
    script = script_of(loose(draft), source)
    session, timeline = _laid(script)
    return Fitted(draft=loose(draft), script=script, session=session, timeline=timeline, stops=())


def _laid(script: Written) -> tuple[Session, Timeline]:
    """The script on its timeline, for a runner who tells nothing."""
    folder = Folder(own=Path("no-such-folder"), shared=shipped("scripts") / "blocks")
    session = settled(Source(name="script", data=script.text.encode()), Profile(), folder)
    session = announced(session, _length)
    return session, arrange(session, _length)


def _length(one: Line | Recording) -> Seconds:
    return estimate(one) if isinstance(one, Line) else Seconds(0)


def _stops(found: Fitted) -> tuple[Problem, ...]:
    care = examined(found.session, found.timeline, every_cadence=True)
    return tuple(one for one in care.findings if one.weight is Weight.MEND)


def _rule(slug: str) -> str:
    """The rule that a finding belongs to, as `allow:` names it."""
    return (
        slug
        if slug in NAMES
        else max((name for name in NAMES if slug.startswith(f"{name}-")), key=len, default=slug)
    )


def _mended(draft: Draft, script: Written, problems: Sequence[Problem], turn: int) -> Draft:
    """`draft` with every clash mended that points at a part or a cue."""
    for one in problems:
        place = script.at(one.where.line) if one.where else None
        if place is not None:
            draft = _mend(draft, place, late=turn > MOST_ROUNDS // 2)
    return draft


def _mend(draft: Draft, place: Address, *, late: bool) -> Draft:
    """One clash mended: the cue's moment, else the part's length, gives way."""
    number, at = place
    part = draft.flat[number]
    cue = part.cues[at] if at is not None else None
    pinned = [one for one in part.cues if one.at is not None]
    if cue is not None and cue.at is not None:
        told = Left(slug="import-time", line=cue.line, words=written(cue.at) if cue.at else "0:00")
        changed = replace(part, cues=_with(part.cues, cue, replace(cue, at=None)))
    elif cue is not None and cue.act == "count":
        told = Left(slug="import-left", line=cue.line, words=str(cue.value))
        note = replace(cue, act="note", value=str(cue.value), at=None)
        changed = replace(part, cues=_with(part.cues, cue, note))
    elif part.lasts is not None:
        told = Left(slug="import-length", line=part.line, words=part.name, became="")
        longer = None if late else _longer(part.lasts)
        told = replace(told, became=written(longer) if longer else "as long as its words take")
        changed = replace(part, lasts=longer)
    elif part.cadence:
        told = Left(slug="import-left", line=part.line, words=f"cadence {part.cadence}")
        changed = replace(part, cadence="")
    elif pinned:
        told = Left(slug="import-time", line=part.line, words=part.name)
        changed = replace(part, cues=tuple(replace(one, at=None) for one in part.cues))
    else:
        return draft
    before = tuple(
        one
        for one in draft.left
        if (one.slug, one.line, one.words) != (told.slug, told.line, told.words)
    )
    return replace(draft, parts=tuple(_swapped(draft.parts, number, changed)), left=(*before, told))


def _longer(lasts: Seconds) -> Seconds:
    """A quarter of a minute more, and at least a third."""
    return Seconds(-(-max(lasts + FITS, lasts * 4 / 3) // FITS)) * FITS


def loose(draft: Draft) -> Draft:
    """`draft` without any length or moment that could clash, all of it told."""
    left = list(draft.left)
    parts: list[Part | Rounds] = []
    for group in draft.parts:
        inside = group.parts if isinstance(group, Rounds) else (group,)
        freed = []
        for part in inside:
            if part.lasts and part.cues:
                left.append(
                    Left(
                        slug="import-length",
                        line=part.line,
                        words=part.name,
                        became="as long as its words take",
                    )
                )
            cues = tuple(replace(cue, at=None) for cue in part.cues)
            freed.append(replace(part, lasts=None if cues else part.lasts, cues=cues))
        parts += [replace(group, parts=tuple(freed))] if isinstance(group, Rounds) else freed
    return replace(draft, parts=tuple(parts), left=tuple(left))


def _with(cues: Iterable[Cue], old: Cue, new: Cue) -> tuple[Cue, ...]:
    return tuple(new if one is old else one for one in cues)


def _swapped(parts: Iterable[Part | Rounds], number: int, new: Part) -> list[Part | Rounds]:
    """`parts` with `new` in place of part `number`."""
    found: list[Part | Rounds] = []
    at = 0
    for one in parts:
        size = len(one.parts) if isinstance(one, Rounds) else 1
        if at <= number < at + size:
            if isinstance(one, Rounds):
                inside = [new if at + k == number else part for k, part in enumerate(one.parts)]
                found.append(replace(one, parts=tuple(inside)))
            else:
                found.append(new)
        else:
            found.append(one)
        at += size
    return found
