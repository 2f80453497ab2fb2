"""Windows: its speech synthesiser, asked through PowerShell, which every Windows has."""

import base64
import json
import platform
import shutil
from collections.abc import Sequence
from math import log
from typing import Any

from kindpace.problems import problem
from kindpace.voices.machine import Machine
from kindpace.voices.programs import LOOK, SOUND, TEXT, Programs
from kindpace.voices.protocol import Speaker, Spoken, VoiceFailed

LICENCE = "Microsoft; see the licence of your Windows for what may be published"
THREEFOLD = 10
"""The engine's rate goes from -10 to 10, each end being three times as slow or as quick."""

SETTINGS, BOUNDS = (0.72, 1.0), (1 / 3, 3.0)
START_UP = 30.0
"""Seconds: PowerShell may take several, the first time."""

ASK = (
    "$ErrorActionPreference = 'Stop'\n"
    "[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false\n"
    "Add-Type -AssemblyName System.Speech\n"
    "$asked = [Console]::In.ReadToEnd() | ConvertFrom-Json\n"
    "$engine = New-Object System.Speech.Synthesis.SpeechSynthesizer\n"
)
LIST = ASK + (
    "$voices = $engine.GetInstalledVoices() | Where-Object { $_.Enabled } |"
    " ForEach-Object { @{ name = $_.VoiceInfo.Name; language = $_.VoiceInfo.Culture.Name } }\n"
    "ConvertTo-Json -Compress @($voices)\n"
)
SPEAK = ASK + (
    "if ($asked.speaker) { $engine.SelectVoice($asked.speaker) }\n"
    "$engine.Rate = $asked.rate\n"
    "$folder = (Get-Location).ProviderPath\n"
    "$text = [IO.File]::ReadAllText((Join-Path $folder $asked.text), [Text.Encoding]::UTF8)\n"
    "$engine.SetOutputToWaveFile((Join-Path $folder $asked.sound))\n"
    "$engine.Speak($text)\n"
    "$engine.Dispose()\n"
)
"""What is asked comes as JSON on stdin, in ASCII: nothing of it is ever part of a command."""


def machine(programs: Programs) -> Machine:
    """The voices of this Windows. Raises `VoiceFault`s."""
    program = shutil.which("powershell") or "powershell"
    listed = programs.run(_words(program, LIST), given="{}", within=START_UP + LOOK)

    def speak(text: str, speaker: str, setting: float) -> Spoken:
        rate = round(THREEFOLD * log(setting, 3))
        asked = {"speaker": speaker, "rate": rate, "text": TEXT, "sound": SOUND}
        return programs.sound(_words(program, SPEAK), text, given=json.dumps(asked))

    return Machine(
        name="Windows",
        version=f"windows-{platform.version()}",
        speakers=speakers(listed.told),
        speak=speak,
        settings=SETTINGS,
        bounds=BOUNDS,
    )


def speakers(listed: str) -> Sequence[Speaker]:
    """The voices in a JSON list of names and languages. Raises VoiceFailed for anything else."""
    try:
        rows: list[dict[str, Any]] = json.loads(listed.strip().lstrip("\ufeff"))
        found = [
            Speaker(
                id=str(row["name"]),
                language=str(row["language"]),
                summary=f"Windows, {row['name']}",
                licence=LICENCE,
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError) as broken:
        raise VoiceFailed(problem("system-list").what) from broken
    if not found:
        raise VoiceFailed(problem("system-list").what)
    return found


def _words(program: str, script: str) -> tuple[str, ...]:
    """A command whose script is encoded, so that no rule about script files is in its way."""
    encoded = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    return (program, "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded)
