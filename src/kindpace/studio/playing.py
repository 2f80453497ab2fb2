"""Playing a file on this machine: through the first player that is here and can."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = "{file}"
"""Stands for the file in a player's words."""

IN_NAME: Final = "KINDPACE_SOUND"
"""Names the file for a player that takes no words."""

PATIENCE: Final = 20.0
"""Seconds beyond its length that a sound may take to be played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A program that plays a file and then ends. `mp3`: it plays those besides WAV."""

    words: tuple[str, ...]
    mp3: bool = True

    @property
    def name(self) -> str:
        """What it is called."""
        return self.words[0]


PLAYERS: Final = (
    Player(words=("ffplay", "-nodisp", "-autoexit", "-loglevel", "error", "-i", FILE)),
    Player(words=("mpv", "--no-config", "--no-video", "--really-quiet", "--", FILE)),
    Player(words=("afplay", FILE)),
    Player(words=("pw-play", FILE), mp3=False),
    Player(words=("paplay", FILE), mp3=False),
    Player(words=("aplay", "-q", FILE), mp3=False),
    Player(
        words=(
            "powershell",
            "-NoProfile",
            "-NonInteractive",
            "-Command",
            f"(New-Object System.Media.SoundPlayer $env:{IN_NAME}).PlaySync()",
        ),
        mp3=False,
    ),
)
"""The best known first: many players, macOS, PipeWire, PulseAudio, ALSA, Windows."""


def anybody_plays() -> bool:
    """Whether a player is here at all."""
    return any(shutil.which(player.name) for player in PLAYERS)


def played(file: Path, seconds: float, players: Iterable[Player] = PLAYERS) -> str:
    """Play `file`, which lasts `seconds`, to its end; the player's name, empty if none could."""
    is_mp3 = file.suffix.lower() == ".mp3"
    for player in players:
        program = shutil.which(player.name)
        if program and (player.mp3 or not is_mp3) and _ran(program, player, file, seconds):
            return player.name
    return ""


def _ran(program: str, player: Player, file: Path, seconds: float) -> bool:
    """Whether `player` played `file`. It is ended with us, and when it doesn't end by itself."""
    place = str(file.resolve())
    words = [word.replace(FILE, place) for word in player.words[1:]]
    try:
        ended = subprocess.run(  # noqa: S603 - a known player and a list of words, no shell
            [program, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, IN_NAME: place},
            timeout=seconds + PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0
