"""macOS: the program `say`, which writes a line into a file."""

import platform
import re
import shutil
from collections.abc import Sequence

from kindpace.problems import problem
from kindpace.voices.machine import Machine
from kindpace.voices.programs import LOOK, SOUND, TEXT, Programs
from kindpace.voices.protocol import Speaker, Spoken, VoiceFailed

LICENCE = "Apple; see the licence of your macOS for what may be published"
SETTINGS, BOUNDS = (130.0, 200.0), (60.0, 500.0)
"""Words a minute, as `say` understands them."""

BETTER = ("(Premium)", "(Enhanced)")
WELL_KNOWN = (
    "Samantha", "Ava", "Allison", "Alex", "Daniel", "Karen", "Moira", "Anna", "Thomas", "Monica",
    "Mónica", "Paulina", "Alice", "Amelie", "Amélie", "Luciana", "Joana",
)  # fmt: skip
NOVELTIES = frozenset((
    "Albert", "Bad News", "Bahh", "Bells", "Boing", "Bubbles", "Cellos", "Deranged", "Fred",
    "Good News", "Hysterical", "Jester", "Junior", "Kathy", "Organ", "Pipe Organ", "Ralph",
    "Superstar", "Trinoids", "Whisper", "Wobble", "Zarvox",
))  # fmt: skip
"""Voices made for fun or long ago; they come last."""

_ROW = re.compile(r"(?m)^(\S.*?)\s+([a-z]{2,3}[_-][A-Za-z0-9_-]+)\s+#")
_COMMANDS = re.compile(r"\[\[|\]\]")


def machine(programs: Programs) -> Machine:
    """The voices of this Mac. Raises `VoiceFault`s."""
    program = shutil.which("say") or "say"
    listed = programs.run((program, "-v", "?"), within=LOOK).told

    def speak(text: str, speaker: str, setting: float) -> Spoken:
        named = ("-v", speaker) if speaker else ()
        words = (
            *(program, *named, "-r", f"{setting:.0f}", "-f", TEXT, "-o", SOUND),
            *("--file-format=WAVE", "--data-format=LEI16@22050"),
        )
        return programs.sound(words, _COMMANDS.sub(" ", text))

    return Machine(
        name="macOS",
        version=f"macos-{platform.mac_ver()[0] or platform.release()}",
        speakers=speakers(listed),
        speak=speak,
        settings=SETTINGS,
        bounds=BOUNDS,
    )


def speakers(listed: str) -> Sequence[Speaker]:
    """The rows of `say -v ?`, "Name  en_US  # greeting", the best first. Raises VoiceFailed."""
    rows = dict.fromkeys((found[1], found[2].replace("_", "-")) for found in _ROW.finditer(listed))
    if not rows:
        raise VoiceFailed(problem("system-list").what)
    return [
        Speaker(id=name, language=language, summary=f"macOS, {name}", licence=LICENCE)
        for name, language in sorted(rows, key=lambda row: _rank(row[0]))
    ]


def _rank(name: str) -> tuple[bool, bool, int]:
    bare = name.split(" (", maxsplit=1)[0]
    known = WELL_KNOWN.index(bare) if bare in WELL_KNOWN else len(WELL_KNOWN)
    return bare in NOVELTIES, not name.endswith(BETTER), known
