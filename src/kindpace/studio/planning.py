"""From a name to a plan: read a script, settle it for a runner, lay it on its timeline.

Light on purpose: `plan` and `check` answer at once, so nothing here loads a voice or a sound.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kindpace.care.examine import examine
from kindpace.library import shipped
from kindpace.problems import KindpaceError, Mark, Problem, WrongUse, problem
from kindpace.session.folder import Folder, read_bytes
from kindpace.session.model import Line, Recording, Seconds, Session
from kindpace.session.notation import Unreadable
from kindpace.session.reading import read_profile
from kindpace.session.runner import laid_over
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange, recordings_of
from kindpace.timeline.estimate import estimate
from kindpace.timeline.events import Timeline
from kindpace.timeline.flow import Lengths

SESSIONS, BLOCKS = "sessions", "blocks"
NOTHING_ASKED = Profile()
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a person asks for: a script, who runs, and what to leave to it."""

    name: str
    wishes: Profile = NOTHING_ASKED
    runner: Path | None = None
    day: date | None = None
    sound: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A session on its timeline. `guessed` tells whether line lengths are estimates."""

    session: Session
    timeline: Timeline
    guessed: bool

    def findings(self) -> tuple[Problem, ...]:
        """What care and reading have to say about it, none of which stops the work."""
        return (*self.session.remarks, *examine(self.session, self.timeline))


def library() -> Mapping[str, Path]:
    """The library's sessions by name."""
    folder = shipped("scripts") / SESSIONS
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find_script(name: str) -> Path:
    """The file called `name`, or the library's session of that name. Raises WrongUse."""
    path = Path(name)
    if path.is_file():
        return path
    known = library()
    if name in known:
        return known[name]
    if path.is_dir() or name.endswith(ENDINGS) or path.parent != Path():
        raise WrongUse([problem("script-missing", name=name)])
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"The library has: {', '.join(known)}."
    raise WrongUse([problem("session-unknown", name=name, hint=hint)])


def load(order: Order) -> Session:
    """The session that `order` asks for. Raises KindpaceError with every fault in the script."""
    path = find_script(order.name)
    profile = order.wishes
    if order.runner is not None:
        profile = laid_over(read_profile(_source(order.runner))[0], profile)
    folder = Folder(own=path.parent, shared=shipped("scripts") / BLOCKS)
    session = settled(_source(path), profile, folder, order.day)
    return replace(session, sound=order.sound) if order.sound else session


def plan(order: Order) -> Planned:
    """The session laid out with estimated line lengths: at once, offline, and with no voice."""
    session = load(order)
    lengths = lengths_of(session, estimate)
    session = announced(session, lengths)
    return Planned(session=session, timeline=arrange(session, lengths), guessed=True)


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


def _measured(wanted: Mapping[Recording, Mark]) -> Mapping[Recording, Seconds]:
    from kindpace.sound.recording import recording_length  # noqa: PLC0415 - keeps plans quick

    return {one: recording_length(one.path, mark) for one, mark in wanted.items()}


def _source(path: Path) -> Source:
    try:
        return Source(name=str(path), data=read_bytes(path))
    except Unreadable as error:
        raise KindpaceError([problem(error.slug, **error.words)]) from None
