from dataclasses import replace

from hypothesis import given, settings

from kindpace.problems import Mark, Weight
from kindpace.session.model import Kind, Seconds
from kindpace.studio.picture.cues import cues, lane_of, place
from kindpace.studio.picture.shapes import Lane
from kindpace.timeline.events import Timeline
from kindpace.timeline.plan_text import plan_text
from tests.studio.picture.maker import ODD, finding, laid, private, rich, timelines
from tests.timeline.maker import quiet, say, session, walk


@settings(max_examples=25, deadline=None)
@given(timelines())
def test_every_event_of_a_timeline_is_told(timeline: Timeline) -> None:
    """Each sentence is among the words of a cue at its moment; all else by its start."""
    told = cues(timeline, (), shared=False)
    for speech in timeline.speeches:
        around = [one for one in told if one.start <= speech.start and one.end >= speech.end]
        assert any(speech.line.text in one.text and one.lane in SAID for one in around)
    starts = {(one.lane, one.start) for one in told}
    events = {
        Lane.PART: [one.start for one in timeline.sections],
        Lane.QUIET: [one.start for one in timeline.quiets],
        Lane.SOUNDS: [
            *(bell.start for bell in timeline.bells),
            *(play.start for play in timeline.plays),
        ],
    }
    assert {(lane, start) for lane, some in events.items() for start in some} <= starts
    for lane, moments in (
        (Lane.BREATH, [one.start for one in timeline.breaths]),
        (Lane.BEAT, [one.start for one in timeline.beats]),
    ):
        spans = [(cue.start, cue.end) for cue in told if cue.lane is lane]
        assert all(any(start <= at < end for start, end in spans) for at in moments)
    assert list(told) == sorted(told, key=lambda one: one.start)


SAID = (Lane.SAYS, Lane.ASKS, Lane.CARES)


def test_cues_stand_on_the_lane_of_what_they_are_for() -> None:
    """Care, questions and counts have lanes of their own; all else is said."""
    assert lane_of(None) is Lane.COUNTS
    assert lane_of(Kind.SAFETY) is lane_of(Kind.SUPPORT) is Lane.CARES
    assert lane_of(Kind.NOTICE) is lane_of(Kind.ASK) is Lane.ASKS
    assert lane_of(Kind.SAY) is lane_of(Kind.HALFWAY) is Lane.SAYS
    told = {cue.lane for cue in cues(rich(), [finding()], shared=False)}
    assert told == set(Lane) - {Lane.CADENCE}


def test_breaths_are_counted() -> None:
    """Those of one plan, from the first in to the last out."""
    timeline = rich()
    breath = next(cue for cue in cues(timeline, (), shared=False) if cue.text.startswith("3:2"))
    inside = [one for one in timeline.breaths if breath.start <= one.start < breath.end]
    assert breath.text == f"3:2, {len(inside) // 2} breaths"
    assert breath.end == inside[-1].start + inside[-1].length


def test_what_care_finds_stands_where_its_words_are() -> None:
    """At the words of its line, after what comes before it, or at the start."""
    timeline = rich()
    speech = timeline.speeches[1]
    inside = replace(speech.mark, column=speech.mark.column + 4)
    for where, start in (
        (speech.mark, speech.start),
        (inside, speech.start),
        (Mark("other.yaml", 99, 1), Seconds(0)),
        (None, Seconds(0)),
    ):
        (found,) = [
            cue for cue in cues(timeline, [finding(where)], shared=False) if cue.lane is Lane.LOOK
        ]
        assert (found.start, found.mend) == (start, "Mend it.")


def test_hints_stay_out() -> None:
    """They are for those who ask for all advice."""
    told = cues(rich(), [finding(weight=Weight.HINT)], shared=False)
    assert not [cue for cue in told if cue.lane is Lane.LOOK]


def test_a_shared_picture_holds_nothing_private() -> None:
    """Neither the name in a line, nor what care quotes, nor the name of a file."""
    own = cues(private(), [finding()], shared=False)
    shared = cues(private(), [finding()], shared=True)
    assert any("Ana" in cue.text for cue in own)
    assert not any("Ana" in cue.text or ODD in cue.text for cue in shared)
    assert any(cue.text == "Go." for cue in shared)
    assert not any("song" in cue.text for cue in cues(rich(), (), shared=True))


def test_a_runners_own_picture_says_what_the_plan_prints() -> None:
    """Word for word."""
    plan = session(walk(60, say("Hello there."), say("On we go."), quiet()))
    timeline = laid(plan)
    printed = plan_text(plan, timeline, 200)
    assert all(
        cue.text in printed for cue in cues(timeline, (), shared=False) if cue.lane is Lane.SAYS
    )


def test_a_place_is_no_path() -> None:
    """Where a file lies on a disk is nobody's business."""
    assert place(Mark("/far/away/run.yaml", 7, 3)) == "run.yaml:7"
