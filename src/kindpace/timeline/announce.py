"""What kindpace says by itself: a change of gait before it comes, and a long quiet before it falls.

A writer who says it in their own words is left alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kindpace.problems import Mark, Problem, Weight, problem
from kindpace.session.model import (
    FLOW,
    Anchor,
    Cue,
    Gait,
    Kind,
    Line,
    Part,
    Place,
    Recording,
    Say,
    Seconds,
    Session,
    Stretch,
)
from kindpace.session.notation import span as spelled
from kindpace.session.packs import Pack, pack_for
from kindpace.session.text import LATER, sentences
from kindpace.timeline.arrange import Draft, drafted
from kindpace.timeline.flow import Lengths, usual
from kindpace.timeline.margins import Margins
from kindpace.timeline.reminders import LONG
from kindpace.timeline.silences import Silence, meant, silences

AHEAD = Seconds(7)
"""How long before a change of gait its announcement is over."""

EARLY_ENOUGH, TOO_EARLY = Seconds(5), Seconds(60)
"""A writer's own line announces a change when it ends this long before it."""

SPACE = Seconds(9, 10)
"""The pause after an announcement."""

MOST_PASSES = 6
"""Announcing moves quiets a little, so it is done until nothing is left to announce."""

GUESS = Seconds(120)
"""How long an announced quiet is taken to be until it has been measured."""

Abouts = dict[tuple[int, int], str]
"""What each `{quiet}` is said to be, by number of part and cue."""


