"""The words of the notes: each language says all of it, and English helps out."""

import re
import tomllib
from dataclasses import fields
from importlib.resources import files

import pytest

from kindpace.care.pack import word_pack
from kindpace.care.support import support_lines
from kindpace.care.wording import flagged
from kindpace.session.model import Gait
from kindpace.studio.wording import Wording, worded_languages, wording_for

PLACE = re.compile(r"\{(\w+)\}")


def texts(wording: Wording) -> dict[str, str]:
    """Every sentence by where it stands."""
    found: dict[str, str] = {}
    for one in fields(wording):
        value = getattr(wording, one.name)
        inner = value.items() if hasattr(value, "items") else [("", value)]
        found |= {f"{one.name}.{name}": text for name, text in inner}
    return found


@pytest.mark.parametrize("language", worded_languages())
def test_a_language_says_all_that_english_says(language: str) -> None:
    """The same sentences, with the same words to fill in."""
    ours, english = texts(wording_for(language)), texts(wording_for("en"))
    assert ours.keys() == english.keys()
    for name, text in english.items():
        assert set(PLACE.findall(ours[name])) == set(PLACE.findall(text)), name
        assert bool(ours[name]) or not text, name
    assert set(wording_for(language).gaits) == set(Gait)


@pytest.mark.parametrize("language", worded_languages())
def test_every_country_with_a_support_line_has_its_name(language: str) -> None:
    """And no other country has one."""
    assert wording_for(language).countries.keys() == support_lines().keys()


@pytest.mark.parametrize("language", worded_languages())
def test_a_file_holds_nothing_that_is_not_said(language: str) -> None:
    """Every table and key of the file is one of the wording."""
    text = files("kindpace.studio").joinpath("words", f"{language}.toml").read_text("utf-8")
    known = {one.name.rstrip("_") for one in fields(Wording)} - {"code"}
    assert set(tomllib.loads(text)) == known


@pytest.mark.parametrize("language", worded_languages())
def test_the_notes_keep_the_rules_that_sessions_keep(language: str) -> None:
    """Not one of their sentences promises, orders or heals, wherever there are rules."""
    pack = word_pack(language)
    found = {
        name: flagged(text, pack) for name, text in texts(wording_for(language)).items() if pack
    }
    assert {name: flags for name, flags in found.items() if flags} == {}


def test_only_foreign_pages_warn_of_english() -> None:
    """On an English page everything is at home."""
    assert wording_for("en").foreign == ""
    assert all(wording_for(one).foreign for one in worded_languages() if one != "en")


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "en"), ("es", "es"), ("es-MX", "es"), ("ES", "es"), ("fi", "en")]
)
def test_a_tag_finds_its_language(tag: str, code: str) -> None:
    """Regions share their language's words; English stands in."""
    assert wording_for(tag).code == code
