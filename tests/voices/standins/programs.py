"""Programs that behave as flite, ffmpeg, say and PowerShell do, for machines that have none."""

import sys
from pathlib import Path

SOUND = '''
import math, re, struct, sys, time, wave

def speak(text, path, stretch, rate=16000):
    """A tone a word, each as long as its letters, with silence around."""
    sound = bytearray(2 * (rate // 5))
    for word in re.findall(r"\\w+", text):
        wide = 60 + sum(map(ord, word)) % 40
        steps = [int(6000 * math.sin(2 * math.pi * n / wide)) for n in range(wide)]
        times = round(rate * stretch * (0.12 + 0.035 * len(word)) / wide)
        sound += struct.pack(f"<{wide}h", *steps) * times + bytes(2 * int(rate * stretch * 0.03))
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(sound + bytes(2 * (rate // 10)))
'''

FLITE = (
    SOUND
    + """
def main(words):
    names = "kal awb_time kal16 awb rms slt"
    if words == ["-lv"]:
        print(f"Voices available: {names} ")
        return
    if words == ["--version"]:
        print("  version: flite-2.2-current Sep 2018 (http://cmuflite.org)")
        return
    told = dict(zip(words[::2], words[1::2]))
    assert set(told) <= {"-voice", "--setf", "-f", "-t", "-o"}, told
    name, stretch = told.get("--setf", "duration_stretch=1").split("=")
    assert name == "duration_stretch"
    text = told.get("-t") or open(told["-f"], encoding="ascii").read()
    if told.get("-voice") not in names.split():
        told["-voice"] = "kal"  # the real one takes its default without a word
    speak(text, told["-o"], float(stretch), 8000 if told["-voice"] == "kal" else 16000)

main(sys.argv[1:])
"""
)

FFMPEG = (
    SOUND
    + """
def main(words):
    if words == ["-version"]:
        print("ffmpeg version 5.1.9 Copyright (c) the FFmpeg developers")
        return
    assert words[:2] == ["-nostdin", "-hide_banner"], words
    source = words[words.index("-i") + 1]
    kind, _, rest = source.partition("=")
    assert kind == "flite" and words[words.index("-f") + 1] == "lavfi"
    if rest == "list_voices=1":
        for name in ("awb", "kal", "kal16", "rms", "slt"):
            print(f"[Parsed_flite_0 @ 0x5633be847f40] {name}", file=sys.stderr)
        print("flite=list_voices=1: Immediate exit requested", file=sys.stderr)
        sys.exit(1)
    told = dict(one.split("=") for one in rest.split(":"))
    speed = 1.0
    for step in words[words.index("-af") + 1].split(","):
        name, _, value = step.partition("=")
        assert name == "atempo" and float(value) >= 0.5
        speed *= float(value)
    speak(open(told["textfile"], encoding="ascii").read(), words[-1], 1 / speed)

main(sys.argv[1:])
"""
)

SAY = (
    SOUND
    + '''
VOICES = """\\
Albert              en_US    # Hello! My name is Albert.
Anna                de_DE    # Hallo! Ich heiße Anna.
Bad News            en_US    # Hello! My name is Bad News.
Daniel              en_GB    # Hello! My name is Daniel.
Samantha            en_US    # Hello! My name is Samantha.
Ava (Premium)       en_US    # Hello! My name is Ava.
"""

def main(words):
    if words == ["-v", "?"]:
        sys.stdout.reconfigure(encoding="utf-8")
        print(VOICES, end="")
        return
    told = dict(zip(words[:8:2], words[1:8:2]))
    assert words[8:] == ["--file-format=WAVE", "--data-format=LEI16@22050"], words
    assert set(told) == {"-v", "-r", "-f", "-o"}
    assert told["-v"] in VOICES
    text = open(told["-f"], encoding="utf-8").read()
    assert "[[" not in text  # it would be a command to the engine
    speak(text, told["-o"], 150 / float(told["-r"]), 22050)

main(sys.argv[1:])
'''
)

POWERSHELL = (
    SOUND
    + """
import base64, json

def main(words):
    assert words[:3] == ["-NoProfile", "-NonInteractive", "-EncodedCommand"]
    script = base64.b64decode(words[3]).decode("utf-16-le")
    asked = json.loads(sys.stdin.read())
    if "GetInstalledVoices" in script:
        print(json.dumps([
            {"name": "Microsoft Zira Desktop", "language": "en-US"},
            {"name": "Microsoft Hedda Desktop", "language": "de-DE"},
        ]))
        return
    assert "SetOutputToWaveFile" in script
    assert asked["speaker"].startswith("Microsoft ") and isinstance(asked["rate"], int)
    assert -10 <= asked["rate"] <= 10
    text = open(asked["text"], encoding="utf-8").read()
    speak(text, asked["sound"], 3 ** (-asked["rate"] / 10), 22050)

main(sys.argv[1:])
"""
)

PICO = '''
import math, struct

class TtsEngine:
    """The face of ttspico 0.3.2; its engine sounds otherwise each time but the first."""

    def __init__(self, language="en-GB", lang_dir=None):
        if language not in ("en-GB", "en-US", "de-DE", "es-ES", "fr-FR", "it-IT"):
            raise RuntimeError("Could not instantiate TTS engine with language " + language)
        self.rate, self.pitch, self.volume, self.calls = 100, 100, 100, 0

    def speak(self, text, callback=None):
        self.calls += 1
        assert 0 < self.volume <= 70 and 20 <= self.rate <= 500
        assert not set("<>") & set(text)  # it would be markup
        steps = []
        for word in text.split():
            length = int(16000 * (0.1 + 0.05 * len(word)) * 60 / self.rate) + self.calls
            steps += [int(5000 * math.sin(0.08 * n)) for n in range(length)]
        return struct.pack(f"<{len(steps)}h", *steps) or None
'''


def install(folder: Path, name: str, body: str) -> Path:
    """A program called `name` in `folder`, written in Python."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!{sys.executable}\n{body}", "utf-8")
    program.chmod(0o755)
    return program
