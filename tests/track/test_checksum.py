"""The CRC-16 of LAME's tag."""

from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.checksum import ROW, crc16


def bit_by_bit(data: bytes) -> int:
    """The definition: divide by the polynomial, one bit at a time."""
    state = 0
    for byte in data:
        state ^= byte
        for _ in range(8):
            state = (state >> 1) ^ (0xA001 if state & 1 else 0)
    return state


def test_the_standard_check_value_comes_out() -> None:
    """CRC-16/ARC of the nine digits is BB3D in every catalogue of CRCs."""
    assert crc16(b"123456789") == 0xBB3D


def test_nothing_sums_to_nothing() -> None:
    """No bytes leave the state as it is."""
    assert (crc16(b""), crc16(b"", 0x1234)) == (0, 0x1234)


@given(st.binary(max_size=64), st.integers(0, 2 * ROW + 3), st.integers(0, 255))
def test_it_equals_the_definition(data: bytes, more: int, fill: int) -> None:
    """Short data and data of several rows agree with the bit-by-bit division."""
    long = data + bytes([fill]) * more
    assert crc16(long) == bit_by_bit(long)


@given(st.binary(min_size=1, max_size=20), st.integers(0, 5 * ROW), st.integers(0, 5 * ROW))
def test_a_stream_may_be_cut_anywhere(data: bytes, length: int, cut: int) -> None:
    """Going on from a state gives the sum of the whole."""
    long = (data * (length // len(data) + 1))[:length]
    assert crc16(long[cut:], crc16(long[:cut])) == crc16(long)
