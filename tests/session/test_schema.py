"""An editor accepts what kindpace accepts, and marks what is misspelt."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kindpace.problems import KindpaceError
from kindpace.session.hints import HOMES
from kindpace.session.reading import read_profile, read_programme, read_script
from kindpace.session.schema import (
    PROGRAMME_KEYS,
    descriptions,
    profile_schema,
    programme_schema,
    schema,
)
from kindpace.session.tree import grown_tree
from tests.session.broken import SCRIPTS
from tests.session.maker import script, source

ROOT = Path(__file__).parent.parent.parent
LIBRARY = sorted((ROOT / "scripts" / "sessions").glob("*.yaml"))
EXAMPLES = re.compile(r"(?ms)^```yaml[^\n]*\n(kindpace: 1\n.*?)^```$")

SHORT_AND_LONG = [
    script("- say: x\n- say: {text: x}\n- say: {any: [x, y]}\n- notice: x\n- ask: x"),
    script("- quiet: elastic\n- quiet: 1m to 2m\n- quiet: {lasts: 2m, announce: no}"),
    script("- quiet: {lasts: 2m, announce: false}\n- rest: 1m 30s\n- rest: 1h05m\n- rest: 1h30"),
    script("- count: 4\n- count: 4 cycles of 3:3\n- bell: 1\n- note: x"),
    script("- say: x\n  when: {weather: rain, talk: more}\n  unless: {place: [a, b], beat: [on]}"),
    script("- say: x\n  at: 0\n  topics: a\n- say: y\n  at: 60%\n  rounds: [1, last]\n  pause: 0"),
    script(part="gait: run\nbreath: 3:2\nbeat: 90s on, 2m off\ncadence: 160 -> 165 over 2m"),
    script(part="gait: run\nbreath: off\ncadence: 165\nrepeat: 3"),
    script(part="gait: run\nbreath: {count: sound, from: 5s, fade: 5s}\nrepeat: 3x"),
    script(part="gait: sit\nallow: a/b\nbecause: x", top="topics: a\nnotes: x\nminutes: 12.5"),
    script(top="minutes: 1h05m\npace: 130.0\nlexicon: {a: b}\nmarks: {halfway: bell}"),
    script(top="sound: park\nmix: {voice: 0, beat: -6, breath: '-3 dB', bed: +1.5}"),
    script(top="sound: {template: night, bed: a.mp3}\nrunner: {mix: {bed: -2}}"),
    script(top="sound: {bed: a.mp3}\nmix: {}"),
    script(top="runner: {cadence: '165', counted: 82 in 30s, skip: a, easy_pace: 6:30}"),
]


def plain(value: object) -> object:
    """Exact numbers as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return float(value) if isinstance(value, Fraction) else value


def marked(text: str | bytes, *, profile: bool = False) -> list[str]:
    """What an editor would mark."""
    validator = Draft202012Validator(profile_schema() if profile else schema())
    return [error.message for error in validator.iter_errors(plain(grown_tree(source(text)).value))]


def examples() -> Iterator[str]:
    """Every script in the docs."""
    for page in sorted((ROOT / "docs").glob("*.md")):
        for found in EXAMPLES.finditer(page.read_text("utf-8")):
            if "\nblock: " not in found[1]:
                yield found[1]


