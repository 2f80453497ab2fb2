"""What a container promises, one broken promise at a time."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.labels import Chapter
from kindpace.track.reading import Reading
from kindpace.verify.form import broken_chapters, broken_form, broken_tag, exactly, shortly
from tests.verify.kept import INFO, LABELS, LENGTH, READING, SCORE, chapter, formed, labelled


def slugs(reading: Reading, *, planned: bool = True) -> list[str]:
    """What is told of `reading`."""
    score = SCORE if planned else None
    return [one.slug for one in (*broken_form(reading, score), *broken_tag(reading, score))]


def test_a_whole_file_keeps_its_form() -> None:
    """With a plan and without."""
    assert slugs(READING) == slugs(READING, planned=False) == []


@pytest.mark.parametrize(
    ("reading", "slug"),
    [
        (formed(rate=48_000, frames=120 * 48_000), "rate-unusual"),
        (formed(rate=22_050, frames=120 * 22_050), "rate-unusual"),
        (formed(bitrate=None), "bitrate-varies"),
        (formed(whole=False), "frames-changed"),
        (formed(info=None, whole=None), "header-missing"),
        (formed(info=replace(INFO, frames=4600)), "header-untrue"),
        (formed(info=replace(INFO, frames=4600), whole=False), "header-untrue"),
        (formed(info=replace(INFO, delay=0)), "gap-untold"),
        (replace(READING, tag_version=None), "tag-missing"),
        (replace(READING, tag_version=(2, 4)), "tag-version"),
        (replace(READING, chapters_listed=False), "chapters-unlisted"),
        (labelled(title=" "), "title-missing"),
        (labelled(chapters=()), "chapters-missing"),
    ],
)
def test_each_broken_promise_is_told_by_itself(reading: Reading, slug: str) -> None:
    """One cause, one sentence."""
    assert slugs(reading) == [slug]


def test_another_encoders_count_may_hold_the_headers_frame() -> None:
    """It plays alike."""
    assert slugs(formed(info=replace(INFO, frames=INFO.frames + 1))) == []


def test_a_track_is_as_long_as_its_plan() -> None:
    """Two seconds cut out are told; a foreign file has no plan to differ from."""
    short = formed(frames=118 * 44_100)
    assert "length-off" in slugs(short)
    assert "length-off" not in slugs(short, planned=False)


def test_a_foreign_file_needs_no_chapters() -> None:
    """Only what is there is judged."""
    assert slugs(labelled(chapters=()), planned=False) == []


@pytest.mark.parametrize(
    ("chapters", "slug"),
    [
        ((chapter(0, 40, "Out"), chapter(80, 120, "Home"), chapter(40, 80, "Along")),
         "chapters-disordered"),
        ((chapter(3, 40, "Out"), chapter(40, 120, "Home")), "chapters-late"),
        ((chapter(0, 50, "Out"), chapter(40, 120, "Home")), "chapters-overlap"),
        ((chapter(0, 50, "Out"), chapter(50, 121, "Home")), "chapter-beyond"),
        ((chapter(0, 120, "Out"), chapter(150, 200, "Home")), "chapter-beyond"),
        ((chapter(0, 50, "Out"), chapter(50, 50, "Home")), "chapter-empty"),
        ((chapter(0, 50, "Out"), chapter(50, 120, "  ")), "chapter-untitled"),
    ],
)  # fmt: skip
def test_each_fault_of_chapters_has_its_sentence(chapters: tuple[Chapter, ...], slug: str) -> None:
    """At its first place."""
    assert [one.slug for one in broken_chapters(chapters, LENGTH)] == [slug]


@given(st.lists(st.integers(1, 119), unique=True, max_size=20), st.data())
def test_orderly_chapters_pass_and_any_other_order_is_told(
    cuts: list[int], data: st.DataObject
) -> None:
    """Whatever the number of chapters."""
    edges = [0, *sorted(cuts), 120]
    chapters = tuple(chapter(start, end, f"From {start}") for start, end in pairwise(edges))
    assert list(broken_chapters(chapters, LENGTH)) == []
    shuffled = tuple(data.draw(st.permutations(chapters)))
    told = [one.slug for one in broken_chapters(shuffled, LENGTH)]
    assert told == ([] if shuffled == chapters else ["chapters-disordered"])


def test_many_faults_of_one_kind_are_one_sentence() -> None:
    """The first place stands for all."""
    chapters = tuple(chapter(n, n + 1, "") for n in range(100))
    (found,) = broken_chapters(chapters, LENGTH)
    assert (found.slug, "0:00" in found.what) == ("chapter-untitled", True)


def test_moments_are_exact_and_titles_short() -> None:
    """Hundredths of a second; letters that a terminal would obey are left out."""
    assert exactly(Fraction(12_005, 100)) == "2:00.05"
    assert exactly(Fraction(119_999, 1000)) == "2:00.00"
    assert shortly("a\x1b[31m title\nof {two} lines") == "a[31m title of {two} lines"
    assert len(shortly("word " * 50)) <= 40
    assert LABELS.title == shortly(LABELS.title)
