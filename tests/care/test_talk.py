"""Room between the words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.talk import cue_density, question_pause, quiet_announced, silence_share
from kindpace.problems import Weight
from kindpace.session.model import Kind, Quiet, Seconds, Stretch
from kindpace.timeline.events import Speech
from tests.care.maker import (
    bell,
    counting,
    mark,
    quiet,
    run,
    session,
    slugs,
    speech,
    timeline,
    walk,
    with_cues,
)

RUN = (walk(5), run(20), walk(5))
SHORT = (walk(10),)
TEN = " ".join(["steps"] * 10)


def filled(share: Fraction, minutes: int) -> list[Speech]:
    """Speech in blocks of ten seconds that fills `share` of some minutes, from the beginning on."""
    whole = 6 * minutes
    talking = round(share * whole)
    return [speech(10 * number, " ".join(["step"] * 20)) for number in range(talking)]


@pytest.mark.parametrize(
    ("percent", "minutes", "weight"),
    [
        (30, 30, None),
        (40, 30, Weight.LOOK),
        (60, 30, Weight.MEND),
        (40, 10, None),
        (50, 10, Weight.LOOK),
        (60, 10, Weight.LOOK),
    ],
)
def test_most_of_the_time_is_without_words(
    percent: int, minutes: int, weight: Weight | None
) -> None:
    """Long sessions need more room than short ones; less than half is to be mended."""
    legs = (walk(minutes),)
    laid = timeline(legs, speeches=filled(Fraction(percent, 100), minutes))
    told = list(silence_share(session(legs), laid))
    assert [problem.weight for problem in told] == ([weight] if weight else [])
    assert all(problem.where == mark(1) for problem in told)


@given(percent=st.integers(0, 100))
def test_the_share_that_is_told_is_the_share_there_is(percent: int) -> None:
    """Whatever the share, the sentence names it to the point."""
    laid = timeline((walk(50),), speeches=filled(Fraction(percent, 100), 50))
    shares = [
        problem.what
        for problem in silence_share(session((walk(50),)), laid)
        if problem.slug == "struct/silence-share"
    ]
    assert shares == [] if percent <= 35 else shares[0].startswith(f"{100 - percent} %")


def test_counted_words_are_words() -> None:
    """Twelve minutes of counting leave little silence."""
    laid = timeline(RUN, words=counting(600, 12 * 160, 160, 50))
    assert slugs(silence_share(session(RUN), laid)) == ["struct/silence-share"]


def test_one_long_window_is_wanted() -> None:
    """A word every minute leaves share enough, and never a time to arrive."""
    often = [speech(60 * minute) for minute in range(30)]
    assert slugs(silence_share(session(RUN), timeline(RUN, speeches=often))) == [
        "struct/silence-share-window"
    ]
    often = [said for said in often if not 600 <= said.start < 740]
    assert slugs(silence_share(session(RUN), timeline(RUN, speeches=often))) == []
    short = [speech(60 * minute) for minute in range(10) if minute != 4]
    assert slugs(silence_share(session(SHORT), timeline(SHORT, speeches=short))) == []


def often(minutes: int, *, but: range) -> list[Speech]:
    """A word each minute, but for some minutes."""
    return [speech(60 * minute) for minute in range(minutes) if minute not in but]


def test_a_told_quiet_passes() -> None:
    """Four minutes, written as a quiet and announced."""
    laid = timeline(SHORT, speeches=often(10, but=range(3, 6)), quiets=[quiet(125, 355)])
    assert slugs(quiet_announced(session(SHORT), laid)) == []


def test_an_untold_silence_is_noticed_in_its_part() -> None:
    """Nothing written: the mark is the part's. Written but untold: the quiet's own."""
    said = often(10, but=range(3, 6))
    (told,) = quiet_announced(session(SHORT), timeline(SHORT, speeches=said))
    assert (told.slug, told.where, told.weight) == (
        "struct/quiet-announced",
        mark(10),
        Weight.LOOK,
    )
    untold = timeline(SHORT, speeches=said, quiets=[quiet(125, 355, announced=False)])
    (told,) = quiet_announced(session(SHORT), untold)
    assert told.where == mark(2125)


def test_a_quiet_in_the_authors_hands_passes() -> None:
    """`announce: false` says that the author tells of it."""
    own = Quiet(length=Stretch.fixed(Seconds(230)), announce=False, mark=mark(2125))
    script = with_cues(session(SHORT), 0, own)
    laid = timeline(
        SHORT,
        speeches=often(10, but=range(3, 6)),
        quiets=[quiet(125, 355, announced=False)],
    )
    assert slugs(quiet_announced(script, laid)) == []


def test_a_very_long_quiet_wants_a_bell() -> None:
    """Ten minutes are too long without a sign; a bell in the middle is enough."""
    said, still = often(30, but=range(10, 20)), [quiet(605, 1195)]
    bare = timeline(RUN, speeches=said, quiets=still)
    assert slugs(quiet_announced(session(RUN), bare)) == ["struct/quiet-announced-bell"]
    rung = timeline(RUN, speeches=said, quiets=still, bells=[bell(900)])
    assert slugs(quiet_announced(session(RUN), rung)) == []
    late = timeline(RUN, speeches=said, quiets=still, bells=[bell(1100)])
    assert slugs(quiet_announced(session(RUN), late)) == ["struct/quiet-announced-bell"]


@pytest.mark.parametrize(("cues", "found"), [(30, []), (31, ["struct/cue-density"])])
def test_few_cues_come_while_running(cues: int, found: list[str]) -> None:
    """Thirty cues in twenty minutes of running, and not one more; walks may talk."""
    said = [speech(305 + 38 * number) for number in range(cues)]
    said += [speech(10 * number) for number in range(20)]
    told = list(cue_density(session(RUN), timeline(RUN, speeches=said)))
    assert slugs(told) == found
    assert all(problem.where == mark(20) for problem in told)


def test_sentences_of_one_cue_are_one_cue() -> None:
    """Three sentences under one mark count once, and their words together."""
    said = [speech(400 + 20 * number, TEN, line=77) for number in range(4)]
    (told,) = cue_density(session(RUN), timeline(RUN, speeches=said))
    assert (told.slug, told.where) == ("struct/cue-density-words", mark(77))
    assert "40 words" in told.what


@pytest.mark.parametrize(
    ("words", "weight"), [(35, None), (36, Weight.LOOK), (60, Weight.LOOK), (61, Weight.MEND)]
)
def test_a_cue_is_short(words: int, weight: Weight | None) -> None:
    """Thirty-five words are the most; over sixty is to be mended."""
    laid = timeline(RUN, speeches=[speech(10, " ".join(["step"] * words))])
    told = list(cue_density(session(RUN), laid))
    assert [problem.weight for problem in told] == ([weight] if weight else [])


@pytest.mark.parametrize(("pace", "calm"), [(89, False), (90, True), (150, True), (151, False)])
def test_a_cue_is_spoken_calmly(pace: int, *, calm: bool) -> None:
    """Between 90 and 150 words a minute; one word tells nothing about pace."""
    laid = timeline(RUN, speeches=[speech(10, TEN, pace=pace), speech(60, "Well.", pace=300)])
    told = slugs(cue_density(session(RUN), laid))
    assert told == ([] if calm else ["struct/cue-density-pace"])


def test_short_words_are_no_haste() -> None:
    """Pace is told in words of usual length, so a line of little words may hold more of them."""
    little = " ".join(["so"] * 18)
    laid = timeline(RUN, speeches=[speech(10, little, pace=200)])
    assert slugs(cue_density(session(RUN), laid)) == []


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        (Kind.NOTICE, "What can you hear close by?", 10),
        (Kind.NOTICE, "Notice two sounds.", 10),
        (Kind.NOTICE, "Notice three sounds.", 15),
        (Kind.NOTICE, "Find 4 colours.", 20),
        (Kind.NOTICE, "For two minutes, notice five sounds.", 25),
        (Kind.ASK, "What went right today?", 20),
        (Kind.SAY, "Are your shoulders low?", 3),
        (Kind.SAY, "Let them drop.", 0),
    ],
)
def test_an_answer_takes_its_time(kind: Kind, text: str, wanted: int) -> None:
    """Just enough pause passes; a second less is noticed."""
    cue = speech(100, text, kind)
    enough = timeline(RUN, speeches=[cue, speech(float(cue.end) + wanted)])
    assert slugs(question_pause(session(RUN), enough)) == []
    if wanted:
        hasty = timeline(RUN, speeches=[cue, speech(float(cue.end) + wanted - 1)])
        (told,) = question_pause(session(RUN), hasty)
        assert (told.where, told.weight) == (cue.mark, Weight.LOOK)
        assert f"{wanted} s" in told.what


def test_an_honest_question_takes_longer() -> None:
    """Thirty seconds, where the session is about honesty."""
    cue = speech(100, "Is this run helping you feel something?", Kind.ASK)
    laid = timeline(RUN, speeches=[cue, speech(float(cue.end) + 25)])
    assert slugs(question_pause(session(RUN), laid)) == []
    assert slugs(question_pause(session(RUN, topics=("honest",)), laid)) != []


def test_counted_words_end_a_pause_and_so_does_the_track() -> None:
    """Whatever speaks next leaves no time to answer; the end of the track takes it as well."""
    cue = speech(1700, "What went right today?", Kind.ASK)
    counted = timeline(RUN, speeches=[cue], words=counting(float(cue.end) + 5, 5, 110, 60))
    assert slugs(question_pause(session(RUN), counted)) == ["struct/question-pause"]
    last = speech(1790, "What went right today?", Kind.ASK)
    assert slugs(question_pause(session(RUN), timeline(RUN, speeches=[last]))) != []
    assert slugs(question_pause(session(RUN), timeline(RUN, speeches=[cue]))) == []
