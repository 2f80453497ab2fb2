"""Finds what kindpace brings along: session scripts, seeds of ideas, audio templates."""

from pathlib import Path
from typing import Literal

from kindpace.problems import WorldError, problem

Folder = Literal["scripts", "seeds", "audio_templates"]

_PACKAGE = Path(__file__).parent


def shipped(folder: Folder, package: Path = _PACKAGE) -> Path:
    """Where `folder` stands: within the installed package, or beside `src/` in a checkout.

    Raises `WorldError` (`library-missing`) if it stands in neither place.
    """
    installed = package / "shipped" / folder
    beside = package.parent.parent / folder
    for place in (installed, beside):
        if place.is_dir():
            return place
    raise WorldError([problem("library-missing", folder=folder)])
