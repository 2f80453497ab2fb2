"""Microsoft Edge's read-aloud service: a websocket behind a TLS tunnel, as far as edge-tts sees it.

It knows enough of RFC 6455 for short messages: masked frames come in, unmasked ones go out.
"""

import json
import re
import struct
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha1
from xml.etree import ElementTree as ET

from .serving import Handler, Heard, Way
from .sounds import said

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, BINARY, CLOSE = 1, 2, 8
USUAL_PACE = 170
PIECE = 4096


class ReadAloud(Handler):
    """Answers a websocket's opening by the script: status 101 reads the text aloud.

    The script's `body`, if there is any, is what is read in place of the text.
    """

    def do_GET(self) -> None:  # noqa: N802 - as the library calls it
        """Open the websocket, read what is wanted, say it."""
        heard = Heard(
            host=self.tunnel, path=self.path, headers=dict(self.headers.items()), body=b""
        )
        reply = self.server.reply(heard)
        self.close_connection = True
        if reply.status != 101 or reply.way is Way.HANG:
            self._give(reply)
            return
        key = self.headers["Sec-WebSocket-Key"] + GUID
        accept = b64encode(sha1(key.encode()).digest()).decode()  # noqa: S324 - as the RFC has it
        self.send_response(101)
        for name, value in {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Accept": accept,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        for opcode, message in self._turn(reply.body, reply.way):
            self._write(opcode, message)
        if reply.way is not Way.CUT:
            self._write(CLOSE, b"")

    def _turn(self, instead: bytes, way: Way) -> Iterator[tuple[int, bytes]]:
        assert b"speech.config" in self._read()
        text, pace = wanted(self._read().decode())
        sound = instead or said(text, "MP3", pace)
        yield TEXT, b"X-RequestId:1\r\nPath:turn.start\r\n\r\n{}"
        if way is Way.CUT:
            sound = sound[: len(sound) // 2]
        for place in range(0, len(sound), PIECE):
            head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
            yield BINARY, struct.pack(">H", len(head)) + head + sound[place : place + PIECE]
        if way is Way.CUT:
            return
        boundary = {
            "Type": "SentenceBoundary",
            "Data": {"Offset": 0, "Duration": 1, "text": {"Text": text}},
        }
        told = json.dumps({"Metadata": [boundary]}).encode()
        yield TEXT, b"X-RequestId:1\r\nPath:audio.metadata\r\n\r\n" + told
        yield TEXT, b"X-RequestId:1\r\nPath:turn.end\r\n\r\n{}"

    def _read(self) -> bytes:
        _, length = self.rfile.read(2)
        size = length & 0x7F
        if size == 126:
            (size,) = struct.unpack(">H", self.rfile.read(2))
        mask = self.rfile.read(4)
        return bytes(byte ^ mask[at % 4] for at, byte in enumerate(self.rfile.read(size)))

    def _write(self, opcode: int, message: bytes) -> None:
        short = len(message) < 126
        size = bytes([len(message)]) if short else b"\x7e" + struct.pack(">H", len(message))
        self.wfile.write(bytes([0x80 | opcode]) + size + message)


def wanted(message: str) -> tuple[str, int]:
    """The text and the pace in a message of SSML."""
    head, _, ssml = message.partition("\r\n\r\n")
    assert "Path:ssml" in head
    root = ET.fromstring(ssml)  # noqa: S314 - edge-tts has just written it
    text = "".join(root.itertext())
    rate = re.search(r"rate='([+-]\d+)%'", ssml)
    assert rate is not None
    assert text
    return text, round(USUAL_PACE * (1 + int(rate[1]) / 100))
