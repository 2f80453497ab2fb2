"""The shape of a script as it is written."""

import pytest

from kindpace.session.acts import Words
from kindpace.session.model import Kind
from kindpace.session.reading import read_script
from kindpace.session.written import ACTS, SPOKEN_ACTS, Cue, Part
from tests.session.maker import script, source


def test_what_is_spoken_is_a_kind_of_say() -> None:
    """All but kindpace's own three, and every act is a key of a cue."""
    assert set(SPOKEN_ACTS) == set(Kind) - {"announce", "halfway", "last_minute"}
    assert set(ACTS) <= set(Cue.model_fields)


@pytest.mark.parametrize(
    ("keys", "act", "words"),
    [
        ({"say": "x"}, "say", True),
        ({"stop_if": "x", "at": "5s"}, "stop_if", True),
        ({"rest": "5s"}, "rest", False),
        ({"include": "safety"}, "include", False),
    ],
)
def test_a_cue_knows_its_act(keys: dict[str, object], act: str, *, words: bool) -> None:
    """And its words, if it has any."""
    cue = Cue.model_validate(keys)
    assert cue.act == act
    assert isinstance(cue.words, Words) == words


def test_breath_may_be_a_pattern_more_or_off() -> None:
    """Three ways to write it."""
    written = [
        Part.model_validate({"part": "a", "gait": "run", "breath": one}).breath
        for one in ("3:2", {"pattern": "3:2"}, "off")
    ]
    assert written[0] == written[1]
    assert written[2] is None


def test_parts_hold_parts() -> None:
    """As deep as a writer likes."""
    part = Part.model_validate({"parts": [{"parts": [{"part": "a", "gait": "run"}]}]})
    assert part.parts is not None
    assert part.parts[0].parts is not None
    assert part.parts[0].parts[0].part == "a"


@pytest.mark.parametrize(
    ("sound", "template", "bed"),
    [
        ("night", "night", None),
        ("{template: night}", "night", None),
        ("{bed: a.mp3}", "park", "a.mp3"),
        ("{template: night, bed: a.mp3}", "night", "a.mp3"),
        ("{}", "park", None),
    ],
)
def test_a_sound_is_a_template_or_more(sound: str, template: str, bed: str | None) -> None:
    """Its name alone, or with music of one's own; without a name it is the park."""
    written = read_script(source(script(top=f"sound: {sound}")))[0].sound
    assert (written.template, written.bed) == (template, bed)


def test_a_script_has_its_defaults() -> None:
    """Park, English, 125 words a minute, no marks."""
    written = read_script(source(script()))[0]
    assert (written.sound.template, written.sound.bed, written.mix) == ("park", None, None)
    assert (written.language, written.pace, written.seed) == ("en", 125, 1)
    assert (written.marks.halfway, written.marks.last_minute) == ("off", "off")
    assert written.runner.model_fields_set == set()
