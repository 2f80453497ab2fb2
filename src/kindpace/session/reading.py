"""A file's text -> the written models, with every fault at its place and how to mend it."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kindpace.problems import KindpaceError, Mark, Problem, WrongUse, problem
from kindpace.session.hints import key_hint, word_hint
from kindpace.session.lexicon import Lexicon, Tier
from kindpace.session.notation import shown
from kindpace.session.pronounced import OwnLexicon, lexicon_of
from kindpace.session.shape import shape_faults
from kindpace.session.tree import Fault, Source, Trail, Tree, fault, grown_tree
from kindpace.session.weeks import Programme, week_faults
from kindpace.session.written import Block, Profile, Script, Wording

Model = TypeVar("Model", bound=BaseModel)

MOST_FAULTS, MOST_HINTS = 100, 400
NO_HINT = "Mend the places above first."

SLUGS = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "string_pattern_mismatch": "value-form",
    "greater_than_equal": "number-bound",
    "less_than_equal": "number-bound",
    "string_too_short": "text-empty",
    "too_short": "list-empty",
    "string_too_long": "value-too-long",
    "too_long": "value-too-long",
    "string_type": "value-type",
    "int_type": "value-type",
    "bool_type": "value-type",
    "list_type": "value-type",
    "dict_type": "value-type",
    "model_type": "value-type",
}
"""Pydantic's names for faults, and ours. Our notations bring their own slugs."""

TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "`yes` or `no`",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
HOW = {
    "string_type": "one text",
    "int_type": "a plain number, like 3",
    "bool_type": "`yes` or `no`",
    "list_type": "each entry on a line of its own that begins with `- `",
}

FORMS = {
    "id": "small letters, digits and hyphens, like steady-companion",
    "block": "small letters, digits and hyphens, like safety",
    "language": "a language tag like en, es or pt-BR",
    "country": "two capital letters, like IE",
    "easy_pace": "minutes and seconds for a kilometre, like 6:30",
}
FORM = "small letters and digits with hyphens between, like hard-day"

TOGETHER: dict[type[BaseModel], Callable[[Tree], Iterator[Fault]]] = {
    Script: shape_faults,
    Block: shape_faults,
    Programme: week_faults,
}
"""Who looks at what goes together in which file."""

EXAMPLES = {
    "kindpace": "kindpace: 1",
    "title": "title: My first run",
    "parts": "parts:` and below it `  - part: Arrive",
    "weeks": "weeks:` and below it `  - week: Out of the door",
    "days": "days:` and below it `      - session: senses",
    "week": "week: Out of the door",
    "lasts": "lasts: 2m",
    "file": "file: bell.wav",
    "block": "block: my-block",
}


def read_script(source: Source) -> tuple[Script, Tree]:
    """The script in `source`. Raises KindpaceError with every fault of its shape."""
    return _read(Script, source)


def read_profile(source: Source) -> tuple[Profile, Tree]:
    """The runner profile in `source`. Raises KindpaceError with every fault of its shape."""
    return _read(Profile, source)


def read_lexicon(source: Source) -> Lexicon:
    """A person's own lexicon. Raises KindpaceError with every fault of its shape."""
    written, _ = _read(OwnLexicon, source)
    return lexicon_of(written.root, Tier.OWN)


def read_programme(source: Source) -> tuple[Programme, Tree]:
    """The programme of weeks in `source`. Raises KindpaceError with every fault of its shape."""
    return _read(Programme, source)


def read_block(source: Source) -> tuple[Block, Tree]:
    """The shared block in `source`. Raises KindpaceError with every fault of its shape."""
    return _read(Block, source)


def _read(model: type[Model], source: Source) -> tuple[Model, Tree]:
    tree = grown_tree(source)
    found, faults = looked_at(model, tree)
    if found is None or faults:
        raise KindpaceError(told(faults, source.name))
    return found, tree


def looked_at(model: type[Model], tree: Tree) -> tuple[Model | None, list[Fault]]:
    """What `model` makes of the tree, and every fault in it; None where it can make nothing."""
    if not isinstance(tree.value, dict):
        return None, [*tree.faults, fault("file-not-mapping", tree, ())]
    shape = TOGETHER.get(model)
    faults = [*tree.faults, *(shape(tree) if shape else ())]
    try:
        found = model.model_validate(tree.value)
    except ValidationError as error:
        found = None
        faults += _faults(error.errors(include_url=False), model, tree)
    return found, _uncovered(faults)


