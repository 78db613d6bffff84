"""Finding the tables of a delivery: which file or sheet is which table, without reading them."""

from __future__ import annotations

import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from famnet.delivery.contract import TABLES
from famnet.delivery.workbook import open_workbook, sheet_settings
from famnet.errors import UserError

__all__ = ["Found", "Source", "find_sources", "regular"]

# Beside the tables of a synthetic region; never read as a table.
_SILENT: Final = ("truth", "stories")
_BY_NAME: Final = {
    **{table.label_nl.lower(): table.name for table in TABLES},
    **{table.name: table.name for table in TABLES},
}
_ORDER: Final = {table.name: i for i, table in enumerate(TABLES)}
_MUST: Final = tuple(table.name for table in TABLES if table.must_exist)


@dataclass(frozen=True, slots=True)
class Source:
    """One table and where it is.

    Parameters
    ----------
    table : str
        Name in the contract.
    file : str
        What reports call it.
    path : pathlib.Path
        The file, or the workbook.
    kind : str
        csv, parquet or sheet.
    sheet : str
        Name of the sheet in a workbook.
    """

    table: str
    file: str
    path: Path
    kind: Literal["csv", "parquet", "sheet"]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a delivery: sources in the order of the contract, and what isn't one."""

    name: str
    sources: tuple[Source, ...]
    toml: Path | None = None
    settings: tuple[tuple[str, str], ...] | None = None
    unknown: tuple[str, ...] = ()


def find_sources(path: Path | str) -> Found:
    """Find the tables of a delivery.

    Parameters
    ----------
    path : pathlib.Path or str
        A folder of .csv and .parquet files (or with one workbook), or an .xlsx workbook.

    Raises
    ------
    UserError
        There is no delivery, one table lies there twice, a table is a folder or no plain file, or
        persons or signals are missing.
    """
    place = Path(path)
    shown = place.name or str(path)
    try:
        mode = place.stat().st_mode
    except (OSError, ValueError) as error:
        raise UserError(
            f"{shown}: deze levering is er niet of is niet leesbaar.",
            hint="Noem de map met persons.csv en signals.csv, of het Excel-werkboek.",
        ) from error
    if stat.S_ISDIR(mode):
        found = _in_folder(place, shown)
    elif place.suffix.lower() == ".xlsx":
        found = _in_workbook(place, shown)
    else:
        raise UserError(
            f"{shown}: dit is geen map en geen .xlsx-werkboek.",
            hint="Noem de map waarin persons.csv en signals.csv staan.",
        )
    present = {source.table for source in found.sources}
    missing = [name for name in _MUST if name not in present]
    if missing:
        raise UserError(
            f"{shown}: {' en '.join(missing)} ontbreekt.",
            hint="Een levering heeft ten minste persons en signals; signals mag leeg zijn.",
        )
    return found


def regular(path: Path) -> None:
    """Raise UserError unless the path is a plain file: a pipe or device may never end."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise UserError(f"{path.name}: dit bestand is niet leesbaar.") from error
    if stat.S_ISDIR(mode):
        raise UserError(
            f"{path.name}: dit is een map en geen bestand.",
            hint="Zet de tabel als bestand met deze naam in de levering.",
        )
    if not stat.S_ISREG(mode):
        raise UserError(
            f"{path.name}: dit is geen gewoon bestand.",
            hint="Lever een gewoon bestand; een pijp of apparaat wordt niet gelezen.",
        )


def _in_folder(folder: Path, shown: str) -> Found:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        raise UserError(f"{shown}: deze map is niet leesbaar.") from error
    visible = [name for name in names if not name.startswith((".", "~$"))]
    sources: dict[str, Source] = {}
    unknown: list[str] = []
    books: list[str] = []
    for name in visible:
        stem, suffix = Path(name).stem.lower(), Path(name).suffix.lower()
        table = _BY_NAME.get(stem)
        if suffix == ".xlsx":
            books.append(name)
        elif suffix in (".csv", ".parquet") and table is not None:
            kind: Literal["csv", "parquet"] = "csv" if suffix == ".csv" else "parquet"
            _add(sources, Source(table, name, folder / name, kind))
        elif suffix in (".csv", ".parquet") and stem not in _SILENT:
            unknown.append(name)
    if not sources and len(books) == 1:
        return _in_workbook(folder / books[0], books[0])
    for source in sources.values():
        regular(source.path)
    toml = folder / "delivery.toml" if "delivery.toml" in visible else None
    return Found(shown, _ordered(sources), toml, unknown=tuple(unknown + books))


def _in_workbook(path: Path, shown: str) -> Found:
    regular(path)
    sources: dict[str, Source] = {}
    unknown: list[str] = []
    settings: tuple[tuple[str, str], ...] | None = None
    for sheet in open_workbook(path).sheet_names:
        word = sheet.strip().lower()
        table = _BY_NAME.get(word)
        if word == "delivery":
            settings = sheet_settings(path, sheet)
        elif table is not None:
            _add(sources, Source(table, f"{shown}#{sheet}", path, "sheet", sheet))
        elif word not in _SILENT:
            unknown.append(f"{shown}#{sheet}")
    toml = path.with_name("delivery.toml")
    found = Found(shown, _ordered(sources), settings=settings, unknown=tuple(unknown))
    return replace(found, toml=toml) if toml.exists() else found


def _add(sources: dict[str, Source], source: Source) -> None:
    other = sources.get(source.table)
    if other is not None:
        raise UserError(
            f"{other.file} en {source.file} zijn dezelfde tabel ({source.table}).",
            hint="Laat er een van de twee in de levering staan.",
        )
    sources[source.table] = source


def _ordered(sources: dict[str, Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources.values(), key=lambda source: _ORDER[source.table]))
