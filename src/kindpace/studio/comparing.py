"""The same words in many voices: one WAV each, levelled as in a track, whole or not at all."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from kindpace.problems import KindpaceError, Problem, WorldError, WrongUse, problem
from kindpace.session.model import Seconds
from kindpace.session.written import Wording
from kindpace.studio.making import Told, unheard
from kindpace.studio.saying import WAV, wanted, write
from kindpace.track.whole import told
from kindpace.voices.doors import survey
from kindpace.voices.syllables import words

OnVoice = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one voice made of the words; `pace` in words a minute, `loudness` in LUFS."""

    voice: str
    file: str
    length: Seconds
    pace: float
    loudness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All samples, and for each voice that was passed over, why."""

    folder: Path
    samples: tuple[Sample, ...]
    passed: tuple[tuple[str, Problem], ...]


def compare(
    text: str,
    names: Sequence[str],
    into: Path,
    wording: Wording,
    *,
    on_voice: OnVoice = lambda _voice: None,
    on_leaving: Told = unheard,
) -> Compared:
    """`text` in the voices called `names`, as WAVs in the new folder `into`.

    Without names, in all voices that work here and need no network; one of these that can't say
    the words is passed over. Raises KindpaceError; then there is no new folder.
    """
    _require_new(into)
    samples: list[Sample] = []
    passed: list[tuple[str, Problem]] = []
    with _beside(into) as place:
        for name in dict.fromkeys(names or _offline()):
            on_voice(name)
            try:
                samples.append(_sample(text, name, place, wording, on_leaving))
            except KindpaceError as fault:
                if names or isinstance(fault, WrongUse):
                    raise
                passed.append((name, fault.problems[0]))
        if not samples:
            raise WorldError([one for _, one in passed] or [problem("compare-nobody")])
        _move(place, into)
    return Compared(folder=into, samples=tuple(samples), passed=tuple(passed))


@contextmanager
def _beside(into: Path) -> Iterator[Path]:
    """A folder beside `into`, gone in the end unless it was moved."""
    parent = into.absolute().parent
    with told(into):
        place = Path(mkdtemp(prefix=f".{into.name}-", dir=parent))
    try:
        yield place
    finally:
        rmtree(place, ignore_errors=True)


def _offline() -> Sequence[str]:
    return [found.name for found in survey() if found.info and not found.info.network]


def _sample(text: str, name: str, place: Path, wording: Wording, on_leaving: Told) -> Sample:
    spoken = wanted(text, wording.model_copy(update={"voice": name}))
    path = place / _file(name, place)
    made = write(spoken, path, on_leaving)
    count = sum(len(words(one.words.text)) for one in spoken.sentences)
    return Sample(
        voice=spoken.voice,
        file=path.name,
        length=made.length,
        pace=60 * count / float(made.length),
        loudness=made.loudness,
    )


def _file(name: str, place: Path) -> str:
    """A file name for a voice: "piper-amy.wav", with a number behind it where that is taken."""
    bare = re.sub(r":.*[/\\]", ":", name).removesuffix(".onnx")
    stem = re.sub(r"[^\w+.-]+", "-", bare).strip("-.") or "voice"
    tries = (stem, *(f"{stem}-{number}" for number in range(2, len(list(place.iterdir())) + 3)))
    return next(f"{one}{WAV}" for one in tries if not (place / f"{one}{WAV}").exists())


def _require_new(into: Path) -> None:
    """Raises WrongUse if `into` is something else than an empty folder, or nothing yet."""
    with told(into):
        if into.is_dir() and not any(into.iterdir()):
            return
        if into.exists() or into.is_symlink():
            raise WrongUse([problem("compare-folder-taken", folder=into)])
        into.absolute().parent.stat()


def _move(place: Path, into: Path) -> None:
    """`place`, all at once, as `into`."""
    with told(into):
        place.chmod(0o755)  # a temporary folder is closed to others
        if into.exists():
            into.rmdir()
        place.rename(into)
