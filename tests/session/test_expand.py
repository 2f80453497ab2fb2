"""Includes, repeats and conditions: what is left for one runner."""

from pathlib import Path

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.expand import Expansion, WrittenPart
from kindpace.session.folder import Folder
from kindpace.session.model import Gait, Runner
from kindpace.session.reading import read_script
from tests.session.maker import script, slugs, source


def block(folder: Path, name: str, body: str) -> None:
    """A block file beside the script."""
    (folder / f"{name}.yaml").write_text(f"kindpace: 1\nblock: {name}\n{body}\n")


def expansion(own: Path, runner: Runner | None = None) -> Expansion:
    """An expansion for somebody."""
    return Expansion(runner, Folder(own=own, shared=own / "shared").block)


def parts(text: str, own: Path, runner: Runner | None = None) -> list[WrittenPart]:
    """The parts of a script, in order."""
    written, tree = read_script(source(text))
    return list(expansion(own, runner).parts(written.parts, tree, ("parts",)))


def acts(text: str, own: Path, runner: Runner | None = None) -> list[str]:
    """The acts of a script, in order."""
    written, tree = read_script(source(text))
    one = expansion(own, runner)
    found = [one.cues(part) for part in one.parts(written.parts, tree, ("parts",))]
    return [placed.cue.act for cues in found for placed in cues]


GROUP = """\
kindpace: 1
title: x
parts:
  - repeat: 3x
    parts:
      - {part: a, gait: run, repeat: 2x}
      - {part: b, gait: walk, unless: {weather: rain}}
"""


def test_repeats_unfold_in_order(tmp_path: Path) -> None:
    """A part that repeats inside a group counts its own rounds; others count the group's."""
    found = parts(GROUP, tmp_path, Runner())
    assert [(one.part.part, one.round, one.rounds) for one in found] == [
        *[("a", 1, 2), ("a", 2, 2), ("b", 1, 3)],
        *[("a", 1, 2), ("a", 2, 2), ("b", 2, 3)],
        *[("a", 1, 2), ("a", 2, 2), ("b", 3, 3)],
    ]
    assert len(parts(GROUP, tmp_path, Runner(weather="rain"))) == 6


def test_whoever_walks_it_all_walks_the_runs_at_their_own_cadence(tmp_path: Path) -> None:
    """A plan for running says nothing to them; walks and rests stay as they are written."""
    text = (
        "kindpace: 1\ntitle: x\nparts:\n"
        "  - {part: a, gait: walk, cadence: 108}\n"
        "  - {part: b, gait: run, cadence: 160}\n"
        "  - {part: c, gait: stand}\n"
    )

    def moves(runner: Runner | None) -> list[tuple[Gait, bool]]:
        return [(one.gait, one.cadence is not None) for one in parts(text, tmp_path, runner)]

    as_written = [(Gait.WALK, True), (Gait.RUN, True), (Gait.STAND, False)]
    assert moves(Runner()) == moves(None) == as_written
    assert moves(Runner(gait=Gait.WALK)) == [
        *[(Gait.WALK, True), (Gait.WALK, False), (Gait.STAND, False)]
    ]


def test_for_nobody_everything_comes_once(tmp_path: Path) -> None:
    """Conditions aside, with the number of rounds that there would be."""
    found = parts(GROUP, tmp_path)
    assert [(one.part.part, one.rounds) for one in found] == [("a", 2), ("b", 3)]
    text = script("- say: x\n  when: {weather: rain}\n- bell: 1\n  rounds: last")
    assert acts(text, tmp_path) == ["say", "bell"]


def test_blocks_come_in_with_their_own_places(tmp_path: Path) -> None:
    """Cues among cues, parts among parts, repeated if so wished."""
    block(tmp_path, "calm", "cues: [{say: a}, {bell: 1}]")
    block(tmp_path, "laps", "parts: [{part: lap, gait: run}]")
    assert acts(script("- rest: 5s\n- include: calm\n- rest: 5s"), tmp_path, Runner()) == [
        "rest",
        "say",
        "bell",
        "rest",
    ]
    text = "kindpace: 1\ntitle: x\nparts:\n  - include: laps\n    repeat: 2x\n"
    found = parts(text, tmp_path, Runner())
    assert [(one.round, one.mark.file) for one in found] == [
        (1, str(tmp_path / "laps.yaml")),
        (2, str(tmp_path / "laps.yaml")),
    ]


