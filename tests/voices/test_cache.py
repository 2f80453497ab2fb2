import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.problems import WorldError
from kindpace.voices.cache import Asked, Cache, open_cache
from kindpace.voices.protocol import Request, Spoken, VoiceFailed
from kindpace.voices.tone import Tone

from .maker import RATE, hum, silence

REQUEST = Request(text="Let your shoulders drop.", language="en")
ASKED = Asked.of(Tone.info, REQUEST)


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """A cache that holds one line."""
    cache = Cache(folder=tmp_path)
    cache.put(ASKED, hum(REQUEST))
    return cache


def sound_file(cache: Cache) -> Path:
    """The only sound in `cache`."""
    (path,) = cache.folder.rglob("*.flac")
    return path


def sidecar(cache: Cache) -> Path:
    """The only sidecar in `cache`."""
    (path,) = cache.folder.rglob("*.json")
    return path


def test_what_was_put_in_comes_out_sample_for_sample(kept: Cache) -> None:
    """Sixteen-bit sound loses nothing, and only the silence about it is cut away."""
    found = kept.get(ASKED)
    assert found is not None
    raw = hum(REQUEST).samples
    assert np.array_equal(found.load(), raw[found.heard.start : found.heard.stop])
    assert found.load().dtype == np.float32
    assert soundfile.info(sound_file(kept)).subtype == "PCM_16"


def test_finer_sound_is_kept_in_24_bits(tmp_path: Path) -> None:
    """What lies between the steps of 16 bits is worth keeping."""
    cache = Cache(folder=tmp_path)
    fine = hum(REQUEST).samples * np.float32(0.9)
    found = cache.put(ASKED, Spoken(samples=fine, rate=RATE))
    assert soundfile.info(sound_file(cache)).subtype == "PCM_24"
    assert np.abs(found.load() - fine[found.heard.start : found.heard.stop]).max() < 2**-22


def test_an_entry_lies_two_folders_deep_and_tells_what_it_is(kept: Cache) -> None:
    """Folders stay small, and a person can read the sidecar."""
    path = sidecar(kept)
    key = ASKED.key
    assert path.relative_to(kept.folder) == Path(key[:2], key[2:4], f"{key}.json")
    told = json.loads(path.read_bytes())
    assert told["asked"]["text"] == REQUEST.text
    assert told["seconds"] == pytest.approx(len(hum(REQUEST).samples) / RATE, abs=0.001)
    assert abs(told["created"] - time.time()) < 3_600


def test_every_field_is_part_of_the_key() -> None:
    """Whatever changes the sound changes the key."""
    others = [
        replace(ASKED, engine="other"),
        replace(ASKED, version="2"),
        replace(ASKED, speaker="low"),
        replace(ASKED, language="de"),
        replace(ASKED, pace=126),
        replace(ASKED, pitch=1),
        replace(ASKED, text="Let your shoulders drop"),
        replace(ASKED, options=(("model", "small"),)),
    ]
    assert len(others) == len(fields(Asked))
    assert len({each.key for each in (ASKED, *others)}) == len(others) + 1


def test_the_key_never_changes_by_itself() -> None:
    """A new release finds what an old one kept; change SCHEMA if this has to change."""
    asked = Asked(
        engine="tone", version="1", speaker="", language="en", pace=125, pitch=0,
        text="Zoë, easy.", options=(),
    )  # fmt: skip
    assert asked.key == "22afeee3fd2a7cf612eb0943c1171bab5dc504c91616772abdffba117008d6cb"


def test_options_count_in_any_order() -> None:
    """Two mappings with the same content are the same wish."""
    one = replace(REQUEST, options={"a": "1", "b": "2"})
    other = replace(REQUEST, options={"b": "2", "a": "1"})
    assert Asked.of(Tone.info, one).key == Asked.of(Tone.info, other).key != ASKED.key


def test_silence_never_gets_in(tmp_path: Path) -> None:
    """What can't be the line is refused before anything is written."""
    with pytest.raises(VoiceFailed):
        Cache(folder=tmp_path).put(ASKED, Spoken(samples=silence(2), rate=RATE))
    assert list(tmp_path.iterdir()) == []


def rewritten(path: Path, **changes: object) -> None:
    """Change single fields of a sidecar."""
    path.write_text(json.dumps(json.loads(path.read_bytes()) | changes), "utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        lambda cache: sound_file(cache).unlink(),
        lambda cache: sidecar(cache).unlink(),
        lambda cache: sidecar(cache).write_bytes(b""),
        lambda cache: sidecar(cache).write_bytes(b"\xff\x00"),
        lambda cache: sidecar(cache).write_text("[]", "utf-8"),
        lambda cache: sidecar(cache).write_text("{}", "utf-8"),
        lambda cache: rewritten(sidecar(cache), sha256=7),
        lambda cache: rewritten(sidecar(cache), frames=1),
        lambda cache: sound_file(cache).write_bytes(sound_file(cache).read_bytes()[:-99]),
        lambda cache: sound_file(cache).write_bytes(b"RIFF"),
        lambda cache: sound_file(cache).write_bytes(b""),
    ],
    ids=[
        "no sound", "no sidecar", "empty sidecar", "no text", "a list", "no fields", "odd digest",
        "wrong length", "cut sound", "no FLAC", "empty sound",
    ],
)  # fmt: skip
def test_a_broken_entry_is_absent_and_can_be_mended(kept: Cache, harm: object) -> None:
    """Never an error: the line is simply spoken again."""
    harm(kept)  # type: ignore[operator] # a table of lambdas
    assert kept.get(ASKED) is None
    kept.put(ASKED, hum(REQUEST))
    assert kept.get(ASKED) is not None


