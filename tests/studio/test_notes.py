"""Notes on a session: whole, honest, public, in the order of the run."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from kindpace.care.disclaimer import ON_THE_WAY, WANTED
from kindpace.care.facts import facts
from kindpace.care.outing import moves
from kindpace.care.support import support_lines
from kindpace.problems import Weight
from kindpace.session.notation import clock
from kindpace.session.reading import checked_values
from kindpace.studio.notes import lacking, notes
from kindpace.studio.page import Page, Section, markdown
from kindpace.studio.planning import Order, Planned, library, plan
from kindpace.studio.wording import wording_for

SCRIPT = """\
kindpace: 1
title: A *small* walk
summary: Out and back.
language: LANGUAGE
minutes: 4
carries: [companion-26, my-own-idea]
notes: [Written for the canal path.]
TOP
parts:
  - part: Out
    gait: walk
    lasts: 2m
    cues:
      - say: "{name?, }welcome to a <small> walk. [pause 2s] {heart|All is well}."
      - goal: "{goal|Turn up}."
      - quiet: elastic
  - part: Count
    gait: run
    breath: 3:2
    cues:
      - way_out: You may stop.
      - count: 2 cycles
      - quiet: elastic
"""
PRIVATE: dict[str, object] = {
    "name": "Zoë Quill",
    "heart": "watch the left one",
    "goal": "leave Bob",
    "carry": "my own mantra",
    "company": "Sam",
    "support": "Aunt Edda",
}

NOTHING: Mapping[str, object] = {}


def planned(
    folder: Path,
    wishes: Mapping[str, object] = NOTHING,
    *,
    language: str = "en",
    top: str = "",
) -> Planned:
    """The plan of a small script."""
    path = folder / "small.yaml"
    path.write_text(SCRIPT.replace("LANGUAGE", language).replace("TOP\n", top), "utf-8")
    return plan(Order(name=str(path), wishes=checked_values(dict(wishes), "--")))


@cache
def usual(name: str) -> Planned:
    """A session of the library as it is."""
    return plan(Order(name=name))


def section(page: Page, slug: str) -> Section:
    """The section called `slug`."""
    (found,) = [one for one in page.sections if one.slug == slug]
    return found


def told(one: Section) -> str:
    """Everything in a section."""
    texts = [*one.paragraphs, *(f"{item.lead} {item.text}" for item in one.items)]
    return "\n".join([*texts, *(told(below) for below in one.below)])


def test_notes_open_with_what_a_session_is(tmp_path: Path) -> None:
    """Summary, length, gaits, cadence, and the parts with their times."""
    page = notes(planned(tmp_path, {"cadence": 172}))
    what = section(page, "what-it-is")
    assert page.title == "A *small* walk"
    assert what.paragraphs[:2] == ("Out and back.", "4 minutes: walk, run.")
    assert "172" in what.paragraphs[2]
    assert [(item.lead, item.text) for item in what.items] == [("0:00", "Out"), ("2:00", "Count")]


def test_a_walk_tells_no_running_cadence() -> None:
    """Nor does a sitting."""
    texts = [told(section(notes(usual("rest-day-sit")), "what-it-is"))]
    assert "running steps" not in "".join(texts)


@pytest.mark.parametrize("name", library())
def test_every_session_says_what_it_is_not_and_what_to_know_before(name: str) -> None:
    """Not therapy, not treatment; pre-check, stop signs; one ear and weather wherever one moves."""
    made = usual(name)
    page = notes(made)
    words = wording_for(made.session.language)
    assert section(page, "what-it-is-not").paragraphs == tuple(words.not_.values())
    before = [item.text for item in section(page, "before-you-start").items]
    moving = any(part.gait.moving for part in made.session.parts)
    own = words.moving if moving else words.seated
    assert before == [*words.before.values(), *own.values()]
    assert words.nobody in told(section(page, "review"))
    assert section(page, "support").paragraphs


@pytest.mark.parametrize("name", library())
def test_every_word_of_a_session_can_be_read_beforehand(name: str) -> None:
    """Each sentence once, under a part, in the order of the run."""
    made = usual(name)
    transcript = section(notes(made), "transcript")
    texts = [item.text for part in transcript.below for item in part.items]
    said = [speech.line.shareable for speech in made.timeline.speeches]
    joined = " ".join(texts)
    assert all(sentence in joined for sentence in said)
    times = [item.lead for part in transcript.below for item in part.items]
    seconds = [int(time.split(":")[0]) * 60 + int(time.split(":")[1]) for time in times]
    assert all(one <= after for one, after in pairwise(seconds))


def test_a_line_stands_under_the_part_in_which_it_is_heard(tmp_path: Path) -> None:
    """Counts as one breath of them, and long quiet is told."""
    made = planned(tmp_path)
    out, count = section(notes(made), "transcript").below
    assert (out.heading, count.heading) == ("Out", "Count")
    assert out.items[0].text == "Welcome to a <small> walk. All is well."
    assert [item.text for item in count.items][:2] == [
        "You may stop.",
        "In, two, three, out, two. (counted, 2 breaths)",
    ]
    starts = [section.start for section in made.timeline.sections]
    assert count.items[0].lead == clock(starts[1])
    assert any(item.text.startswith("(no words for 1:") for item in out.items)


def test_nothing_private_is_in_any_notes(tmp_path: Path) -> None:
    """Whatever a runner tells, the page is one that others may read."""
    page = markdown(notes(planned(tmp_path, PRIVATE), "hello@example.org"))
    assert [word for word in PRIVATE.values() if str(word) in page] == []
    assert "Welcome to a \\<small\\> walk." in page
    for name in library():
        page = markdown(notes(plan(Order(name=name, wishes=checked_values(PRIVATE, "--")))))
        assert [(name, word) for word in PRIVATE.values() if str(word) in page] == []


def test_ideas_bring_their_facts_with_sources(tmp_path: Path) -> None:
    """What the ideas name, what the parts ask for; an idea of the author's own is left to them."""
    page = notes(planned(tmp_path))
    assert [item.text for item in section(page, "ideas").items] == [
        "Tying the laces can be a whole day's win."
    ]
    known = {item.lead: item.text for item in section(page, "what-is-known").items}
    small = facts()["small-steps"]
    assert small.source in known[f"“{small.claim}”"]
    assert small.said in known[f"“{small.claim}”"]
    assert f"“{facts()['no-pattern-protects'].claim}”" in known
    assert f"“{facts()['slow-breath'].claim}”" not in known