@pytest.mark.parametrize(
    ("settings", "runner", "heard"),
    [
        ("", Runner(), ["say", "safety", "bell"]),
        ("when: {weather: rain}", Runner(), []),
        ("when: {weather: rain}", Runner(weather="rain"), ["say", "safety", "bell"]),
        ("rounds: 2", Runner(), []),
        ("talk: more", Runner(), ["safety"]),
        ("topics: body", Runner(skip=("body",)), ["safety"]),
        ("", Runner(talk="sparse"), ["safety", "bell"]),
    ],
)
def test_settings_beside_an_include_hold_for_what_it_brings(
    tmp_path: Path, settings: str, runner: Runner, heard: list[str]
) -> None:
    """All but for the lines that keep people safe."""
    block(tmp_path, "calm", "cues: [{say: a}, {safety: b}, {bell: 1}]")
    assert acts(script(f"- include: calm\n  {settings}"), tmp_path, runner) == heard


def test_exemptions_and_conditions_go_inside(tmp_path: Path) -> None:
    """From a group to its parts, from an include to its cues."""
    block(tmp_path, "calm", "cues: [{say: a}]")
    text = (
        "kindpace: 1\ntitle: x\nparts:\n"
        "  - allow: a/b\n    because: Why.\n    when: {company: sam}\n    parts:\n"
        "    - part: One\n      gait: run\n      cues:\n"
        "      - include: calm\n        allow: c/d\n        because: Why.\n"
        "        when: {place: park}\n"
    )
    written, tree = read_script(source(text))
    one = expansion(tmp_path, Runner(company="Sam", place="park"))
    (part,) = one.parts(written.parts, tree, ("parts",))
    (placed,) = one.cues(part)
    assert [excuse.allow for excuse in part.around.excused] == [["a/b"]]
    assert [excuse.allow for excuse in placed.around.excused] == [["c/d"]]
    assert placed.told == {"company", "place"}


def test_circles_and_towers_of_blocks_end(tmp_path: Path) -> None:
    """A block in itself, in a block that it holds, and five deep."""
    block(tmp_path, "self", "cues: [{include: self}]")
    block(tmp_path, "ping", "cues: [{include: pong}, {bell: 1}]")
    block(tmp_path, "pong", "cues: [{include: ping}]")
    for n in range(6):
        block(tmp_path, f"tower{n}", f"cues: [{{include: tower{n + 1}}}]")
    assert slugs(script("- include: self"), own=tmp_path) == ["include-circle"]
    assert slugs(script("- include: ping"), own=tmp_path) == ["include-circle"]
    assert slugs(script("- include: tower0"), own=tmp_path) == ["include-too-deep"]


def test_a_faulty_block_is_told_once_at_its_own_place(tmp_path: Path) -> None:
    """However often it is brought in, and together with what else there is."""
    block(tmp_path, "odd", "cues: [{sya: a}]")
    text = script("- include: odd\n- include: odd\n- include: none")
    assert slugs(text, own=tmp_path) == ["key-unknown", "block-missing"]
    parts_too = "kindpace: 1\ntitle: x\nparts: [{include: odd}]\n"
    assert slugs(parts_too, own=tmp_path) == ["key-unknown"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (script("- bell: 1", "gait: run\nrepeat: 200x").replace("  - part", "  - part"), ""),
        (
            "kindpace: 1\ntitle: x\nparts:\n" + "  - {part: a, gait: run, repeat: 200x}\n" * 3,
            "too-many-parts",
        ),
        (script("- bell: 1\n" * 40, "gait: run\nrepeat: 200x"), "too-many-steps"),
        (script(f"- say: {'word ' * 390}", "gait: run\nrepeat: 200x"), ""),
        (script(f"- say: {'word ' * 390}\n" * 2, "gait: run\nrepeat: 200x"), "too-many-words"),
    ],
)
def test_what_multiplies_has_an_end(tmp_path: Path, text: str, slug: str) -> None:
    """Long before memory or patience do."""
    written, tree = read_script(source(text))
    one = expansion(tmp_path, Runner())
    found = one.parts(written.parts, tree, ("parts",))
    if not slug:
        assert sum(1 for part in found for _ in one.cues(part)) == 200
        return
    with pytest.raises(KindpaceError) as told:
        sum(1 for part in found for _ in one.cues(part))
    assert [problem.slug for problem in told.value.problems] == [slug]


def test_empty_groups_in_groups_are_counted_too(tmp_path: Path) -> None:
    """Two hundred times two hundred times nothing takes no time."""
    text = "kindpace: 1\ntitle: x\nparts:\n"
    for depth in range(7):
        text += f"{'  ' * (2 * depth)}- repeat: 200x\n{'  ' * (2 * depth)}  parts:\n"
    text += f"{'  ' * 14}- {{part: a, gait: run, when: {{weather: snow}}}}\n"
    written, tree = read_script(source(text))
    with pytest.raises(KindpaceError) as told:
        list(expansion(tmp_path, Runner()).parts(written.parts, tree, ("parts",)))
    assert [problem.slug for problem in told.value.problems] == ["too-many-steps"]
