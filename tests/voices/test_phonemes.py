import re
import tomllib
from importlib.resources import files

import numpy as np
import pytest

from kindpace.voices import espeak
from kindpace.voices.phonemes import phonemes, phonetic
from kindpace.voices.protocol import Request

TABLES = tomllib.loads(files("kindpace.voices").joinpath("phonemes.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "ipa", "names"),
    [
        ("en", "ʃɪˈvɔːn", "SI'vO:n"),
        ("en-gb", "ˈɡəʊ", "'goU"),
        ("en", "ˈtʃɜːtʃ", "'tS3:tS"),
        ("fr", "bɔ̃.ʒuʁ", "bO~Zur"),
        ("de", "ɡʁyːn", "gry:n"),
        ("es", "ˈpero", "'peRo"),
        ("it", "ˈt͡ʃao", "'tSao"),
        ("en", "ʘ", None),
        ("es", "ø", None),
        ("en", "", None),
    ],
)
def test_letters_become_the_engines_names(language: str, ipa: str, names: str | None) -> None:
    """The longest first; where one is missing the respelling is better."""
    assert phonemes(ipa, language) == names


def test_whole_words_are_replaced_and_keep_their_possessive() -> None:
    """As English says it: s, z or iz; elsewhere nothing is added."""
    ipa = {"ana": "ana", "mat": "mæt", "liz": "lɪz", "odd": "ʘ"}
    assert phonetic("ana's banana, mat's, liz's, odd", ipa, "en") == (
        "[[anaz]] banana, [[mats]], [[lIzIz]], odd"
    )
    assert phonetic("ana's", {"ana": "ana"}, "fr") == "[[ana]]'s"
    assert phonetic("ana", {}, "en") == "ana"


@pytest.mark.parametrize("language", [name for name in TABLES if name != "all"])
def test_the_engine_knows_every_name(language: str) -> None:
    """Each sound, between two vowels, is heard: an unknown name would add nothing to them."""
    voice = espeak.voice()
    table = {**TABLES["all"], **TABLES[language]}
    silent = re.compile(r"[\]\[',]|^$")

    def sound(ipa: str) -> bytes:
        request = Request(text="xx", language=language, ipa={"xx": ipa})
        return voice.speak(request).samples.tobytes()

    bare = sound("aa")
    unheard = [
        sign
        for sign, name in table.items()
        if not silent.search(name) and sound(f"a{sign}a") == bare
    ]
    voice.close()
    assert unheard == []


def test_ipa_is_heard_in_place_of_letters() -> None:
    """The same word in other letters of the same sound is the same sound."""
    voice = espeak.voice()
    plain, told = (
        voice.speak(Request(text="zzq runs", language="en", ipa=ipa))
        for ipa in ({}, {"zzq": "ˈsiː"})
    )
    sea = voice.speak(Request(text="sea runs", language="en"))
    voice.close()
    assert len(plain.samples) != len(told.samples)
    assert abs(len(told.samples) - len(sea.samples)) < 0.1 * len(sea.samples)
    assert np.abs(told.samples).max() > 0.1
