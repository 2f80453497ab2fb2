"""MP3 from a network made plain: frame after frame, counted, with nothing in between.

Where no frame counts the others, a decoder guesses how many there are and may stop early; where
one counts wrong, or junk stands between two, it complains on the terminal. So each header is
followed to the next (ISO/IEC 11172-3 2.4.1.3, 13818-3), tags and counts are left out, and a true
count is put in front. What breaks off or doesn't fit together is no MP3.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kindpace.problems import problem
from kindpace.voices.protocol import VoiceFailed

SYNC, MPEG_1, LAYER_III, MONO = 0x7FF, 3, 1, 3
RATES = (44_100, 48_000, 32_000)
SLOWER = {MPEG_1: 1, 2: 2, 0: 4}
"""How much slower than in `RATES` MPEG-1, MPEG-2 and MPEG-2.5 are sampled, by their two bits."""

MPEG_1_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MPEG_2_BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HEADER, ID3_HEADER, ID3_TAIL = 4, 10, 128
COUNTS = (b"Xing", b"Info")
VBRI, VBRI_PLACE = b"VBRI", 36
"""Fraunhofer's count has a place of its own; the others stand after the side information."""


COUNTED = 9
"""The bitrate's number for the frame that counts: large enough at any rate."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A header: version and rate, the bytes of its frame, and where in it a count would stand."""

    kind: tuple[int, int]
    size: int
    count_at: int


def is_mpeg(sound: bytes) -> bool:
    """Whether `sound` begins with a frame of MPEG audio, Layer III."""
    return _frame(sound, 0) is not None


def counted(sound: bytes) -> bytes:
    """The frames of `sound` behind one that counts them. Raises as `frames_of` does."""
    frames = list(frames_of(sound))
    if len(frames) < 2:  # noqa: PLR2004 - one alone is a fortieth of a second
        raise VoiceFailed(problem("speech-broken").what)
    head = int.from_bytes(frames[0][:HEADER], "big")
    # No checksum, no padding, and a bitrate of its own.
    own = (head & ~(0xF << 12) & ~(1 << 9) | COUNTED << 12 | 1 << 16).to_bytes(HEADER, "big")
    form = _frame(own, 0)
    if form is None:
        raise VoiceFailed(problem("speech-broken").what)
    count = b"Xing" + (1).to_bytes(4, "big") + len(frames).to_bytes(4, "big")
    return (own.ljust(form.count_at, b"\0") + count).ljust(form.size, b"\0") + b"".join(frames)


def frames_of(sound: bytes) -> Iterator[bytes]:
    """The frames of all MP3 streams in `sound`. Raises VoiceFailed where they don't follow on."""
    kind, missing = None, 0
    for frame, whole in _walk(sound):
        if kind not in (None, frame.kind):
            raise VoiceFailed(problem("speech-broken").what)
        kind = frame.kind
        if whole.startswith(COUNTS, frame.count_at):
            missing += _told(whole[frame.count_at + HEADER :])
        elif not whole.startswith(VBRI, VBRI_PLACE):
            missing -= 1
            yield whole
    if missing > 1:  # some count their own frame too
        raise VoiceFailed(problem("speech-cut").what)


def _walk(sound: bytes) -> Iterator[tuple[_Frame, bytes]]:
    """Header after header with its whole frame; tags and what fills up the end are passed over."""
    place = 0
    while place < len(sound):
        if sound.startswith(b"ID3", place):
            place += _tag_size(sound[place : place + ID3_HEADER])
            continue
        rest = len(sound) - place
        frame = _frame(sound, place)
        if frame is None:
            old_tag = sound.startswith(b"TAG", place) and rest == ID3_TAIL
            if place and (old_tag or sound.count(b"\0", place) == rest):
                return
            raise VoiceFailed(problem("speech-broken").what)
        if frame.size > rest:
            raise VoiceFailed(problem("speech-cut").what)
        yield frame, sound[place : place + frame.size]
        place += frame.size


def _told(count: bytes) -> int:
    """How many frames a frame that counts tells of; 0 if it doesn't."""
    return int.from_bytes(count[4:8], "big") if count[3:4] and count[3] & 1 else 0


def _frame(sound: bytes, place: int) -> _Frame | None:
    head = int.from_bytes(sound[place : place + HEADER], "big")
    mpeg, layer, mode = head >> 19 & 3, head >> 17 & 3, head >> 6 & 3
    bitrate, rate = head >> 12 & 15, head >> 10 & 3
    if head >> 21 != SYNC or mpeg not in SLOWER or layer != LAYER_III:
        return None
    if not 0 < bitrate < len(MPEG_1_BITRATES) or rate >= len(RATES):
        return None
    table = MPEG_1_BITRATES if mpeg == MPEG_1 else MPEG_2_BITRATES
    slots = 144 if mpeg == MPEG_1 else 72
    hertz = RATES[rate] // SLOWER[mpeg]
    wide, narrow = (32, 17) if mpeg == MPEG_1 else (17, 9)
    return _Frame(
        kind=(mpeg, rate),
        size=slots * 1000 * table[bitrate] // hertz + (head >> 9 & 1),
        count_at=HEADER + (narrow if mode == MONO else wide),
    )


def _tag_size(head: bytes) -> int:
    """The bytes of an ID3v2 tag, its header among them: seven bits to a byte (ID3v2.3, 3.1)."""
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte & 0x7F
    return ID3_HEADER + size
