"""A script, a runner and a day make a session."""

from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, Weight
from kindpace.session.folder import Folder
from kindpace.session.model import (
    BeatPlan,
    Exemption,
    Gait,
    Leg,
    Mix,
    Recording,
    Reminder,
    Seconds,
)
from kindpace.session.reading import read_script
from kindpace.session.resolve import resolve, slug_of
from kindpace.session.rhythm import ALWAYS, NEVER, WINDOWS
from kindpace.session.written import Profile
from tests.session.maker import NOWHERE, heard, made, script, slugs, source

FULL = """\
kindpace: 1
title: A whole one
summary: |
  Two
  lines.
id: whole-one
language: en-GB
topics: [calm, company]
carries: company-1
minutes: 12
sound: rain
voice: tone
pace: 110
seed: 7
marks: {halfway: bell, last_minute: say}
runner: {cadence: 160, goal: turn up}
notes: One note.
parts:
  - part: Round {round} of {rounds}
    gait: walk
    repeat: 2x
    lasts: 5m
    cues: [{quiet: elastic}]
"""


def test_everything_that_was_written_arrives() -> None:
    """Key by key."""
    session = made(FULL)
    assert (session.id, session.title, session.summary) == (
        "whole-one",
        "A whole one",
        "Two lines.",
    )
    assert (session.language, session.topics, session.carries) == (
        "en-GB",
        ("calm", "company"),
        ("company-1",),
    )
    assert (session.length, session.sound, session.voice) == (Seconds(720), "rain", "tone")
    assert (session.pace, session.seed, session.notes) == (110, 7, ("One note.",))
    assert (session.halfway, session.last_minute) == (Reminder.BELL, Reminder.SAY)
    assert (session.runner.cadence, session.runner.goal) == (Fraction(160), "turn up")
    assert str(session.mark) == "run.yaml:10:10"
    assert [part.name for part in session.parts] == ["Round 1 of 2", "Round 2 of 2"]
    assert [(part.gait, part.lasts) for part in session.parts] == [(Gait.WALK, Seconds(300))] * 2
    assert session.remarks == ()


def test_the_runner_goes_before_the_script() -> None:
    """Length, voice and pace; the rest of the script stays."""
    session = made(FULL, "minutes: 20\nvoice: espeak\npace: 140\ncadence: 170\n")
    assert (session.length, session.voice, session.pace) == (Seconds(1200), "espeak", 140)
    assert (session.runner.cadence, session.runner.goal) == (Fraction(170), "turn up")


def test_a_run_is_walked_by_whoever_walks_it_all() -> None:
    """At their own walking cadence, with the breath that the script has for it."""
    text = script("- say: Here we go.", "gait: run\ncadence: 160 -> 165 over 1m\nbreath: 3:2")
    ran, walked = (made(text, f"walk: 104\nbreath: 3:3\ngait: {gait}") for gait in ("run", "walk"))
    assert [part.gait for one in (ran, walked) for part in one.parts] == [Gait.RUN, Gait.WALK]
    assert walked.parts[0].cadence == (Leg(begin=Fraction(104), end=Fraction(104), lasts=None),)
    assert [str(one.parts[0].breath and one.parts[0].breath.pattern) for one in (ran, walked)] == [
        *["3:3", "3:2"]
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("My first run!", "my-first-run"),
        ("Über Läufe & Straßen", "uber-laufe-strassen"),
        ("¿Qué tal, corazón?", "que-tal-corazon"),
        ("  --  a  --  ", "a"),
        ("x" * 99, "x" * 80),
        ("今日のラン", "session-"),
    ],
)
def test_a_title_becomes_an_id(title: str, slug: str) -> None:
    """Plain letters; a hash where a title has none, so that two titles differ."""
    found = slug_of(title)
    assert found.startswith(slug)
    assert len(found) == len(slug) + (8 if slug.endswith("-") else 0)
    assert slug_of("明日のラン") != slug_of("今日のラン")


def test_words_are_filled_for_the_runner() -> None:
    """What they told, what the script told, and what the part knows."""
    text = script(
        '- say: "{name?, }{goal} for {minutes} minutes, {in} and {out}, {cadence} and {walk}."\n'
        '- say: "{title}, round {round} of {rounds}."',
        "gait: run\nbreath: 3:2",
        "minutes: 25\nrunner: {goal: turn up}",
    )
    assert heard(made(text)) == [
        "Turn up for 25 minutes, three and two, 165 and 110.",
        "Made up, round one of one.",
    ]
    assert heard(made(text, "name: Ana\ngoal: be kind\nminutes: 5\nbreath: 4:3\ncadence: 172")) == [
        "Ana, be kind for five minutes, four and three, 172 and 110.",
        "Made up, round one of one.",
    ]


def test_a_name_is_only_a_name() -> None:
    """Braces, brackets and angles in it do nothing."""
    text = script('- say: "{name?, }hello."')
    told = made(text, 'name: "<b>O\'Brien {x} [pause 9s]"')
    (cue,) = told.parts[0].cues
    assert heard(told) == ["<b>O'Brien (x) (pause 9s), hello."]
    assert getattr(cue, "gaps", None) == ()


@pytest.mark.parametrize("word", ["{company}", "{place}"])
def test_a_condition_makes_sure_of_a_word(word: str) -> None:
    """Who hears the cue has told it."""
    field = word.strip("{}")
    text = script(f'- say: "With {word}."\n  when: {{{field}: Sam}}\n- say: x')
    assert heard(made(text, f"{field}: sam")) == ["With sam.", "x"]
    assert heard(made(text)) == ["x"]
    assert slugs(script(f'- say: "With {word}."')) == ["placeholder-may-be-missing"]


