"""`{helpline}` in a session's lines, filled for those who will hear them."""

from dataclasses import replace

from kindpace.session.model import Cue, Line, Part, Say, Session
from kindpace.session.text import HELPLINE


def asks_for_helpline(session: Session) -> bool:
    """Whether one of its lines says where somebody listens."""
    return any(HELPLINE in line.text for line in _lines(session))


def with_helpline(session: Session, said: str, shared: str) -> Session:
    """`session` with `said` where a voice speaks it, and `shared` where others may read it."""
    if not asks_for_helpline(session):
        return session

    def cue(one: Cue) -> Cue:
        if not isinstance(one, Say):
            return one
        return replace(one, lines=tuple(_filled(line, said, shared) for line in one.lines))

    def part(one: Part) -> Part:
        return replace(one, cues=tuple(cue(each) for each in one.cues))

    return replace(session, parts=tuple(part(one) for one in session.parts))


def _lines(session: Session) -> list[Line]:
    return [
        line
        for part in session.parts
        for cue in part.cues
        if isinstance(cue, Say)
        for line in cue.lines
    ]


def _filled(line: Line, said: str, shared: str) -> Line:
    if HELPLINE not in line.text:
        return line
    return replace(
        line,
        text=_in(line.text, said),
        spoken=_in(line.spoken, said),
        public=_in(line.shareable, shared),
        sounds=() if line.text.startswith(HELPLINE) else line.sounds,
    )


def _in(text: str, words: str) -> str:
    begins = text.startswith(HELPLINE)
    return text.replace(HELPLINE, words[:1].upper() + words[1:] if begins else words)
