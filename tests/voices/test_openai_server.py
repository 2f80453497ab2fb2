import json
import os
from pathlib import Path

import pytest

from kindpace.voices.openai_server import PROFILES, read_server
from kindpace.voices.protocol import VoiceUnavailable

KEY = "sk-quite-secret-0123456789"
HERE = "http://127.0.0.1:8880/v1"


def told(**settings: str) -> str:
    """Why `settings` name no server."""
    with pytest.raises(VoiceUnavailable) as shut:
        read_server(settings)
    assert KEY not in str(shut.value)
    return str(shut.value)


def test_openai_itself_needs_only_a_key() -> None:
    """Model and address are the usual ones."""
    server = read_server({"OPENAI_API_KEY": f" {KEY}\n"})
    assert (server.url, server.model, server.host) == (
        "https://api.openai.com/v1",
        "tts-1",
        "api.openai.com",
    )
    assert server.headers["Authorization"] == f"Bearer {KEY}"
    assert "OPENAI_API_KEY" in told()


def test_an_own_server_needs_no_key() -> None:
    """Our own setting goes before the one that others read too."""
    server = read_server(
        {"KINDPACE_OPENAI_URL": f"{HERE}/", "OPENAI_BASE_URL": "https://x.example"}
    )
    assert (server.url, server.host) == (HERE, "127.0.0.1:8880")
    assert "Authorization" not in server.headers
    assert read_server({"OPENAI_BASE_URL": "https://x.example/v1"}).host == "x.example"


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://example.org/v1", True),
        ("http://127.0.0.1:8880/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:8880/v1", True),
        ("http://192.168.1.5:8880/v1", False),
        ("http://127.0.0.1.example.org/v1", False),
    ],
)
def test_a_key_never_travels_in_the_open(url: str, sent: bool) -> None:
    """Over https, or within this machine."""
    server = read_server({"KINDPACE_OPENAI_URL": url, "OPENAI_API_KEY": KEY})
    assert ("Authorization" in server.headers) is sent


def test_a_key_shows_nowhere() -> None:
    """Neither in what is printed nor in what the cache is told."""
    server = read_server({"OPENAI_API_KEY": KEY})
    other = read_server({"OPENAI_API_KEY": "another"})
    assert KEY not in f"{server!r} {server} {server.version}"
    assert server.version == other.version


def test_the_version_tells_servers_apart() -> None:
    """Address, model and extras decide how it sounds."""
    settings = [
        {"KINDPACE_OPENAI_URL": HERE},
        {"KINDPACE_OPENAI_URL": HERE + "/other"},
        {"KINDPACE_OPENAI_URL": HERE, "KINDPACE_OPENAI_MODEL": "tts-1-hd"},
        {"KINDPACE_OPENAI_URL": HERE, "KINDPACE_OPENAI_EXTRAS": '{"instructions": "softly"}'},
        {"KINDPACE_OPENAI_URL": HERE, "KINDPACE_OPENAI_PROFILE": "kokoro"},
    ]
    assert len({read_server(each).version for each in settings}) == len(settings)


def test_a_profile_brings_its_extras() -> None:
    """And a person's own go on top."""
    extras = json.dumps({"stream": True, "lang_code": "a"})
    server = read_server(
        {
            "KINDPACE_OPENAI_URL": HERE,
            "KINDPACE_OPENAI_PROFILE": "kokoro",
            "KINDPACE_OPENAI_EXTRAS": extras,
        }
    )
    assert server.model == PROFILES["kokoro"].model
    assert dict(server.extras) == {"stream": True, "lang_code": "a"}


@pytest.mark.parametrize(
    "extras", ["{", "[1]", "7", '{"input": "x"}', '{"voice": "x"}', "[" * 99_999]
)
def test_odd_extras_are_told(extras: str) -> None:
    """No object, or one that would change the words."""
    assert "EXTRAS" in told(KINDPACE_OPENAI_URL=HERE, KINDPACE_OPENAI_EXTRAS=extras)


@pytest.mark.parametrize(
    "url",
    [
        "example.org/v1",
        "ftp://example.org",
        "https://",
        f"https://me:{KEY}@example.org/v1",
        f"https://example.org/v1?key={KEY}",
        "https://example.org:99999/v1",
        "https://[::1/v1",
        "https://exa mple.org/v1",
    ],
)
def test_an_odd_address_is_told(url: str) -> None:
    """No scheme, no host, or something private in it."""
    assert "KINDPACE_OPENAI_URL" in told(KINDPACE_OPENAI_URL=url)


def test_an_unknown_profile_is_told_with_the_known_ones() -> None:
    """By name."""
    assert "kokoro" in told(KINDPACE_OPENAI_URL=HERE, KINDPACE_OPENAI_PROFILE="mine")


def test_a_key_may_stand_in_a_file_of_ones_own(tmp_path: Path) -> None:
    """Which nobody else may read, and which goes before the environment."""
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", "utf-8")
    file.chmod(0o600)
    settings = {"KINDPACE_OPENAI_KEY_FILE": str(file), "OPENAI_API_KEY": "another"}
    assert read_server(settings).key == KEY
    if os.name == "posix":
        file.chmod(0o640)
        assert "chmod 600" in told(**settings)


def test_an_unreadable_key_is_told(tmp_path: Path) -> None:
    """No file, a folder, bytes that are no text, a key that no header could hold."""
    odd = tmp_path / "odd"
    odd.write_bytes(b"\xff\xfe")
    odd.chmod(0o600)
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o700)
    for file in (tmp_path / "none", folder, odd):
        assert "KEY_FILE" in told(KINDPACE_OPENAI_KEY_FILE=str(file))
    assert "no key has" in told(OPENAI_API_KEY="schlüssel")
    assert "no key has" in told(OPENAI_API_KEY="two\nlines")
