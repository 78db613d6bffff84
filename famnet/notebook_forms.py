"""How famnet's objects show in a notebook: tables of counts, never a person."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final

from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from famnet.analysis.description import Description
    from famnet.delivery import CheckReport, Delivery
    from famnet.draw.network import NetworkPicture
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["FORMS"]

_SEVERITY: Final = {"rejected": "afgewezen", "set_aside": "opzij gezet", "warning": "waarschuwing"}


def _table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> str:
    """Write a table; numbers stand right, everything is text."""
    top = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{"right" if isinstance(cell, int) else "left"}">'
            f"{html.escape(_number(cell))}</td>"
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table><caption style="text-align:left">{html.escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def _number(cell: object) -> str:
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else str(cell)


def _graph_form(graph: FamilyGraph) -> str:
    from famnet.delivery.contract import table

    rows = [(table(name).label_nl, len(frame)) for name, frame in graph.tables.items()]
    said = f"FamilyGraph, stand op {graph.as_of_text or 'geen datum'}, werkruimte {graph.workspace}"
    return _table(("tabel", "rijen"), rows, said)


def _report_form(report: CheckReport) -> str:
    head = ("bestand", "gelezen", "aanvaard", "afgewezen", "opzij", "onbekende kolommen")
    rows: list[tuple[object, ...]] = [
        (f.file, f.read, f.accepted, f.rejected, f.set_aside, ", ".join(f.unknown_columns))
        for f in report.files
    ]
    sums = report.totals
    rows.append(("samen", sums.read, sums.accepted, sums.rejected, sums.set_aside, ""))
    day = format_day(report.as_of) or "geen"
    usable = "bruikbaar" if report.usable else "niet bruikbaar: er blijft niets over"
    first = _table(head, rows, f"Levering, peildatum {day}, {usable}")
    faults = report.to_json()["faults"]
    if not faults:
        return first + "<p>Geen fouten gevonden.</p>"
    listed = [
        (
            fault["code"],
            _SEVERITY.get(fault["severity"], fault["severity"]),
            fault["table"],
            fault["count"],
        )
        for fault in faults
    ]
    return first + _table(("wat", "gevolg", "tabel", "aantal"), listed, "Wat de controle vond")


def _delivery_form(delivery: Delivery) -> str:
    return _report_form(delivery.report)


def _description_form(description: Description) -> str:
    common = description.commonness
    rows = [
        ("familienetwerken bekeken", common.windows),
        ("met het getoonde patroon", common.eligible),
        ("op de lijst (één per groep die overlapt)", common.clusters),
    ]
    said = [
        common.text_nl,
        description.why_empty.nl,
        f"Volgorde van de lijst: {description.order_nl}",
    ]
    below = "".join(
        f"<p>{html.escape(line)}</p>"
        for line in (*said, *(c.nl for c in description.caveats))
        if line
    )
    return _table(("beschrijving", "aantal"), rows, "Beschrijving, ter beoordeling") + below


def _picture_form(picture: NetworkPicture) -> str:
    return picture._repr_html_()


#: Module, name and form of each class; by name, so that nothing heavy is loaded.
FORMS: Final[tuple[tuple[str, str, Callable[[Any], str]], ...]] = (
    ("famnet.delivery.delivery", "Delivery", _delivery_form),
    ("famnet.delivery.report", "CheckReport", _report_form),
    ("famnet.graph.family_graph", "FamilyGraph", _graph_form),
    ("famnet.analysis.description", "Description", _description_form),
    ("famnet.draw.network", "NetworkPicture", _picture_form),
)
