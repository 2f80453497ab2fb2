"""One line by itself: how it will be said and why, and the sound of it as a track would hold it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from kindpace.problems import KindpaceError, Mark, Problem, Weight, WrongUse, problem
from kindpace.session.folder import read_bytes
from kindpace.session.lexicon import NO_LEXICON, Change, Lexicon
from kindpace.session.model import Line, Seconds
from kindpace.session.notation import Unreadable
from kindpace.session.pronounced import lexicon_of
from kindpace.session.reading import read_script
from kindpace.session.text import uttered
from kindpace.session.tree import Source
from kindpace.session.written import Script, Wording
from kindpace.sound.level import loudness_of
from kindpace.sound.phrases import phrases
from kindpace.sound.span import RATE
from kindpace.studio.making import Told, unheard
from kindpace.studio.own_words import own_lexicon
from kindpace.studio.planning import find_script
from kindpace.track.encode import MONO, source_of
from kindpace.track.labels import Labels
from kindpace.track.wav import write_wav
from kindpace.track.whole import ready_place
from kindpace.track.write import write_track
from kindpace.voices.cache import open_cache
from kindpace.voices.claims import in_use
from kindpace.voices.doors import AUTO, auto_for, open_voice
from kindpace.voices.protocol import VoiceInfo
from kindpace.voices.spelling import SpokenWords, base_of, languages, spoken_words
from kindpace.voices.takes import speak

WAV, MP3 = ".wav", ".mp3"
HERE = Mark("the words", 1, 1)
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: as it was written, as a voice is given it, and each change on the way."""

    line: Line
    words: SpokenWords
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Sentences that a voice shall say, with the gap after each; `remarks` stop nothing."""

    voice: str
    sentences: tuple[Sentence, ...]
    gaps: tuple[Seconds, ...]
    remarks: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is to be spoken."""
        return tuple(one.line for one in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Spoken sentences in a file; loudness in LUFS."""

    path: Path
    size: int
    voice: str
    length: Seconds
    loudness: float


def script_called(name: str) -> Script:
    """The script whose lexicon, language, voice and pace a line takes. Raises KindpaceError."""
    path = find_script(name)
    try:
        return read_script(Source(name=str(path), data=read_bytes(path)))[0]
    except Unreadable as error:
        raise KindpaceError([problem(error.slug, **error.words)]) from None


def wanted(text: str, wording: Wording, script: Script | None = None) -> Wanted:
    """How `text` will be said. Raises WrongUse for words that can't be, and as `open_voice` does.

    The person's own lexicon counts, and nearer than that the one of `script`.
    """
    try:
        said = uttered(text)
    except Unreadable as error:
        raise WrongUse([problem(error.slug, **error.words)]) from None
    own = lexicon_of(script.lexicon) if script else NO_LEXICON
    lexicon = own.over(own_lexicon())
    best = auto_for([wording.language])
    opened = open_voice(best if wording.voice in (None, "", AUTO) else wording.voice)
    opened.voice.close()
    sentences = tuple(_sentence(one, wording, lexicon, opened.voice.info) for one in said.lines)
    after = (said.after,) if said.after is not None else ()
    return Wanted(
        voice=opened.name,
        sentences=sentences,
        gaps=(*said.gaps, *after),
        remarks=tuple(_remarks(wording.language)),
    )


def write(spoken: Wanted, into: Path, on_leaving: Told = unheard) -> Written:
    """`spoken` as sound in `into`, a WAV or an MP3, through the same cache as any track.

    Raises KindpaceError; then `into` is as it was before.
    """
    ending = into.suffix.lower()
    if ending not in (WAV, MP3):
        raise WrongUse([problem("say-ending", name=into.name)])
    ready_place(into)
    lines = spoken.lines
    with TemporaryDirectory(prefix="kindpace-") as spare, in_use(open_cache(Path(spare)).folder):
        takes = speak(
            [(line, HERE) for line in lines],
            cache=open_cache(Path(spare)),
            voice=spoken.voice,
            on_leaving=on_leaving,
        )
        sound = phrases([takes[line] for line in lines], spoken.gaps)
    block = sound[:, None]
    if ending == WAV:
        size = write_wav(block, into)
    else:
        size = write_track(source_of(block), _labels(lines), into, encoding=MONO).size
    return Written(
        path=into,
        size=size,
        voice=spoken.voice,
        length=Fraction(len(sound), RATE),
        loudness=loudness_of(sound),
    )


def _sentence(text: str, wording: Wording, lexicon: Lexicon, voice: VoiceInfo) -> Sentence:
    found = lexicon.respelled(text, wording.language)
    line = Line(
        text=text,
        spoken=found.text,
        sounds=found.sounds,
        language=wording.language,
        pace=wording.pace,
    )
    words = spoken_words(line, ascii_only=voice.ascii_only)
    if "ipa" not in voice.controls:
        words = replace(words, ipa={})
    return Sentence(line=line, words=words, changes=(*found.changes, *words.changes))


def _remarks(language: str) -> Iterator[Problem]:
    if base_of(language) not in languages():
        known = ", ".join(languages())
        yield problem("language-without-rules", weight=Weight.LOOK, language=language, known=known)


def _labels(lines: tuple[Line, ...]) -> Labels:
    title = " ".join(line.text for line in lines)
    shown = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 3]}..."
    return Labels(title=shown, album="kindpace", language=lines[0].language)
