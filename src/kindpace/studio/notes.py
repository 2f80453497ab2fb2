"""The notes on a session: what it is and is not, what to know beforehand, its facts, every word.

Made for others to read, so nothing in them is private: lines stand as they may be shared.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kindpace.care.disclaimer import ON_THE_WAY, look_at_notes
from kindpace.care.facts import About, Fact, facts_for, features
from kindpace.care.support import SupportLine, support_line, support_lines, written
from kindpace.problems import Problem, Weight, problem
from kindpace.session.ideas import Idea, essays, ideas_of
from kindpace.session.model import Gait, Seconds, Session
from kindpace.session.notation import clock
from kindpace.session.text import LATER
from kindpace.studio.page import Item, Page, Section
from kindpace.studio.planning import Planned
from kindpace.studio.record_sheet import lines_of_other_days
from kindpace.studio.wording import Wording, wording_for
from kindpace.timeline.events import Timeline
from kindpace.timeline.reminders import joined, voices
from kindpace.timeline.sheet import chapters, transcript

WORTH_TELLING = Seconds(60)
"""A time without words from which on a reader is told of it."""

FOR_OTHERS = {"support": "someone to talk to", "feedback": "an address to write to"}
"""The sections that no notes go without which others read, in words."""

BEFOREHAND = ("what-it-is-not", "before-you-start", "from-the-author")
"""The sections that tell what everybody should know first."""


def notes(
    planned: Planned, feedback: str = "", *, today: date | None = None, every_day: bool = False
) -> Page:
    """The notes on `planned`, in its language if there are words for it, else in English.

    `feedback` is where listeners may write to. Support lines are told that are fresh `today`: the
    runner's country's, or every country's. With `every_day` the notes hold the lines that other
    days draw, too. Sections with nothing to tell are left out.
    """
    session, words = planned.session, wording_for(planned.session.language)
    carried = _carried(session)
    sections = (
        _what_it_is(planned, words),
        _section("what-it-is-not", words, paragraphs=tuple(words.not_.values())),
        _section("before-you-start", words, items=tuple(_before(session, words))),
        _support(session, words, today),
        _section("from-the-author", words, paragraphs=tuple(_of_the_author(session, words))),
        _ideas(carried, words),
        _known(facts_for(session, _facts_behind(carried)), words),
        _transcript(planned, words),
        _section("other-days", words, items=tuple(_other_days(planned)) if every_day else ()),
        _section("review", words, paragraphs=(_review(session, words),)),
        _section("feedback", words, paragraphs=tuple(_feedback(feedback, words))),
    )
    return Page(
        title=session.title,
        language=words.code,
        sections=tuple(section for section in sections if not section.empty),
    )


def lacking(page: Page, *, moving: bool = True) -> tuple[Problem, ...]:
    """`notes/disclaimer`: what notes for others tell, and these don't. `moving`: one goes out."""
    there = {section.slug: section for section in page.sections}
    told = [text for slug in BEFOREHAND if slug in there for text in _texts(there[slug])]
    waived = frozenset({"feedback"}) | (frozenset() if moving else ON_THE_WAY)
    away = (what for slug, what in FOR_OTHERS.items() if slug not in there)
    return (
        *look_at_notes("\n".join(told), page.language, waived=waived, weight=Weight.LOOK),
        *(problem("notes/disclaimer", weight=Weight.LOOK, what=what) for what in away),
    )


def _texts(section: Section) -> tuple[str, ...]:
    return (*section.paragraphs, *(item.text for item in section.items))


def _section(
    slug: str,
    words: Wording,
    *,
    paragraphs: tuple[str, ...] = (),
    items: tuple[Item, ...] = (),
    below: tuple[Section, ...] = (),
) -> Section:
    heading = words.headings[slug]
    return Section(slug=slug, heading=heading, paragraphs=paragraphs, items=items, below=below)


def _what_it_is(planned: Planned, words: Wording) -> Section:
    session, timeline = planned.session, planned.timeline
    gaits = dict.fromkeys(words.gaits[section.gait] for section in timeline.sections)
    minutes = max(1, round(timeline.length / 60))
    told = [session.summary] if session.summary else []
    told.append(words.length.format(minutes=minutes, gaits=", ".join(gaits)))
    if any(part.gait is Gait.RUN for part in session.parts):
        told.append(words.cadence.format(cadence=round(session.runner.cadence)))
    told.append(words.parts)
    items = (Item(lead=clock(one.start), text=one.title) for one in chapters(timeline))
    return _section("what-it-is", words, paragraphs=tuple(told), items=tuple(items))


def _before(session: Session, words: Wording) -> Iterator[Item]:
    own = words.moving if About.MOVING in features(session) else words.seated
    yield from (Item(text=text) for text in (*words.before.values(), *own.values()))


