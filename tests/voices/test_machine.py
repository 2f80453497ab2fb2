from kindpace.voices.machine import Machine
from kindpace.voices.pacing import seconds
from kindpace.voices.programs import Programs
from kindpace.voices.protocol import Request, Speaker, Spoken
from kindpace.voices.system import System
from kindpace.voices.tone import Tone

from .measuring import pace_of


def test_any_machine_whose_pace_follows_its_setting_is_a_voice() -> None:
    """One that hums, at four thirds of what it is told; it is never told more than it takes."""
    told: list[float] = []

    def speak(text: str, speaker: str, setting: float) -> Spoken:
        told.append(setting)
        assert speaker == "hum"
        return Tone().speak(Request(text=text, language="en", pace=round(setting * 4 / 3)))

    machine = Machine(
        name="Hum OS",
        version="1",
        speakers=[Speaker(id="hum", language="en", summary="one hum")],
        speak=speak,
        settings=(80.0, 120.0),
        bounds=(50.0, 300.0),
    )
    voice = System(machine=machine, programs=Programs())
    assert abs(pace_of(voice, 125) / 125 - 1) < 0.05
    assert pace_of(voice, 10_000) > 200
    assert max(told) <= 300
    assert seconds(voice.speak(Request(text="Easy now.", language="en"))) > 0.3
