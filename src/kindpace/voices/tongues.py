"""The languages that eSpeak NG carries, read from its own voice files, and its pace in each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

VARIANTS: Mapping[str, str] = {
    "": "",
    "+f5": ", brighter",
    "+klatt6": ", another timbre",
}
"""Timbres on offer, by the ending of a speaker's name: those that never clip."""

HOME = {"en": "en-us"}
"""Which of several accents a bare language means, where it isn't the engine's first."""

WORDS_PER_RATE: Mapping[str, float] = {
    "en-us": 1.268,
    "en": 1.302,
    "es": 1.240,
    "de": 1.167,
    "fr": 1.488,
}
"""Words a minute for each unit of the engine's rate, measured over the sentences in the tests."""

VARIANT_PACE: Mapping[str, float] = {"": 1.0, "+f5": 0.969, "+klatt6": 1.018}
USUAL_WORDS_PER_RATE = 1.2
USUAL_PRIORITY = 5
SLOWEST_RATE, QUICKEST_RATE = 84, 340
"""Below 84 the engine slows down no further; above 340 it changes its method."""
WIDEST_GAP = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language or accent: its code, the engine's own name for it, and a name for people."""

    code: str
    engine: str
    summary: str

    @property
    def words_per_rate(self) -> float:
        """How many words a minute one unit of the engine's rate gives."""
        bare = self.code.split("-")[0]
        return WORDS_PER_RATE.get(self.code, WORDS_PER_RATE.get(bare, USUAL_WORDS_PER_RATE))


def read_tongues(data: Path) -> dict[str, Tongue]:
    """Every language code that a script may name, with what speaks it best.

    `data` is the folder `espeak-ng-data`; each file below `lang/` holds lines like `name Spanish`
    and `language es 5`, a lower number being a better match.
    """
    best: dict[str, tuple[int, Tongue]] = {}
    for file in sorted(data.joinpath("lang").rglob("*")):
        if file.is_file():
            for code, priority, tongue in _codes(file):
                if code not in best or priority < best[code][0]:
                    best[code] = (priority, tongue)
    tongues = {code: tongue for code, (_, tongue) in best.items()}
    return tongues | {bare: tongues[home] for bare, home in HOME.items() if home in tongues}


def find_tongue(tongues: Mapping[str, Tongue], code: str) -> Tongue | None:
    """What speaks `code` ("de-AT"), or else its language ("de"); None if nothing does."""
    wanted = code.lower().replace("_", "-")
    return tongues.get(wanted) or tongues.get(wanted.split("-")[0])


def rate_and_gap(pace: int, tongue: Tongue, variant: str = "") -> tuple[int, int]:
    """The engine's rate and extra gap between words (10 ms units) for `pace` words a minute.

    The engine's rate isn't words a minute, and ends at about 105 of them. Slower speech gets
    gaps between the words, each lengthening the whole as measured: 8 % for having one at all, and
    4.4 % a unit.
    """
    rate = pace / (tongue.words_per_rate * VARIANT_PACE.get(variant, 1.0))
    gap = 0
    while rate * _drag(gap) < SLOWEST_RATE and gap < WIDEST_GAP:
        gap += 1
    return min(max(round(rate * _drag(gap)), SLOWEST_RATE), QUICKEST_RATE), gap


def _drag(gap: int) -> float:
    return 1.08 + 0.044 * gap if gap else 1.0


def _codes(file: Path) -> Iterator[tuple[str, int, Tongue]]:
    lines = [line.split() for line in file.read_text("utf-8", "replace").splitlines()]
    name = next((" ".join(words[1:]) for words in lines if words[:1] == ["name"]), file.name)
    codes = [words[1:] for words in lines if words[:1] == ["language"] and len(words) > 1]
    for code, *priority in codes:
        tongue = Tongue(code=codes[0][0].lower(), engine=file.name, summary=name)
        yield code.lower(), int(priority[0]) if priority else USUAL_PRIORITY, tongue