def test_all_schemas_are_schemas() -> None:
    """Of the draft that they name, with a relative name of their own."""
    for one in (schema(), profile_schema(), programme_schema()):
        Draft202012Validator.check_schema(one)
        assert one["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert "://" not in one["$id"]
        assert one["title"].startswith("A kindpace")


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_library_passes(path: Path) -> None:
    """Every session that kindpace brings along."""
    assert marked(path.read_bytes()) == []


def test_the_docs_pass() -> None:
    """Every script that reads cleanly there."""
    found = list(examples())
    assert len(found) >= 4
    for text in found:
        try:
            read_script(source(text))
        except KindpaceError:
            continue
        assert marked(text) == []


@pytest.mark.parametrize("text", SHORT_AND_LONG)
def test_short_and_long_forms_pass(text: str) -> None:
    """Each way in which a thing may be written."""
    read_script(source(text))
    assert marked(text) == []


def test_a_broken_script_with_a_sound_shape_passes() -> None:
    """Whatever reads cleanly passes, even where its meaning has faults; at least some do."""
    clean = 0
    for path in SCRIPTS:
        try:
            read_script(source(path.read_bytes()))
        except KindpaceError:
            continue
        clean += 1
        assert marked(path.read_bytes()) == []
    assert clean > 15


@pytest.mark.parametrize(
    "text",
    [
        script("- sya: x"),
        script("- say: x\n  rest: 5s"),
        script("- say: {txt: x}"),
        script("- say: [x]"),
        script("- say: x\n  when: {wether: rain}"),
        script("- say: x\n  when: {talk: loud}"),
        script("- rest: soon"),
        script("- rest: 5"),
        script("- bell: 40"),
        script("- at: 5s"),
        script(part="gait: swim"),
        script(part="lasts: 5m"),
        script(part="gait: run\nbreath: {patern: 3:2}"),
        script(top="titel: x"),
        script(top="pace: 20"),
        script(top="runner: {cadance: 165}"),
        script(top="marks: {halfway: shout}"),
        script(top="mix: {music: 3}"),
        script(top="mix: {bed: 13}"),
        script(top="mix: -6"),
        script(top="sound: {file: a.mp3}"),
        script(top="sound: [park]"),
        "kindpace: 2\ntitle: x\nparts: [{part: a, gait: run}]\n",
        "kindpace: 1\ntitle: x\nparts: []\n",
        "kindpace: 1\ntitle: x\n",
    ],
)
def test_slips_are_marked(text: str) -> None:
    """By the editor, as by kindpace."""
    assert marked(text) != []
    with pytest.raises(KindpaceError):
        read_script(source(text))


def test_profiles_have_a_schema_of_their_own() -> None:
    """The same keys as `runner:` in a script."""
    good = "name: Ana\ncadence: 165\nbreath: 3:3\nminutes: 25\nskip: [body]\ncountry: IE\n"
    read_profile(source(good))
    assert marked(good, profile=True) == []
    assert marked("cadance: 165\n", profile=True) != []
    assert profile_schema()["properties"] == schema()["$defs"]["Profile"]["properties"]


def test_every_key_says_what_it_is_for() -> None:
    """In every mapping, and no description is left over."""
    found = schema()
    mappings = {"Script": found, **found["$defs"]}
    for name, keys in descriptions().items():
        if name != "Block":
            assert set(mappings[name]["properties"]) == set(keys)
            assert all(
                mappings[name]["properties"][key]["description"] == keys[key] for key in keys
            )
    told = {name for name in mappings if "properties" in mappings[name]}
    assert told == descriptions().keys() - {"Block"}
    block = {model.__name__: model for model, _ in HOMES}["Block"]
    assert set(descriptions()["Block"]) == set(block.model_fields)


def planned(text: str | bytes) -> list[str]:
    """What an editor would mark in a programme."""
    validator = Draft202012Validator(programme_schema())
    return [error.message for error in validator.iter_errors(plain(grown_tree(source(text)).value))]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "scripts" / "programmes").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_programmes_pass(path: Path) -> None:
    """Those that kindpace brings along."""
    read_programme(source(path.read_bytes()))
    assert planned(path.read_bytes()) == []


@pytest.mark.parametrize(
    ("days", "top"),
    [
        ("[rest, {rest: nothing}, {rest: a}, {session: a}]", "starts: 2026-01-05"),
        ("[{session: a, or: b, minutes: 20}, {session: a, or: [b, c]}]", "instead: a"),
        ("[{session: a, runner: {talk: more}, note: x, title: y}]", "ladder: {cadence: 165}"),
        ("[rest]", "ladder: {cadence: 150 to 185 by 5, length: [80%, 100%]}"),
        ("[rest]", "ladder: {cadence: [150, 160], length: 120%}\nafterwards: x\nnotes: x"),
    ],
)
def test_forms_of_a_programme_pass(days: str, top: str) -> None:
    """Each way in which a day or a ladder may be written."""
    text = f"kindpace: 1\ntitle: x\n{top}\nweeks: [{{week: a, days: {days}}}]\n"
    read_programme(source(text))
    assert planned(text) == []


@pytest.mark.parametrize(
    "days",
    ["[run]", "[{minutes: 3}]", "[{session: a, rest: b}]", "[{sesion: a}]", "[]", "rest"],
)
def test_slips_in_a_programme_are_marked(days: str) -> None:
    """By the editor, as by kindpace."""
    text = f"kindpace: 1\ntitle: x\nweeks: [{{week: a, days: {days}}}]\n"
    assert planned(text) != []
    with pytest.raises(KindpaceError):
        read_programme(source(text))


def test_every_key_of_a_programme_says_what_it_is_for() -> None:
    """In every mapping of its own, and no description is left over."""
    found = programme_schema()
    mappings = {"Programme": found, **found["$defs"]}
    for name, keys in descriptions(PROGRAMME_KEYS).items():
        told = mappings[name]["properties"]
        assert {key: told[key]["description"] for key in told} == keys