def announced(session: Session, lengths: Lengths) -> Session:
    """`session` with every announcement that its writer left to kindpace.

    Raises KindpaceError if the session can't be arranged at all.
    """
    pack = pack_for(session.language)
    if pack is None:
        return session
    known = cache(lengths)
    script, abouts, remarks = _with_long_pauses_parted(session), Abouts(), list[Problem]()
    for _ in range(MOST_PASSES):
        draft = _as_written(drafted(_filled(script, abouts, pack), known), script)
        margins = Margins(script, draft, lambda one: known(_guessed(one, pack)))
        reading = _Reading(script=script, draft=draft, pack=pack, margins=margins, lengths=known)
        begins, remarks = reading.changes()
        remarks += reading.quiets(begins)
        settled = not margins.grew and margins.abouts() == abouts
        script, abouts = margins.session(), margins.abouts()
        if settled:
            break
    new = [remark for remark in dict.fromkeys(remarks) if remark not in session.remarks]
    return replace(_filled(script, abouts, pack), remarks=(*session.remarks, *new))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One reading of a draft: what is still to be announced is written into its margins."""

    script: Session
    draft: Draft
    pack: Pack
    margins: Margins
    lengths: Lengths

    def changes(self) -> tuple[list[Seconds], list[Problem]]:
        """Announce changes of gait. Gives when the announcements begin, and what had no room."""
        begins, remarks = list[Seconds](), list[Problem]()
        since, told = Seconds(0), _told(self.draft, self.pack)
        ends = [[section.start] for section in self.draft.timeline.sections]
        for spot in self.draft.spots:
            ends[spot.part].append(spot.end)
        for number, (part, following) in enumerate(pairwise(self.script.parts)):
            if following.gait is part.gait:
                continue
            end = self.draft.timeline.sections[number].end
            earliest, since = max(since, end - TOO_EARLY), end
            if told(following.gait, earliest, end - EARLY_ENOUGH):
                continue
            if (found := self._change(number, self.pack.change[following.gait])) is None:
                remarks.append(_remark("change-unannounced", part))
            else:
                place, before = found
                begins.append(max(end - before, ends[number][place]))
        return begins, remarks

    def _change(self, number: int, text: str) -> tuple[int, Seconds] | None:
        """Announce what comes after part `number`.

        Gives before which of its cues, and how long before its end; None without room.
        """
        part = self.script.parts[number]
        cue, length = self._announcement(text, part.mark)
        for place, before in _before_the_end(part):
            pin = Place(anchor=Anchor.END, value=before + length)
            if self.margins.add_before(number, place, replace(cue, place=pin)):
                return place, pin.value
        return None

    def quiets(self, begins: Sequence[Seconds]) -> list[Problem]:
        """Tell of every long silence beforehand, and of how long each `{quiet}` is.

        `begins` are the moments of new announcements. Gives what had no room.
        """
        remarks = list[Problem]()
        found = silences(self.draft, begins, self.pack)
        for number, silence in enumerate(found):
            spot, told = silence.after, silence.told
            if isinstance(spot.cue, Say) and _is_open(spot.cue):
                about = self.pack.about(meant(number, found).length)
                self.margins.say(spot.part, spot.index, about)
            if silence.length > LONG and not (told or silence.in_hand):
                told = self._quiet(silence)
                if not told:
                    length = spelled(Seconds(round(silence.length)))
                    part = self.script.parts[spot.part]
                    remarks.append(_remark("quiet-unannounced", part, length=length))
            if told:
                for quiet in silence.quiets:
                    self.margins.tell(quiet.part, quiet.index)
        return remarks

    def _quiet(self, silence: Silence) -> bool:
        """Announce a silence: at its beginning, or where the next part begins within it."""
        spot = silence.after
        tries = [self._quiet_after, self._quiet_in_the_next_part]
        if isinstance(spot.cue, Say) and spot.cue.kind is Kind.ANNOUNCE:
            tries.reverse()
        wordings = self.pack.quiet  # in turn, so that a run doesn't say the same each time
        text = wordings[(spot.part + spot.index) % len(wordings)].format(length=LATER)
        cue, length = self._announcement(text, spot.cue.mark)
        return any(attempt(silence, cue, length) for attempt in tries)

    def _quiet_after(self, silence: Silence, cue: Say, length: Seconds) -> bool:
        """After the last cue and its pause; a long pause is the silence, so it comes after."""
        spot = silence.after
        pause = spot.cue.pause if isinstance(spot.cue, Say) else Stretch.fixed(Seconds(0))
        before = usual(pause)
        own: Cue = spot.cue
        if isinstance(own, Say) and before > LONG:
            before, own, cue = SPACE, replace(own, pause=cue.pause), replace(cue, pause=pause)
        about = self.pack.about(silence.length - length - before)
        return self.margins.add_after(spot.part, spot.index, own, cue, about)

    def _quiet_in_the_next_part(self, silence: Silence, cue: Say, length: Seconds) -> bool:
        number = silence.after.part + 1
        if number == len(self.script.parts):
            return False
        start = self.draft.timeline.sections[number].start
        if not silence.after.end <= start <= silence.end - length:
            return False
        about = self.pack.about(silence.end - start - length)
        return self.margins.add_before(number, 0, cue, about)

    def _announcement(self, text: str, mark: Mark) -> tuple[Say, Seconds]:
        """`text` as a cue, and how long it takes."""
        pieces, gaps = sentences(text)
        lines = tuple(
            Line(text=one, spoken=one, language=self.script.language, pace=self.script.pace)
            for one in pieces
        )
        cue = Say(kind=Kind.ANNOUNCE, lines=lines, gaps=gaps, pause=Stretch.fixed(SPACE), mark=mark)
        spoken = (self.lengths(_guessed(one, self.pack)) for one in lines)
        return cue, sum(spoken, sum(gaps, Seconds(0)))


def _told(draft: Draft, pack: Pack) -> Callable[[Gait, Seconds, Seconds], bool]:
    """Whether words tell of a change to a gait, in a speech that ends between two moments."""
    speeches = draft.timeline.speeches
    ends = [speech.end for speech in speeches]

    def told(gait: Gait, first: Seconds, last: Seconds) -> bool:
        near = speeches[bisect_left(ends, first) : bisect_right(ends, last)]
        words = re.compile(rf"\b(?:{pack.change_words[gait]})\b", re.IGNORECASE)
        return any(words.search(speech.line.text) for speech in near)

    return told


def _before_the_end(part: Part) -> Iterator[tuple[int, Seconds]]:
    """Places for an announcement, and how long before the part's end it is over there.

    First after all cues, then before those that are pinned to the end.
    """
    yield len(part.cues), AHEAD
    yield len(part.cues), EARLY_ENOUGH
    for number, cue in reversed(list(enumerate(part.cues))):
        pinned = cue.place.anchor in (Anchor.START, Anchor.SHARE)
        if pinned or cue.place.value + SPACE > TOO_EARLY:
            return
        if cue.place.anchor is Anchor.END:
            yield number, max(cue.place.value + SPACE, AHEAD)


def _as_written(draft: Draft, script: Session) -> Draft:
    """`draft` with the cues as they stand in `script`, each `{quiet}` still open."""
    spots = (replace(spot, cue=script.parts[spot.part].cues[spot.index]) for spot in draft.spots)
    return replace(draft, spots=tuple(spots))


def _with_long_pauses_parted(session: Session) -> Session:
    """`session` with each cue that is silent for long in its middle made two, with a pause."""
    return replace(
        session,
        parts=tuple(
            replace(part, cues=tuple(piece for cue in part.cues for piece in _pieces(cue)))
            if any(isinstance(cue, Say) and max(cue.gaps, default=0) > LONG for cue in part.cues)
            else part
            for part in session.parts
        ),
    )


def _pieces(cue: Cue) -> Iterator[Cue]:
    if not isinstance(cue, Say):
        yield cue
        return
    first = 0
    for number, gap in enumerate(cue.gaps):
        if gap > LONG:
            yield replace(
                cue,
                lines=cue.lines[first : number + 1],
                gaps=cue.gaps[first:number],
                pause=Stretch.fixed(gap),
                place=cue.place if first == 0 else FLOW,
            )
            first = number + 1
    yield replace(
        cue,
        lines=cue.lines[first:],
        gaps=cue.gaps[first:],
        place=cue.place if first == 0 else FLOW,
    )


def _is_open(cue: Say) -> bool:
    return any(LATER in one.text for one in cue.lines)


def _filled(script: Session, abouts: Abouts, pack: Pack) -> Session:
    """`script` with each `{quiet}` in words."""
    parts = list(script.parts)
    for number, part in enumerate(script.parts):
        cues = [
            _said(cue, abouts.get((number, index)) or pack.about(GUESS))
            if isinstance(cue, Say) and _is_open(cue)
            else cue
            for index, cue in enumerate(part.cues)
        ]
        parts[number] = replace(part, cues=tuple(cues))
    return replace(script, parts=tuple(parts))


def _said(cue: Say, about: str) -> Say:
    return replace(cue, lines=tuple(_told_time(one, about) for one in cue.lines))


def _told_time(one: Line, about: str) -> Line:
    public = None if one.public is None else one.public.replace(LATER, about)
    text, spoken = (words.replace(LATER, about) for words in (one.text, one.spoken))
    return replace(one, text=text, spoken=spoken, public=public)


def _guessed(one: Line | Recording, pack: Pack) -> Line | Recording:
    if isinstance(one, Line) and LATER in one.spoken:
        return replace(one, spoken=one.spoken.replace(LATER, pack.about(GUESS)))
    return one


def _remark(slug: str, part: Part, **words: str) -> Problem:
    named: dict[str, object] = {"name": part.name, **words}
    return problem(slug, part.mark, weight=Weight.LOOK, **named)