def told(faults: Iterable[Fault], name: str) -> list[Problem]:
    """The problems of `faults`, each once; of a great many the first, and how many more."""
    found = sorted(dict.fromkeys(one.problem for one in faults), key=lambda one: str(one.slug))
    if len(found) <= MOST_FAULTS:
        return found
    first = sorted(found, key=lambda one: one.where or Mark("", 0, 0))[:MOST_FAULTS]
    more = problem("and-more", Mark(name, 1, 1), more=len(found) - MOST_FAULTS, told=MOST_FAULTS)
    return [*first, more]


def checked_values(values: dict[str, object], label: str) -> Profile:
    """`values` given on the command line as a profile.

    Raises WrongUse with every fault, each naming its option after `label`.
    """
    return _checked(Profile, values, label)


def checked_wording(values: dict[str, object], label: str) -> Wording:
    """How a line by itself is spoken, as given on the command line. Raises as `checked_values`."""
    return _checked(Wording, values, label)


def _checked(model: type[Model], values: dict[str, object], label: str) -> Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = [_option_problem(one, label, model) for one in error.errors()]
        raise WrongUse(problems) from None


def _option_problem(error: Any, label: str, model: type[BaseModel]) -> Problem:  # noqa: ANN401 - pydantic's own dict
    option = f"{label}{str(error['loc'][0]).replace('_', '-')}"
    slug, words = _worded(error, error["loc"], model)
    inner = problem(slug, **words)
    return problem("option-value", option=option, what=inner.what, mend=inner.mend)


def _uncovered(faults: list[Fault]) -> list[Fault]:
    """Without those that only follow from another fault at or above their place."""
    covering = {one.path for one in faults if one.covers}

    def is_told(one: Fault) -> bool:
        inside = len(one.path) if one.covers else len(one.path) + 1
        return any(one.path[:length] in covering for length in range(inside))

    return [one for one in faults if not is_told(one)]


def _faults(errors: Iterable[Any], model: type[BaseModel], tree: Tree) -> Iterator[Fault]:
    for number, error in enumerate(errors):
        path = tuple(step for step in error["loc"] if step != "[key]")
        # Looking for what was meant takes its time: only for as many as anyone will read.
        error["meant"] = number < MOST_HINTS
        slug, words = _worded(error, tree.nearest(path) or path, model, path)
        at_key = slug == "key-unknown" or "[key]" in error["loc"]
        yield fault(slug, tree, path, at_key=at_key, **words)


def _worded(
    error: Any,  # noqa: ANN401 - pydantic's own dict
    place: Trail,
    model: type[BaseModel],
    path: Trail = (),
) -> tuple[str, dict[str, Any]]:
    """Our slug for one of pydantic's errors, and the words that its sentences need."""
    kind, given, limits = error["type"], error.get("input"), error.get("ctx", {})
    key = _last_name(place)
    words: dict[str, Any] = {"key": key, "written": shown(given), **limits}
    match kind:
        case "missing":
            key = _last_name(path)
            words |= {"key": key, "example": EXAMPLES.get(key, f"{key}: ...")}
        case "extra_forbidden":
            key = _last_name(path or place)
            hint = key_hint(key, path or place, model) if error.get("meant", True) else NO_HINT
            words |= {"key": shown(key), "hint": hint}
        case "literal_error" | "enum":
            kind, more = _choice(key, given, str(limits["expected"]))
            words |= more
        case "string_pattern_mismatch":
            words["form"] = FORMS.get(key, FORM)
        case "greater_than_equal" | "less_than_equal":
            least = "ge" in limits
            words["bound"] = f"at least {limits['ge']}" if least else f"at most {limits['le']}"
        case "string_too_long" | "too_long":
            words["most"] = limits["max_length"]
    if kind in TYPES:
        words |= {"expected": TYPES[kind], "how": _how(kind, key, given)}
        if not isinstance(given, list | dict):
            words["written"] = f"`{shown(given)}`"
    return SLUGS.get(kind, kind), words


def _last_name(path: Trail) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), "this file"))


def _choice(key: str, given: object, expected: str) -> tuple[str, dict[str, Any]]:
    """A value that isn't one of those expected: what pydantic's error comes down to."""
    if key == "kindpace":
        number = isinstance(given, int | Fraction) and not isinstance(given, bool)
        return ("version-unknown" if number else "int_type"), {}
    if isinstance(given, list | dict):
        return "string_type", {}
    known = expected.replace("'", "").replace(" or ", ", ").split(", ")
    return "value-unknown", {"hint": word_hint(shown(given), known)}


def _how(kind: str, key: str, given: object) -> str:
    """How a value of the expected type is written."""
    if kind == "string_type" and not isinstance(given, list | dict):
        return f'it in quotes: `{key}: "{shown(given)}"`'
    if kind == "int_type" and isinstance(given, str) and given.strip().isdecimal():
        return f"it without quotes: `{key}: {given.strip()[:9]}`"
    return HOW.get(kind, f"`key: value` lines, indented below `{key}:`")
