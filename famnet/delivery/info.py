"""What a delivery says about itself: ``delivery.toml``, or a sheet ``delivery`` of key and value."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.delivery.sources import Found, find_sources, regular
from famnet.errors import UserError
from famnet.vocabulary import Workspace, day_from_date
from famnet.written_day import day_said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["SETTINGS", "DeliveryInfo", "info_of", "read_info"]

SETTINGS: Final = (
    "synthetic",
    "reference_date",
    "deliverer",
    "region",
    "purpose",
    "workspace",
)
_LARGEST: Final = 1_000_000
_TRUE: Final = ("true", "ja", "waar", "1")
_FALSE: Final = ("false", "nee", "onwaar", "0", "")


@dataclass(frozen=True, slots=True)
class DeliveryInfo:
    """What the delivery says about itself.

    Parameters
    ----------
    name : str
        Name of its folder or workbook.
    synthetic : bool
        Whether no real person is in it.
    reference_date : int or None
        "Today" as a day number; None where it isn't given.
    deliverer, region, purpose : str
        As given, empty where not.
    workspace : Workspace or None
        The legal world it was delivered for.
    unknown : tuple of str
        Settings that famnet doesn't know.
    """

    name: str
    synthetic: bool = False
    reference_date: int | None = None
    deliverer: str = ""
    region: str = ""
    purpose: str = ""
    workspace: Workspace | None = None
    unknown: tuple[str, ...] = ()


def read_info(path: Path | str) -> DeliveryInfo:
    """Return what a delivery says about itself, without reading its tables.

    Parameters
    ----------
    path : pathlib.Path or str
        Folder or workbook.

    Raises
    ------
    UserError
        There is no delivery, or its settings can't be understood.
    """
    return info_of(find_sources(path))


def info_of(found: Found) -> DeliveryInfo:
    """Return what a delivery that was found says about itself; see ``read_info``."""
    if found.toml is not None:
        return _typed(found.name, found.toml.name, _load(found.toml))
    if found.settings is not None:
        return _typed(found.name, f"{found.name}#delivery", dict(found.settings))
    return DeliveryInfo(found.name)


def _load(path: Path) -> Mapping[str, object]:
    regular(path)
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise UserError(f"{path.name} is te groot voor een instellingenbestand.")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{path.name}, regel {line}: dit is geen UTF-8.", hint="Bewaar het bestand als UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"at line (\d+)", str(error))
        line = int(where[1]) if where else content.count(b"\n") + 1
        raise UserError(
            f"{path.name}, regel {line}: dit is geen geldige TOML.",
            hint='Schrijf elke regel als naam = waarde, met tekst tussen "aanhalingstekens".',
        ) from error


def _typed(name: str, file: str, given: Mapping[str, object]) -> DeliveryInfo:
    return DeliveryInfo(
        name=name,
        synthetic=_flag(file, given.get("synthetic", False)),
        reference_date=_day(file, given.get("reference_date", "")),
        deliverer=_text(given.get("deliverer", "")),
        region=_text(given.get("region", "")),
        purpose=_text(given.get("purpose", "")),
        workspace=_workspace(file, given.get("workspace", "")),
        unknown=tuple(sorted(key for key in given if key not in SETTINGS)),
    )


def _text(value: object) -> str:
    return str(value).strip()


def _flag(file: str, value: object) -> bool:
    # A sheet holds words; TOML has true and false of its own, and "ja" there may be a slip.
    word = _text(value).lower()
    if isinstance(value, bool) or not file.endswith(".toml"):
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
    raise UserError(
        f"{file}: synthetic is niet true of false.",
        hint="Schrijf synthetic = true of synthetic = false, zonder aanhalingstekens.",
    )


def _day(file: str, value: object) -> int | None:
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return day_from_date(value)
    word = _text(value)
    if not word:
        return None
    try:
        return day_said(word[:10])
    except ValueError as error:
        raise UserError(
            f"{file}: reference_date is geen datum ({error}).",
            hint="Schrijf reference_date = 2026-01-31.",
        ) from error


def _workspace(file: str, value: object) -> Workspace | None:
    word = _text(value).lower()
    if not word:
        return None
    try:
        return Workspace(word)
    except ValueError as error:
        allowed = ", ".join(Workspace)
        raise UserError(
            f"{file}: deze workspace bestaat niet.", hint=f"Kies uit: {allowed}."
        ) from error
