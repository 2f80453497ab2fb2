"""From a name to a plan: read a script, settle it for a runner, lay it on its timeline.

Light on purpose: `plan` and `check` answer at once, so nothing here loads a voice or a sound.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from kindpace.care.examine import Examined, examined
from kindpace.care.support import not_told, said_alone, said_to_all, stale
from kindpace.library import shipped
from kindpace.problems import KindpaceError, Mark, Problem, WrongUse, problem
from kindpace.session.folder import Folder, read_bytes
from kindpace.session.helpline import asks_for_helpline, with_helpline
from kindpace.session.model import Line, Recording, Seconds, Session
from kindpace.session.notation import Unreadable, shown
from kindpace.session.reading import read_profile
from kindpace.session.recordings import Recordings
from kindpace.session.runner import laid_over
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.sound.templates import Template, find_template, read_template
from kindpace.studio.own_words import own_lexicon
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange, recordings_of
from kindpace.timeline.estimate import estimate
from kindpace.timeline.events import Timeline
from kindpace.timeline.flow import Lengths

SESSIONS, BLOCKS = "sessions", "blocks"
TEMPLATES: Final = "audio_templates"
NOTHING_ASKED = Profile()
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person asks for: a script, who runs, and what to leave to it.

    In a programme `turn`, how often this was heard before, draws among alternatives in place of
    `day`, and `under` is what the programme asks for where the runner tells nothing.
    `today` tells which support lines are fresh; `for_all`: others will hear it, so no digits.
    `sound` replaces the script's template, `bed` its music, `recordings` its folder of lines that
    somebody reads: paths from where the person stands.
    """

    name: str
    wishes: Profile = NOTHING_ASKED
    runner: Path | None = None
    day: date | None = None
    turn: int | None = None
    under: Profile = NOTHING_ASKED
    sound: str | None = None
    bed: Path | None = None
    recordings: Path | None = None
    today: date | None = None
    for_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A session on its timeline, and the sound it stands in.

    `guessed` tells whether line lengths are estimates; `order` is what was asked for.
    """

    session: Session
    template: Template
    timeline: Timeline
    guessed: bool
    order: Order | None = None

    def findings(self) -> tuple[Problem, ...]:
        """What care and reading have to say about it."""
        return (*self.session.remarks, *self.examined().findings)

    def examined(self, *, every_cadence: bool = False) -> Examined:
        """What care finds, what the script sets aside, and what nobody has looked at."""
        return examined(self.session, self.timeline, every_cadence=every_cadence)

    def cleared(self) -> Examined:
        """What care finds, if it may be rendered. Raises KindpaceError with what stands against."""
        found = self.examined()
        if found.stops:
            raise KindpaceError(found.stops)
        return found


def library() -> Mapping[str, Path]:
    """The library's sessions by name."""
    folder = shipped("scripts") / SESSIONS
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def shelves() -> Mapping[str, Path]:
    """Every session that comes along, by name: those of a series with its folder, `5k/week-1`."""
    folder = shipped("scripts") / SESSIONS
    found = sorted(folder.rglob("*.yaml"))
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in found}


def find_script(name: str) -> Path:
    """The file called `name`, or the library's session of that name. Raises WrongUse."""
    path = Path(name)
    if path.is_file():
        return path
    known = shelves()
    if name in known:
        return known[name]
    if path.is_dir() or name.endswith(ENDINGS) or path.parent != Path():
        raise WrongUse([problem("script-missing", name=name)])
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"The library has: {', '.join(library())}."
    raise WrongUse([problem("session-unknown", name=name, hint=hint)])


def load(order: Order) -> tuple[Session, Template]:
    """The session that `order` asks for, and its template.

    Raises KindpaceError with every fault in the script, or for a sound that can't be had.
    """
    path = find_script(order.name)
    source, own = source_of(path), order.recordings
    profile = laid_over(order.under, order.wishes)
    day = order.day if order.turn is None else order.turn
    if order.runner is not None:
        told = read_profile(source_of(order.runner))[0]
        profile = laid_over(order.under, told, order.wishes)
        if own is None and told.recordings:
            own = order.runner.parent / told.recordings
    folder = Folder(own=path.parent, shared=shipped("scripts") / BLOCKS)
    lexicon = own_lexicon()
    session = settled(source, profile, folder, day, lexicon=lexicon)
    template = _template(session, order, path.parent)
    if template.beat.when is not None:  # what a sound is used to, where nobody tells otherwise
        usual = Profile(beat=template.beat.when)
        session = settled(source, profile, folder, day, usual=usual, lexicon=lexicon)
    if order.sound:
        session = replace(session, sound=template.name)
    if order.bed is not None:
        session = replace(session, bed=_own_bed(order.bed), bed_mark=None)
    if own is not None:
        session = replace(session, recordings=_own_lines(own))
    return _with_support(session, order), template


