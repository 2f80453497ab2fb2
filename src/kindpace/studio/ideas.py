"""An idea and what carries it: the names in seeds/ followed to what they name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kindpace.care.facts import facts
from kindpace.problems import WrongUse, problem, sentences
from kindpace.session.ideas import Essay, Idea, ideas_of
from kindpace.studio.wording import wording_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One thing that carries an idea: its `kind` (session, rule ...), its name, and what it is."""

    kind: str
    name: str
    told: str


def find_idea(known: Iterable[Essay], name: str) -> Idea:
    """The idea called `name`. Raises WrongUse (`idea-unknown`) with the nearest one."""
    ideas = ideas_of(tuple(known))
    if name in ideas:
        return ideas[name]
    near = get_close_matches(name, ideas, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else "See them all with: kindpace list --ideas"
    raise WrongUse([problem("idea-unknown", name=name, hint=hint)])


def carried(idea: Idea, shelf: Mapping[str, str]) -> Iterator[Carried]:
    """Everything that carries `idea`, with a sentence about each.

    The `shelf` has one for every session and programme.
    """
    by = idea.carriers
    headings = wording_for("en").headings
    for kind, names in (("session", by.sessions), ("programme", by.programmes)):
        for name in names:
            yield Carried(kind=kind, name=name, told=shelf.get(name, ""))
    for name in by.rules:
        rule = sentences().get(name)
        yield Carried(kind="rule", name=name, told=rule.why if rule else "")
    for name in by.facts:
        yield Carried(kind="fact", name=name, told=facts()[name].known if name in facts() else "")
    for name in by.notes:
        yield Carried(kind="notes", name=name, told=headings.get(name, ""))
    if by.craft:
        yield Carried(kind="kindpace", name="", told=by.craft)
