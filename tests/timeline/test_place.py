from fractions import Fraction

import pytest

from kindpace.session.model import Cue, Gait, Seconds, Stretch
from kindpace.timeline.arrange import arrange, drafted
from kindpace.timeline.events import Phase, Timeline
from kindpace.timeline.flow import Item
from kindpace.timeline.place import filled
from tests.timeline.maker import (
    ELASTIC,
    NEXT_BREATH,
    NEXT_STEP,
    at,
    bell,
    breath,
    count,
    fixed,
    lengths,
    limits,
    play,
    quiet,
    rest,
    run,
    say,
    session,
    share,
    stand,
    steps,
    words,
)


def standing(*cues: Cue, lasts: float = 60) -> Timeline:
    """A standing part with a quiet one on each side, so that its own time begins at 10 s."""
    return arrange(session(stand(10), stand(lasts, *cues), stand(10)), lengths)


def running(*cues: Cue, plan: str = "") -> Timeline:
    """A minute of running with a breath of 3:2 (from second 2 on, or with the first count)."""
    starts = None if plan == "count" else 2
    part = run(60, *cues, breath=breath(steps(3, 2), starts=starts))
    return arrange(session(stand(10), part, stand(10)), lengths)


def starts(timeline: Timeline) -> list[float]:
    """When each sentence begins, in seconds of the middle part."""
    return [float(speech.start) - 10 for speech in timeline.speeches]


def test_cues_follow_one_another() -> None:
    """Sentence, gap, sentence, pause, next cue."""
    timeline = standing(say("One. [pause 2s] Two."), words(2), rest(5), words(2))
    assert starts(timeline) == pytest.approx([0, 2.5, 3.9, 10.8])


def test_sentences_of_one_cue_belong_together() -> None:
    """The first opens the cue, the others go on."""
    speeches = standing(say("One. Two."), say("Three.")).speeches
    assert [speech.goes_on for speech in speeches] == [False, True, False]


def test_pinned_cues_stand_where_they_are_pinned() -> None:
    """From the start, at a share, before the end."""
    timeline = standing(words(2), words(2, at(20)), words(2, share(50)), words(2, at(-10)))
    assert starts(timeline) == [0, 20, 30, 50]


def test_bells_and_files_have_their_time() -> None:
    """Three seconds a stroke, twenty for the file."""
    timeline = standing(bell(2), play(), words(2))
    assert [float(stroke.start) - 10 for stroke in timeline.bells] == [0, 3]
    assert [p.start for p in timeline.plays] == [16]
    assert [p.length for p in timeline.plays] == [20]
    assert starts(timeline) == [26]


def test_an_elastic_quiet_fills_the_part() -> None:
    """What comes after it ends with the part."""
    timeline = standing(words(2, pause=fixed(0)), quiet(), words(2, pause=fixed(0)))
    assert starts(timeline) == [0, 59]
    assert [(float(q.start), float(q.length)) for q in timeline.quiets] == [(11, 58)]
    assert not timeline.quiets[0].announced


def test_quiets_share_evenly_within_their_limits() -> None:
    """One may take 10 s, the others share the rest."""
    timeline = standing(quiet(limits(1, 10)), quiet(), quiet(), words(2, pause=fixed(0)))
    assert [q.length for q in timeline.quiets] == [10, Fraction(49, 2), Fraction(49, 2)]


def test_quiets_fill_each_span_by_itself() -> None:
    """Up to the pin, and from there to the end."""
    timeline = standing(quiet(), words(2, at(20), pause=fixed(0)), quiet())
    assert [q.length for q in timeline.quiets] == [20, 39]


def test_quiets_of_limited_length_leave_silence() -> None:
    """What nobody takes stays free before the pin."""
    timeline = standing(quiet(limits(1, 5)), words(2, at(20)))
    assert [q.length for q in timeline.quiets] == [5]
    assert starts(timeline) == [20]


