"""What a feed says itself, in the language of its show."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

OTHERWISE: Final = "en"


def phrases(language: str) -> Mapping[str, str]:
    """The phrases of `language` (`en`, `pt-BR`), in English where we know none."""
    known = _all()
    primary = language.replace("_", "-").partition("-")[0].lower()
    return known.get(primary, known[OTHERWISE])


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("kindpace.feed").joinpath("phrases.toml").read_text("utf-8"))
