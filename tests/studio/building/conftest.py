"""Tracks of these tests are made by a stand-in, unless a test asks for the real thing."""

import pytest

from kindpace.studio.building import build, shelving
from tests.studio.building.maker import picture, quick


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds gets tracks in no time."""
    monkeypatch.setattr(build, "rendered", quick)
    monkeypatch.setattr(shelving, "artwork", lambda _timeline: picture())
