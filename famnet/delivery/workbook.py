"""Excel workbooks: sheets as rows of text, with the row numbers that Excel shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from famnet.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from python_calamine import CalamineWorkbook

__all__ = ["open_workbook", "sheet_rows", "sheet_settings"]

_ZIP: Final = b"PK\x03\x04"


def open_workbook(path: Path) -> CalamineWorkbook:
    """Open a workbook; UserError where it is none."""
    # Imported here: most deliveries are no workbook.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start != _ZIP:
            raise UserError(
                f"{path.name}: dit is geen .xlsx-werkboek.",
                hint="Bewaar het in Excel als 'Excel-werkmap (.xlsx)', zonder wachtwoord.",
            )
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise UserError(
            f"{path.name}: dit werkboek is beschadigd of niet leesbaar.",
            hint="Open het in Excel en bewaar het opnieuw als .xlsx.",
        ) from error


def sheet_rows(path: Path, sheet: str) -> tuple[int, list[list[str]]]:
    """Return the row number of the first row and all rows of a sheet, as text.

    Numbers without decimals are written without a point, dates as ISO, booleans as true or false.
    """
    from python_calamine import CalamineError

    try:
        opened = open_workbook(path).get_sheet_by_name(sheet)
        first = (opened.start or (0, 0))[0] + 1
        rows = opened.to_python(skip_empty_area=True)
    except CalamineError as error:
        raise UserError(
            f"{path.name}#{sheet}: dit blad is niet leesbaar.",
            hint="Open het werkboek in Excel en bewaar het opnieuw als .xlsx.",
        ) from error
    return first, [[_text(cell) for cell in row] for row in rows]


def sheet_settings(path: Path, sheet: str) -> tuple[tuple[str, str], ...]:
    """Return the keys and values of a sheet with two columns."""
    _, rows = sheet_rows(path, sheet)
    pairs = [(row[0].strip().lower(), row[1] if len(row) > 1 else "") for row in rows if row]
    return tuple((key, value) for key, value in pairs if key and key not in ("key", "sleutel"))


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)
