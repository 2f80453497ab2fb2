"""Which keys go together: one act to a cue, one shape to a part, a reason with each exemption.

Looks at the plain tree, so that these faults are found beside all others, each at its own key.
"""

import re
from collections.abc import Iterator

from kindpace.session.acts import Notice
from kindpace.session.filling import FIELDS
from kindpace.session.tree import Fault, Trail, Tree, fault
from kindpace.session.written import ACTS, SPOKEN_ACTS, Cue, Part

SHAPES = ("part", "parts", "include")
PART_ONLY = ("gait", "lasts", "cadence", "beat", "breath", "cues")
HOW_SPOKEN = ("pause", "language", "voice", "pace")
WHERE = ("at", "on")
TEXTS = ("text", "any", *Notice.SENSES)


def shape_faults(tree: Tree) -> Iterator[Fault]:
    """What doesn't go together in a script or a block."""
    root = tree.value
    if not isinstance(root, dict):
        return
    if "block" in root and ("cues" in root) == ("parts" in root):
        yield fault("block-shape", tree, ())
    yield from _exempt(root, tree, ())
    yield from _parts(root.get("parts"), tree, ("parts",))
    if "block" in root:
        yield from _cues(root.get("cues"), tree, ("cues",))


def _parts(written: object, tree: Tree, path: Trail) -> Iterator[Fault]:
    for index, part in enumerate(written if isinstance(written, list) else ()):
        here = (*path, index)
        if part is None:
            continue
        if not isinstance(part, dict):
            yield fault("part-not-mapping", tree, here, covers=True)
            continue
        yield from _part(part, tree, here)
        yield from _exempt(part, tree, here)
        yield from _conditions(part, tree, here)
        yield from _cues(part.get("cues"), tree, (*here, "cues"))
        yield from _parts(part.get("parts"), tree, (*here, "parts"))


def _part(part: dict[str, object], tree: Tree, path: Trail) -> Iterator[Fault]:
    shapes = [key for key in SHAPES if key in part]
    known = set(part) <= set(Part.model_fields)
    # An unknown key is most often the missing one, misspelt: it is told of by itself.
    if len(shapes) > 1 or (known and not shapes):
        yield fault("part-shape", tree, path)
    elif shapes == ["part"]:
        if known and "gait" not in part:
            yield fault("part-without-gait", tree, path)
    else:
        for key in (key for key in PART_ONLY if key in part and shapes):
            yield fault("part-only", tree, (*path, key), at_key=True, key=key, shape=shapes[0])


def _cues(written: object, tree: Tree, path: Trail) -> Iterator[Fault]:
    for index, cue in enumerate(written if isinstance(written, list) else ()):
        here = (*path, index)
        if cue is None:
            continue
        if not isinstance(cue, dict):
            yield fault("cue-not-mapping", tree, here, covers=True)
            continue
        yield from _cue(cue, tree, here)
        yield from _exempt(cue, tree, here)
        yield from _conditions(cue, tree, here)


def _cue(cue: dict[str, object], tree: Tree, path: Trail) -> Iterator[Fault]:
    acts = [act for act in ACTS if act in cue]
    if not acts and set(cue) <= set(Cue.model_fields):
        yield fault("cue-without-act", tree, path)
    if len(acts) > 1:
        second = max(acts, key=lambda act: tree.key((*path, act)))
        found = " and ".join(f"`{act}`" for act in acts)
        yield fault("cue-two-acts", tree, (*path, second), at_key=True, acts=found)
    if "at" in cue and "on" in cue:
        yield fault("cue-two-places", tree, (*path, "on"), at_key=True)
    for act in acts:
        here = (*path, act)
        if act in SPOKEN_ACTS:
            yield from _words(cue[act], tree, here, act)
        if isinstance(inside := cue[act], dict) and "pause" in inside and "pause" in cue:
            yield fault("pause-twice", tree, (*path, "pause"), at_key=True)
    yield from _idle_settings(cue, tree, path, acts)


def _idle_settings(
    cue: dict[str, object], tree: Tree, path: Trail, acts: list[str]
) -> Iterator[Fault]:
    """Settings that would do nothing beside the one act that stands here."""
    if len(acts) != 1 or acts[0] in SPOKEN_ACTS:
        return
    idle = (*HOW_SPOKEN, *WHERE) if acts[0] in ("include", "note") else HOW_SPOKEN
    for key in (key for key in idle if key in cue):
        yield fault("setting-idle", tree, (*path, key), at_key=True, key=key, act=acts[0])


def _words(written: object, tree: Tree, path: Trail, act: str) -> Iterator[Fault]:
    match written:
        case dict() if any(one is None and _looks_filled(key) for key, one in written.items()):
            yield fault("yaml-needs-quotes", tree, path, covers=True, sign="{")
        case list() if any(str(one).startswith("pause ") for one in written):
            yield fault("yaml-needs-quotes", tree, path, covers=True, sign="[")
        case list():
            yield fault("words-list", tree, path, covers=True, act=act)
        case dict() if sum(key in TEXTS for key in written) != 1:
            extra = set(written) - {*TEXTS, "pause"}
            if not extra:
                yield fault("words-missing", tree, path, act=act)


def _looks_filled(key: str) -> bool:
    """Whether a key was meant as a placeholder, and lacks quotes around its text."""
    return re.split(r"[?|]", key)[0].strip() in FIELDS


def _exempt(written: dict[str, object], tree: Tree, path: Trail) -> Iterator[Fault]:
    if ("allow" in written) != ("because" in written):
        key = "allow" if "allow" in written else "because"
        yield fault("allow-without-reason", tree, (*path, key), at_key=True)


def _conditions(written: dict[str, object], tree: Tree, path: Trail) -> Iterator[Fault]:
    for key in ("when", "unless"):
        if written.get(key) == {}:
            yield fault("value-empty", tree, (*path, key), at_key=True, key=key)
