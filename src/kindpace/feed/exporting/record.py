"""What an export left in a folder, so that the next one knows what is its own there."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kindpace.problems import WorldError, problem
from kindpace.track.whole import whole_file

NAME: Final = ".kindpace-export.json"
KIND: Final = "kindpace-export"
VERSION: Final = 1
MOST_BYTES: Final = 16 << 20
PLAIN: Final = re.compile(r'[^./\\:*?"<>|\x00-\x1f][^/\\:*?"<>|\x00-\x1f]*')

COMING: Final = ""
"""In place of a hash: a file that was about to be written."""

Ours = Mapping[str, str]
"""From a file's name to the sha256 of what we put there."""


def read_record(folder: Path) -> Ours:
    """What is ours in `folder`. Raises `WorldError` for a text that isn't understood."""
    path = folder / NAME
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(MOST_BYTES))
        return _ours(told)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise WorldError([problem("export-record", path=path)]) from fault


def write_record(folder: Path, ours: Ours) -> None:
    """Tell the next export what is ours in `folder`. Raises `WorldError`."""
    told = {KIND: VERSION, "files": dict(sorted(ours.items()))}
    with whole_file(folder / NAME) as file:
        file.write((json.dumps(told, ensure_ascii=False, indent=0) + "\n").encode("utf-8"))


def _ours(told: Any) -> Ours:  # noqa: ANN401 - what JSON held
    if told[KIND] != VERSION:
        raise ValueError
    return {_name(name): _hash(hashed) for name, hashed in told["files"].items()}


def _name(told: object) -> str:
    if not isinstance(told, str) or not PLAIN.fullmatch(told):
        raise TypeError
    return told


def _hash(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told
