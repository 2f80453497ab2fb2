"""One text of a script as a value: what is said or shown, where it stands, what excuses it."""

from dataclasses import dataclass

from kindpace.problems import Mark
from kindpace.session.motion import Gait


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text as the script itself fills it, and the rules that are set aside for it.

    `kind` is the act that says it; empty for what is only read. `gait` None: no part holds it.
    """

    words: str
    language: str
    mark: Mark
    kind: str = ""
    gait: Gait | None = None
    allowed: frozenset[str] = frozenset()
