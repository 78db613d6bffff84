"""The audit log: append-only, one JSON line per access, chained by hash (WGS art. 1.8(4)).

It holds who, when, which case and what was done; counts, never a person. It lies at FAMNET_AUDIT,
default the user's state folder, never in an output folder.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from typing import TYPE_CHECKING

from famnet.config import audit_path
from famnet.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["record", "verify"]

_GENESIS = "0" * 64


def record(action: str, **fields: str) -> None:
    """Append one event; no access goes unlogged, so a log that can't be written refuses.

    Parameters
    ----------
    action : str
        What was done.
    **fields : str
        Who, workspace, purpose, case, detail.

    Raises
    ------
    Refused
        The log can't be written.
    """
    path = audit_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as handle:
            _lock(handle.fileno())
            event = {"time": dt.datetime.now(dt.UTC).isoformat(), "action": action, **fields}
            event["previous"] = _last_hash(path)
            event["hash"] = _hash(event)
            handle.write(json.dumps(event, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    except OSError as error:
        raise Refused(
            "Het logboek (audit) kan niet worden geschreven; zonder logboek geen toegang.",
            hint="Zet FAMNET_AUDIT op een bestand in een map waar u mag schrijven.",
        ) from error


def verify(path: Path) -> list[int]:
    """Return the line numbers at which the chain is broken; empty when whole.

    Raises
    ------
    OSError
        The file can't be read.
    """
    broken = []
    previous = _GENESIS
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            event = json.loads(line)
            told = event.pop("hash")
            whole = event["previous"] == previous and told == _hash(event)
        except (ValueError, KeyError, AttributeError):
            whole, told = False, previous
        if not whole:
            broken.append(number)
        previous = told
    return broken


def _hash(event: dict[str, str]) -> str:
    text = json.dumps(event, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _last_hash(path: Path) -> str:
    with path.open("rb") as handle:
        size = handle.seek(0, os.SEEK_END)
        handle.seek(max(0, size - 8192))
        lines = handle.read().splitlines()
    if not lines:
        return _GENESIS
    try:
        return str(json.loads(lines[-1])["hash"])
    except (ValueError, KeyError, TypeError):
        # A damaged last line must not stop the log: verify() will point at it.
        return _GENESIS


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: one user, one process is the rule there
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
