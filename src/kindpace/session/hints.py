"""Did you mean: the key or word that stands nearest to what was written, or where it belongs."""

from collections.abc import Sequence
from difflib import get_close_matches

from pydantic import BaseModel

from kindpace.session.acts import Notice, PlayFile, Question, QuietWords, Words
from kindpace.session.pronounced import OwnLexicon, Pronounced
from kindpace.session.tree import Trail
from kindpace.session.weeks import Day, Ladder, Programme, Week
from kindpace.session.written import (
    SPOKEN_ACTS,
    Block,
    BreathWords,
    Conditions,
    Cue,
    Exempt,
    Marks,
    MixWords,
    Part,
    Profile,
    Script,
    SoundWords,
)

INSIDE: dict[str, type[BaseModel]] = {
    **dict.fromkeys(SPOKEN_ACTS, Words),
    "parts": Part,
    "cues": Cue,
    "breath": BreathWords,
    "runner": Profile,
    "marks": Marks,
    "mix": MixWords,
    "sound": SoundWords,
    "when": Conditions,
    "unless": Conditions,
    "notice": Notice,
    "ask": Question,
    "quiet": QuietWords,
    "play": PlayFile,
    "weeks": Week,
    "days": Day,
    "ladder": Ladder,
}
"""Which model stands under which key."""

HOMES: tuple[tuple[type[BaseModel], str], ...] = (
    (Cue, "in a cue"),
    (Part, "in a part"),
    (Script, "at the top of the script"),
    (Profile, "in `runner:`"),
    (Marks, "in `marks:`"),
    (SoundWords, "in `sound:`"),
    (MixWords, "in `mix:`"),
    (BreathWords, "in `breath:`"),
    (QuietWords, "in `quiet:`"),
    (PlayFile, "in `play:`"),
    (Block, "in a shared block"),
    (Pronounced, "in `lexicon:`, below a word"),
    (Day, "in a day of a programme"),
    (Week, "in a week of a programme"),
    (Ladder, "in `ladder:`"),
    (Programme, "at the top of a programme"),
)
"""Where each model stands, the likeliest place first."""

MEANT = {
    "speak": "say",
    "words": "say",
    "line": "say",
    "text": "say",
    "voiceover": "say",
    "silence": "quiet",
    "pause": "rest",
    "wait": "rest",
    "break": "rest",
    "breathe": "count",
    "chime": "bell",
    "gong": "bell",
    "audio": "play",
    "question": "ask",
    "warning": "safety",
    "comment": "note",
    "duration": "lasts",
    "length": "lasts",
    "time": "lasts",
    "for": "lasts",
    "spm": "cadence",
    "bpm": "cadence",
    "tempo": "cadence",
    "steps": "cadence",
    "metronome": "beat",
    "pace": "gait",
    "type": "gait",
    "name": "part",
    "section": "part",
    "sections": "parts",
    "events": "cues",
    "times": "repeat",
    "rounds": "repeat",
    "if": "when",
    "author": "notes",
    "review": "reviewed_by",
    "reviewer": "reviewed_by",
    "description": "summary",
    "music": "sound",
    "ambience": "sound",
    "template": "sound",
    "sound": "bed",
    "levels": "mix",
    "balance": "mix",
    "mixer": "mix",
    "background": "bed",
    "file": "bed",
    "slug": "id",
    "tags": "topics",
    "lang": "language",
    "version": "kindpace",
    "start": "from",
    "starts": "from",
    "begins": "from",
    "volume": "level",
    "path": "file",
    "listen": "hear",
    "look": "see",
    "touch": "feel",
    "running": "run",
    "jog": "run",
    "jogging": "run",
    "sprint": "run",
    "walking": "walk",
    "standing": "stand",
    "sitting": "sit",
    "spoken": "say",
    "always": "on",
    "true": "on",
    "yes": "on",
    "never": "off",
    "none": "off",
    "false": "off",
    "no": "off",
    "less": "sparse",
    "little": "sparse",
    "much": "more",
}
"""Other words for our keys and values, tried where the word itself doesn't belong."""

LONGEST_WORD = 40
NEAR = 0.7
MOST_KNOWN = 12


def key_hint(key: str, path: Trail, model: type[BaseModel]) -> str:
    """What to do about the unknown `key` at `path` in a file that `model` reads."""
    beside = known_keys(path, model)
    word = key[:LONGEST_WORD].strip().lower().replace("-", "_").replace(" ", "_")
    if word in beside:
        return f"Did you mean `{word}`?"
    near = get_close_matches(word, beside, n=1, cutoff=NEAR)
    home = next((home for shape, home in HOMES if word in _keys(shape)), None)
    if home is not None and not near and MEANT.get(word) not in beside:
        return f"`{word}` belongs {home}."
    return word_hint(word, beside)


def word_hint(word: str, known: Sequence[str]) -> str:
    """The word of `known` that comes nearest, or some of those that there are."""
    word = word[:LONGEST_WORD].lower()
    meant = MEANT.get(word, "")
    for one in (meant, MEANT.get(meant)):
        if one in known:
            return f"Did you mean `{one}`?"
    if near := get_close_matches(word, known, n=1, cutoff=NEAR):
        return f"Did you mean `{near[0]}`?"
    more = ", ..." if len(known) > MOST_KNOWN else ""
    return f"Known here: {', '.join(known[:MOST_KNOWN])}{more}."


def known_keys(path: Trail, model: type[BaseModel]) -> list[str]:
    """The keys that may stand beside the last step of `path`."""
    above = [step for step in path[:-1] if isinstance(step, str)]
    if model is OwnLexicon or above[:1] == ["lexicon"]:
        return _keys(Pronounced)
    return _keys(INSIDE.get(above[-1], model) if above else model)


def _keys(model: type[BaseModel]) -> list[str]:
    names = [field.alias or name for name, field in model.model_fields.items()]
    return sorted(names, key=lambda name: name in Exempt.model_fields)
