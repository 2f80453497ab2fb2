"""A copy of a session or a programme that stands on its own feet where it is put."""

from pathlib import Path

from kindpace.library import shipped
from kindpace.problems import WorldError, WrongUse, problem
from kindpace.programme.resolve import resolved
from kindpace.session.copying import copied
from kindpace.session.folder import Folder
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.studio.planning import BLOCKS, find_script, source_of
from kindpace.studio.programmes import find_programme, scripts_of
from kindpace.track.whole import whole_file


def session_copy(name: str, file: Path, title: str) -> str:
    """The text of the session called `name` for `file`, with a title and an id of its own.

    Raises WrongUse where there is no such session, KindpaceError for whatever it includes that
    can't be reached from where `file` stands.
    """
    text = copied(source_of(find_script(name)), title)
    folder = Folder(own=file.parent, shared=shipped("scripts") / BLOCKS)
    settled(Source(name=str(file), data=text.encode()), Profile(), folder)
    return text


def programme_copy(name: str, file: Path, title: str) -> str:
    """The text of the programme called `name` for `file`. Raises as `session_copy`."""
    text = copied(source_of(find_programme(name)), title)
    programme = resolved(Source(name=str(file), data=text.encode()))
    scripts_of(programme, file.parent)
    return text


def write_new(file: Path, text: str) -> None:
    """Write `text` where no file stands yet, whole or not at all. Raises WrongUse, WorldError."""
    made = False
    try:
        with file.open("x", encoding="utf-8", newline="") as script:
            made = True
            script.write(text)
    except FileExistsError:
        raise WrongUse([problem("file-exists", name=file)]) from None
    except OSError as error:
        if made:
            file.unlink(missing_ok=True)
        reason = error.strerror or "the disk refuses"
        raise WorldError([problem("file-unwritable", name=file, reason=reason)]) from None


def write_over(file: Path, text: str) -> None:
    """Write `text` in place of whatever stands there, whole or not at all. Raises WorldError."""
    with whole_file(file) as growing:
        growing.write(text.encode())
