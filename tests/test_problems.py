"""Every sentence that a person may read when something is wrong, and how problems travel."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from kindpace.problems import (
    KindpaceError,
    Mark,
    Problem,
    Sentence,
    Weight,
    problem,
    sentences,
    stop_if_any,
)

SOURCE = Path(__file__).parent.parent / "src" / "kindpace"
LONGEST = 200

BLAME = re.compile(
    r"(?i)\b(?:abort\w*|bad|blame\w*|careless|dumb|error\w*|fail\w*|fatal\w*|forbidden|garbage"
    r"|illegal\w*|improper\w*|incorrect\w*|invalid\w*|malformed|mistake\w*|must|nonsense"
    r"|obviously|panic\w*|should have|stupid|unacceptable|violat\w*|wrong\w*"
    r"|you (?:forgot|broke))\b|!"
)


class Anything:
    """A stand-in for whatever a room fills in: of ordinary length, and formatting as asked."""

    def __format__(self, _: str) -> str:
        return "some text"

    def __getattr__(self, _: str) -> "Anything":
        return self


def places(text: str) -> set[str]:
    """The {words} that a sentence leaves to be filled in."""
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}


def filled(text: str) -> str:
    """The sentence with something in each of its places."""
    return text.format(**{name: Anything() for name in places(text)})


def bare(text: str) -> str:
    """The author's own words of a sentence, without its places."""
    return re.sub(r"\{[^}]*\}", "", text)


def unkind(slug: str, sentence: Sentence) -> list[str]:
    """What keeps a wording from being calm, short and helpful."""
    said = {"what": sentence.what, "mend": sentence.mend, "why": sentence.why}
    faults = [f"{slug}.{name} is empty" for name, text in said.items() if not text.strip()]
    for name, text in said.items():
        faults += [f"{slug}.{name} blames: {word.group()}" for word in BLAME.finditer(bare(text))]
    for name in ("what", "mend"):
        if (length := len(filled(said[name]))) > LONGEST:
            faults.append(f"{slug}.{name} has {length} letters")
    return faults


def raised(source: str) -> Iterator[tuple[str, set[str] | None]]:
    """Each `problem("slug", ...)` in `source`, with its words (None where they can't be known)."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Name(id="problem") | ast.Attribute(attr="problem"),
                args=[ast.Constant(value=str(slug)), *_],
                keywords=words,
            ):
                names = {word.arg for word in words if word.arg} - {"weight", "where"}
                yield slug, None if any(word.arg is None for word in words) else names


def named(source: str) -> set[str]:
    """Every string constant in `source`."""
    constants = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str)}


def code() -> list[str]:
    """The text of every module."""
    return [file.read_text("utf-8") for file in sorted(SOURCE.rglob("*.py"))]


@pytest.mark.parametrize("slug", sorted(sentences()))
def test_a_sentence_is_calm_short_and_says_how_to_mend(slug: str) -> None:
    """What happened, how to mend it, and why; nobody is blamed."""
    assert unkind(slug, sentences()[slug]) == []
    assert re.fullmatch(r"[a-z]+(?:[-/][a-z0-9]+)*", slug)


def test_an_unkind_sentence_is_noticed() -> None:
    """Blame, length and a missing mend are each found."""
    rude = Sentence(what="Invalid {thing!r}, you must stop", mend=" ", why="x" * 300)
    assert unkind("rude", rude) == [
        "rude.mend is empty",
        "rude.what blames: Invalid",
        "rude.what blames: must",
    ]
    long = Sentence(what="{a:.1f} " * 30, mend="Rest.", why="It is long.")
    assert unkind("long", long) == ["long.what has 300 letters"]
    kind = Sentence(what="This part has no steps.", mend="Give it a gait.", why="Beats need feet.")
    assert unkind("kind", kind) == []


def test_every_slug_that_is_raised_has_its_sentence() -> None:
    """No room raises what nobody has worded, and each fills every place of its sentence."""
    for source in code():
        for slug, words in raised(source):
            assert slug in sentences()
            if words is not None:
                wording = sentences()[slug]
                assert places(wording.what) | places(wording.mend) <= words, slug


def test_every_sentence_is_used() -> None:
    """No sentence stands without a place in the code that says it."""
    spoken = set().union(*map(named, code()))
    assert [slug for slug in sentences() if slug not in spoken] == []


def test_a_raised_slug_is_noticed_wherever_it_stands() -> None:
    """Both ways to call, with words and without."""
    source = 'problem("a", mark, x=1, weight=w)\nproblems.problem("b")\nproblem("c", **all)\n'
    assert dict(raised(source)) == {"a": {"x"}, "b": set(), "c": None}
    assert {"a", "b", "c"} <= named(source)


def test_slugs_are_one_of_a_kind() -> None:
    """No two rooms share a slug: the files together hold as many as the whole."""
    headings = re.compile(r'(?m)^\["?([^"\]]+)"?\]')
    files = sorted((SOURCE / "sentences").glob("*.toml"))
    slugs = [slug for file in files for slug in headings.findall(file.read_text("utf-8"))]
    assert sorted(slugs) == sorted(sentences())


def test_a_problem_takes_its_words() -> None:
    """The sentence comes filled, with its mark and weight."""
    mark = Mark("run.yaml", 3, 5)
    found = problem("library-missing", mark, weight=Weight.LOOK, folder="seeds")
    assert "seeds" in found.what
    assert (found.slug, found.where, found.weight) == ("library-missing", mark, Weight.LOOK)
    assert str(mark) == "run.yaml:3:5"


def test_problems_travel_in_file_order() -> None:
    """As the writer meets them going down the file; those without a place come last."""
    marks = [None, Mark("b.yaml", 1, 1), Mark("a.yaml", 9, 1), Mark("a.yaml", 2, 7)]
    found = [Problem(slug="s", what="What.", mend="Mend.", where=mark) for mark in marks]
    order = [one.where for one in KindpaceError(found).problems]
    assert order == [marks[3], marks[2], marks[1], None]


def test_advice_alone_stops_nothing() -> None:
    """LOOK lets the work go on; one MEND stops it and brings everything along."""
    look = problem("library-missing", weight=Weight.LOOK, folder="seeds")
    mend = problem("library-missing", folder="scripts")
    stop_if_any([look])
    with pytest.raises(KindpaceError) as told:
        stop_if_any([look, mend])
    assert len(told.value.problems) == 2
    assert str(told.value).count("library-missing: ") == 2
