"""From a request's target to a file of the folder, and to nothing else."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.serving.paths import found, opened, plain, split, steps_of


def test_an_absolute_target_names_host_and_path() -> None:
    """As proxies write it; a bare host means the root."""
    assert split("http://a.example:80/b?c") == ("a.example:80", "/b?c")
    assert split("HTTPS://a.example") == ("a.example", "/")
    assert split("/b") == (None, "/b")
    assert split("a.example:443") == (None, "a.example:443")


@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("/", ("",)),
        ("/feed.xml?x=1", ("feed.xml",)),
        ("/150/", ("150", "")),
        ("/tracks/a%20b.mp3", ("tracks", "a b.mp3")),
        ("/Zo%C3%AB.mp3", ("Zoë.mp3",)),
    ],
)
def test_a_path_is_decoded_once(path: str, steps: tuple[str, ...]) -> None:
    """Spaces and letters of all kinds are names."""
    assert steps_of(path) == steps


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a",
        "*",
        "//",
        "/a//b",
        "/..",
        "/../a",
        "/a/../b",
        "/./a",
        "/%2e%2e/a",
        "/..%2fa",
        "/..%5ca",
        "/a%2fb",
        "/%252e%252e/a",
        "/..%252fa",
        "/a%00.mp3",
        "/a%0d%0aX: y",
        "/\\a",
        "/C:/a",
        "/a.mp3::$DATA",
        "/.git/a",
        "/%2egit",
        "/a.",
        "/a%20",
        "/~a",
        "/%ff%fe",
        "/%c0%ae%c0%ae/a",
        "/a/.b.part",
        "/%u002e",
        "/" + "a" * 2000,
    ],
)
def test_what_might_climb_leads_nowhere(path: str) -> None:
    """Back, hidden, encoded twice, cut short, or another system's way to say so."""
    assert steps_of(path) is None


@given(st.text(max_size=40))
def test_no_step_ever_climbs(text: str) -> None:
    """Whatever is written, encoded or not, a step that comes out is a plain name."""
    told = text.encode("utf-8", "replace").decode("utf-8")
    for path in (
        f"/{told}",
        f"/{quote(told)}",
        f"/{quote(quote(told))}",
        f"/{quote(told, safe='')}",
    ):
        for step in steps_of(path) or ():
            assert step == "" or plain(step)
            assert not set(step) & set("/\\\0%:")
            assert step not in (".", "..")


def test_a_link_out_of_the_folder_leads_nowhere(tmp_path: Path) -> None:
    """A link within it does, unless it leads to something hidden."""
    root = tmp_path / "public"
    (root / "tracks").mkdir(parents=True)
    (tmp_path / "secret.mp3").write_bytes(b"secret")
    (root / "tracks" / "a.mp3").write_bytes(b"a")
    (root / ".hidden.mp3").write_bytes(b"h")
    for name, goal in (
        ("out.mp3", "../secret.mp3"),
        ("in.mp3", "tracks/a.mp3"),
        ("shy.mp3", ".hidden.mp3"),
        ("gone.mp3", "nowhere"),
        ("ring", "ring"),
    ):
        (root / name).symlink_to(goal)
    (root / "dir").symlink_to("..")
    for steps in (("out.mp3",), ("shy.mp3",), ("gone.mp3",), ("ring",), ("dir", "secret.mp3")):
        assert found(root, steps) is None
    assert found(root, ("in.mp3",)) == (root / "tracks" / "a.mp3").resolve()
    (tmp_path / "alias").symlink_to(root)
    assert found(tmp_path / "alias", ("tracks", "a.mp3")) is not None


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    """A pipe is not waited for; a folder is none; what is away is away."""
    os.mkfifo(tmp_path / "pipe.mp3")
    (tmp_path / "a.mp3").write_bytes(b"abc")
    for name in ("pipe.mp3", "none.mp3", "."):
        assert opened(tmp_path / name) is None
    there = opened(tmp_path / "a.mp3")
    assert there is not None
    with there[0] as source:
        assert (source.read(), there[1].st_size) == (b"abc", 3)