def test_a_script_reads_for_everyone_or_for_no_one() -> None:
    """What only a rainy day in another language of talk would show is told today."""
    text = script(
        '- say: "{name} in the rain."\n  when: {weather: rain}\n'
        "- play: rain.wav\n  talk: more\n"
        "- say: x\n  at: 9m\n  unless: {talk: normal}\n",
        "gait: run\nlasts: 5m\nwhen: {place: moon}",
    )
    assert slugs(text) == ["placeholder-may-be-missing", "file-missing", "place-beyond-part"]


def test_rules_are_set_aside_where_it_says_so() -> None:
    """For the session, for every part of a group, for a cue, each once however often it comes."""
    text = (
        "kindpace: 1\ntitle: x\nminutes: 9\nallow: [a/b, c]\nbecause: All.\nparts:\n"
        "  - repeat: 2x\n    allow: d\n    because: Part.\n    parts:\n"
        "    - part: One\n      gait: walk\n      cues:\n"
        "      - say: x\n        allow: e\n        because: Cue.\n"
    )
    session = made(text)
    part, cue = session.parts[0].mark, session.parts[0].cues[0].mark
    assert session.exempt == (
        Exemption(rule="a/b", because="All.", mark=session.mark),
        Exemption(rule="c", because="All.", mark=session.mark),
        Exemption(rule="d", because="Part.", mark=part),
        Exemption(rule="e", because="Cue.", mark=cue),
    )


def test_a_language_without_words_is_told_not_stopped() -> None:
    """Advice that travels with the session, at its place."""
    (remark,) = made(script(top="language: it")).remarks
    assert (remark.slug, remark.weight, str(remark.where)) == (
        "language-without-pack",
        Weight.LOOK,
        "run.yaml:3:11",
    )
    assert "de, en, es, fr" in remark.mend


def test_a_session_needs_a_part() -> None:
    """For this runner, today."""
    text = script(part="gait: run\nwhen: {weather: rain}")
    assert len(made(text, "weather: rain").parts) == 1
    assert slugs(text) == ["no-parts"]


def test_faults_of_meaning_come_together() -> None:
    """Raised once, with all of them."""
    text = script("- say: '{name}.'\n- count: 2 of 4s:4s", "gait: run\nbreath: 4s:6s")
    written, tree = read_script(source(text))
    with pytest.raises(KindpaceError) as told:
        resolve(written, tree, Profile(), Folder(own=NOWHERE, shared=NOWHERE))
    assert [one.slug for one in told.value.problems] == [
        "breath-needs-steps",
        "placeholder-may-be-missing",
        "breath-needs-steps",
    ]


def test_a_script_has_its_own_levels_and_a_runner_the_last_word() -> None:
    """Script, then the script's runner, then the listener; name by name."""
    top = "mix: {voice: 1, beat: -3, bed: 2}\nrunner: {mix: {beat: -4}}"
    assert made(script()).mix == Mix()
    assert made(script(top=top)).mix == Mix(voice=Fraction(1), beat=Fraction(-4), bed=Fraction(2))
    own = made(script(top=top), "mix: {beat: 3, breath: -6}\n").mix
    assert own == Mix(voice=Fraction(1), beat=Fraction(3), breath=Fraction(-6), bed=Fraction(2))


def test_a_bed_is_a_file_beside_the_script(tmp_path: Path) -> None:
    """With the place where it was written; the template stays what it is."""
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "slow.mp3").write_bytes(b"sound")
    session = made(script(top="sound:\n  bed: music/slow.mp3\n  template: night"), own=tmp_path)
    assert session.bed == Recording(path=tmp_path / "music" / "slow.mp3")
    assert session.sound == "night"
    assert [str(session.bed_mark), str(session.sound_mark)] == ["run.yaml:4:8", "run.yaml:5:13"]
    assert made(script()).bed is None


@pytest.mark.parametrize(
    ("bed", "slug"),
    [("a.mp3", "file-missing"), ("../a.mp3", "path-leaves-folder"), ("music", "file-missing")],
)
def test_a_bed_that_cannot_be_had_is_told_at_its_place(bed: str, slug: str, tmp_path: Path) -> None:
    """Beside other faults, as for any file that a script plays."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "music").mkdir()
    (tmp_path / "a.mp3").write_bytes(b"sound")
    text = script("- play: b.mp3", top=f"sound: {{bed: {bed}}}")
    assert slugs(text, own=tmp_path / "run") == [slug, "file-missing"]


def test_what_is_usual_holds_where_nobody_tells() -> None:
    """Under the script's own runner, under the part, under the listener."""
    usual = Profile(beat="windows")

    def beats(part: str = "gait: run", top: str = "", wish: str | None = None) -> BeatPlan:
        script_, tree = read_script(source(script(part=part, top=top)))
        folder = Folder(own=NOWHERE, shared=NOWHERE)
        profile = Profile.model_validate({} if wish is None else {"beat": wish})
        (found,) = resolve(script_, tree, profile, folder, usual=usual).parts
        return found.beat

    assert beats() == WINDOWS
    assert beats(top="runner: {beat: on}") == ALWAYS
    assert beats("gait: run\nbeat: on") == ALWAYS
    assert beats(wish="on") == ALWAYS
    assert beats(top="runner: {beat: on}", wish="off") == NEVER
    assert beats("gait: sit") == NEVER


def test_conditions_see_what_is_usual() -> None:
    """A cue for those who run in windows is there when the sound has it so."""
    text = script("- say: In windows.\n  when: {beat: windows}\n- say: Always.")
    written, tree = read_script(source(text))
    folder = Folder(own=NOWHERE, shared=NOWHERE)
    for usual, words in (
        (Profile(), ["Always."]),
        (Profile(beat="windows"), ["In windows.", "Always."]),
    ):
        assert heard(resolve(written, tree, Profile(), folder, usual=usual)) == words
