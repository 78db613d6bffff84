"""A store in a folder: one Parquet file per table, birth days in a file of their own."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from famnet.delivery.contract import TABLES
from famnet.errors import UserError
from famnet.graph.family_graph import FamilyGraph
from famnet.staging import staged_directory
from famnet.stores.counting import counts_of
from famnet.stores.derived import COLUMNS, Derived
from famnet.stores.info_file import INFO_FILE, read_info, write_info
from famnet.stores.store import Store
from famnet.stores.table_files import read_columns, read_graph_table, write_table

if TYPE_CHECKING:
    import pandas as pd

    from famnet.config import Settings
    from famnet.governance import Grant
    from famnet.progress import Progress
    from famnet.stores.info import Counts, StoreInfo
    from famnet.stores.scope import Scope

__all__ = ["IDENTIFYING_FILE", "FolderStore"]

#: What identifies people, apart from the rest: the store is whole without it.
IDENTIFYING_FILE: Final = "identifying/persons.parquet"
_BIRTHS: Final = {"person_id": "str", "birth_date": "int32", "birth_date_hi": "int32"}


class FolderStore(Store):
    """Keeps one graph in a folder; ``open_store("memory:FOLDER")``.

    Parameters
    ----------
    folder : pathlib.Path
        Made when first written; the graph is written beside it and takes its place when whole.
    settings, progress
        As for ``Store``.

    Notes
    -----
    ``store.toml`` says what it is and holds the SHA-256 of each file. ``tables/`` has the twelve
    tables of the contract (days as day numbers, references as row numbers), ``derived/`` what famnet
    derived, ``identifying/persons.parquet`` birth days, only where asked for; without that file the
    store has of each birth the month.
    """

    def __init__(
        self, folder: Path, *, settings: Settings | None = None, progress: Progress | None = None
    ) -> None:
        super().__init__(settings=settings, progress=progress)
        self._folder = folder

    def _write(self, graph: FamilyGraph, derived: Derived, info: StoreInfo) -> None:
        frames = {f"tables/{t.name}.parquet": graph.coarse().tables[t.name] for t in TABLES}
        frames |= {f"derived/{name}.parquet": frame for name, frame in derived.frames()}
        if info.identifying:
            frames[IDENTIFYING_FILE] = graph.persons[list(_BIRTHS)]
        try:
            with staged_directory(self._folder.absolute(), marker=INFO_FILE) as fresh:
                with self.progress.stage("Tabellen schrijven"):
                    files = {name: _written(frame, fresh, name) for name, frame in frames.items()}
                write_info(fresh / INFO_FILE, info, files)
        except OSError as error:
            raise UserError(
                f"De store {self._folder.name} kan niet worden geschreven.",
                hint="Kijk of er ruimte is op de schijf en of u in die map mag schrijven.",
            ) from error

    def _read(self, scope: Scope | None, grant: Grant) -> FamilyGraph:
        info, files = read_info(self._folder / INFO_FILE)
        tables = self._tables(files)
        if self._has_births(info):
            tables["persons"] = self._with_births(tables["persons"], files)
        graph = FamilyGraph(
            tables=tables,
            as_of=info.as_of,
            synthetic=info.synthetic,
            workspace=info.workspace,
            grant=grant,
            region=info.region,
            deliverer=info.deliverer,
        )
        return graph if scope is None else scope.of(graph)

    def _tables(self, files: dict[str, str]) -> dict[str, pd.DataFrame]:
        return {
            t.name: read_graph_table(self._whole(f"tables/{t.name}.parquet", files), t.name)
            for t in TABLES
        }

    def _with_births(self, persons: pd.DataFrame, files: dict[str, str]) -> pd.DataFrame:
        births = read_columns(self._whole(IDENTIFYING_FILE, files), _BIRTHS)
        if births["person_id"].tolist() != persons["person_id"].tolist():
            raise _changed(IDENTIFYING_FILE)
        return persons.assign(
            birth_date=births["birth_date"], birth_date_hi=births["birth_date_hi"]
        )

    def _count(self) -> Counts:
        _, files = read_info(self._folder / INFO_FILE)
        frames = {
            name: read_columns(self._whole(f"derived/{name}.parquet", files), types)
            for name, types in COLUMNS.items()
        }
        return counts_of(self._tables(files), Derived(**frames))

    def _delete(self) -> None:
        gone = None
        try:
            place = self._folder.absolute()
            gone = Path(tempfile.mkdtemp(prefix=f".{place.name}.gone.", dir=place.parent))
            # One step, so that no half of it is ever seen.
            place.rename(gone / "was")
        except OSError as error:
            raise UserError(
                f"De store {self._folder.name} kan niet worden geleegd.",
                hint="Kijk of u die map mag verwijderen en of er geen bestand van openstaat.",
            ) from error
        finally:
            if gone is not None:
                shutil.rmtree(gone, ignore_errors=True)

    def _about(self) -> StoreInfo | None:
        folder = self._folder
        if not folder.exists():
            return None
        if not folder.is_dir():
            raise UserError(
                f"{folder.name} is een bestand, geen map.", hint="Noem een map: memory:MAP"
            )
        if not any(folder.iterdir()):
            return None
        if not (folder / INFO_FILE).is_file():
            raise UserError(
                f"De map {folder.name} is geen store van famnet; er staat iets anders in.",
                hint="Noem een nieuwe of lege map; famnet gooit niets van u weg.",
            )
        info, files = read_info(folder / INFO_FILE)
        _nothing_else(folder, {INFO_FILE, *files})
        return replace(info, identifying=self._has_births(info))

    def _has_births(self, info: StoreInfo) -> bool:
        return info.identifying and (self._folder / IDENTIFYING_FILE).is_file()

    def _whole(self, name: str, files: dict[str, str]) -> Path:
        """Return the path of a file that is as it was written."""
        path = self._folder / name
        if not path.is_file():
            raise UserError(
                f"In de store ontbreekt {name}.",
                hint="Laad de levering opnieuw met famnet load.",
            )
        if _sha256(path) != files.get(name):
            raise _changed(name)
        return path


def _written(frame: pd.DataFrame, folder: Path, name: str) -> str:
    path = write_table(frame, folder / name)
    if name == IDENTIFYING_FILE:
        with contextlib.suppress(OSError):
            path.chmod(0o600)
    return _sha256(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _changed(name: str) -> UserError:
    return UserError(
        f"In de store is {name} beschadigd of veranderd.",
        hint="Laad de levering opnieuw met famnet load.",
    )


def _nothing_else(folder: Path, ours: set[str]) -> None:
    """Refuse a folder in which something else was put: replacing or emptying would lose it."""
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
    if there - ours:
        raise UserError(
            f"In de store staat een bestand dat er niet hoort: {min(there - ours)}.",
            hint="Zet dat bestand ergens anders neer; famnet gooit niets van u weg.",
        )
