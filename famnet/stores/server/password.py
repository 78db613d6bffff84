"""The password of a server: random, made once, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Final

from famnet.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["USER", "kept", "made", "secret_file"]

USER: Final = "neo4j"
NAME: Final = "password"


def made(folder: Path) -> str:
    """Make a password and write it in ``folder``."""
    password = secrets.token_hex(16)
    secret_file(folder / NAME, password + "\n")
    return password


def kept(folder: Path) -> str:
    """Return the password made before.

    Raises
    ------
    UserError
        The file is gone, or can't be read.
    """
    try:
        password = (folder / NAME).read_text(encoding="utf-8").strip()
    except OSError:
        password = ""
    if not password:
        raise UserError(
            f"Het wachtwoord van de server hoort in {folder / NAME} te staan, maar is daar niet.",
            hint="Zet het bestand terug, of begin opnieuw met een andere map (--folder).",
        )
    return password


def secret_file(path: Path, text: str) -> None:
    """Write a file that was never readable by anybody but its owner."""
    path.unlink(missing_ok=True)
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as stream:
        stream.write(text)
