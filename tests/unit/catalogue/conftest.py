"""A catalogue in a folder that a test may damage."""

from __future__ import annotations

import csv
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from famnet.catalogue import Catalogue, check_integrity
from famnet.catalogue.catalogue import read_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(str(files("famnet.catalogue") / "data"))


class Copy:
    """A copy of the lists, to damage and to read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, name: str, edit: Callable[[list[list[str]]], object]) -> None:
        """Change the cells of a list: all its lines, the header first."""
        path = self.folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.reader(stream))
        edit(lines)
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(lines)

    def put(self, name: str, row: str | int, column: str, value: str) -> None:
        """Put a value into a cell; a row is its first cell with that text, or its number."""

        def edit(lines: list[list[str]]) -> None:
            line = lines[row] if isinstance(row, int) else next(x for x in lines if row in x)
            line[lines[0].index(column)] = value

        self.change(name, edit)

    def read(self) -> Catalogue:
        return read_catalogue(self.folder)

    def faults(self) -> tuple[str, ...]:
        return check_integrity(self.read())


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(DATA, tmp_path / "data")
    return Copy(tmp_path / "data")
