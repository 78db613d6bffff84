"""Where the files that go with famnet lie: in a clone, an editable install and a wheel alike."""

from __future__ import annotations

from pathlib import Path

from famnet.errors import OurFault

__all__ = ["cypher", "sample_data"]

_PACKAGE = Path(__file__).resolve().parent


def sample_data() -> Path:
    """Return the folder with the sample delivery (synthetic, invented names).

    Raises
    ------
    OurFault
        The installation lacks it.

    Examples
    --------
    >>> (sample_data() / "delivery.toml").is_file()
    True
    """
    return _find("sample_data")


def cypher() -> Path:
    """Return the folder with the Cypher files.

    Raises
    ------
    OurFault
        The installation lacks it.
    """
    return _find("cypher")


def _find(name: str) -> Path:
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise OurFault(
        f"De map {name} ontbreekt in deze installatie van famnet.",
        hint="Installeer famnet opnieuw.",
    )
