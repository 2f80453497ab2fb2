"""What excuses words that a rule would flag: a no, a quotation, somebody else's claim, a maybe.

Every guard looks no further than its reach: mostly the clause, so that a no in one half of a
sentence says nothing about the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kindpace.care.clauses import Row, clause, inside_quotes
from kindpace.care.pack import WordPack
from kindpace.care.phrases import Phrase
from kindpace.session.model import Gait

FURTHEST_NO = 9
"""How many words a no may stand before what it denies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a phrase found in a sentence, with the space before it and the one behind it.

    `denies` tells whether the phrase has a no of its own; `later` is the sentence that follows in
    the same cue, `whole` all of the cue in one row.
    """

    row: Row
    span: tuple[int, int]
    denies: bool
    later: Row | None
    gait: Gait | None
    whole: str

    @property
    def start(self) -> int:
        """The space before its first word."""
        return self.span[0]

    @property
    def stop(self) -> int:
        """Right behind the space after its last word."""
        return self.span[1]

    @property
    def before(self) -> str:
        """The row up to the hit."""
        return self.row.text[: self.start + 1]

    @property
    def inside(self) -> str:
        """The hit itself."""
        return self.row.text[self.start : self.stop]

    @property
    def after(self) -> str:
        """The row behind the hit."""
        return self.row.text[self.stop - 1 :]


def excused(hit: Hit, guards: frozenset[str], pack: WordPack) -> bool:
    """Whether one of `guards` speaks for `hit`."""
    return any(GUARDS[name](hit, pack) for name in guards)


def _found(phrases: Sequence[Phrase], text: str, pack: WordPack) -> tuple[int, int] | None:
    words = pack.vocabulary.of(text.split())
    return next((span for one in phrases for span in one.spans(text, words)), None)


def _denied(hit: Hit, pack: WordPack) -> bool:
    """`neg`: a no before it in its clause, within it, or right behind its verb."""
    first, _ = clause(hit.row, hit.start, pack.breaks, pack.asides)
    within = hit.row.text[first : hit.start + 1 if hit.denies else hit.stop]
    words = pack.vocabulary.of(within.split())
    for one in pack.guards["no"]:
        for start, stop in one.spans(within, words):
            if first + start == hit.start:  # the hit's own first word is no no
                continue
            between = within[stop - 1 : max(stop - 1, hit.start + 1 - first)]
            near = len(between.split()) <= FURTHEST_NO
            if near and not _found(pack.guards["lets_through"], f" {between.strip()} ", pack):
                return True
    after = _found(pack.guards["no_after"], _clause_after(hit, pack), pack)
    return (after is not None and after[0] == 0) or _listed(hit, pack, first)


def _listed(hit: Hit, pack: WordPack, first: int) -> bool:
    """Whether it stands in a list that a no begins: `not to burn, to earn or to lose anything`."""
    ahead = hit.row.text[: first + 1]
    joined = _found(pack.guards["or"], hit.row.text[first:], pack)
    denied = joined and _found(pack.guards["no"], ahead, pack)
    return bool(
        denied and not _found(pack.guards["new_start"], hit.row.text[first : hit.stop], pack)
    )


def _clause_after(hit: Hit, pack: WordPack) -> str:
    _, last = clause(hit.row, hit.stop - 2, pack.breaks, pack.asides)
    return hit.row.text[hit.stop - 1 : last]


def _quoted(hit: Hit, _: WordPack) -> bool:
    """`quote`: in quotation marks, with words of the author's own around them."""
    return inside_quotes(hit.row, hit.start + 1)


def _reported(hit: Hit, pack: WordPack) -> bool:
    """`report`: somebody else says so, and the author doesn't agree right away."""
    heard = _found(pack.guards["report"], hit.before + hit.inside.strip() + " ", pack)
    return bool(heard) and not _found(pack.guards["agree"], hit.whole, pack)


def _balanced(hit: Hit, pack: WordPack) -> bool:
    """`but`: what comes later in the sentence, or in the next one, sets it right."""
    later = hit.after + (hit.later.text if hit.later else "")
    return bool(_found(pack.guards["but"], later, pack))


def _asked(hit: Hit, pack: WordPack) -> bool:
    """`q`: the sentence asks, and doesn't push by asking."""
    asks = hit.row.words[-1] == "?"
    return asks and not _found(pack.guards["pushing_question"], hit.row.text, pack)


def _hedged(hit: Hit, pack: WordPack) -> bool:
    """`hedge`: a may, a perhaps, some studies, anywhere in the sentence."""
    return bool(_found(pack.guards["hedge"], hit.row.text, pack))


def _supposed(hit: Hit, pack: WordPack) -> bool:
    """`if`: an if before it in its clause."""
    first, _ = clause(hit.row, hit.start, pack.breaks, pack.asides)
    return bool(_found(pack.guards["if"], hit.row.text[max(0, first) : hit.start + 1], pack))


def _seated(hit: Hit, pack: WordPack) -> bool:
    """`seat`: the runner sits, and has another choice."""
    return hit.gait is Gait.SIT and bool(_found(pack.guards["choice"], hit.whole, pack))


def _still(hit: Hit, _: WordPack) -> bool:
    """`sit`: the runner sits."""
    return hit.gait is Gait.SIT


GUARDS: Mapping[str, Callable[[Hit, WordPack], bool]] = {
    "neg": _denied,
    "quote": _quoted,
    "report": _reported,
    "but": _balanced,
    "q": _asked,
    "hedge": _hedged,
    "if": _supposed,
    "seat": _seated,
    "sit": _still,
}
