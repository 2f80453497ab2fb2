"""Which engines would speak a session: known without speaking, each opened once in a build."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kindpace.problems import KindpaceError
from kindpace.session.model import Session
from kindpace.timeline.arrange import lines_of
from kindpace.voices import doors


@dataclass(frozen=True, slots=True)
class Speakers:
    """Remembers what it found, for as long as one build lasts."""

    open_voice: Callable[[str], doors.Opened] = doors.open_voice
    known: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def of(self, session: Session) -> tuple[str, ...]:
        """The engines for `session` with version and speaker, in order.

        One that can't be opened here is told of when it is asked to speak, not now.
        """
        wanted: dict[str, set[str]] = {}
        for line, _ in lines_of(session):
            name = line.voice or session.voice or doors.AUTO
            wanted.setdefault(name, set()).add(line.language)
        return tuple(self._identity(name, tuple(sorted(wanted[name]))) for name in sorted(wanted))

    def _identity(self, name: str, languages: Iterable[str]) -> str:
        key = name, tuple(languages) if name == doors.AUTO else ()
        if key not in self.known:
            try:
                opened = self.open_voice(doors.auto_for(key[1]) if name == doors.AUTO else name)
            except KindpaceError:
                return f"{name}, not here"
            info = opened.voice.info
            self.known[key] = f"{info.id} {info.version} {opened.speaker}"
            opened.voice.close()
        return self.known[key]
