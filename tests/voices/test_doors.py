from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from kindpace.problems import WorldError, WrongUse
from kindpace.voices import doors
from kindpace.voices.doors import Opened, auto_for, open_voice, survey, voice_names
from kindpace.voices.protocol import Request, Speaker, Spoken, Voice, VoiceUnavailable
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
    monkeypatch.delenv("KINDPACE_AUTO")


def test_the_built_in_voices_come_by_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """All are entry points of the installed package."""
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)
    named = {"edge", "espeak", "flite", "gtts", "openai", "pico", "piper", "system", "tone"}
    assert named <= set(voice_names())


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


def knowing(voice: str, *languages: str) -> EntryPoint:
    """The door of a voice with a speaker for each of `languages`; the first is its own choice."""
    return EntryPoint(name=voice, value=f"{HERE}:{voice}_{'_'.join(languages)}", group=doors.GROUP)


class Polyglot:
    """A voice that speaks one language at a time, and has a speaker for each."""

    def __init__(self, name: str, languages: tuple[str, ...], speaker: str) -> None:
        self.languages = languages
        self.info = replace(Tone.info, id=name, languages=(speaker or languages[0],))

    def speakers(self) -> list[Speaker]:
        """One a language, called as that is."""
        return [Speaker(id=one, language=one, summary="") for one in self.languages]

    def speak(self, request: Request) -> Spoken:
        """A hum."""
        return hum(request)

    def close(self) -> None:
        """Nothing is held."""


def piper_en_de(speaker: str) -> Voice:
    """Two models."""
    return Polyglot("piper", ("en-us", "de_DE"), speaker)


def flite_en(speaker: str) -> Voice:
    """English alone."""
    return Polyglot("flite", ("en",), speaker)


def espeak_en_de_fr(_speaker: str) -> Voice:
    """Everything at once."""
    voice = Polyglot("espeak", ("en", "de", "fr"), "")
    voice.info = replace(voice.info, languages=("en", "de", "fr"))
    return voice


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice with two models, one that knows English alone, and one that knows them all."""
    own = [
        knowing("piper", "en", "de"),
        knowing("flite", "en"),
        knowing("espeak", "en", "de", "fr"),
    ]
    monkeypatch.setattr(doors, "entry_points", lambda **_: own)
    monkeypatch.delenv("KINDPACE_AUTO")
    monkeypatch.delenv("KINDPACE_VOICES", raising=False)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("languages", "name"),
    [
        ([], "piper"),
        (["en"], "piper"),
        (["en-GB", "en"], "piper"),
        (["de-AT"], "piper:de_DE"),
        (["fr"], "espeak"),
        (["en", "de"], "espeak"),
        (["tlh"], "piper"),
    ],
)
def test_auto_is_the_best_that_speaks_every_language_of_the_lines(
    languages: list[str], name: str
) -> None:
    """One voice speaks a whole session; where none can, the best says so itself, line by line."""
    assert open_voice(auto_for(languages)).name == name


@pytest.mark.usefixtures("three")
def test_a_person_may_say_what_auto_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """The best first; what isn't here is passed over."""
    monkeypatch.setenv("KINDPACE_AUTO", "nobody, flite,espeak")
    assert open_voice("auto").name == "flite"
    assert open_voice("auto:de").name == "espeak"


def test_the_name_of_auto_holds_each_language_once() -> None:
    """In order, so that the same lines always ask for the same."""
    assert auto_for(["en", "de", "en"]) == "auto:de,en"
    assert auto_for([]) == "auto"


@pytest.mark.parametrize(
    ("speaker", "title"),
    [
        ("", "tone"),
        ("low", "tone:low"),
        ("/maya/my voices/amy.onnx#3", "tone:amy.onnx#3"),
        ("D:\\maya\\amy.onnx", "tone:amy.onnx"),
    ],
)
def test_a_title_tells_no_folders(speaker: str, title: str) -> None:
    """It goes into tags, and a folder may tell who made the track."""
    assert Opened(voice=Tone(), speaker=speaker).title == title


def test_the_list_tells_of_missing_voices_whether_they_send_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As far as they say; and the reason is theirs, without our frame around it."""
    values = {"near": "missing", "far": "missing_and_far"}
    own = [
        EntryPoint(name=name, value=f"{HERE}:{value}", group=doors.GROUP)
        for name, value in values.items()
    ]
    monkeypatch.setattr(doors, "entry_points", lambda **_: own)
    far, near = survey()
    assert (far.network, far.reason) == (True, "Its key isn't here.")
    assert (near.network, near.reason) == (False, "Its engine isn't here.")


def missing_and_far(_speaker: str) -> Voice:
    """A voice on a network that lacks something."""
    raise VoiceUnavailable("Its key isn't here.", network=True)


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
