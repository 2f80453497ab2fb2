"""The person's own lexicon: `lexicon.yaml` in the platform's folder for settings."""

import os
from pathlib import Path

from kindpace.problems import KindpaceError, WrongUse, problem
from kindpace.session.folder import read_bytes
from kindpace.session.lexicon import NO_LEXICON, Lexicon
from kindpace.session.notation import Unreadable, shown
from kindpace.session.reading import read_lexicon
from kindpace.session.tree import Source

VARIABLE = "KINDPACE_LEXICON"
USUAL_NAME = "lexicon.yaml"


def own_lexicon() -> Lexicon:
    """What KINDPACE_LEXICON names, else the usual file if it is there; empty means none at all.

    Raises WrongUse for a file that isn't there, KindpaceError with every fault in it.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen is not None and not chosen.strip():
        return NO_LEXICON
    path = Path(chosen) if chosen else usual_place()
    if not path.is_file():
        if chosen:
            raise WrongUse([problem("lexicon-missing", name=shown(chosen))])
        return NO_LEXICON
    try:
        return read_lexicon(Source(name=str(path), data=read_bytes(path)))
    except Unreadable as error:
        raise KindpaceError([problem(error.slug, **error.words)]) from None


def usual_place() -> Path:
    """Where the file is looked for."""
    import platformdirs  # noqa: PLC0415 - a plan starts quickly, and a set variable needs no folder

    return platformdirs.user_config_path("kindpace") / USUAL_NAME
