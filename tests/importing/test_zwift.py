"""Zwift workouts become drafts."""

import pytest

from kindpace.importing.draft import Draft, Rounds
from kindpace.importing.zwift import looks_like_zwift, read_zwift
from kindpace.problems import KindpaceError


def draft(segments: str, head: str = "") -> Draft:
    """A workout of these segments."""
    text = f"<workout_file>{head}<workout>{segments}</workout></workout_file>"
    return read_zwift(text, "a.zwo", "A")


def told(found: Draft) -> list[tuple[str, str]]:
    """What is told, without the guesses of gaits."""
    return [(one.slug, one.words) for one in found.left if one.slug != "import-gait"]


@pytest.mark.parametrize(
    ("segment", "name", "gait"),
    [
        ("<Warmup Duration='60'/>", "Warm-up", "walk"),
        ("<Warmup Duration='60' PowerLow='.7' PowerHigh='0.8'/>", "Warm-up", "run"),
        ("<SteadyState Duration='60' Power='0.5'/>", "Steady", "walk"),
        ("<SteadyState Duration='60' Power='0.9'/>", "Steady", "run"),
        ("<Ramp Duration='60' PowerLow='0.6' PowerHigh='0.9'/>", "Ramp", "run"),
        ("<Cooldown Duration='60'/>", "Cool-down", "walk"),
        ("<FreeRun Duration='60'/>", "Free run", "run"),
        ("<Rest Duration='60'/>", "Rest", "walk"),
    ],
)
def test_a_segment_is_a_part(segment: str, name: str, gait: str) -> None:
    """Its effort tells whether it is a walk."""
    (part,) = draft(segment).flat
    assert (part.name, part.gait) == (name, gait)
    assert part.lasts == 60


def test_texts_are_said_at_their_moments() -> None:
    """In order; one after the end of its segment just follows."""
    found = draft(
        "<Rest Duration='60'><textevent timeoffset='30' message='Two.'/>"
        "<TextEvent timeoffset='5' message='One.'/>"
        "<textevent timeoffset='90' message='Three.'/></Rest>"
    )
    assert [(cue.value, cue.at) for cue in found.flat[0].cues] == [
        ("One.", 5), ("Two.", 30), ("Three.", None),
    ]  # fmt: skip
    assert told(found) == [("import-time", "1m30")]


def test_intervals_are_rounds_and_their_texts_know_which() -> None:
    """A moment of the whole is one of a part in a round."""
    found = draft(
        "<IntervalsT Repeat='3' OnDuration='60' OffDuration='90' OnPower='1' OffPower='0.5'"
        " Cadence='170'><textevent timeoffset='70' message='Walk.'/>"
        "<textevent timeoffset='305' message='Last.'/></IntervalsT>"
    )
    (rounds,) = found.parts
    assert isinstance(rounds, Rounds)
    on, off = rounds.parts
    assert (rounds.repeat, on.gait, off.gait, on.cadence) == (3, "run", "walk", "170")
    (last,), (walk,) = on.cues, off.cues
    assert (last.value, last.rounds, walk.value, walk.rounds) == ("Last.", 3, "Walk.", 1)
    assert last.at == 5
    assert walk.at == 10


def test_one_interval_needs_no_rounds() -> None:
    """Nor a number in its name."""
    found = draft("<IntervalsT OnDuration='60' OffDuration='30'/>")
    assert [part.name for part in found.parts if not isinstance(part, Rounds)] == [
        "Interval",
        "Recovery",
    ]
    assert not draft("<IntervalsT/><Rest Duration='9'/>").flat[1:]


def test_what_is_left_is_told() -> None:
    """Targets, other sports, unknown segments, settings, odd numbers."""
    head = "<sportType>bike</sportType><tags><tag name='x'/></tags><author>Ana</author>"
    found = draft("<Hop Duration='9'/><Rest Duration='?' Power='0.4' Cadence='90'/>", head)
    assert found.notes == ("By Ana.",)
    assert told(found) == [
        ("import-setting", "tags x"),
        ("import-sport", "bike"),
        ("import-left", "hop 9"),
        ("import-left", "cadence 90"),
        ("import-left", "duration ?"),
        ("import-target", "rest, power 0.4"),
    ]


def test_distances_become_times() -> None:
    """Where the workout counts in metres."""
    found = draft("<Rest Duration='1000'/>", "<durationType>distance</durationType>")
    assert found.flat[0].lasts == 660
    assert told(found) == [("import-distance", "1000 m")]


def test_a_file_without_segments_is_told() -> None:
    """It has nothing to run to."""
    with pytest.raises(KindpaceError, match="import-nothing"):
        read_zwift("<workout_file><name>A</name></workout_file>", "a.zwo", "A")
    assert looks_like_zwift("<?xml version='1.0'?>\n<workout_file>")
    assert not looks_like_zwift("<speak>")
