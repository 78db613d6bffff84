"""Which port a server listens on."""

from __future__ import annotations

import socket
from typing import Final

from famnet.errors import UserError, WrongUse
from famnet.stores.server.configuration import HOST

__all__ = ["chosen", "free"]

USUAL: Final = 7687


def chosen(asked: int | None, last: int | None) -> int:
    """Return the port to use: the asked one, else that of last time, the usual one, or a free one.

    Raises
    ------
    WrongUse
        ``asked`` isn't a port.
    UserError
        Something else listens on the asked port.
    """
    if asked is None:
        wanted = (last, USUAL) if last else (USUAL,)
        return next((port for port in wanted if free(port)), 0) or _any_free()
    if not 1024 <= asked <= 65535:
        raise WrongUse(
            f"{asked} is geen poort voor de server.", hint="Kies een getal van 1024 tot 65535."
        )
    if not free(asked):
        raise UserError(
            f"Op poort {asked} luistert al een ander programma.",
            hint="Kies een andere met --port, of laat --port weg: dan zoekt famnet een vrije.",
        )
    return asked


def free(port: int) -> bool:
    """Say whether nothing listens on a port of this machine."""
    with socket.socket() as probe:
        # As the server itself does: a port that was just let go counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _any_free() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