def test_a_cue_may_wait_for_a_step() -> None:
    """Then it begins on a footfall, and the quiet after it takes what was kept for waiting."""
    timeline = running(words(2, pause=fixed(0.7)), words(2, NEXT_STEP), quiet())
    assert timeline.speeches[1].start in set(timeline.steps())
    assert timeline.speeches[1].start - timeline.speeches[0].end < Fraction(7, 10) + Fraction(
        60, 165
    )
    (one,) = timeline.quiets
    assert one.start + one.length == timeline.sections[1].end


def test_a_cue_may_wait_for_a_breath() -> None:
    """It begins with an in-breath of the plan."""
    timeline = running(words(20), words(2, NEXT_BREATH))
    inhales = {b.start for b in timeline.breaths if b.phase is Phase.IN}
    assert timeline.speeches[1].start in inhales


def test_counts_fall_on_the_breath() -> None:
    """Two counts and the plan between them: all on one grid of in-breaths."""
    timeline = running(words(3), count(2), words(4), count(1), plan="count")
    firsts = [word.start for word in timeline.words if word.line.text == "in"]
    inhales = [b.start for b in timeline.breaths if b.phase is Phase.IN]
    assert len(firsts) == 3
    assert set(firsts) <= set(inhales)
    assert len(inhales) == len(set(inhales))


def test_counts_of_earlier_parts_do_not_matter() -> None:
    """Each part breathes from its own first count."""
    part = run(60, words(3), count(2), breath=breath(steps(3, 2), starts=None))
    timeline = arrange(session(part, part, stand(10)), lengths)
    second = timeline.sections[1]
    inhales = [b.start for b in timeline.breaths if b.start >= second.start]
    words_there = [word.start for word in timeline.words if word.start >= second.start]
    assert min(inhales) == words_there[0]


def test_a_language_without_a_pack_counts_nothing() -> None:
    """The breath sounds all the same."""
    part = run(60, count(2))
    timeline = arrange(session(part, stand(10), language="xx"), lengths)
    assert timeline.words == ()
    assert len(timeline.breaths) == 4


def test_every_cue_leaves_its_spot() -> None:
    """In the order of the script, with the time its pause is over."""
    parts = (stand(10), stand(60, words(2), rest(5), quiet(), words(2, at(-20))), stand(10))
    draft = drafted(session(*parts), lengths)
    assert [(spot.part, spot.index) for spot in draft.spots] == [(1, 0), (1, 1), (1, 2), (1, 3)]
    first, pause, *_ = draft.spots
    assert (first.start, first.end, first.stop) == (Seconds(10), Seconds(11), Fraction(119, 10))
    assert (pause.start, pause.end, pause.stop) == (first.stop, first.stop, Fraction(169, 10))


def item(fixed_length: int, pause: Stretch, elastic: Stretch | None = None) -> Item:
    """An item as the flow makes it."""
    return Item(cue=words(2), fixed=Seconds(fixed_length), pause=pause, elastic=elastic)


@pytest.mark.parametrize(
    ("room", "growth", "times"),
    [
        (100, 0, (10, 85)),
        (20, 0, (10, 5)),
        (18, 0, (8, 5)),
        (5, 0, (6, 5)),
        (100, 1, (15, 80)),
        (22, 1, (12, 5)),
    ],
)
def test_what_gives_way_first(room: int, growth: int, times: tuple[int, int]) -> None:
    """The quiet down to its least, then the rest down to its own, and no further."""
    pause = rest(10).length
    items = [item(5, pause), item(0, fixed(0), ELASTIC)]
    assert list(filled(items, Seconds(room), Seconds(growth))) == list(times)


def test_gaits_without_steps_still_have_seconds() -> None:
    """Sitting, a count falls on whole seconds of the part."""
    part = stand(60, words(3), count(1, steps(2, 2)))
    timeline = arrange(session(part), lengths)
    assert timeline.sections[0].gait is Gait.STAND
    assert [word.start.denominator for word in timeline.words] == [1] * 4
