import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.cache import Asked, Cache
from kindpace.voices.claims import CLAIMS, claimed, in_use
from kindpace.voices.protocol import Request
from kindpace.voices.shelves import Entry, chosen, clear, entries, torn
from kindpace.voices.tone import Tone

from .maker import hum

DAY = 86_400
NOW = 1_800_000_000.0


def kept(folder: Path, *texts: str, voice: str = "tone", speaker: str = "") -> Cache:
    """A cache that holds `texts`, each used a day before the next."""
    cache = Cache(folder=folder)
    for back, text in enumerate(reversed(texts)):
        request = Request(text=text, language="en")
        asked = replace(Asked.of(Tone.info, request), engine=voice, speaker=speaker)
        found = cache.put(asked, hum(request))
        moment = time.time() - back * DAY - 5
        os.utime(cache.sidecar(found.key), (moment, moment))
    return cache


def texts(cache: Cache) -> list[str]:
    """What is left, the last one used first."""
    return [one.text for one in entries(cache)]


def entry(text: str, *, age: float = 0.0, size: int = 100, voice: str = "tone") -> Entry:
    """A take of so many bytes, last used so many days ago."""
    return Entry(
        key=text, engine=voice, speaker="", language="en", text=text, seconds=1.0, size=size,
        created=NOW, used=NOW - age * DAY,
    )  # fmt: skip


