"""What a picture's first bytes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.pictures import Picture, picture_in
from tests.feed.maker import picture


@pytest.mark.parametrize(
    ("kind", "mode", "rgb"),
    [("JPEG", "RGB", True), ("JPEG", "L", False), ("JPEG", "CMYK", False), ("PNG", "RGB", True),
     ("PNG", "RGBA", True), ("PNG", "P", True), ("PNG", "L", False)],
)  # fmt: skip
def test_kind_size_and_colours_are_told(kind: str, mode: str, rgb: bool) -> None:
    """Without unpacking a pixel."""
    found = picture_in(picture(30, kind, mode))
    assert found == Picture(type=f"image/{kind.lower()}", width=30, height=30, rgb=rgb)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_head_tells_nothing(kind: str) -> None:
    """However far it goes before the size."""
    data = picture(30, kind)
    assert [picture_in(data[:end]) for end in range(20)] == [None] * 20
    assert picture_in(picture(30, "GIF")) is None


@given(st.binary(max_size=60))
def test_any_bytes_are_read_calmly(data: bytes) -> None:
    """Behind the first letters of either kind too."""
    for head in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        found = picture_in(head + data)
        assert found is None or found.width >= 0
