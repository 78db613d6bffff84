"""Who one is at a server: from the environment, else from the keyring; never from an address."""

from __future__ import annotations

import importlib.util
import os

__all__ = ["credentials"]

_USER = "neo4j"


def credentials(url: str) -> tuple[str, str] | None:
    """Return user and password for a server; None where no password is known.

    Parameters
    ----------
    url : str
        Address of the server: the name under which a keyring keeps the password.

    Notes
    -----
    NEO4J_USERNAME (default ``neo4j``) and NEO4J_PASSWORD; else the entry ``famnet URL`` of the
    keyring, where the package ``keyring`` is installed (``keyring set "famnet bolt://…" neo4j``).
    Without a password the server is asked without: it may be set up so.
    """
    user = os.environ.get("NEO4J_USERNAME") or _USER
    password = os.environ.get("NEO4J_PASSWORD") or _from_keyring(url, user)
    return (user, password) if password else None


def _from_keyring(url: str, user: str) -> str | None:
    if importlib.util.find_spec("keyring") is None:
        return None
    keyring = importlib.import_module("keyring")
    try:
        found = keyring.get_password(f"famnet {url}", user)
    except keyring.errors.KeyringError:  # locked, or no keyring on this machine
        return None
    return str(found) if found else None