def test_entries_tell_what_lies_there(tmp_path: Path) -> None:
    """Voice, words, size, seconds; the one used last comes first."""
    cache = kept(tmp_path, "One step.", "Two steps.")
    kept(tmp_path, "Three steps.", voice="espeak", speaker="de")
    found = list(entries(cache))
    assert sorted(one.voice for one in found) == ["espeak:de", "tone", "tone"]
    assert [one.text for one in found if one.voice == "tone"] == ["Two steps.", "One step."]
    files = [path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(one.size for one in found) == sum(files)
    assert all(0 < one.seconds < 3 for one in found)


def test_reading_a_take_makes_it_younger(tmp_path: Path) -> None:
    """Age is counted from the last use."""
    cache = kept(tmp_path, "One step.", "Two steps.")
    assert texts(cache) == ["Two steps.", "One step."]
    cache.get(Asked.of(Tone.info, Request(text="One step.", language="en")))
    assert texts(cache) == ["One step.", "Two steps."]


def test_an_empty_cache_holds_nothing(tmp_path: Path) -> None:
    """Nor does one that isn't there."""
    cache = Cache(folder=tmp_path / "none")
    assert (list(entries(cache)), list(torn(cache))) == ([], [])
    assert clear(cache, ()).entries == ()


def test_what_wasnt_used_for_long_goes() -> None:
    """Older than ninety days."""
    found = [entry("new", age=1), entry("just", age=89), entry("old", age=91)]
    going = chosen(found, older_than=90 * DAY, now=NOW)
    assert [one.text for one in going] == ["old"]


@given(st.lists(st.integers(1, 500), max_size=12), st.integers(0, 2000))
def test_what_was_used_last_stays_up_to_a_size(sizes: list[int], most: int) -> None:
    """What stays fits, comes first, and one more would not fit."""
    found = [entry(str(age), age=age, size=size) for age, size in enumerate(sizes)]
    going = chosen(found, larger_than=most, now=NOW)
    staying = found[: len(found) - len(going)]
    assert [*staying, *going] == found
    assert sum(one.size for one in staying) <= most
    if going:
        assert sum(one.size for one in staying) + going[0].size > most


def test_one_voice_can_be_chosen_alone_or_with_the_rest() -> None:
    """By its name, with a speaker or without; and then by age within it."""
    speaker = replace(entry("c", voice="espeak", age=200), speaker="de")
    found = [entry("a"), entry("b", voice="espeak"), speaker]
    assert [one.text for one in chosen(found, voice="espeak")] == ["b", "c"]
    assert [one.text for one in chosen(found, voice="espeak:de")] == ["c"]
    assert [one.text for one in chosen(found, voice="tone", older_than=DAY, now=NOW)] == []
    assert list(chosen(found)) == found


def test_what_goes_is_gone_and_only_that(tmp_path: Path) -> None:
    """Sidecar and sound; the others can still be used."""
    cache = kept(tmp_path, "One step.", "Two steps.")
    old = [one for one in entries(cache) if one.text == "One step."]
    assert clear(cache, old, only_tell=True).entries == tuple(old)
    assert texts(cache) == ["Two steps.", "One step."]
    assert clear(cache, old).entries == tuple(old)
    assert texts(cache) == ["Two steps."]
    assert not list(tmp_path.rglob(f"{old[0].key}*"))
    assert list(torn(cache)) == []


def test_while_a_run_is_made_what_it_may_need_stays(tmp_path: Path) -> None:
    """Used within a day, in the time of a reader; older takes may go."""
    cache = kept(tmp_path, "Old step.", "Late step.", "New step.")
    found = list(entries(cache))
    with in_use(tmp_path):
        cleared = clear(cache, found)
    assert ([one.text for one in cleared.entries], cleared.kept_back) == (
        ["Late step.", "Old step."],
        1,
    )
    assert len(clear(cache, entries(cache)).entries) == 1


def test_what_is_used_between_looking_and_clearing_stays(tmp_path: Path) -> None:
    """Somebody began a run in the meantime."""
    cache = kept(tmp_path, "One step.")
    found = list(entries(cache))
    cache.get(Asked.of(Tone.info, Request(text="One step.", language="en")))
    assert clear(cache, found).kept_back == 1
    assert texts(cache) == ["One step."]


def test_what_is_being_spoken_stays(tmp_path: Path) -> None:
    """Its claim is held."""
    cache = kept(tmp_path, "One step.")
    (one,) = entries(cache)
    with claimed(tmp_path, one.key, lambda: False):
        assert clear(cache, [one]).kept_back == 1
    assert texts(cache) == ["One step."]


def test_a_reader_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    """Its mark is on the disk, and nobody is behind it."""
    program = (
        "import sys; from pathlib import Path; from kindpace.voices.claims import in_use\n"
        "with in_use(Path(sys.argv[1])): print('reading', flush=True); sys.stdin.read()\n"
    )
    cache = kept(tmp_path, "One step.")
    words = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        assert clear(cache, entries(cache)).kept_back == 1
        reader.kill()
    assert list((tmp_path / CLAIMS).glob("reader-*"))
    assert clear(cache, entries(cache)).kept_back == 0
    assert not list((tmp_path / CLAIMS).iterdir())


def cut(path: Path) -> None:
    """Take the end off a file."""
    path.write_bytes(path.read_bytes()[:-50])


def other_words(path: Path) -> None:
    """Say in the sidecar that something else was asked."""
    told = json.loads(path.read_text("utf-8"))
    told["asked"]["text"] = "Another step."
    path.write_text(json.dumps(told), "utf-8")


@pytest.mark.parametrize(
    ("harm", "ending", "reason"),
    [
        (cut, ".flac", "sidecar"),
        (Path.unlink, ".flac", "sidecar"),
        (cut, ".json", "sidecar"),
        (other_words, ".json", "sidecar"),
        (lambda path: path.write_text("[]", "utf-8"), ".json", "sidecar"),
        (Path.unlink, ".json", "sound"),
    ],
    ids=["cut sound", "no sound", "cut sidecar", "other words", "a list", "no sidecar"],
)
def test_a_torn_take_is_named_and_mended_only_when_asked(
    harm: object, ending: str, reason: str, tmp_path: Path
) -> None:
    """Named once; the whole one beside it stays."""
    cache = kept(tmp_path, "One step.", "Two steps.")
    (one,) = (each for each in entries(cache) if each.text == "One step.")
    (path,) = tmp_path.rglob(f"{one.key}*{ending}")
    harm(path)  # type: ignore[operator] # a table of functions
    for mend in (False, True):
        (found,) = torn(cache, mend=mend)
        assert (found.reason, found.gone) == (reason, mend)
        assert one.key in found.path.name
    assert list(torn(cache)) == []
    assert not list(tmp_path.rglob(f"{one.key}.*"))
    assert texts(cache) == ["Two steps."]


def test_a_file_that_was_never_finished_is_named_once_it_is_old(tmp_path: Path) -> None:
    """A fresh one may be being written."""
    cache = kept(tmp_path, "One step.")
    (sidecar,) = tmp_path.rglob("*.json")
    part = sidecar.with_name(".abc.part")
    part.write_bytes(b"half")
    assert list(torn(cache, mend=True)) == []
    os.utime(part, (NOW - DAY * 1000, NOW - DAY * 1000))
    (found,) = torn(cache, mend=True)
    assert (found.path, found.reason, found.gone) == (part, "part", True)
    assert not part.exists()
    assert texts(cache) == ["One step."]


def test_nothing_is_mended_under_somebodys_hands(tmp_path: Path) -> None:
    """What is claimed isn't looked at; what a reader may have found before stays."""
    cache = kept(tmp_path, "One step.")
    (one,) = entries(cache)
    cache.sidecar(one.key).unlink()
    with claimed(tmp_path, one.key, lambda: False):
        assert list(torn(cache, mend=True)) == []
    with in_use(tmp_path):
        assert [found.gone for found in torn(cache, mend=True)] == [False]
    assert [found.gone for found in torn(cache, mend=True)] == [True]


TWO_AT_ONCE = """
import sys
from pathlib import Path
from kindpace.voices.cache import Cache
from kindpace.voices.takes import speak
from tests.voices.maker import line, wanted
lines = [line(f"Easy step number {count}, one more time.") for count in range(int(sys.argv[2]))]
print("ready", flush=True)
takes = speak(wanted(*lines), cache=Cache(folder=Path(sys.argv[1])), voice="tone")
print(len([take.load() for take in takes.values()]), flush=True)
"""


def speaking(folder: Path, count: int) -> subprocess.Popen[str]:
    """A process of its own that speaks `count` lines into the cache at `folder`."""
    return subprocess.Popen(
        [sys.executable, "-c", TWO_AT_ONCE, str(folder), str(count)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_renders_and_a_clearing_share_one_cache(tmp_path: Path) -> None:
    """Two processes speak the same lines while a third looks through; all lines are whole."""
    cache = Cache(folder=tmp_path)
    with speaking(tmp_path, 40) as one, speaking(tmp_path, 40) as other:
        while one.poll() is None or other.poll() is None:
            assert [found for found in torn(cache, mend=True) if found.reason != "part"] == []
            time.sleep(0.02)
        assert [each.communicate()[0].split() for each in (one, other)] == [["ready", "40"]] * 2
    assert len(list(entries(cache))) == 40
    assert list(torn(cache)) == []


def test_a_render_killed_again_and_again_never_leaves_a_torn_take(tmp_path: Path) -> None:
    """Stopped twice at any moment, the third ends the work; nothing torn was ever used."""
    cache = Cache(folder=tmp_path)
    for least in (1, 9):
        with speaking(tmp_path, 400) as render:
            while len(list(tmp_path.rglob("*.json"))) < least and render.poll() is None:
                time.sleep(0.005)
            render.kill()
        assert [found.reason for found in torn(cache) if found.reason == "sidecar"] == []
    with speaking(tmp_path, 20) as last:
        assert last.communicate()[0].split() == ["ready", "20"]
    assert [found for found in torn(cache, mend=True) if not found.gone] == []
