"""One holder at a time, also between processes: a lock on a file, let go by the system itself."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["alone"]

PAUSE = 0.1


@contextmanager
def alone(path: Path, *, patience: float = 600.0) -> Iterator[None]:
    """Hold the lock on ``path`` while the block runs.

    Parameters
    ----------
    path : Path
        The file that stands for the lock; made when it isn't there, never removed (removing it
        would let two holders in).
    patience : float
        Seconds to wait for another holder.

    Raises
    ------
    UserError
        Another process kept the lock all that time, or the file can't be made.

    Notes
    -----
    The operating system frees the lock when its holder dies, so none is ever left behind.
    """
    with _opened(path) as stream:
        until = time.monotonic() + patience
        while not _taken(stream):
            if time.monotonic() > until:
                raise UserError(
                    f"Een ander famnet-proces is nog bezig met {path.parent}.",
                    hint="Wacht tot dat klaar is en probeer het opnieuw.",
                )
            time.sleep(PAUSE)
        try:
            yield
        finally:
            _freed(stream)


def _opened(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+b")
    except OSError as error:
        raise UserError(
            f"In de map {path.parent} kan niet worden geschreven ({error.strerror}).",
            hint="Kies een map waarin u mag schrijven en waar nog ruimte is.",
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _taken(stream: IO[bytes]) -> bool:
        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _freed(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(stream: IO[bytes]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _freed(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_UN)