def test_a_whole_file_with_the_wrong_words_is_absent(kept: Cache) -> None:
    """Digest and length agree, but that much speech can't be the line."""
    text = "word " * 200
    asked = replace(ASKED, text=text)
    path = kept.folder / asked.key[:2] / asked.key[2:4] / f"{asked.key}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(sidecar(kept).read_bytes())
    digest = json.loads(path.read_bytes())["sha256"][:16]
    path.with_name(f"{asked.key}.{digest}.flac").write_bytes(
        next(kept.folder.rglob(f"{ASKED.key}*.flac")).read_bytes()
    )
    assert kept.get(asked) is None


def test_a_take_that_has_gone_is_told_of(kept: Cache) -> None:
    """Somebody emptied the cache between planning and mixing."""
    found = kept.get(ASKED)
    assert found is not None
    sound_file(kept).unlink()
    with pytest.raises(WorldError, match="take-gone"):
        found.load()


def test_many_writers_of_one_entry_leave_it_whole(tmp_path: Path) -> None:
    """Two voices that differ a little from call to call write the same key all the time."""
    cache = Cache(folder=tmp_path)
    sounds = [Spoken(samples=hum(REQUEST).samples * np.float32(g), rate=RATE) for g in (1, 0.5)]

    def write_and_read(number: int) -> bool:
        found = cache.put(ASKED, sounds[number % 2])
        again = cache.get(ASKED)
        expected = sounds[number % 2].samples[found.heard.start : found.heard.stop]
        return again is not None and np.array_equal(found.load(), expected)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(write_and_read, range(40)))
    assert not list(tmp_path.rglob("*.part"))


def test_a_killed_writer_leaves_no_torn_entry(tmp_path: Path) -> None:
    """Killed at any moment: each entry is either absent or whole."""
    program = (
        "from pathlib import Path; from dataclasses import replace; import sys\n"
        "from tests.voices.maker import hum\n"
        "from tests.voices.test_cache import ASKED, REQUEST\n"
        "from kindpace.voices.cache import Cache\n"
        "cache, sound = Cache(folder=Path(sys.argv[1])), hum(REQUEST)\n"
        "print('ready', flush=True)\n"
        "for pace in range(10**6): cache.put(replace(ASKED, pace=pace), sound)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        while len(list(tmp_path.rglob("*.json"))) < 3:
            time.sleep(0.01)
        os.kill(writer.pid, signal.SIGKILL)
    cache = Cache(folder=tmp_path)
    written = [json.loads(path.read_bytes())["asked"] for path in tmp_path.rglob("*.json")]
    assert len(written) >= 3
    assert all(cache.get(replace(ASKED, pace=entry["pace"])) for entry in written)


@pytest.mark.parametrize(
    ("number", "slug"), [(errno.ENOSPC, "cache-full"), (errno.EACCES, "cache-not-writable")]
)
def test_a_disk_that_refuses_is_told_of_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, slug: str
) -> None:
    """The folder and the way out stand in the sentence; nothing half written stays."""

    def refuse(_handle: int, _mode: str) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fdopen", refuse)
    with pytest.raises(WorldError) as told:
        Cache(folder=tmp_path).put(ASKED, hum(REQUEST))
    (found,) = told.value.problems
    assert found.slug == slug
    assert str(tmp_path) in found.what
    assert "KINDPACE_CACHE" in found.mend
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_folder_is_the_persons_to_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KINDPACE_CACHE wins; without it the platform's own folder is taken."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "mine"))
    assert open_cache() == Cache(folder=tmp_path / "mine")
    monkeypatch.delenv("KINDPACE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "theirs"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert tmp_path in open_cache().folder.parents


def test_an_unwritable_folder_gives_way_to_the_spare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a spare folder the work goes on; without one it is told of before it begins."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "file" / "cache"))
    assert open_cache(tmp_path).folder == tmp_path
    with pytest.raises(WorldError, match="cache-not-writable"):
        open_cache()


def test_what_is_kept_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Private words are in it, said and written: files 0600, folders 0700."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "new" / "cache"))
    cache = open_cache()
    cache.put(ASKED, hum(REQUEST))
    for path in (tmp_path / "new").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_a_use_is_noted_and_a_look_is_not(kept: Cache) -> None:
    """The time of the sidecar is the time of the last use; the sound isn't touched."""
    os.utime(sidecar(kept), (1, 1))
    assert kept.look(ASKED) is not None
    assert sidecar(kept).stat().st_mtime == 1
    before = sound_file(kept).stat().st_mtime
    assert kept.get(ASKED) == kept.look(ASKED)
    assert sidecar(kept).stat().st_mtime > time.time() - 3_600
    assert sound_file(kept).stat().st_mtime == before


def test_a_sidecar_tells_what_was_asked(kept: Cache) -> None:
    """Read back, it is the same question with the same key."""
    asked = replace(ASKED, options=(("model", "small"),))
    kept.put(asked, hum(REQUEST))
    told = json.loads(kept.sidecar(asked.key).read_bytes())["asked"]
    assert Asked.told(told) == asked
    with pytest.raises((TypeError, KeyError)):
        Asked.told({"options": []})
