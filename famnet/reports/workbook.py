"""``session.xlsx``: the list, bekend bij, the evidence and the rows not used, for who lives in Excel.

Strings are written as strings: nothing is run as a formula, nothing becomes a link. The dates inside
the file are fixed, so that the same session gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from famnet.delivery.report import told_faults
from famnet.governance import demand
from famnet.reports.dossier import dossier
from famnet.reports.family_page import family_of
from famnet.reports.overview_rows import SHOWN, list_lines
from famnet.reports.scan_lines import compared, order_words, overview_lines

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.reports.session import Session

__all__ = ["ROOM", "write_workbook"]

#: Most rows below a heading; a sheet of Excel ends at 1,048,576, and long before that it crawls.
ROOM: Final = 100_000
_LONGEST: Final = 32_000
_FIXED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # Excel knows no time zone

Rows = Iterable[Sequence[object]]


def write_workbook(session: Session, out: Path) -> Path:
    """Write ``session.xlsx``.

    Parameters
    ----------
    session : Session
        What is known.
    out : Path
        Folder of the session.

    Raises
    ------
    Refused
        There is no grant.
    """
    demand(session.graph.grant, "export", detail="session.xlsx", as_of=session.graph.as_of)
    path = out / "session.xlsx"
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    texts = session.texts
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _FIXED, "title": texts("overview.title_full")})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        left = _sheet(book, bold, texts("workbook.list"), _list_heads(session), _list_rows(session))
        left += _sheet(
            book, bold, texts("workbook.known"), _known_heads(session), _known_rows(session)
        )
        left += _sheet(
            book, bold, texts("workbook.evidence"), _proof_heads(session), _proof_rows(session)
        )
        left += _sheet(
            book, bold, texts("workbook.rejected"), _fault_heads(session), _fault_rows(session)
        )
        guide = [(line,) for line in _guide(session, left)]
        _sheet(book, bold, texts("workbook.guide"), [texts("overview.title_full")], guide)
    return path


def _sheet(book: Any, bold: Any, name: str, heads: Sequence[str], rows: Rows) -> int:  # noqa: ANN401  # xlsxwriter has no types
    """Write one sheet; return how many rows found no room."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(heads):
        sheet.set_column(
            column, column, 100 if len(heads) == 1 else max(12, min(40, len(head) + 4))
        )
        sheet.write_string(0, column, head, bold)
    left, last = 0, 0
    for number, row in enumerate(rows, start=1):
        if number > ROOM:
            left += 1
            continue
        last = number
        for column, value in enumerate(row):
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                sheet.write_string(number, column, str(value)[:_LONGEST])
            else:
                sheet.write_number(number, column, value)
    if len(heads) > 1:
        sheet.autofilter(0, 0, max(1, last), len(heads) - 1)
    return left


def _heads(session: Session, names: str) -> list[str]:
    return [session.texts(f"workbook.col_{name}") for name in names.split()]


def _list_heads(session: Session) -> list[str]:
    heads = _heads(
        session,
        "number window stands places households persons children groups domains observers episodes partners waiting direction last page",
    )
    return [*heads, session.texts("compared.often_head")] if compared(session) else heads


def _list_rows(session: Session) -> Iterator[Sequence[object]]:
    for line in list_lines(session, SHOWN):
        yield (
            line.number, line.window_id, line.stands_for, ", ".join(line.places), line.households, line.persons,
            line.children, line.groups, ", ".join(session.domain_name(d) for d in line.domains), line.observers,
            line.episodes, ", ".join(line.partners), line.waiting, line.direction, line.last_iso, line.href,
            *((line.often,) if line.often else ()),
        )  # fmt: skip


def _known_heads(session: Session) -> list[str]:
    return _heads(session, "window label subject partner kind state")


def _known_rows(session: Session) -> Iterator[Sequence[object]]:
    partners = session.partners
    for page in session.pages:
        people = family_of(session, page)
        subjects = [
            (home.household_id, session.texts("page.household", letter=home.letter))
            for home in people.households
            if home.code >= 0
        ] + [(person.person_id, person.label.text) for person in people.residents]
        for subject, label in subjects:
            states = session.known.states(subject)
            yield from _missing_rows(session, page.window_id, label, subject)
            for partner in partners.ordered(partners.code(one) for one in states):
                state = states[partner.partner_id]
                yield (page.window_id, label, subject, partner.partner_id, partner.full,
                       session.texts(f"state.{state}"))  # fmt: skip


def _missing_rows(
    session: Session, window_id: str, label: str, subject: str
) -> Iterator[Sequence[object]]:
    """Give who ought to have been asked about somebody and was not."""
    partners = session.partners
    for gap in session.dossiers[window_id].gaps:
        if gap.subject == subject:
            known = gap.partner >= 0
            yield (
                window_id, label, subject, partners[gap.partner].partner_id if known else "",
                partners.full(gap.partner) if known else partners.kind_name(gap.kind),
                session.texts("state.missing"),
            )  # fmt: skip


def _proof_heads(session: Session) -> list[str]:
    return _heads(
        session,
        "window ref signal date type type_name domain label role partner first_seen hardness status counts",
    )


def _proof_rows(session: Session) -> Iterator[Sequence[object]]:
    texts = session.texts
    for page in session.pages:
        for group in dossier(session, page).proof.groups:
            for row in group.rows:
                status = texts(f"signal_status.{row.status}") if row.status else ""
                yield (
                    page.window_id, group.ref, row.signal_id, row.date, row.type, row.type_name,
                    session.domain_name(row.domain), row.who, row.role, row.delivered_by, row.seen_by,
                    row.hardness_name, status, row.tells,
                )  # fmt: skip


def _fault_heads(session: Session) -> list[str]:
    return _heads(session, "file line column code severity message")


def _fault_rows(session: Session) -> Iterator[Sequence[object]]:
    if session.report is None:
        return
    faults = told_faults(session.report, session.texts.lang)
    faults = faults[faults["severity"].astype(str) != "warning"]
    names = ("file", "line", "column", "code", "severity", "message")
    yield from zip(*(faults[name].tolist() for name in names), strict=True)


def _guide(session: Session, left: int) -> list[str]:
    texts = session.texts
    lines = [
        texts("family.footer"),
        f"{texts('meta.as_of')}: {session.as_of}",
        f"{texts('meta.purpose')}: {session.granted.purpose}",
        f"{texts('meta.case')}: {session.granted.case}",
        order_words(session),
        *overview_lines(session),
        texts("overview.order_not"),
        texts("overview.gate"),
        texts("overview.not_listed"),
        texts("overview.not_listed_1"),
        texts("workbook.guide_known"),
        texts("workbook.guide_proof"),
        texts("workbook.guide_rejected"),
    ]
    lines += [
        f"{texts(f'method.{name}_lead')} {texts(f'method.{name}')}"
        for name in ("network", "episode", "counts", "not")
    ]
    if len(session.listed) > SHOWN:
        lines.append(texts("overview.first_only", all=len(session.listed), shown=SHOWN))
    if left:
        lines.append(texts("workbook.guide_left", n=left))
    return lines
