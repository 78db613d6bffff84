"""What a check found: sums per file, every fault, and the lists that are written of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.delivery.output import write_table
from famnet.delivery.rules import RULES, SEVERITIES
from famnet.errors import UserError
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["CheckReport", "FileReport", "Totals", "Unusable", "told_faults", "write_faults"]

_COLUMNS: Final = ["file", "line", "column", "code", "severity", "message"]
_LISTS: Final = dict(
    zip(SEVERITIES, ("rejected.csv", "set_aside.csv", "warnings.csv"), strict=True)
)


class Unusable(UserError):
    """The delivery was read, but nothing is left to work with; ``report`` says why."""

    def __init__(self, message: str, *, hint: str, report: CheckReport) -> None:
        super().__init__(message, hint=hint)
        self.report = report


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all files: read = accepted + rejected + set_aside."""

    read: int
    accepted: int
    rejected: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """Sums of one file, and how it was read.

    Parameters
    ----------
    file, table : str
        Name of the file (``workbook#sheet`` for a sheet) and of the table.
    encoding, delimiter : str
        What was found; empty where the format has none.
    read, accepted, rejected, set_aside : int
        Rows; the first is the sum of the others.
    unknown_columns : tuple of str
        Headings that are no column of the table; blocked ones too, which are not kept.
    """

    file: str
    table: str
    encoding: str
    delimiter: str
    read: int
    accepted: int
    rejected: int
    set_aside: int
    unknown_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CheckReport:
    """Everything a check found.

    Parameters
    ----------
    files : tuple of FileReport
        In the order of the contract.
    faults : pandas.DataFrame
        file, line, column, code, severity, message, table; in the order of files and lines. Line 1
        with an empty row is about the file as a whole.
    as_of : int
        The reference date that was used, as a day number; NO_DAY without any.
    synthetic : bool
        Whether the delivery says so.
    usable : bool
        Whether anything is left to work with.
    """

    files: tuple[FileReport, ...]
    faults: pd.DataFrame
    as_of: int
    synthetic: bool
    usable: bool

    def __repr__(self) -> str:
        """Show the sums."""
        t = self.totals
        return (
            f"CheckReport({len(self.files)} files, {t.read} read = {t.accepted} accepted"
            f" + {t.rejected} rejected + {t.set_aside} set aside)"
        )

    @property
    def totals(self) -> Totals:
        """Sums over all files."""
        return Totals(
            *(
                sum(getattr(file, name) for file in self.files)
                for name in ("read", "accepted", "rejected", "set_aside")
            )
        )

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``check --json`` prints (cli.md)."""
        return {
            "reference_date": format_day(self.as_of) or None,
            "synthetic": self.synthetic,
            "usable": self.usable,
            "totals": {
                name: getattr(self.totals, name)
                for name in ("read", "accepted", "rejected", "set_aside")
            },
            "files": [_as_object(file) for file in self.files],
            "faults": self._counted(),
        }

    def _counted(self) -> list[dict[str, Any]]:
        by = ["code", "severity", "table"]
        counts = self.faults.groupby(by, sort=False).size().rename("count").reset_index()
        rows: list[dict[str, Any]] = [
            {**{name: str(row[name]) for name in by}, "count": int(row["count"])}
            for row in counts.to_dict("records")
        ]
        rank = {severity: i for i, severity in enumerate(SEVERITIES)}
        return sorted(rows, key=lambda r: (rank[r["severity"]], -r["count"], r["code"], r["table"]))


def _as_object(file: FileReport) -> dict[str, Any]:
    names = ("file", "table", "encoding", "delimiter", "read", "accepted", "rejected", "set_aside")
    return {
        **{name: getattr(file, name) for name in names},
        "unknown_columns": list(file.unknown_columns),
    }


def write_faults(report: CheckReport, out_dir: Path, lang: str = "nl") -> tuple[Path, ...]:
    """Write rejected.csv, set_aside.csv and warnings.csv; each is there, also when empty.

    Parameters
    ----------
    report : CheckReport
        Of a delivery.
    out_dir : pathlib.Path
        Made where it isn't there.
    lang : str
        Of the messages, ``nl`` or ``en``.

    Returns
    -------
    tuple of pathlib.Path
        The three files.
    """
    faults = told_faults(report, lang)
    return tuple(
        write_table(faults.loc[faults["severity"] == severity, _COLUMNS], out_dir / name)
        for severity, name in _LISTS.items()
    )


def told_faults(report: CheckReport, lang: str = "nl") -> pd.DataFrame:
    """Return the faults of a delivery, their messages in a language."""
    faults = report.faults
    if lang == "nl":
        return faults
    pairs = zip(faults["code"].astype(str), faults["column"].astype(str), strict=True)
    import pandas as pd

    said = [RULES[code].message("en", column or "this row") for code, column in pairs]
    return faults.assign(message=pd.array(said, dtype="str"))
