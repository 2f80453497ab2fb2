"""What keeps a file from being YAML, in words that a writer knows."""

import pytest
import yaml

from kindpace.problems import KindpaceError, Problem
from kindpace.session.syntax import LARGEST_FILE, decoded, syntax_problem
from kindpace.session.tree import grown_tree
from tests.session.maker import source


def stopped(data: str | bytes) -> Problem:
    """The one problem that stops a file from being read."""
    with pytest.raises(KindpaceError) as told:
        grown_tree(source(data))
    (problem,) = told.value.problems
    return problem


def test_a_file_has_an_end() -> None:
    """One byte too many is too many; the rest is not even looked at."""
    assert stopped(b"#" * (LARGEST_FILE + 1)).slug == "file-too-large"
    assert decoded("run.yaml", b"#" * LARGEST_FILE) == "#" * LARGEST_FILE


@pytest.mark.parametrize(
    ("data", "slug", "place"),
    [
        (b"", "file-empty", "1:1"),
        (b"\n\n# only this\n", "file-empty", "1:1"),
        (b"title: caf\xe9\n", "not-utf-8", "1:11"),
        ("title: \N{FACE WITH COWBOY HAT}\n".encode() + b"\xff", "not-utf-8", "2:1"),
        (b"\xef\xbb\xbftitle: \xff", "not-utf-8", "1:8"),
        (b"a: 1\nb: \x1b[31m\n", "character-unseen", "2:4"),
        ("é: \x85\x00", "character-unseen", "1:5"),
        ("a:\n\tb: 1\n", "yaml-tab", "2:1"),
        ("a: 1\n\tb: 1\n", "yaml-tab", "2:1"),
        ('a: "b\nc: 1\n', "yaml-quote", "1:4"),
        ("a: 'b\nc: 1\n", "yaml-quote", "1:4"),
        ("a: [1, 2\nb: 3\n", "yaml-bracket", "1:4"),
        ("a: {b: 1\n", "yaml-bracket", "1:4"),
        ('say: "Go" she said\n', "yaml-after-quote", "1:11"),
        ("say: 'it's'\n", "yaml-after-quote", "1:10"),
        ("say: {name?, }welcome\n", "yaml-needs-quotes", "1:6"),
        ("- say: [pause 1s] x\n", "yaml-needs-quotes", "1:8"),
        ("- say: *wow* x\n", "yaml-needs-quotes", "1:8"),
        ("- say: @home\n", "yaml-needs-quotes", "1:8"),
        ("- say: %\n", "yaml-needs-quotes", "1:8"),
        ('say: "a\\qb"\n', "yaml-escape", "1:8"),
        ("say: one: two\n", "yaml-colon", "1:9"),
        ("a: 1\n  b: 2\n", "yaml-indent", "2:4"),
        ("- a\nb: 1\n", "yaml-unreadable", "2:1"),
        ("{a: 1}}\n", "yaml-unreadable", "1:7"),
        ("a: - b\n", "yaml-unreadable", "1:4"),
        ("%YAML 3.0\n---\na: 1\n", "yaml-unreadable", "1:1"),
    ],
)
def test_a_slip_has_its_name_and_its_place(data: str | bytes, slug: str, place: str) -> None:
    """Each of the usual slips, where the writer has to look."""
    problem = stopped(data)
    assert (problem.slug, str(problem.where)) == (slug, f"run.yaml:{place}")


def test_the_sign_that_opened_something_is_shown() -> None:
    """So that the mend is at hand."""
    assert "`{`" in stopped("- say: {name?, }welcome\n").what
    assert "entry that begins with `- `" in stopped("- a\nb: 1\n").what


def test_faults_before_a_slip_are_told_with_it() -> None:
    """But not those that only follow from the slip, in its own line."""
    with pytest.raises(KindpaceError) as told:
        grown_tree(source("a: 1\na: 2\nsay: {name?, }welcome\n"))
    assert [one.slug for one in told.value.problems] == ["duplicate-key", "yaml-needs-quotes"]


def test_what_has_no_place_is_told_at_the_top() -> None:
    """Should the reader of YAML ever stop without a word about where."""
    for error in (yaml.YAMLError("odd"), yaml.MarkedYAMLError(problem="odd")):
        found = syntax_problem(error, [], "run.yaml")
        assert (found.slug, str(found.where)) == ("yaml-unreadable", "run.yaml:1:1")
        assert "odd" in found.what


def test_line_marks_of_word_processors_are_blanks() -> None:
    """Editors count no line there, so neither do places."""
    assert decoded("run.yaml", "a\u2028b\u2029c\x85d".encode()) == "a b c d"
