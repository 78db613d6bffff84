"""Reading and checking a delivery: the order of the steps, nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from famnet.delivery.admission import check_roles
from famnet.delivery.contract import TABLES
from famnet.delivery.cross import Circumstances, check_across
from famnet.delivery.delivery import Delivery
from famnet.delivery.encode import Ids
from famnet.delivery.faults import FileFault, fault_table
from famnet.delivery.finish import (
    accepted_tables,
    aside_tables,
    identifying_tables,
    kept_rows,
    latest_day,
)
from famnet.delivery.info import info_of
from famnet.delivery.own import check_own, register
from famnet.delivery.raw import empty_table
from famnet.delivery.reading import read_pieces
from famnet.delivery.report import CheckReport, FileReport, Unusable
from famnet.delivery.sources import find_sources
from famnet.delivery.sql import opened
from famnet.delivery.work import ACCEPTED, REJECTED, SET_ASIDE, Work, joined

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from famnet.delivery.info import DeliveryInfo
    from famnet.delivery.sources import Found
    from famnet.vocabulary import Workspace

__all__ = ["check_delivery", "read_delivery", "read_unnamed"]

_IDENTIFYING: Final = frozenset(c.name for table in TABLES for c in table.columns if c.identifying)


def read_delivery(
    path: Path | str, *, workspace: Workspace | None = None, as_of: int | None = None
) -> Delivery:
    """Read and check a delivery.

    Parameters
    ----------
    path : pathlib.Path or str
        A folder of CSV or Parquet files, or an Excel workbook.
    workspace : Workspace, optional
        The legal world it is read for; None: the one the delivery names. It decides which signals
        may be seen; ``synthetic``, or none at all, lets all through.
    as_of : int, optional
        "Today" as a day number; None: the reference date of the delivery, else its latest date.

    Returns
    -------
    Delivery
        Accepted rows, coded; what identifies people apart; sums and faults.

    Raises
    ------
    UserError
        It can't be read, or no person is left in it (``Unusable``, with the report).

    Notes
    -----
    Each table is read as text, checked and coded in one SQL statement, and its ids become row
    numbers in one more; rules across tables run on integer arrays. Linear in the number of rows.
    """
    return _usable(check_delivery(path, workspace=workspace, as_of=as_of))


def read_unnamed(
    path: Path | str,
    *,
    workspace: Workspace | None = None,
    as_of: int | None = None,
    only: Mapping[str, Collection[str]] | None = None,
) -> Delivery:
    """Read and check a delivery as ``read_delivery`` does, and forget at once what names people.

    Parameters
    ----------
    path, workspace, as_of
        As of ``read_delivery``.
    only : mapping, optional
        Of some tables the stored columns that are asked for. All is checked all the same; but of a
        country every column left out is a tenth of a gigabyte. A table that isn't named is there whole.

    Returns
    -------
    Delivery
        The same, but ``identifying`` and ``aside`` are empty: names, addresses and columns outside the
        contract were checked and let go of. For what looks at all families at once and shows no person.

    Raises
    ------
    UserError
        As ``read_delivery``.
    """
    found = find_sources(path)
    return _usable(_read(found, _checked(found, _IDENTIFYING), workspace, as_of, only))


def _usable(delivery: Delivery) -> Delivery:
    if not delivery.report.usable:
        raise Unusable(
            f"{delivery.info.name}: er blijft geen enkele bruikbare persoon over.",
            hint=_why_unusable(delivery.report),
            report=delivery.report,
        )
    return delivery


def check_delivery(
    path: Path | str, *, workspace: Workspace | None = None, as_of: int | None = None
) -> Delivery:
    """Read and check a delivery as ``read_delivery`` does, also when nothing usable is left."""
    found = find_sources(path)
    works = _checked(found)
    delivery = _read(found, works, workspace, as_of)
    rows = {name: kept_rows(work) for name, work in works.items()}
    return replace(
        delivery, identifying=identifying_tables(works, rows), aside=aside_tables(works, rows)
    )


def _read(
    found: Found,
    works: dict[str, Work],
    workspace: Workspace | None,
    as_of: int | None,
    only: Mapping[str, Collection[str]] | None = None,
) -> Delivery:
    """Ask the rules across tables, and return the tables without what names people."""
    stated = info_of(found)
    # From here on it is the workspace that decided what may be seen.
    info = replace(stated, workspace=workspace or stated.workspace)
    reference = as_of if as_of is not None else info.reference_date
    check_across(works, Circumstances(info.workspace, reference))
    today = latest_day(works) if reference is None else reference
    tables = accepted_tables(works, only)
    report = CheckReport(
        files=tuple(_file_report(work) for work in works.values() if work.raw.source is not None),
        faults=_faults(found, info, works),
        as_of=today,
        synthetic=info.synthetic,
        usable=bool(len(tables["persons"])),
    )
    return Delivery(tables, {}, info, today, report)


def _checked(found: Found, forgotten: Collection[str] = ()) -> dict[str, Work]:
    """Read every table and check it by itself, then bring the ids of all together.

    Of columns that are to be forgotten nothing is left after the check.
    """
    sources = {source.table: source for source in found.sources}
    with opened() as db:
        works: dict[str, Work] = {}
        ids = Ids(db)
        for declared in TABLES:
            source = sources.get(declared.name)
            pieces = [empty_table(declared)] if source is None else read_pieces(source)
            work = joined([check_own(db, raw, forgotten) for raw in pieces])
            register(db, work.raw)
            ids.meet(work)
            works[declared.name] = work
        check_roles(works["signals"])
        ids.settle(works)
    return works


def _file_report(work: Work) -> FileReport:
    raw = work.raw
    assert raw.source is not None
    counts = [int((work.state == state).sum()) for state in (ACCEPTED, REJECTED, SET_ASIDE)]
    return FileReport(
        file=raw.source.file,
        table=raw.declared.name,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        read=len(raw) + len(raw.malformed),
        accepted=counts[0],
        rejected=counts[1] + len(raw.malformed),
        set_aside=counts[2],
        unknown_columns=(*raw.headings.unknown.values(), *raw.headings.blocked),
    )


def _faults(found: Found, info: DeliveryInfo, works: dict[str, Work]) -> pd.DataFrame:
    others = [FileFault(file, "", "unknown_table") for file in found.unknown]
    others += [
        FileFault("delivery.toml", "", "unknown_setting", column=key) for key in info.unknown
    ]
    return fault_table(works, others)


def _why_unusable(report: CheckReport) -> str:
    """Name the first fault of persons: other tables fail because nobody is left."""
    faults = report.faults
    faults = faults[(faults["table"] == "persons") & (faults["severity"] != "warning")]
    if not len(faults):
        name = next((file.file for file in report.files if file.table == "persons"), "persons")
        return f"{name}: er staat geen enkele rij met een persoon in."
    first = faults.iloc[0]
    line = f", regel {first['line']}" if first["line"] else ""
    others = f" En nog {len(faults) - 1} rijen van persons." if len(faults) > 1 else ""
    return f"{first['file']}{line}: {first['message']}{others}"
