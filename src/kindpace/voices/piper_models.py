"""Piper models on this machine: where they are, and what stands in the file beside each."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs

from kindpace.problems import problem
from kindpace.voices.protocol import VoiceUnavailable

ENDING = ".onnx"
SETTING = "KINDPACE_PIPER"
READ_HERE = ("espeak", "text", "hebrew")
"""Ways to phonemes that the package brings along; the others may fetch something from a network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model: `speakers` by name, empty if it has a single one; IPA `letters` that it knows."""

    path: Path
    language: str
    summary: str
    speakers: Mapping[str, int]
    letters: frozenset[str]


def folder() -> Path:
    """Where models are looked for if KINDPACE_PIPER doesn't say."""
    return platformdirs.user_data_path("kindpace") / "piper"


def found_models() -> Sequence[Path]:
    """The models that are set up: KINDPACE_PIPER, a model or a folder of them, or `folder()`."""
    told = os.environ.get(SETTING)
    place = folder() if told is None else Path(told).expanduser()
    if told == "":
        return []
    return [place] if place.suffix == ENDING else sorted(place.glob(f"*{ENDING}"))


def find_model(name: str) -> Path:
    """The model called `name`: a path, or the name of one that is set up; empty for the first.

    Raises VoiceUnavailable.
    """
    models = found_models()
    if name.endswith(ENDING):
        path = Path(name).expanduser()
    elif name:
        path = next((path for path in models if path.stem == name), Path(name))
    elif models:
        path = models[0]
    else:
        raise _unavailable("piper-modelless", folder=folder())
    if path.suffix != ENDING or not path.is_file():
        raise _unavailable("piper-model-missing", model=name or path)
    return path


def read_model(path: Path) -> Model:
    """What the JSON file beside the model says. Raises VoiceUnavailable where that isn't enough."""
    beside = path.with_name(f"{path.name}.json")
    try:
        told: dict[str, Any] = json.loads(beside.read_bytes())
        phonemes = told.get("phoneme_type", "espeak")
        language = told.get("language", {}).get("code") or told["espeak"]["voice"]
        model = Model(
            path=path,
            language=str(language).replace("_", "-").lower(),
            summary=", ".join(filter(None, (path.stem, told.get("audio", {}).get("quality")))),
            speakers=_speakers(told),
            letters=frozenset(told["phoneme_id_map"] if phonemes == "espeak" else ()),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        raise _unavailable("piper-config", path=beside) from broken
    if phonemes not in READ_HERE:
        raise _unavailable("piper-phonemes", model=path.name, phonemes=phonemes)
    return model


def fingerprint(path: Path) -> str:
    """Sixteen hex digits of the model and of the file beside it."""
    digest = sha256()
    try:
        for each in (path, path.with_name(f"{path.name}.json")):
            with each.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    except OSError as gone:
        raise _unavailable("piper-model-missing", model=path) from gone
    return digest.hexdigest()[:16]


def _speakers(told: Mapping[str, Any]) -> Mapping[str, int]:
    count = int(told.get("num_speakers", 1))
    if count <= 1:
        return {}
    named = {str(name): int(number) for name, number in told.get("speaker_id_map", {}).items()}
    return named or {str(number): number for number in range(count)}


def _unavailable(slug: str, **words: object) -> VoiceUnavailable:
    told = problem(slug, None, **words)  # type: ignore[arg-type] # no word is called weight
    return VoiceUnavailable(f"{told.what} {told.mend}")
