"""The breath of a part under the runner's own wish."""

import pytest

from kindpace.session.breath import USUAL_FADE, USUAL_SECONDS, USUAL_STEPS, own_pattern
from kindpace.session.model import Count, How, Pattern, Seconds, Stage
from kindpace.session.rhythm import pattern
from tests.session.maker import made, one_part, script


def breath(part: str, runner: str = "", cues: str = "- say: x", top: str = "") -> Pattern | None:
    """The pattern of the one part."""
    plan = one_part(script(cues, part, top), runner).breath
    return plan.pattern if plan else None


@pytest.mark.parametrize(
    ("part", "top", "runner", "expected"),
    [
        ("gait: run", "", "", None),
        ("gait: run\nbreath: off", "", "", None),
        ("gait: run\nbreath: 3:3", "", "", "3:3"),
        ("gait: run\nbreath: 3:3", "", "breath: 4:4", "4:4"),
        ("gait: run\nbreath: 3:3", "", "breath: off", None),
        ("gait: run\nbreath: 3:3", "", "skip: breath", None),
        ("gait: run\nbreath: 3:3", "runner: {breath: 4:4}", "", "3:3"),
        ("gait: run\nbreath: {count: sound}", "runner: {breath: 4:4}", "", "4:4"),
        ("gait: run\nbreath: {fade: 5s}", "", "", "3:2"),
        ("gait: walk\nbreath: 4:4", "", "breath: 3:3", "4:4"),
        ("gait: walk\nbreath: {count: sound}", "", "breath: 3:3", "3:2"),
        ("gait: sit\nbreath: 4s:6s", "", "breath: 3:3", "4s:6s"),
        ("gait: stand\nbreath: {count: sound}", "", "", "4s:6s"),
    ],
)
def test_the_runners_wish_goes_before_the_scripts(
    part: str, top: str, runner: str, expected: str | None
) -> None:
    """Where they run; elsewhere the part's own, the script's, or what is usual."""
    found = breath(part, runner, top=top)
    assert (str(found) if found else None) == expected


def test_a_plan_has_its_stages_its_start_and_its_fade() -> None:
    """What is not written is usual."""
    plain = one_part(script(part="gait: run\nbreath: 3:2")).breath
    assert plain is not None
    assert (plain.stages, plain.starts, plain.fade) == (
        (Stage(how=How.SOUND),),
        Seconds(0),
        USUAL_FADE,
    )
    own = one_part(
        script(part="gait: run\nbreath: {count: sound 1m then silent, from: 30s, fade: 20s}")
    ).breath
    assert own is not None
    assert (len(own.stages), own.starts, own.fade) == (2, Seconds(30), Seconds(20))
    assert str(own.mark) == "run.yaml:6:13"


def test_counting_opens_the_part_and_the_sound_follows() -> None:
    """The count is a cue at the head, and breath begins with it."""
    part = one_part(script(part="gait: run\nbreath: {count: spoken 4 cycles}"))
    count = part.cues[0]
    assert isinstance(count, Count)
    assert (count.cycles, count.pattern, str(count.mark)) == (4, None, "run.yaml:6:21")
    assert part.breath is not None
    assert (part.breath.stages, part.breath.starts) == ((Stage(how=How.SILENT),), None)
    assert (
        len(
            one_part(script(part="gait: run\nbreath: {count: spoken 4 cycles}"), "breath: off").cues
        )
        == 1
    )


@pytest.mark.parametrize(
    ("part", "cue", "runner", "expected"),
    [
        ("gait: run", "4", "", USUAL_STEPS),
        ("gait: run", "4", "breath: 3:3", pattern("3:3")),
        ("gait: walk", "4", "breath: 3:3", USUAL_STEPS),
        ("gait: sit", "4", "", USUAL_SECONDS),
        ("gait: run", "4 of 2:2", "breath: 3:3", pattern("2:2")),
        ("gait: run\nbreath: 4:4", "4", "", None),
    ],
)
def test_a_count_knows_what_it_counts(
    part: str, cue: str, runner: str, expected: Pattern | None
) -> None:
    """Its own pattern, or the part's (None), or what the runner breathes anyway."""
    (count,) = one_part(script(f"- count: {cue}", part), runner).cues
    assert isinstance(count, Count)
    assert count.pattern == expected


def test_breath_waits_for_a_count_that_is_heard() -> None:
    """Without it, it begins at once."""
    text = script("- count: 4\n  when: {weather: dry}", "gait: run\nbreath: 3:2")
    plans = [one_part(text, runner).breath for runner in ("", "weather: dry")]
    assert [plan.starts for plan in plans if plan] == [Seconds(0), None]


def test_nobody_who_wants_no_breath_is_counted_for() -> None:
    """No sound, no words."""
    text = script("- count: 4\n- say: x", "gait: run\nbreath: 3:2")
    part = made(text, "breath: free").parts[0]
    assert part.breath is None
    assert len(part.cues) == 1


def test_a_wish_names_a_pattern_or_none() -> None:
    """`off` and nothing name none."""
    assert own_pattern("3:3") == pattern("3:3")
    assert [own_pattern(wish) for wish in ("", "off", "free")] == [None, None, None]
