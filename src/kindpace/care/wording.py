"""Are the words kind and true: the word rules of a language, asked about every text.

A floor for worn phrases, no more: whoever says the same in a new way is not noticed.
"""

from dataclasses import dataclass

from kindpace.care.clauses import rows
from kindpace.care.guards import Hit, excused
from kindpace.care.pack import WordPack, WordRule
from kindpace.care.phrases import Heard
from kindpace.problems import Weight
from kindpace.session.model import Gait


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A rule, its weight, and the words that it looks twice at."""

    rule: str
    weight: Weight
    words: str


def flagged(text: str, pack: WordPack, gait: Gait | None = None) -> tuple[Flagged, ...]:
    """What the rules of `pack` find in `text`, each rule once a sentence at most.

    `gait` is how the runner moves while they hear it; None where that is not known.
    """
    sentences = rows(text, pack.contractions)
    whole = "".join(one.text[:-1] for one in sentences) + " "
    found: list[Flagged] = []
    for number, row in enumerate(sentences):
        later = sentences[number + 1] if number + 1 < len(sentences) else None
        words = pack.vocabulary.of(row.words)
        for rule, phrases in ((pack.rules[one], some) for one, some in pack.called(words).items()):
            hits = (
                Hit(row=row, span=span, denies=one.denies, later=later, gait=gait, whole=whole)
                for one in phrases
                for span in one.spans(row.text, words)
            )
            stands = (hit for hit in hits if not _spoken_for(hit, rule, words, pack))
            if hit := next(stands, None):
                said = row.quoted(hit.start + 1, hit.stop - 1)
                found.append(Flagged(rule=rule.name, weight=rule.weight, words=said))
    return tuple({(one.rule, one.words): one for one in found}.values())


def _spoken_for(hit: Hit, rule: WordRule, words: Heard, pack: WordPack) -> bool:
    """Whether something excuses the hit."""
    if any(next(one.spans(hit.row.text, words), None) for one in rule.beside):
        return True
    excusing = (span for one in rule.unless for span in one.spans(hit.row.text, words))
    if any(start < hit.stop - 1 and hit.start < stop - 1 for start, stop in excusing):
        return True
    return excused(hit, rule.guards, pack)
