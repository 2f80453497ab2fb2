"""Every rule of care by its name: what a script may set aside, and `kindpace explain` tells of."""

from difflib import get_close_matches

from kindpace.care.pack import languages, word_pack

IN_WORDS = frozenset(
    {
        "claim/cure",
        "claim/therapy",
        "claim/guarantee",
        "claim/brain-chem",
        "claim/injury",
        "care/identity",
        "care/stigma",
        "care/toxic-positive",
        "care/outrun",
        "care/mind-reading",
        "body/weight",
        "body/food-moral",
        "push/pain",
        "push/command",
        "push/shame",
        "push/compare",
        "goal/gentle",
        "lang/eyes",
        "lang/ears",
        "lang/relax-order",
        "lang/include",
        "breath/no-hold-moving",
        "breath/force",
    }
)
"""Rules that read texts; their phrases stand in `words/`, a file for each language."""

COMPUTED = frozenset(
    {
        "breath/rate",
        "breath/window",
        "breath/release",
        "breath/slow-after",
        "cadence/range",
        "cadence/jump",
        "cadence/beat-optional",
        "struct/safety-first",
        "struct/stop-if",
        "struct/warm-up",
        "struct/cool-down",
        "struct/reflect-win",
        "struct/silence-share",
        "struct/quiet-announced",
        "struct/cue-density",
        "struct/question-pause",
        "struct/way-out",
        "struct/sense-mix",
        "care/support-line",
        "care/honest-place",
        "lang/invite-ratio",
        "mix/one-ear",
    }
)
"""Rules that read a session on its timeline."""

ELSEWHERE = frozenset({"notes/disclaimer", "weeks/adds-much", "weeks/no-rest-after"})
"""Rules that read what stands around sessions: notes for others, and programmes of weeks."""

PROGRAMMES = "prog/"
"""How rules of programmes are called besides `weeks/`."""

NAMES = IN_WORDS | COMPUTED | ELSEWHERE
"""What a script may set aside; a name covers its variants, such as `breath/window-early`."""


def examples(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines that the word rule `name` flags, and lines that it passes, in every language."""
    packs = (word_pack(language) for language in languages())
    rules = [rule for pack in packs if pack for rule in pack.rules if rule.name == name]
    flags = (line for rule in rules for line in rule.flags)
    passes = (line for rule in rules for line in rule.passes)
    return tuple(flags), tuple(passes)


def stands_for(name: str) -> tuple[str, ...]:
    """The rules that go by `name`, or are nearest to it; under `prog/` all of programmes."""
    if name in NAMES:
        return (name,)
    if name.startswith(PROGRAMMES):
        return tuple(sorted(one for one in ELSEWHERE if one.startswith("weeks/")))
    return tuple(get_close_matches(name, sorted(NAMES), n=1))


def known_as(name: str) -> str:
    """The first rule that goes by `name`, or is nearest to it; empty if none is near."""
    return next(iter(stands_for(name)), "")
