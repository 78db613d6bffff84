"""Small deliveries on disk, for tests of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PERSONS = "person_id,birth_date,sex\na,1980-01-01,M\nb,1982-02-02,V\nc,2010-03-03,V\n"
SIGNALS = (
    "signal_id,type,person_id,role,partner_id,event_date\n"
    "s1,JUS_PROPERTY,a,suspect,POL,2020-01-01\n"
    "s2,EDU_ABSENCE,c,involved,LPA,2021-05-05\n"
)


def delivery(folder: Path, toml: str = "synthetic = true\n", **tables: str | bytes) -> Path:
    """Write a delivery; persons and signals are there unless given."""
    folder.mkdir(parents=True, exist_ok=True)
    if toml:
        (folder / "delivery.toml").write_text(toml, encoding="utf-8")
    for name, text in {"persons": PERSONS, "signals": SIGNALS, **tables}.items():
        content = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(content)
    return folder


def faults(delivery_or_report) -> list[tuple[str, int, str, str]]:
    """Return (table, line, column, code) of every fault."""
    report = getattr(delivery_or_report, "report", delivery_or_report)
    rows = report.faults[["table", "line", "column", "code"]].itertuples(index=False)
    return [(r.table, int(r.line), r.column, r.code) for r in rows]