def test_what_the_author_and_the_feed_add_is_there_only_if_they_do(tmp_path: Path) -> None:
    """Their notes, who reviewed it, and where to write to."""
    page = notes(planned(tmp_path), "hello@example.org")
    assert section(page, "from-the-author").paragraphs == ("Written for the canal path.",)
    assert "hello@example.org" in told(section(page, "feedback"))
    assert "feedback" not in {one.slug for one in notes(planned(tmp_path)).sections}
    reviewed = planned(tmp_path, top="reviewed_by: Ana Ruiz, psychologist, 2026-11-02\n")
    (line,) = section(notes(reviewed), "review").paragraphs
    assert line == "Reviewed by Ana Ruiz, psychologist, 2026-11-02."


def test_the_line_of_the_runners_country_is_told_while_it_is_fresh(tmp_path: Path) -> None:
    """With its own emergency number and the day of the check; a year later only the search."""
    irish, line = planned(tmp_path, {"country": "IE"}), support_lines()["IE"]
    support = section(notes(irish, today=line.checked_on), "support")
    assert (len(support.paragraphs), support.items) == (3, ())
    assert line.emergency in support.paragraphs[0]
    assert line.number in support.paragraphs[1]
    assert line.checked_on.isoformat() in support.paragraphs[1]
    later = line.checked_on + timedelta(days=366)
    for without in (notes(irish, today=later), notes(irish)):
        old = section(without, "support")
        assert (line.number in told(old), old.items) == (False, ())
        assert wording_for("en").support["offline"] in old.paragraphs


def test_without_a_country_every_checked_line_is_there(tmp_path: Path) -> None:
    """A track that many hear says that the number is in the notes, so it is."""
    today = max(line.checked_on for line in support_lines().values())
    support = section(notes(planned(tmp_path), today=today), "support")
    assert [item.lead for item in support.items] == [*wording_for("en").countries.values()]
    told_of = zip(support.items, support_lines().values(), strict=True)
    assert all(line.number in item.text and line.emergency in item.text for item, line in told_of)


def test_a_country_without_a_checked_line_gets_no_strangers(tmp_path: Path) -> None:
    """What to search for, and nothing that is of no use there."""
    today = max(line.checked_on for line in support_lines().values())
    support = section(notes(planned(tmp_path, {"country": "NZ"}), today=today), "support")
    assert support.items == ()
    assert support.paragraphs == tuple(wording_for("en").support[n] for n in ("danger", "offline"))


def test_an_author_repeats_nothing_that_the_page_says_anyway() -> None:
    """Hard day says whom to call, and so does the page: once is enough."""
    made = usual("hard-day")
    danger = wording_for("en").support["danger"]
    assert danger in made.session.notes
    page = markdown(notes(made))
    assert page.count(danger) == 1
    assert section(notes(made), "from-the-author").paragraphs


def test_notes_for_others_say_where_to_write_to(tmp_path: Path) -> None:
    """The rest is always there; an address only the publisher knows."""
    page = notes(planned(tmp_path))
    (found,) = lacking(page)
    assert (found.slug, found.weight) == ("notes/disclaimer", Weight.LOOK)
    assert "an address to write to" in found.what
    assert lacking(notes(planned(tmp_path), "hello@example.org")) == ()
    bare = lacking(replace(page, sections=()))
    assert len(bare) == len(WANTED) + 1
    assert {one.weight for one in bare} == {Weight.LOOK}
    assert len(lacking(replace(page, sections=()), moving=False)) == len(bare) - len(ON_THE_WAY)


@pytest.mark.parametrize("name", ["lace-up", "rest-day-sit"])
def test_ours_lack_nothing_but_an_address(name: str) -> None:
    """Read as any notes are read; a chair needs no word on roads."""
    made = usual(name)
    assert lacking(notes(made, "hello@example.org"), moving=moves(made.timeline)) == ()


def test_only_a_guess_is_called_one(tmp_path: Path) -> None:
    """With measured lines the times are what they are."""
    made = planned(tmp_path)
    assert made.guessed
    assert section(notes(made), "transcript").paragraphs
    measured = Planned(
        session=made.session, template=made.template, timeline=made.timeline, guessed=False
    )
    assert section(notes(measured), "transcript").paragraphs == ()


def test_a_page_speaks_the_language_of_its_session(tmp_path: Path) -> None:
    """Spanish in Spanish, with a word about what isn't; a language without words in English."""
    spanish = notes(planned(tmp_path, language="es"))
    assert spanish.language == "es"
    assert section(spanish, "what-it-is").heading == "Qué es"
    assert section(spanish, "what-is-known").paragraphs == (wording_for("es").foreign,)
    assert notes(planned(tmp_path, language="fr")).language == "en"


def test_notes_are_the_same_every_time(tmp_path: Path) -> None:
    """Nothing in them depends on the hour."""
    assert notes(planned(tmp_path)) == notes(planned(tmp_path))
