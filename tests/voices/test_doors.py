from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from kindpace.problems import WorldError, WrongUse
from kindpace.voices import doors
from kindpace.voices.doors import open_voice, survey, voice_names
from kindpace.voices.protocol import Voice, VoiceUnavailable
from kindpace.voices.tone import Tone

from .maker import Puppet, hum

HERE = "tests.voices.test_doors"


def networked(_speaker: str) -> Voice:
    """A voice that sends its text away."""
    info = replace(Tone.info, id="piper", network=True)
    return Puppet(script=lambda request, _times: hum(request), info=info)


def missing(_speaker: str) -> Voice:
    """A voice whose engine isn't there."""
    raise VoiceUnavailable("Its engine isn't here.")


def bursting(_speaker: str) -> Voice:
    """A voice that a stranger wrote in a hurry."""
    message = "no such attribute"
    raise AttributeError(message)


def nothing(_speaker: str) -> object:
    """A factory that forgets to give a voice."""
    return None


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five doors, of which only one opens."""
    values = {
        "piper": "networked",
        "system": "missing",
        "flite": "bursting",
        "empty": "nothing",
    }
    own = [
        EntryPoint(name=name, value=f"{HERE}:{value}", group=doors.GROUP)
        for name, value in values.items()
    ]
    gone = EntryPoint(name="gone", value="no_such_package:voice", group=doors.GROUP)
    tone = EntryPoint(name="tone", value="kindpace.voices.tone:voice", group=doors.GROUP)
    monkeypatch.setattr(doors, "entry_points", lambda **_: [*own, gone, tone])
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)


def test_the_built_in_voices_come_by_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both are entry points of the installed package."""
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)
    assert {"espeak", "tone"} <= set(voice_names())


def test_a_person_may_limit_what_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only named voices are there; the others are unknown."""
    monkeypatch.setenv("KINDPACE_VOICES", " tone , nobody")
    assert voice_names() == ["tone"]
    with pytest.raises(WrongUse, match="no voice called espeak"):
        open_voice("espeak")


def test_a_name_may_carry_a_speaker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind the colon is the speaker; colons of its own stay."""
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)
    opened = open_voice("espeak:en-us+f5")
    assert (opened.voice.info.id, opened.speaker, opened.name) == (
        "espeak",
        "en-us+f5",
        "espeak:en-us+f5",
    )
    assert open_voice("tone").name == "tone"


def test_a_slip_gets_a_hint() -> None:
    """Near names are offered; far ones get the list."""
    with pytest.raises(WrongUse) as told:
        open_voice("tome")
    assert told.value.problems[0].mend == "Did you mean tone?"
    with pytest.raises(WrongUse) as told:
        open_voice("espeak:en-us+f6")
    assert told.value.problems[0].mend == "Did you mean en-us+f5?"
    with pytest.raises(WrongUse) as told:
        open_voice("zzzzzz")
    assert told.value.problems[0].mend.startswith("There are: auto, ")


@pytest.mark.usefixtures("strangers")
def test_a_broken_voice_stays_in_the_list_with_its_mend() -> None:
    """Every door is told of; none keeps the others from being seen."""
    found = {each.name: each for each in survey()}
    assert list(found) == ["empty", "flite", "gone", "piper", "system", "tone"]
    assert found["tone"].info == Tone.info
    assert found["piper"].info is not None
    faults = {name: each.fault for name, each in found.items() if each.fault}
    assert {name: fault.slug for name, fault in faults.items()} == {
        "empty": "voice-broken",
        "flite": "voice-broken",
        "gone": "voice-broken",
        "system": "voice-unavailable",
    }
    assert "AttributeError: no such attribute" in faults["flite"].what
    assert HERE in faults["flite"].mend
    assert "Its engine isn't here." in faults["system"].what


@pytest.mark.usefixtures("strangers")
def test_a_door_that_stays_shut_is_the_worlds_fault() -> None:
    """Naming a broken voice tells why it can't be had."""
    for name in ("system", "flite", "gone", "empty"):
        with pytest.raises(WorldError, match=name):
            open_voice(name)


def test_auto_is_the_best_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today that is the embedded voice, and its name says so."""
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)
    assert open_voice().name == "espeak"


@pytest.mark.usefixtures("strangers")
def test_auto_passes_over_networks_and_broken_doors_but_never_hums() -> None:
    """The best one sends words away, two are broken, and tones are no words."""
    with pytest.raises(WorldError, match="flite"):
        open_voice("auto")


def test_auto_hums_only_if_the_person_named_the_tone(monkeypatch: pytest.MonkeyPatch) -> None:
    """KINDPACE_VOICES=tone is a wish for drafts."""
    monkeypatch.setenv("KINDPACE_VOICES", "tone")
    assert open_voice("auto").name == "tone"


def test_no_voice_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a networked voice is allowed, and auto won't take it."""
    monkeypatch.setenv("KINDPACE_VOICES", "piper")
    door = EntryPoint(name="piper", value=f"{HERE}:networked", group=doors.GROUP)
    monkeypatch.setattr(doors, "entry_points", lambda **_: [door])
    with pytest.raises(WorldError, match=r"without a network\. There are: piper"):
        open_voice()
