"""Piper's neural voices, through the package piper-tts and a model that is already here."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from threading import Lock

import numpy as np

from kindpace.problems import problem
from kindpace.voices.engine_process import Crew, EngineStopped
from kindpace.voices.pacing import Curve, measured_curve, primary
from kindpace.voices.piper_models import (
    ENDING,
    Model,
    find_model,
    fingerprint,
    found_models,
    read_model,
)
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Speaker,
    Spoken,
    VoiceFailed,
    VoiceInfo,
    VoiceRejected,
    VoiceUnavailable,
)
from kindpace.voices.rules import either

CALIBRATION = 1
"""Raised whenever the same request would sound otherwise, so that old takes are left alone."""

PROCESS = "kindpace.voices.piper_process"
"""By name: only the process itself loads piper-tts, which takes half a second and more."""

TIMEOUT = 120.0
LONGEST = 400
"""Characters; over longer texts a neural voice loses its thread."""

SCALES = (1.0, 1.7)
"""Length scales between which a model's pace is measured; each model has its own."""

SHORTEST, LONGEST_SCALE = 0.25, 5.0
LICENCE = "each model has its own, see its MODEL_CARD"
_BRACKETS = re.compile(r"\[\[|\]\]")


def voice(speaker: str = "") -> "Piper":
    """The model that `speaker` names, `model.onnx` or `model.onnx#speaker`; else the first one.

    Raises VoiceUnavailable where piper-tts or the model isn't here.
    """
    try:
        package = version("piper-tts")
    except PackageNotFoundError as missing:
        told = problem("piper-missing")
        raise VoiceUnavailable(f"{told.what} {told.mend}") from missing
    name, _ = split_name(speaker)
    path = find_model(name)
    return Piper(
        model=read_model(path), name=name or path.stem, version=f"{package}-{fingerprint(path)}"
    )


class Piper:
    """One model, in a process of its own; it draws dice, so each take is another."""

    def __init__(self, *, model: Model, name: str, version: str, timeout: float = TIMEOUT) -> None:
        self._model = model
        self._name = name
        self._version = version
        program = (sys.executable, "-P", "-m", PROCESS, str(model.path.resolve()))
        self._crew = Crew(lambda: program, timeout)
        self._curves: dict[int | None, Curve] = {}
        self._lock = Lock()

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        code = self._model.language
        return VoiceInfo(
            id="piper",
            version=f"{self._version}-{CALIBRATION}",
            summary=f"Piper: neural and natural; {self._model.summary}",
            network=False,
            languages=tuple(dict.fromkeys((primary(code), code))),
            longest=LONGEST,
            short_text_ok=True,
            deterministic=False,
            sharing=Sharing.LOCK,
            controls=frozenset({"pace", "ipa"}),
            install=problem("piper-missing").mend,
        )

    def speakers(self) -> Sequence[Speaker]:
        """The model, each of its speakers, and then the other models that are set up."""
        return [*_speakers(self._name, self._model), *self._others()]

    def speak(self, request: Request) -> Spoken:
        """`request` at the model's rate. Raises VoiceRejected or VoiceFailed."""
        number = self._number(request)
        scale = self._curve(number, request.language).setting(max(request.pace, 1))
        text = told(request.text, request.ipa, self._model.letters)
        return self._ask(text, number, min(max(scale, SHORTEST), LONGEST_SCALE))

    def close(self) -> None:
        """End the process, and with it what it is at."""
        self._crew.close()

    def _others(self) -> Iterator[Speaker]:
        for path in found_models():
            if path.resolve() != self._model.path.resolve():
                try:
                    model = read_model(path)
                except VoiceUnavailable:  # it is told of when it is asked for
                    continue
                yield from _speakers(path.stem, model)

    def _number(self, request: Request) -> int | None:
        """The speaker's number, None where the model has one alone."""
        name, who = split_name(request.speaker)
        known = self._model.speakers
        right = primary(request.language) == primary(self._model.language)
        if not right or name not in ("", self._name) or (who and who not in known):
            asked = f"{request.speaker or 'this model'} in {request.language}"
            raise VoiceRejected(
                problem("piper-speaker", asked=asked, model=self._model.path.stem).what
            )
        return known[who] if who else next(iter(known.values()), None)

    def _curve(self, number: int | None, language: str) -> Curve:
        """How quickly this speaker talks: measured once, before the first line."""
        with self._lock:
            if number not in self._curves:
                self._curves[number] = measured_curve(
                    lambda text, scale: self._ask(text, number, scale), SCALES, language
                )
            return self._curves[number]

    def _ask(self, text: str, number: int | None, scale: float) -> Spoken:
        try:
            answer, sound = self._crew.ask({"text": text, "speaker": number, "scale": scale})
        except EngineStopped as stopped:
            raise VoiceFailed(problem("engine-stopped", name="Piper").what) from stopped
        if not sound:
            reason = answer["fault"] or problem("speech-empty").what
            raise VoiceFailed(problem("engine-stumbled", name="Piper", reason=reason).what)
        samples = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32768)
        return Spoken(samples=samples, rate=answer["rate"])


def told(text: str, ipa: Mapping[str, str], letters: frozenset[str]) -> str:
    """`text` with each word of `ipa` between double brackets, if the model knows its `letters`."""
    plain = _BRACKETS.sub(" ", text)
    known = {word: one for word, one in ipa.items() if one and letters.issuperset(one)}
    if not known:
        return plain
    return re.sub(
        rf"(?<!\w)({either(known)})(?!['\w])", lambda found: f"[[ {known[found[1]]} ]]", plain
    )


def split_name(speaker: str) -> tuple[str, str]:
    """A model and the speaker in it: ("amy.onnx", "3") of "amy.onnx#3"."""
    if speaker.endswith(ENDING) or "#" not in speaker:
        return speaker, ""
    name, _, who = speaker.rpartition("#")
    return name, who


def _speakers(name: str, model: Model) -> Iterator[Speaker]:
    yield Speaker(id=name, language=model.language, summary=model.summary, licence=LICENCE)
    for who in model.speakers:
        yield Speaker(
            id=f"{name}#{who}",
            language=model.language,
            summary=f"{model.summary}, speaker {who}",
            licence=LICENCE,
        )
