from dataclasses import replace
from fractions import Fraction

import pytest

from kindpace.session.model import BeatPlan, How, Kind, Mix, Reminder, Seconds, Session, Stage
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.plan_text import plan_text
from tests.timeline.maker import (
    OFF,
    SONG,
    bell,
    breath,
    count,
    fixed,
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
    words,
)


def printed(one: Session, width: int = 80, *, ascii_only: bool = False) -> str:
    """The plan of a session."""
    plan = announced(one, lengths)
    return plan_text(plan, arrange(plan, lengths), width, ascii_only=ascii_only)


def rich() -> Session:
    """A little of everything."""
    plan = breath(
        steps(3, 2), Stage(how=How.SOUND, lasts=Seconds(60)), Stage(how=How.SILENT), starts=None
    )
    windows = BeatPlan(on=Seconds(20), off=Seconds(10))
    return session(
        walk(
            60, say("Welcome. Good to have you here, whatever the day was like so far."), beat=OFF
        ),
        run(
            240,
            count(4),
            say("What do you hear?", pause=fixed(15), kind=Kind.NOTICE),
            quiet(),
            name="Run easy",
            cadence=legs((160, 165, 120), (165, 165, None)),
            breath=plan,
        ),
        stand(60, play(), bell(2)),
        walk(90, say("You turned up.", kind=Kind.STOP_IF), quiet(), beat=windows),
        minutes=10,
        halfway=Reminder.BELL,
    )


def test_the_head_says_what_it_will_be() -> None:
    """Title; length, cadences, breath, sound; how quiet it is."""
    title, facts, quiet_line, *_ = printed(rich()).splitlines()
    assert title == "Made up"
    assert facts == "10:00 · walk 110 · run 160 to 165 · breath 3:2 · sound plain"
    assert "% without words · " in quiet_line
    assert "words a minute · longest quiet " in quiet_line


def test_each_part_has_its_facts() -> None:
    """Minutes, gait, cadence, breath and beat."""
    lines = printed(rich()).splitlines()
    run_at = next(number for number, line in enumerate(lines) if line.endswith("  Run easy"))
    assert lines[run_at + 1].strip().endswith("run · 160 → 165 · breath 3:2 · beat on")
    heads = [line.strip() for line in lines if " beat " in line or line.strip().endswith(" stand")]
    assert [head.rpartition(" · ")[2] for head in heads] == [
        "beat off",
        "beat on",
        "1:00 stand",
        "beat in windows",
    ]


def test_everything_that_is_heard_is_shown() -> None:
    """As what it is."""
    text = printed(rich())
    for row in (
        "count       In, two, three, out, two. — 4 breaths",
        "notice      What do you hear?",
        "breath      sounds for 0:5",
        "announce    ",
        "play        song.wav · 0:20",
        "bell",
        "stop if     You turned up.",
        "quiet       ",
    ):
        assert f"  {row}" in text


def test_what_moved_is_told_at_the_end() -> None:
    """With what was written and what became of it; nothing, where nothing moved."""
    text = printed(rich())
    assert "\nTo last 10:00, these parts moved:\n" in text
    assert "        Run easy  4:00 → " in text
    assert "moved" not in printed(session(run(60, words(2))))
    assert "moved" not in printed(session(run(60, words(2)), minutes=1))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    """Long sentences go on below their beginning; forty letters is the least."""
    lines = printed(rich(), width).splitlines()
    assert max(map(len, lines)) <= max(width, 40)
    assert not any(line != line.rstrip() for line in lines)


def test_plain_terminals_get_plain_signs() -> None:
    """Our own, that is; the script's words stay."""
    assert printed(rich(), ascii_only=True).isascii()
    assert "é" in printed(session(run(60, say("Allez, c'était bien."))), ascii_only=True)


def test_it_ends_with_one_newline() -> None:
    """And begins at once."""
    text = printed(session(run(60)))
    assert text.endswith("beat on\n")
    assert text.startswith("Made up\n")


def test_own_bed_and_own_levels_stand_at_the_top() -> None:
    """Beside the sound, and only where there are any."""
    one = session(walk(60))
    assert "sound plain\n" in printed(one)
    own = replace(one, bed=SONG, mix=Mix(beat=Fraction(-6)))
    assert "sound plain · bed song.wav · mix beat -6\n" in printed(own)
