import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Mark, WrongUse
from kindpace.session.recordings import Recordings
from kindpace.voices.own_files import about_strangers, id_of, matched, named_id, shortened

from .maker import line

WELCOME, HOME = line("Welcome, your shoes are on."), line("Nearly there, keep an easy smile.")
WORDS = {id_of(one): one.text for one in (WELCOME, HOME)}
MARK = Mark("run.yaml", 3, 13)
MARKS = {name: (text, Mark("run.yaml", 9, 9)) for name, text in WORDS.items()}


def folder(path: Path, *names: str) -> Recordings:
    """A folder with such files."""
    for name in names:
        (path / name).write_bytes(b"sound")
    return Recordings(folder=path, mark=MARK)


def hints(path: Path, *names: str) -> Mapping[str, str]:
    """What is said about each file that is for no line."""
    recordings = folder(path, *names)
    told = about_strangers(recordings, matched(recordings, MARKS), WORDS)
    assert all(one.where == MARK for one in told)
    return {Path(one.what.split(" is for ")[0]).name: one.mend for one in told}


@pytest.mark.parametrize(
    "name",
    ["{}.wav", "{}.M4A", "{} welcome.m4a", "{}-welcome.mp3", "{}_2.flac", "{}(1).ogg", "{}.x.wav"],
)
def test_a_file_is_for_the_line_that_its_name_begins_with(name: str, tmp_path: Path) -> None:
    """In small letters or capitals, and whatever stands behind it."""
    for written in (id_of(HOME), id_of(HOME).upper()):
        path = tmp_path / name.format(written)
        recordings = folder(tmp_path, path.name)
        assert matched(recordings, MARKS).files == {id_of(HOME): path}
        path.unlink()


@given(st.text(alphabet="abcz09 .-_ü", max_size=12))
def test_any_name_can_be_looked_at(stem: str) -> None:
    """It begins with an id or it doesn't."""
    name = named_id(Path(f"x{stem}.wav"))
    assert name == "" or (len(name) == 8 and f"x{stem}".startswith(name))


def test_longer_words_are_no_id() -> None:
    """Nine letters in a row name nothing."""
    assert named_id(Path(f"{id_of(HOME)}s.wav")) == ""


def test_what_is_no_sound_lies_there_in_peace(tmp_path: Path) -> None:
    """Notes, the sheet, what a system leaves behind, and folders."""
    (tmp_path / "old takes.wav").mkdir()
    here = matched(folder(tmp_path, "notes.txt", "sheet.html", "._a.wav", ".DS_Store"), MARKS)
    assert (here.files, here.strangers) == ({}, ())


def test_two_files_for_one_line_are_told_with_both_names(tmp_path: Path) -> None:
    """At the place of the line; all such pairs at once."""
    names = [f"{name}{more}" for name in WORDS for more in (".wav", " again.m4a")]
    with pytest.raises(KindpaceError) as raised:
        matched(folder(tmp_path, *names), MARKS)
    assert [one.slug for one in raised.value.problems] == ["own-twice"] * 2
    assert all(str(tmp_path / name) in str(raised.value) for name in names)


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """It went while somebody looked."""
    with pytest.raises(WrongUse, match="own-folder"):
        matched(Recordings(folder=tmp_path / "gone"), MARKS)


def test_an_id_with_a_slip_is_guessed(tmp_path: Path) -> None:
    """One letter off is told with the line that was meant."""
    slip = id_of(HOME)[:-1] + ("2" if id_of(HOME)[-1] != "2" else "3")
    told = hints(tmp_path, f"{slip}.wav")
    assert f"Did you mean {id_of(HOME)}, for “{HOME.text}”?" == told[f"{slip}.wav"]


def test_a_file_named_by_its_words_is_guessed(tmp_path: Path) -> None:
    """Somebody wrote what they read; with an id of once before it, or without."""
    names = ("Welcome, your shoes.wav", "zzzzzzzz nearly-there keep an.m4a")
    told = hints(tmp_path, *names)
    assert id_of(WELCOME) in told[names[0]]
    assert id_of(HOME) in told[names[1]]


def test_a_line_that_has_a_file_is_not_offered_for_its_words(tmp_path: Path) -> None:
    """Only the id itself can be a slip then."""
    told = hints(tmp_path, f"{id_of(HOME)}.wav", "nearly there keep an.wav")
    assert "record-sheet" in told["nearly there keep an.wav"]


@pytest.mark.parametrize("kind", ["sheet.json", "sheet.html"])
def test_a_sheet_in_the_folder_remembers_a_line_of_once(kind: str, tmp_path: Path) -> None:
    """What it was for, and which line of today is like it."""
    rows = [
        {"id": "zzzzzzzz", "text": "Welcome, your shoes are on, friend."},
        {"id": "yyyyyyyy", "text": "Quite another thing."},
    ]
    text = json.dumps({"lines": rows})
    if kind.endswith("html"):
        text = f'<html><script type="application/json">{text}</script></html>'
    (tmp_path / kind).write_text(text, "utf-8")
    told = hints(tmp_path, "zzzzzzzz.wav", "yyyyyyyy.wav")
    assert told["zzzzzzzz.wav"].startswith("It was for “Welcome, your shoes are on, friend.”")
    assert f"name it {id_of(WELCOME)}." in told["zzzzzzzz.wav"]
    assert told["yyyyyyyy.wav"].endswith("which isn't in this session.")


@pytest.mark.parametrize("junk", ["", "{", "[]", '{"lines": 7}', '{"lines": [{}]}', "\x00"])
def test_a_page_that_is_no_sheet_helps_nobody_and_harms_nobody(junk: str, tmp_path: Path) -> None:
    """Something else may lie in the folder."""
    for name in ("a.json", "b.html"):
        (tmp_path / name).write_text(junk, "utf-8")
    (tmp_path / "c.json").write_bytes(b"\xff\xfe")
    told = hints(tmp_path, "zzzzzzzz.wav", "music.mp3")
    assert "may have changed" in told["zzzzzzzz.wav"]
    assert "record-sheet" in told["music.mp3"]


def test_a_whole_folder_of_strangers_is_told_in_short(tmp_path: Path) -> None:
    """Eight by name, and how many more."""
    recordings = folder(tmp_path, *(f"song {number}.mp3" for number in range(20)))
    told = about_strangers(recordings, matched(recordings, MARKS), WORDS)
    assert [one.slug for one in told] == ["own-stranger"] * 8 + ["own-more-strangers"]
    assert told[-1].what.startswith("12 more files")


def test_words_are_shortened_for_a_sentence() -> None:
    """To sixty letters."""
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a " * 60) == "a " * 28 + "a..."
