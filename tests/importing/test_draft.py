"""What a reader gathers, within bounds."""

import pytest

from kindpace.importing.draft import (
    MOST_CUES,
    MOST_LEFT,
    MOST_LETTERS,
    MOST_PARTS,
    MOST_READ,
    Draft,
    Gathering,
    Left,
    Part,
    Rounds,
)
from kindpace.problems import KindpaceError, Weight


def test_what_is_left_is_told_at_its_place() -> None:
    """File, line, and the source's own words on one line."""
    told = Left(slug="import-link", line=12, words="https://a.example\n b").told("walk.md")
    assert (str(told.where), told.weight) == ("walk.md:12:1", Weight.LOOK)
    assert told.what == "A link was left out: https://a.example b"


def test_braces_in_a_source_stay_braces() -> None:
    """Words of others are no templates."""
    told = Left(slug="import-placeholder", line=1, words="{slug} {0}").told("a.txt")
    assert "{slug} {0}" in told.what


def test_rounds_are_flat_for_whoever_counts_parts() -> None:
    """Each part once."""
    one, two = (Part(name=name, gait="run", line=1) for name in ("One", "Two"))
    draft = Draft(title="Made up", parts=(one, Rounds(repeat=3, parts=(two, one))))
    assert [part.name for part in draft.flat] == ["One", "Two", "One"]


@pytest.mark.parametrize("what", ["letters", "read", "cue", "part", "leave"])
def test_more_than_a_session_holds_is_told_with_its_line(what: str) -> None:
    """At the first that is too many, and not before."""
    gathering = Gathering("long.txt")
    most = {"cue": MOST_CUES, "part": MOST_PARTS, "leave": MOST_LEFT}.get(what, 1)
    much = MOST_READ if what == "read" else MOST_LETTERS

    def once(line: int) -> None:
        if what in ("letters", "read"):
            getattr(gathering, what)(much, line)
        elif what == "leave":
            gathering.leave("import-left", line, "a")
        else:
            getattr(gathering, what)(line)

    for _ in range(most):
        once(3)
    with pytest.raises(KindpaceError) as told:
        once(9)
    (problem,) = told.value.problems
    assert (problem.slug, str(problem.where)) == ("import-too-much", "long.txt:9:1")