def _support(session: Session, words: Wording, today: date | None) -> Section:
    """Whom to call: the line of the runner's country, or those of all, and what to search for."""
    country = session.runner.country
    asked = [country] if country else [*support_lines()]
    fresh = [line for name in asked if today and (line := support_line(name, today))]
    danger, search = words.support["danger"], words.support["offline"]
    if country and fresh:
        (line,) = fresh
        danger = words.support["danger-known"].format(emergency=line.emergency)
        return _section("support", words, paragraphs=(danger, _line(line, words, today), search))
    names = words.countries
    items = (
        Item(lead=names.get(line.country, line.country), text=_abroad(line, words, today))
        for line in fresh
    )
    return _section("support", words, paragraphs=(danger, search), items=tuple(items))


def _line(line: SupportLine, words: Wording, today: date | None) -> str:
    checked = words.support["checked"].format(day=line.checked_on.isoformat())
    return f"{written(line.country, today, words.code)}. {checked}"


def _abroad(line: SupportLine, words: Wording, today: date | None) -> str:
    emergency = words.support["emergency"].format(emergency=line.emergency)
    return f"{_line(line, words, today)} {emergency}"


def _of_the_author(session: Session, words: Wording) -> Iterator[str]:
    """Their notes, but for what the page says anyway in the same words."""
    yield from (one for one in session.notes if one not in words.support.values())


def _carried(session: Session) -> tuple[Idea, ...]:
    """The ideas that `session` names. An author may have ideas of their own, which seeds/ lacks."""
    known = ideas_of(essays()) if session.carries else {}
    return tuple(known[name] for name in session.carries if name in known)


def _facts_behind(ideas: tuple[Idea, ...]) -> Iterator[str]:
    for idea in ideas:
        yield from idea.carriers.facts


def _ideas(carried: tuple[Idea, ...], words: Wording) -> Section:
    items = tuple(Item(text=idea.text) for idea in carried)
    return _section("ideas", words, paragraphs=_foreign(words) if items else (), items=items)


def _known(facts: tuple[Fact, ...], words: Wording) -> Section:
    items = tuple(_fact(fact, words) for fact in facts)
    return _section(
        "what-is-known", words, paragraphs=_foreign(words) if items else (), items=items
    )


def _foreign(words: Wording) -> tuple[str, ...]:
    """What stands before ideas and facts, which are in English, on a page in another language."""
    return (words.foreign,) if words.foreign else ()


def _fact(fact: Fact, words: Wording) -> Item:
    said = words.said.format(said=fact.said)
    source = words.source.format(source=fact.source)
    return Item(lead=f"“{fact.claim}”", text=f"{fact.known} {said} {source}")


def _review(session: Session, words: Wording) -> str:
    who = session.reviewed_by
    return words.reviewed.format(who=who) if who else words.nobody


def _feedback(address: str, words: Wording) -> Iterator[str]:
    if address:
        yield words.feedback.format(address=address)


def _transcript(planned: Planned, words: Wording) -> Section:
    """Every word that may be shared, under its part, and the longer times without any."""
    told = sorted((*_said(planned.timeline, words), *_unsaid(planned.timeline, words)))
    parts = chapters(planned.timeline)
    begins = [part.start for part in parts]
    # A line belongs where its time as it is shown belongs, and chapters are on whole seconds.
    under = [(bisect_right(begins, round(moment)) - 1, moment, text) for moment, text in told]
    below = (
        Section(
            slug="transcript",
            heading=part.title,
            items=tuple(Item(lead=clock(at), text=text) for n, at, text in under if n == number),
        )
        for number, part in enumerate(parts)
    )
    guessed = (words.guessed,) if planned.guessed else ()
    return _section("transcript", words, paragraphs=guessed, below=tuple(below))


def _other_days(planned: Planned) -> Iterator[Item]:
    lines = (line.shareable.replace(LATER, "…") for line in lines_of_other_days(planned))
    yield from (Item(text=text) for text in dict.fromkeys(lines) if text)


def _said(timeline: Timeline, words: Wording) -> Iterator[tuple[Seconds, str]]:
    for entry in transcript(timeline):
        counted = words.counted.format(breaths=entry.breaths) if entry.breaths else ""
        text = f"{entry.public} {counted}".strip()
        if text:
            yield entry.start, text


def _unsaid(timeline: Timeline, words: Wording) -> Iterator[tuple[Seconds, str]]:
    """Each time without a voice that is long enough to be told of, by where it begins."""
    nothing = Seconds(0)
    edges = [(nothing, nothing), *joined(voices(timeline)), (timeline.length, timeline.length)]
    for (_, stop), (start, _) in pairwise(edges):
        if start - stop >= WORTH_TELLING:
            yield stop, words.quiet.format(length=clock(start - stop))
