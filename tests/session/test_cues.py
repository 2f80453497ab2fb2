"""A written cue becomes what it means."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.cues import BREATHING_SPACE, Draws, aligned
from kindpace.session.model import (
    Anchor,
    Bell,
    Count,
    Cue,
    Kind,
    Place,
    Play,
    Quiet,
    Rest,
    Say,
    Seconds,
    Stretch,
)
from tests.session.maker import heard, made, one_part, script

CHOICES = ("one", "two", "three", "four", "five")


def only(cue: str, runner: str = "", top: str = "") -> Cue:
    """What one cue means."""
    (found,) = one_part(script(cue, top=top), runner).cues
    return found


def said(cue: str, runner: str = "", top: str = "") -> Say:
    """What one spoken cue means."""
    found = only(cue, runner, top)
    assert isinstance(found, Say)
    return found


def stretch(least: float, most: float | None, usual: float | None = None) -> Stretch:
    """A length that moves."""
    ends = (None if end is None else Seconds(end) for end in (usual, most))
    usual_end, most_end = ends
    return Stretch(least=Seconds(least), usual=usual_end, most=most_end)


def test_each_act_becomes_itself() -> None:
    """Rests give and take, quiets take what is left, notes are for writers only."""
    cues = one_part(
        script("- rest: 10s\n- quiet: elastic\n- count: 4\n- bell: 2\n- note: x\n- quiet: 1m to 2m")
    ).cues
    assert [type(cue) for cue in cues] == [Rest, Quiet, Count, Bell, Quiet]
    rest, quiet, _, bell, second = cues
    assert isinstance(rest, Rest)
    assert rest.length == stretch(6, 15, 10)
    assert isinstance(quiet, Quiet)
    assert (quiet.length, quiet.announce) == (stretch(5, None), True)
    assert isinstance(second, Quiet)
    assert second.length == stretch(60, 120)
    assert isinstance(bell, Bell)
    assert (bell.strokes, str(bell.mark)) == (2, "run.yaml:10:9")


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in ("announce", "halfway", "last_minute")]
)
def test_every_kind_of_words_is_kept(kind: Kind) -> None:
    """With its sentences as lines."""
    cue = said(f"- {kind}: One. Two.")
    assert (cue.kind, [line.text for line in cue.lines]) == (kind, ["One.", "Two."])


@pytest.mark.parametrize(
    ("cue", "place"),
    [
        ("- say: x", Place()),
        ("- say: x\n  at: 30s", Place(anchor=Anchor.START, value=Seconds(30))),
        ("- say: x\n  at: -30s", Place(anchor=Anchor.END, value=Seconds(30))),
        ("- say: x\n  on: next breath", Place(anchor=Anchor.BREATH)),
        ("- say: x\n  on: next step", Place(anchor=Anchor.STEP)),
    ],
)
def test_a_cue_has_its_place(cue: str, place: Place) -> None:
    """After the one before, pinned, or waiting for the body."""
    assert said(cue).place == place


@pytest.mark.parametrize(
    ("cue", "pause"),
    [
        ("- say: x", BREATHING_SPACE),
        ("- notice: x", stretch(10, 15, 10)),
        ("- ask: x", stretch(20, 30, 20)),
        ("- ask: {text: x, pause: 30s}", stretch(30, 45, 30)),
        ("- ask: x\n  pause: 30s", stretch(30, 45, 30)),
        ("- say: x\n  pause: 0s", Stretch.fixed(Seconds(0))),
        ("- say: x [pause 5s]", Stretch.fixed(Seconds(5))),
        ("- notice: x [pause 5s]", Stretch.fixed(Seconds(5))),
        ("- say: x [pause 5s]\n  pause: 10s", stretch(15, 20, 15)),
    ],
)
def test_what_is_asked_leaves_time(cue: str, pause: Stretch) -> None:
    """As written in one place or both, else as the kind asks for."""
    assert said(cue).pause == pause


def test_a_line_has_its_own_voice_language_and_pace() -> None:
    """Else the script's or the runner's; respelled for the voice, as written for people."""
    own = said(
        "- say: 5 km.\n  voice: tone\n  language: es\n  pace: 100", top="lexicon: {km: kay em}"
    )
    (line,) = own.lines
    assert (line.text, line.spoken) == ("5 km.", "5 kay em.")
    assert (line.voice, line.language, line.pace) == ("tone", "es", 100)
    (usual,) = said("- say: x", top="pace: 110\nlanguage: en-GB").lines
    assert (usual.voice, usual.language, usual.pace) == (None, "en-GB", 110)
    (wished,) = said("- say: x", "pace: 140", top="pace: 110").lines
    assert wished.pace == 140


def test_senses_are_kept() -> None:
    """Where one was named."""
    assert said("- notice: {hear: x}").sense == "hear"
    assert said("- notice: x").sense is None
    assert [line.text for line in said("- notice: {any: [x]}").lines] == ["x"]


def test_a_sound_of_ones_own_is_found(tmp_path: Path) -> None:
    """Beside the script, with its level."""
    (tmp_path / "bowl.wav").write_bytes(b"RIFF")
    (play,) = made(script("- play: {file: bowl.wav, level: -6}"), own=tmp_path).parts[0].cues
    assert isinstance(play, Play)
    assert (play.recording.path, play.level) == (tmp_path / "bowl.wav", Fraction(-6))


@given(
    st.integers(0, 99),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(2, 5).map(lambda n: CHOICES[:n]),
)
def test_days_and_rounds_never_repeat_at_once(
    seed: int, day: date, choices: tuple[str, ...]
) -> None:
    """Two days in a row, two rounds in one day, or two turns in a programme always differ."""
    days = [Draws(seed, day + timedelta(days=n)).one_of(choices) for n in range(len(choices) + 1)]
    today = Draws(seed, day)
    rounds = [today.one_of(choices) for _ in range(len(choices) + 1)]
    turns = [Draws(seed, turn).one_of(choices) for turn in range(len(choices) + 1)]
    for row in (days, rounds, turns):
        assert all(one != two for one, two in pairwise(row))
        assert set(row) == set(choices)
    assert Draws(seed, day).one_of(choices) == rounds[0]


def test_draws_hang_on_words_not_on_lines() -> None:
    """A line added above changes nothing below; one text alone is always said."""
    cue = "- say: {any: [One., Two., Three., Four., Five.]}"
    assert heard(made(script(cue))) == heard(made(script(cue, top="summary: A line more.")))
    assert {heard(made(script(cue, top=f"seed: {n}")))[0] for n in range(20)} > {"One."}
    assert heard(made(script("- say: {any: [One.]}"))) == ["One."]


def test_a_day_draws_another_text_than_the_day_before() -> None:
    """And the same one all day long."""
    cue = script("- say: {any: [One., Two.]}")
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert heard(made(cue, day=monday)) == heard(made(cue, day=monday))
    assert heard(made(cue, day=monday)) != heard(made(cue, day=tuesday))


def test_rounds_walk_through_the_texts() -> None:
    """Nested repeats as well: the last of one turn and the first of the next differ."""
    text = (
        "kindpace: 1\ntitle: x\nparts:\n  - repeat: 3x\n    parts:\n"
        "    - part: a\n      gait: run\n      repeat: 3x\n"
        "      cues: [{say: {any: [One., Two.]}}]\n"
    )
    assert all(one != two for one, two in pairwise(heard(made(text))))


@pytest.mark.parametrize(
    ("cue", "public"),
    [
        ("- say: Hello.", [None]),
        ('- say: "{name?, }welcome. And go."', ["Welcome.", None]),
        ('- say: "Hello{, ?name}. {carry?}. Go."', ["Hello.", "", None]),
        ('- say: "{goal|turn up}, today."', ["Turn up, today."]),
        ('- say: "In for {in}."', [None]),
        ('- say: "With {company}."\n  when: {company: sam}', [None]),
    ],
)
def test_private_words_stay_out_of_what_others_read(cue: str, public: list[str | None]) -> None:
    """What the runner told is replaced by what the script says without it."""
    told = "name: Ana\ngoal: be brave\ncarry: one step\ncompany: Sam\n"
    assert [line.public for line in said(cue, told).lines] == public


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abcx"), max_size=6))
def test_public_lines_stand_beside_their_own(lines: list[str], public: list[str]) -> None:
    """As many as there are; nothing that is only in the private words comes through."""
    found = aligned(tuple(lines), tuple(public))
    assert len(found) == len(lines)
    told = [line if other is None else other for line, other in zip(lines, found, strict=True)]
    assert set(" ".join(told).split()) <= set(public)
