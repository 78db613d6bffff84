"""What is written down of a server that runs: enough to find it, and to know it is ours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Record", "forget", "listens", "read", "running", "write"]

NAME: Final = "server.json"


@dataclass(frozen=True, slots=True)
class Record:
    """A server as it was started.

    Parameters
    ----------
    pid : int
        Its process number.
    port : int
        The port it listens on.
    command : tuple of str
        The whole command line; it names the folder, so no other process has the same.
    version : str
        The version of Neo4j.
    """

    pid: int
    port: int
    command: tuple[str, ...]
    version: str


def write(folder: Path, record: Record) -> None:
    """Write a record down in the server's folder, whole or not at all."""
    fresh = folder / f".{NAME}"
    fresh.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    fresh.replace(folder / NAME)


def read(folder: Path) -> Record | None:
    """Return what was written down last, None when there is nothing (readable)."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Record(
            int(found["pid"]), int(found["port"]), tuple(found["command"]), str(found["version"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path) -> None:
    """Remove the record: the server is gone. Its port is still known, for the next start."""
    record = read(folder)
    if record is None:
        return
    try:
        write(folder, Record(0, record.port, (), record.version))
    except OSError:  # a full disk: no record is as good, but for the port
        for name in (NAME, f".{NAME}"):
            (folder / name).unlink(missing_ok=True)


def running(record: Record | None) -> psutil.Process | None:
    """Return the process of a record, None when it is gone or another process has its number.

    Notes
    -----
    A process number comes back after a while; the command line tells whose it is now. A dead child
    that nobody waited for (a zombie) counts as gone.
    """
    if record is None or record.pid <= 0:
        return None
    try:
        process = psutil.Process(record.pid)
        if process.status() == psutil.STATUS_ZOMBIE or tuple(process.cmdline()) != record.command:
            return None
    except psutil.Error:
        return None
    return process


def listens(process: psutil.Process, port: int) -> bool:
    """Say whether this very process listens on a port.

    Notes
    -----
    Only then is it asked anything: another program that took the port just before must not be
    handed the password, and its answer would not be that of our server.
    """
    try:
        return any(
            found.status == psutil.CONN_LISTEN and found.laddr.port == port
            for found in process.net_connections(kind="tcp")
        )
    except psutil.Error:
        return False
