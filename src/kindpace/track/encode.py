"""Samples -> MP3 frames of one constant bitrate."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import lameenc
import numpy as np
from numpy.typing import NDArray

from kindpace.problems import KindpaceError, WrongUse, problem
from kindpace.session.model import Seconds

RATE = 44_100
"""Frames a second: the rate that every player and every podcast directory takes."""

BITRATES = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Constant bitrates in kbit/s, of ISO/IEC 11172-3, whose frames have room for an Info header."""

FULL_SCALE = 1 << 15

TURNED_DOWN = {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
USUALLY_TURNED_DOWN = 0.95
"""What LAME's presets multiply samples by before encoding, by bitrate: measured with a 997 Hz sine
at every bitrate, alike for one channel and two. It is undone here, so that a level stays a level.
"""

AT_ONCE = 10 * RATE
"""Frames that are asked for at a time."""

Block = NDArray[np.float32]
"""Samples in -1..1, shaped (frames, channels)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How samples become MP3: 1 or 2 channels, kbit/s, LAME's quality 2 (best) to 7 (fastest).

    Raises `WrongUse` for what MP3 or a phone can't do.
    """

    channels: int = 1
    bitrate: int = 96
    quality: int = 3

    def __post_init__(self) -> None:
        if self.bitrate not in BITRATES:
            offered = ", ".join(map(str, BITRATES))
            raise WrongUse([problem("bitrate-unknown", bitrate=self.bitrate, offered=offered)])
        if self.channels not in (1, 2):
            raise WrongUse([problem("channels-unknown", channels=self.channels)])
        if self.quality not in range(2, 8):
            raise WrongUse([problem("quality-unknown", quality=self.quality)])


MONO = Encoding()
STEREO = Encoding(channels=2, bitrate=128)


Ask = Callable[[int, int], Block]
"""Sample frames from, up to, in; the samples between them out, the same however often asked."""

Key = Callable[[int, int], bytes]
"""Sample frames from, up to, in; a name for exactly the sound between them out, b"" for none."""


def nameless(_start: int, _stop: int) -> bytes:
    """For sound that has no names."""
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A sound of `frames` sample frames, which answers for any stretch of itself."""

    frames: int
    ask: Ask
    key: Key = nameless

    def samples(self, start: int, stop: int, encoding: Encoding) -> bytes:
        """What LAME is given between two frames: 16 bits, at the level that it takes for full.

        Raises `KindpaceError` if a sample is no number or lies beyond full scale: a track is never
        clipped in silence.
        """
        gain = np.float32(1 / TURNED_DOWN.get(encoding.bitrate, USUALLY_TURNED_DOWN))
        pieces: list[bytes] = []
        for first in range(start, stop, AT_ONCE):
            block = self.ask(first, min(first + AT_ONCE, stop))
            pieces.append(pcm(block * gain, encoding.channels, first))
        return b"".join(pieces)


def source_of(sound: Block) -> Source:
    """A sound that is in memory already."""
    return Source(frames=len(sound), ask=lambda start, stop: sound[start:stop])


def lame(samples: bytes, encoding: Encoding, *, last: bool = True) -> bytes:
    """The MP3 frames of 16-bit `samples`, from a fresh encoder; no Info header, no tag.

    Unless they are the `last` of a track, the final frames are still missing, or not whole.
    """
    encoder = _encoder(encoding)
    frames = bytes(encoder.encode(samples))
    return frames + bytes(encoder.flush()) if last else frames


def pcm(block: Block, channels: int, begun: int) -> bytes:
    """16-bit samples, rounded to the nearest; `begun` is the block's first frame in the track.

    No dither: at the levels of a track the MP3's own noise lies over that of the rounding, and
    dither would only add to both.
    """
    if block.ndim != 2 or block.shape[1] != channels:  # noqa: PLR2004 - frames and channels
        raise ValueError(f"expected (frames, {channels}), not {block.shape}")
    inside = block.min(initial=0) >= -1 and block.max(initial=0) <= 1
    if not inside:  # nor is a NaN
        raise _too_loud(block, begun)
    steps: Block = np.rint(block * np.float32(FULL_SCALE))
    samples: NDArray[np.int16] = np.minimum(steps, np.float32(FULL_SCALE - 1)).astype("<i2")
    return samples.tobytes()


def _too_loud(block: Block, begun: int) -> KindpaceError:
    """Where the sound leaves full scale, and by how much."""
    peaks = np.abs(block).max(axis=1)
    first = int(np.argmin(peaks <= 1))
    moment = clock(Fraction(begun + first, RATE))
    if not np.isfinite(peaks).all():
        return KindpaceError([problem("sound-broken", moment=moment)])
    over = f"{20 * np.log10(float(peaks.max())):.2f}"
    return KindpaceError([problem("sound-too-loud", moment=moment, over=over)])


def clock(moment: Seconds) -> str:
    """`moment` as a player shows it: minutes, seconds, milliseconds."""
    thousandths = round(moment * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes}:{rest // 1000:02d}.{rest % 1000:03d}"


def _encoder(encoding: Encoding) -> lameenc.Encoder:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(encoding.channels)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)  # unasked, LAME lowers the rate where bits are few
    encoder.set_bit_rate(encoding.bitrate)
    encoder.set_quality(encoding.quality)
    return encoder
