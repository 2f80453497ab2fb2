"""Patience with limits: a connection that neither asks nor takes makes room for another."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

ASKING = 15.0
"""Seconds for the head of a request, however slowly it comes."""

TAKING = 60.0
"""Seconds for the next block of an answer; a player that paused asks for the rest later."""

LEAVING = 0.5
"""Seconds for answers on their way once the house closes."""


class Connection(H11Protocol):
    """uvicorn's own connection, with a time for asking and a time for taking."""

    asking = ASKING
    taking = TAKING

    _asks: asyncio.TimerHandle | None = None
    _takes: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn declares it
        """Somebody is there, and is about to ask."""
        super().connection_made(transport)
        self._asks = self.loop.call_later(self.asking, transport.abort)

    def data_received(self, data: bytes) -> None:
        """A piece of a request; the time for asking ends with its head, not with each piece."""
        if self._asks is None:
            self._asks = self.loop.call_later(self.asking, self.transport.abort)
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._asked()

    def eof_received(self) -> bool:  # type: ignore[override]  # asyncio asks whether to stay
        """Somebody has asked all they will, and may still listen to the answer."""
        listens = self.cycle is not None and not self.cycle.response_complete
        if listens:
            self.cycle.keep_alive = False
        return listens

    def pause_writing(self) -> None:
        """The answer waits for its reader."""
        super().pause_writing()
        self._takes = self.loop.call_later(self.taking, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader took something."""
        super().resume_writing()
        self._taken()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked; what is still on its way gets its time."""
        super().timeout_keep_alive_handler()
        self._takes = self._takes or self.loop.call_later(self.taking, self.transport.abort)

    def shutdown(self) -> None:
        """The house closes; what isn't sent in a moment is asked for another day."""
        super().shutdown()
        self.loop.call_later(LEAVING, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._asked()
        self._taken()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - ours says it in our words
        """To what is no HTTP at all."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.abort()  # an answer is half sent, and nothing can follow it
            return
        from kindpace.problems import sentences  # noqa: PLC0415 - read only when somebody mumbles

        said = sentences()["serve-unclear"].what
        super().send_400_response(said.encode("ascii", "replace").decode("ascii"))

    def _asked(self) -> None:
        if self._asks is not None:
            self._asks.cancel()
            self._asks = None

    def _taken(self) -> None:
        if self._takes is not None:
            self._takes.cancel()
            self._takes = None
