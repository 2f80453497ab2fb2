"""Every text that a script may ever say or show, whoever runs and whatever the day draws."""

from collections.abc import Iterator, Mapping

from kindpace.session.expand import Expansion, WrittenCue, WrittenPart
from kindpace.session.filling import FIELDS, Gap, fill, pieces
from kindpace.session.said import Text
from kindpace.session.text import HELPLINE, LATER
from kindpace.session.tree import Trail, Tree
from kindpace.session.written import Exempt, Script

UNTOLD = "this"
"""Stands in for what only a runner can tell."""

A_WHILE = "a while"


def texts_of(
    script: Script, tree: Tree, expansion: Expansion, told: Mapping[str, str]
) -> tuple[Text, ...]:
    """Title, summary and notes, then all that may be said: each choice of each cue, once.

    `expansion` lays out every part and cue, whatever their conditions; `told` are the script's own
    words for its placeholders.
    """
    found = [*_read(script, tree)]
    for part in expansion.parts(script.parts, tree, ("parts",)):
        for cue in expansion.cues(part):
            found += _said(cue, part, script, told)
    return tuple(dict.fromkeys(found))


def _read(script: Script, tree: Tree) -> Iterator[Text]:
    places: list[tuple[str, Trail]] = [(script.title, ("title",)), (script.summary, ("summary",))]
    places += [(note, ("notes", number)) for number, note in enumerate(script.notes)]
    for words, path in places:
        if words.strip():
            yield Text(
                words=" ".join(words.split()),
                language=script.language,
                mark=tree.mark(path),
                allowed=_allowed(script),
            )


def _said(
    placed: WrittenCue, part: WrittenPart, script: Script, told: Mapping[str, str]
) -> Iterator[Text]:
    cue = placed.cue
    if cue.words is None:
        return
    allowed = _allowed(script, *part.around.excused, *placed.around.excused)
    for choice in cue.words.choices:
        values = {**dict.fromkeys(FIELDS, ""), **told}
        bare = {piece.field for piece in pieces(choice) if isinstance(piece, Gap) and piece.needed}
        values |= {field: values[field] or UNTOLD for field in bare}
        yield Text(
            words=fill(choice, values).replace(LATER, A_WHILE).replace(HELPLINE, UNTOLD),
            language=cue.language or script.language,
            mark=placed.mark,
            kind=cue.act,
            gait=part.gait,
            allowed=allowed,
        )


def _allowed(*written: Exempt) -> frozenset[str]:
    return frozenset(rule for one in written for rule in one.allow or ())
