import json
from dataclasses import replace
from fractions import Fraction

import pytest

from kindpace.session.model import Mix, Reminder
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.events import Timeline
from kindpace.timeline.plan_json import Json, plan_json
from tests.timeline.maker import (
    SONG,
    breath,
    count,
    legs,
    lengths,
    play,
    quiet,
    run,
    say,
    session,
    stand,
    steps,
    walk,
)


@pytest.fixture(scope="module")
def both() -> tuple[Timeline, Json]:
    """A timeline with everything in it, and what a program sees of it."""
    one = session(
        walk(60, say("Welcome. Here we go.")),
        run(
            180,
            count(2),
            quiet(),
            cadence=legs((160, 170, 60), (170, 170, None)),
            breath=breath(steps(3, 2)),
        ),
        stand(40, play()),
        minutes=6,
        halfway=Reminder.BELL,
    )
    plan = announced(one, lengths)
    timeline = arrange(plan, lengths)
    return timeline, json.loads(json.dumps(plan_json(plan, timeline)))


def test_times_are_exact_where_they_have_to_be(both: tuple[Timeline, Json]) -> None:
    """A fraction beside each float."""
    timeline, found = both
    assert Fraction(found["length_exact"]) == timeline.length == 360
    for section, one in zip(timeline.sections, found["sections"], strict=True):
        assert Fraction(one["start_exact"]) == section.start
        assert one["start"] == float(section.start)
        assert Fraction(one["length_exact"]) == section.length


def test_steps_can_be_computed_again(both: tuple[Timeline, Json]) -> None:
    """From start, steps and the two cadences alone."""
    timeline, found = both
    for stride, one in zip(timeline.strides, found["strides"], strict=True):
        begin, end = Fraction(one["begin_exact"]), Fraction(one["end_exact"])
        assert Fraction(one["start_exact"]) + 120 * one["steps"] / (begin + end) == stride.stop


def test_every_beat_is_there(both: tuple[Timeline, Json]) -> None:
    """In full precision."""
    timeline, found = both
    assert found["beats"] == [float(step) for _, step in timeline.beat_steps()]
    assert found["totals"]["beats"] == len(found["beats"])
    assert found["totals"]["steps"] >= len(found["beats"])


def test_events_point_at_the_script(both: tuple[Timeline, Json]) -> None:
    """File, line and column."""
    timeline, found = both
    assert found["speeches"][0]["where"] == "run.yaml:3:3"
    assert [one["text"] for one in found["speeches"][:2]] == ["Welcome.", "Here we go."]
    assert [one["goes_on"] for one in found["speeches"][:2]] == [False, True]
    assert len(found["words"]) == len(timeline.words) == 10
    assert found["plays"][0]["file"] == "song.wav"
    assert found["quiets"][0]["announced"] is True


def test_all_kinds_of_events_are_told(both: tuple[Timeline, Json]) -> None:
    """None is left out."""
    timeline, found = both
    for name in ("breaths", "bells", "plays", "quiets", "moves", "speeches", "words"):
        assert len(found[name]) == len(getattr(timeline, name)) > 0, name
    assert [window["end"] for window in found["windows"]] == [float(w.end) for w in timeline.beats]
    assert found["chapters"][-1]["end"] == 360
    assert {one["kind"] for one in found["transcript"]} == {"say", "count", "announce"}
    assert found["sections"][1]["breath"] == "3:2"
    assert found["sections"][2]["breath"] is None


def test_remarks_come_along() -> None:
    """What had no room to be announced, with its place."""
    one = announced(session(run(30, say(" ".join(["word"] * 50))), walk(60)), lengths)
    (remark,) = plan_json(one, arrange(one, lengths))["remarks"]
    assert remark["slug"] == "change-unannounced"
    assert remark["where"] == "run.yaml:2:3"


def test_sound_own_bed_and_own_levels_are_told() -> None:
    """The bed by its file's name alone: where it lies is nobody's business."""
    one = session(walk(60))
    assert (plan_json(one, arrange(one, lengths))["bed"]) is None
    own = replace(one, bed=SONG, mix=Mix(beat=Fraction(-6), bed=Fraction(3, 2)))
    found = plan_json(own, arrange(own, lengths))
    assert (found["sound"], found["bed"]) == ("plain", "song.wav")
    assert found["mix"] == {"voice": 0.0, "beat": -6.0, "breath": 0.0, "bed": 1.5}
