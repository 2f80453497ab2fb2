"""A file's bytes -> the Session, or everything that is in its way, found in one go.

Where the shape of a script has faults, what stands around them is still looked at for its meaning:
a writer mends all of it at once, and is not sent round again.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from kindpace.problems import KindpaceError, Problem
from kindpace.session.checking import Checking
from kindpace.session.folder import Folder
from kindpace.session.lexicon import NO_LEXICON, Lexicon
from kindpace.session.model import Session
from kindpace.session.reading import looked_at, told
from kindpace.session.resolve import NOTHING_TOLD, resolve
from kindpace.session.tree import Fault, Source, Trail, Tree, grown_tree
from kindpace.session.written import Part, Profile, Script

NO_CUE = {"note": "left out"}
NO_PART = {"part": "left out", "gait": "stand"}
NEEDED = {"kindpace": 1, "title": "left out"}
CHANGES_ALL = ("gait", "repeat", "when", "unless")
"""Keys of a part without which its other keys would be judged by a wrong measure."""

CHANGES_WORDS = {"runner", "minutes"}
"""Keys of a script that tell what fills a placeholder for a runner who tells nothing."""


def settled(
    source: Source,
    profile: Profile,
    folder: Folder,
    day: date | int | None = None,
    *,
    usual: Profile = NOTHING_TOLD,
    lexicon: Lexicon = NO_LEXICON,
) -> Session:
    """The session that the script in `source` becomes for this runner on this day.

    `usual` holds where neither the script nor the runner tells; `lexicon` is the person's own,
    farther away than the script's. Raises KindpaceError with every
    fault of shape and meaning, each at its place in the file.
    """
    tree = grown_tree(source)
    script, faults = looked_at(Script, tree)
    if script is not None and not faults:
        return resolve(script, tree, profile, folder, day, usual=usual, lexicon=lexicon)
    problems = told(faults, source.name)
    problems += _meant(_without(tree, faults), folder, _without_measure(faults))
    raise KindpaceError(dict.fromkeys(problems))


def _meant(tree: Tree, folder: Folder, unsure: Collection[str]) -> Iterable[Problem]:
    """Faults of meaning in what is left of a script, if enough is left."""
    script, faults = looked_at(Script, tree)
    if script is None or faults:
        return ()
    try:
        found = Checking(script, tree, folder).problems()
    except KindpaceError as error:
        found = error.problems
    return (one for one in found if one.slug not in unsure)


def _without_measure(faults: Iterable[Fault]) -> Collection[str]:
    """Faults of meaning that can't be told, since what they are measured by has faults itself."""
    lost = {step for one in faults for step in one.path[:1]}
    return ("placeholder-may-be-missing",) if lost & CHANGES_WORDS else ()


def _without(tree: Tree, faults: Iterable[Fault]) -> Tree:
    """The tree with a stand-in for every cue, part or key that has a fault."""
    value = _copied(tree.value)
    for one in faults:
        _leave_out(value, one.path)
    return replace(tree, value=value, faults=())


def _copied(value: object) -> object:
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def _leave_out(root: object, path: Trail) -> None:
    """Change `root` so that nothing is left of the nearest cue, part or key around `path`."""
    around: object = root
    entry: tuple[list[object], int, int] | None = None
    for depth, step in enumerate(path):
        if isinstance(around, list) and isinstance(step, int):
            entry = (around, step, depth)
            around = around[step]
        elif isinstance(around, dict) and step in around:
            around = around[step]
        else:
            break
    if entry is None:
        _leave_out_key(root, path)
        return
    entries, index, depth = entry
    is_part = path[depth - 1] == "parts"
    entries[index] = _part_without(entries[index], path[depth + 1 :]) if is_part else dict(NO_CUE)


def _leave_out_key(root: object, path: Trail) -> None:
    if not isinstance(root, dict):
        return
    for key in path[:1] or tuple(NEEDED):
        root.pop(key, None)
    for key, value in NEEDED.items():
        root.setdefault(key, value)


def _part_without(part: object, inside: Trail) -> object:
    """A part without its faulty key; a stand-in if the others can't be judged without it."""
    if not isinstance(part, dict) or not inside or inside[0] in CHANGES_ALL:
        return dict(NO_PART)
    left = {key: one for key, one in part.items() if key != inside[0] and key in Part.model_fields}
    return left if left.keys() & {"gait", "parts", "include"} else dict(NO_PART)