def _with_support(session: Session, order: Order) -> Session:
    """`session` with the words for where somebody listens, if it has a place for them.

    Its remarks tell of a number that is asked for and can't be told.
    """
    country, today = session.runner.country, None if order.for_all else order.today
    if country and today:
        session = replace(session, remarks=(*session.remarks, *stale(today, country)))
    if not asks_for_helpline(session):
        return session
    shared = said_to_all(session.language)
    alone = said_alone(country, order.today, session.language)
    told = with_helpline(session, shared if order.for_all else alone, shared)
    unknown = not_told(country, today) if today else ()
    return replace(told, remarks=(*told.remarks, *unknown))


def named(name: str, *beside: Path) -> Template:
    """The template in the file `name`, or the one of that name: where the person stands, or ours.

    Folders `beside` come before ours. Raises WrongUse, and KindpaceError as reading one does.
    """
    if name.endswith(ENDINGS) and Path(name).is_file():
        return read_template(Path(name))
    return find_template(name, [Path(TEMPLATES), *beside, shipped(TEMPLATES)])


def _template(session: Session, order: Order, own: Path) -> Template:
    """The template that is asked for, else the script's, which is told of at its place."""
    beside = own / TEMPLATES
    if order.sound:
        return named(order.sound, beside)
    try:
        return find_template(session.sound, [beside, shipped(TEMPLATES)])
    except WrongUse as error:
        placed = (replace(one, where=session.sound_mark) for one in error.problems)
        raise KindpaceError(placed) from None


def _own_bed(path: Path) -> Recording:
    """The listener's own music. Raises WrongUse where there is no such file."""
    try:
        there = path.is_file()
    except OSError:  # a name that no disk can hold
        there = False
    if not there:
        raise WrongUse([problem("bed-missing", name=shown(str(path)))])
    return Recording(path=path)


def _own_lines(folder: Path) -> Recordings:
    """The listener's own recordings. Raises WrongUse where there is no such folder."""
    try:
        there = folder.is_dir()
    except OSError:  # a name that no disk can hold
        there = False
    if not there:
        raise WrongUse([problem("recordings-not-there", name=shown(str(folder)))])
    return Recordings(folder=folder)


def plan(order: Order) -> Planned:
    """The session laid out with estimated line lengths: at once, offline, and with no voice."""
    session, template = load(order)
    if session.bed is not None:
        _measured({session.bed: session.bed_mark})
    lengths = lengths_of(session, estimate)
    session = announced(session, lengths)
    timeline = arrange(session, lengths)
    return Planned(session=session, template=template, timeline=timeline, guessed=True, order=order)


def section_span(timeline: Timeline, name: str) -> tuple[Seconds, Seconds]:
    """Where the part called `name` begins and ends. Raises WrongUse for an unknown one."""
    for section in timeline.sections:
        if section.name.casefold() == name.casefold():
            return section.start, section.end
    known = ", ".join(dict.fromkeys(section.name for section in timeline.sections))
    raise WrongUse([problem("part-unknown", name=name, known=known)])


def lengths_of(session: Session, of_line: Callable[[Line], Seconds]) -> Lengths:
    """How long each line and each of the author's recordings lasts."""
    wanted = dict(recordings_of(session))
    recordings: Mapping[Recording, Seconds] = _measured(wanted) if wanted else {}

    def length(one: Line | Recording) -> Seconds:
        return recordings[one] if isinstance(one, Recording) else of_line(one)

    return length


def _measured(wanted: Mapping[Recording, Mark | None]) -> Mapping[Recording, Seconds]:
    from kindpace.sound.recording import recording_length  # noqa: PLC0415 - keeps plans quick

    return {one: recording_length(one.path, mark) for one, mark in wanted.items()}


def source_of(path: Path) -> Source:
    """The file at `path`. Raises KindpaceError where it can't be read."""
    try:
        return Source(name=str(path), data=read_bytes(path))
    except Unreadable as error:
        raise KindpaceError([problem(error.slug, **error.words)]) from None
