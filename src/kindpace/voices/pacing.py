"""Words a minute as an engine's own setting: from a measured curve, or measured on the spot."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

from kindpace.problems import problem
from kindpace.voices.hearing import speech_span
from kindpace.voices.protocol import Spoken, VoiceFailed

SpeakAt = Callable[[str, float], Spoken]
"""A sentence and an engine's setting in, sound out."""

SENTENCES = "sentences"
USUAL_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """An engine's pace: pairs of its setting and the words a minute that this gives.

    Between two points, and beyond the last ones, the logarithms lie on a line: most engines take a
    factor on speed or length, which makes that exact.
    """

    points: tuple[tuple[float, float], ...]

    def setting(self, pace: float) -> float:
        """The setting for `pace` words a minute."""
        points = sorted((log(words), log(setting)) for setting, words in self.points)
        place = next((n for n, (x, _) in enumerate(points[1:-1], 1) if log(pace) < x), -1)
        (x0, y0), (x1, y1) = points[place - 1], points[place]
        return exp(y0 + (log(pace) - x0) * (y1 - y0) / (x1 - x0))


def known_curve(engine: str, speaker: str) -> Curve:
    """The curve of `speaker` as it stands in pacing.toml. Raises KeyError for an unknown one."""
    return Curve(points=tuple((one[0], one[1]) for one in _table()[engine][speaker]))


def measured_curve(speak: SpeakAt, settings: tuple[float, float], language: str) -> Curve:
    """The curve through two `settings`, measured over a few lines in `language`.

    Raises VoiceFailed where the engine doesn't answer to the setting, and what `speak` raises.
    """
    lines = sentences(language)
    points = tuple((setting, _pace(speak, setting, lines)) for setting in settings)
    if not abs(log(points[0][1] / points[1][1])) > abs(log(settings[0] / settings[1])) / 4:
        raise VoiceFailed(problem("pace-unheeded").what)
    return Curve(points=points)


def sentences(language: str) -> Sequence[str]:
    """Lines to measure over, in `language`, or else in English."""
    table: Mapping[str, Sequence[str]] = _table()[SENTENCES]
    return table.get(primary(language)) or table[USUAL_LANGUAGE]


def primary(language: str) -> str:
    """The language without its place: "en" of "en-US" or "en_GB"."""
    return language.lower().replace("_", "-").split("-")[0]


def seconds(spoken: Spoken) -> float:
    """How long the speech in `spoken` lasts. Raises VoiceFailed where nothing is heard."""
    span = speech_span(spoken.samples, spoken.rate)
    if span is None:
        raise VoiceFailed(problem("take-silent").what)
    return (span[1] - span[0]) / spoken.rate


def _pace(speak: SpeakAt, setting: float, lines: Sequence[str]) -> float:
    count = sum(len(line.split()) for line in lines)
    return 60 * count / sum(seconds(speak(line, setting)) for line in lines)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("kindpace.voices").joinpath("pacing.toml").read_text("utf-8"))
