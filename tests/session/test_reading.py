"""A file's text becomes written models, or every fault with its place and its mend."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem
from kindpace.session.reading import (
    MOST_FAULTS,
    checked_values,
    looked_at,
    read_block,
    read_profile,
    read_script,
)
from kindpace.session.schema import descriptions
from kindpace.session.tree import grown_tree
from kindpace.session.written import Script
from tests.session.maker import script, source


def faults(text: str) -> list[str]:
    """Place and slug of every fault of shape."""
    with pytest.raises(KindpaceError) as told:
        read_script(source(text))
    return [
        f"{one.where.line}:{one.where.column} {one.slug}"
        for one in told.value.problems
        if one.where
    ]


def test_a_script_is_read_with_its_places() -> None:
    """The models, and the tree that remembers where each value stood."""
    written, tree = read_script(source(script("- say: Hello.\n- rest: 5s")))
    assert [cue.act for cue in written.parts[0].cues] == ["say", "rest"]
    assert str(tree.mark(("parts", 0, "cues", 1))) == "run.yaml:8:9"


def test_profiles_and_blocks_are_read_alike() -> None:
    """Each with its own keys."""
    assert read_profile(source("name: Ana\nskip: breath\n"))[0].skip == ["breath"]
    block = read_block(source("kindpace: 1\nblock: b\ncues: [{bell: 1}]\n"))[0]
    assert block.cues is not None
    assert block.cues[0].bell == 1
    for reader in (read_profile, read_block, read_script):
        with pytest.raises(KindpaceError) as told:
            reader(source("- a\n"))
        assert [one.slug for one in told.value.problems] == ["file-not-mapping"]


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("- say: [a, b]", "7:14 words-list"),
        ("- say: {text: [a]}", "7:21 value-type"),
        ("- say: 5", "7:14 value-type"),
        ("- say: {}", "7:14 words-missing"),
        ("- quiet: {}", "7:16 key-missing"),
        ("- quiet: []", "7:16 quiet-unreadable"),
        ("- play: [a]", "7:15 value-type"),
        ("- play: {file: ''}", "7:22 text-empty"),
        ("- notice: {hear: {}}", "7:24 value-type"),
        ("- count: [4]", "7:16 count-unreadable"),
        ("- bell: {}", "7:15 value-type"),
        ("- say: x\n  when: [rain]", "8:15 value-type"),
        ("- say: x\n  when: {weather: {}}", "8:25 value-type"),
        ("- say: x\n  when: {talk: [loud]}", "8:23 value-unknown"),
        ("- say: x\n  topics: {a: b}", "8:17 value-type"),
        ("- say: x\n  rounds: {}", "8:17 rounds-unreadable"),
        ("- say: x\n  at: []", "8:13 place-unreadable"),
        ("- say: x\n  talk: [more]", "8:15 value-type"),
        ("- say: x\n  pace: fast", "8:15 value-type"),
        ("- say: x\n  pace: 2.5", "8:15 value-type"),
        ("- say: x\n  1: y", "8:9 key-unknown"),
        ("- say: x\n  '': y", "8:9 key-unknown"),
        ("- say: x\n  true: y", "8:9 key-unknown"),
        ("- {say: x, say: y}", "7:18 duplicate-key"),
        ("- [[[[x]]]]", "7:9 cue-not-mapping"),
        ("- say: {goal}", "7:14 yaml-needs-quotes"),
        ("- say: '{goal'", "7:14 placeholder-open"),
        ("- note: '{anything} [goes] here'\n- say: 5", "8:14 value-type"),
    ],
)
def test_each_wrong_turn_is_told_once(cue: str, told: str) -> None:
    """The fault at its value or its key, and nothing that only follows from it."""
    assert faults(script(cue)) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kindpace: 1\ntitle: [a]\nparts: {}\n", ["2:8 value-type", "3:8 value-type"]),
        ("kindpace: true\ntitle: x\nparts: [x]\n", ["1:11 value-type", "3:9 part-not-mapping"]),
        ("kindpace: 1.5\ntitle: x\nparts: [{}]\n", ["1:11 version-unknown", "3:9 part-shape"]),
        (script(top="lexicon: {'': x}"), ["3:11 text-empty"]),
        (script(top="lexicon: {a: 1}"), ["3:14 value-type"]),
        (script(top="notes: {a: b}"), ["3:8 value-type"]),
        (script(top="seed: -1"), ["3:7 number-bound"]),
        (script(top="marks: bell"), ["3:8 value-type"]),
        (script(part="gait: run\nbreath: [3:2]"), ["6:13 breath-unreadable"]),
        (script(part="gait: run\nbreath: 32"), ["6:13 breath-unreadable"]),
        (script(part="gait: [run]"), ["5:11 value-type"]),
        (script(part="gait: run\nrepeat: [3]"), ["6:13 repeat-unreadable"]),
        (script(part="gait: run\nbeat: true"), ["6:11 beat-unreadable"]),
        (script(part="gaitt: run"), ["5:5 key-unknown"]),
        (script(part="gait: run\nparts: []"), ["4:5 part-shape", "6:12 list-empty"]),
    ],
)
def test_wrong_turns_above_the_cues(text: str, told: list[str]) -> None:
    """At the top, in the runner, in a part."""
    assert faults(text) == told


def test_numbers_and_short_forms_are_met_halfway() -> None:
    """A list of one without its list, `1.0` for `1`, `off` for no breath, `no` for false."""
    text = script(
        "- say: x\n  topics: body\n  when: {weather: rain}\n"
        "- quiet: {lasts: 2m, announce: no}\n- play: a.wav",
        part="gait: run\nbreath: off\nlasts: 1h 05m",
        top="pace: 130.0\ntopics: calm\nnotes: One.",
    )
    written = read_script(source(text))[0]
    say, quiet, play = written.parts[0].cues
    assert (written.pace, written.topics, written.notes) == (130, ["calm"], ["One."])
    assert written.parts[0].breath is None
    assert (say.topics, say.when and say.when.weather) == (["body"], ["rain"])
    assert quiet.quiet is not None
    assert not quiet.quiet.announce
    assert play.play is not None
    assert play.play.file == "a.wav"


def test_every_text_of_a_draw_is_looked_at() -> None:
    """Not only the one that today would say."""
    assert faults(script("- say: {any: [Fine., 'Odd {.', 'Odd [x].']}")) == [
        "7:28 placeholder-open",
        "7:38 bracket-unknown",
    ]


def test_of_a_great_many_faults_the_first_are_told() -> None:
    """And how many there are beyond."""
    told = faults(script("\n".join(f"- odd{n}: x" for n in range(MOST_FAULTS + 20))))
    assert len(told) == MOST_FAULTS + 1
    assert told[0] == "1:1 and-more"
    assert told[-1] == f"{6 + MOST_FAULTS}:9 key-unknown"


def test_an_option_is_named_as_it_was_typed() -> None:
    """Each with its own sentences, and no place in a file."""
    with pytest.raises(KindpaceError) as told:
        checked_values({"easy_pace": "0:30", "cadence": "fast", "beat": "loud"}, "--")
    whats = {one.what.partition(":")[0]: one for one in told.value.problems}
    assert set(whats) == {"--easy-pace", "--cadence", "--beat"}
    assert {one.slug for one in whats.values()} == {"option-value"}
    assert "`fast` isn't a cadence" in whats["--cadence"].what
    assert checked_values({"cadence": "172", "minutes": 25}, "--").cadence == 172


def test_a_look_keeps_what_can_be_kept() -> None:
    """Faults beside a model where there is one, and faults alone where there is none."""
    whole, none = looked_at(Script, grown_tree(source(script())))
    assert whole is not None
    assert none == []
    doubled, found = looked_at(Script, grown_tree(source("title: y\n" + script())))
    assert doubled is not None
    assert [one.problem.slug for one in found] == ["duplicate-key"]
    odd, more = looked_at(Script, grown_tree(source(script("- say: 5"))))
    assert odd is None
    assert [one.path for one in more] == [("parts", 0, "cues", 0, "say", "text")]


KEYS = st.sampled_from([*sorted({key for keys in descriptions().values() for key in keys}), "odd"])
VALUES = st.one_of(
    st.integers(-3, 300),
    st.booleans(),
    st.sampled_from(
        [
            "run",
            "walk",
            "2m",
            "elastic",
            "3:2",
            "165",
            "160 -> 165",
            "{name?, }hi",
            "[x]",
            "60%",
            "",
        ]
    ),
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(st.dictionaries(KEYS, TREES, min_size=1))
def test_any_structure_is_read_or_told(value: dict[str, object]) -> None:
    """Whatever stands where: a script, or problems that each have a place and a mend."""
    problems: tuple[Problem, ...] = ()
    try:
        read_script(source(json.dumps(value)))
    except KindpaceError as error:
        problems = error.problems
    assert all(one.where and one.what and one.mend for one in problems)
    assert len(set(problems)) == len(problems)
