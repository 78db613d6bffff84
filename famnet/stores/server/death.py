"""Why a server died while starting, out of what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cause_of_death", "full", "set_aside"]

FULL: Final = (
    "No space left on device", "There is not enough space on the disk", "Disk quota exceeded",
)  # fmt: skip
KNOWN: Final = (
    (
        FULL,
        "De schijf is vol: de server kon niet starten.",
        "Maak ruimte op de schijf van {folder}, of kies een andere map met --folder.",
    ),
    (
        ("FileLockException", "StoreLockException", "Lock file has been locked", "Unable to obtain lock"),
        "De map {folder} is in gebruik door een andere server.",
        "Stop die eerst, of kies een andere map met --folder.",
    ),
    (
        ("Address already in use", "BindException", "PortBindException"),
        "Op de gekozen poort luistert al een ander programma.",
        "Kies een andere met --port.",
    ),
    (
        (
            "exceeds physical memory", "Could not reserve enough space",
            "There is insufficient memory", "OutOfMemoryError",
        ),
        "Er is te weinig geheugen voor de server.",
        "Sluit andere programma's en probeer het opnieuw.",
    ),
)  # fmt: skip
LOGS: Final = ("console.log", "debug.log", "neo4j.log")
TAIL: Final = 200_000
"""Bytes of a log that are looked at: the end of it."""


def cause_of_death(folder: Path) -> UserError:
    """Return the error that says why the server of a folder didn't start.

    Notes
    -----
    Nothing of the log itself is quoted: it is English, long, and may name things. Where it lies is
    said.
    """
    written = _written(folder)
    where = f"Het verslag van de server staat in {folder / 'logs'}."
    for signs, message, hint in KNOWN:
        if any(sign in written for sign in signs):
            return UserError(
                message.format(folder=folder), hint=f"{hint.format(folder=folder)} {where}"
            )
    return UserError("De server stopte tijdens het starten.", hint=where)


def full(folder: Path) -> bool:
    """Say whether a server found its disk full: it doesn't die of that, but never answers."""
    written = _written(folder)
    return any(sign in written for sign in FULL)


def set_aside(folder: Path) -> None:
    """Put the logs of an earlier run aside, so that an old cause isn't taken for a new one."""
    for name in LOGS:
        path = folder / "logs" / name
        if path.is_file():
            path.replace(path.with_suffix(".vorige.log"))


def _written(folder: Path) -> str:
    return "".join(_tail(folder / "logs" / name) for name in LOGS)


def _tail(path: Path) -> str:
    try:
        return path.read_bytes()[-TAIL:].decode("utf-8", errors="replace")
    except OSError:
        return ""
