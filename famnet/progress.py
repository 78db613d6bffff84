"""Stages of long work: told on a terminal, timed for the run log, silent for machines."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Progress"]


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
        """Tell and time one stage."""
        started = time.perf_counter()
        if self.shown and sys.stderr.isatty():
            from rich.console import Console

            with Console(stderr=True).status(f"{name} …"):
                yield
            Console(stderr=True).print(f"[dim]{name}: {time.perf_counter() - started:.1f} s[/dim]")
        else:
            yield
        self.times.append((name, time.perf_counter() - started))

    def log(self) -> str:
        """Write the stages as lines of seconds and name."""
        return "".join(f"{seconds:9.2f} s  {name}\n" for name, seconds in self.times)
