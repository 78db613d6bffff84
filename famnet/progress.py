"""Stages of long work: told on a terminal, timed for the run log, silent for machines."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    _Told = Callable[[int, int], None]

__all__ = ["Progress", "peak_memory_mb", "watched"]

_T = TypeVar("_T")

#: Told how many of how many are done; nobody listens unless a stage shows itself.
_LISTENER: Final[ContextVar[_Told | None]] = ContextVar("listener", default=None)
#: Tell once per so many, and at the end.
_EVERY: Final = 50


def watched(items: Iterable[_T], total: int) -> Iterator[_T]:
    """Pass items on, and tell the stage that runs how far it is.

    Parameters
    ----------
    items : iterable
        What is worked through.
    total : int
        How many there are.

    Examples
    --------
    >>> list(watched("abc", 3))
    ['a', 'b', 'c']
    """
    tell = _LISTENER.get()
    if tell is None:
        yield from items
        return
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        if done % _EVERY == 0:
            tell(done, total)
    tell(done, total)


def peak_memory_mb() -> int | None:
    """Return the most memory this process has held so far, in MB; None where the system doesn't say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in KiB, macOS in bytes.
    return round(most / 1e6) if sys.platform == "darwin" else round(most * 1024 / 1e6)


@dataclass(slots=True)
class Progress:
    """Names the stages of one use and keeps their times.

    Parameters
    ----------
    shown : bool
        Whether stages are told on standard error while they run.

    Notes
    -----
    Times end up in ``run.log`` only; no result reads the clock.
    """

    shown: bool = False
    times: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Tell and time one stage; where it works through many, how far it is."""
        started = time.perf_counter()
        if self.shown and sys.stderr.isatty():
            with _on_terminal(name):
                yield
        else:
            yield
        self.times.append((name, time.perf_counter() - started))

    def log(self) -> str:
        """Write the stages as lines of seconds and name."""
        return "".join(f"{seconds:9.2f} s  {name}\n" for name, seconds in self.times)


@contextmanager
def _on_terminal(name: str) -> Iterator[None]:
    from rich.console import Console

    console, started = Console(stderr=True), time.perf_counter()
    with console.status(f"{name} …") as status:

        def tell(done: int, total: int) -> None:
            part = 100 * done // max(total, 1)
            status.update(f"{name} … {done} van {total} netwerken ({part}%)")

        before = _LISTENER.set(tell)
        try:
            yield
        finally:
            _LISTENER.reset(before)
    console.print(f"[dim]{name}: {time.perf_counter() - started:.1f} s[/dim]")
