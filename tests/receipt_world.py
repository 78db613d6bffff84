"""Receipts of the drawn family, held against the same family with one fact changed.

What a page says is read here a second time, with the standard library's parser, so that a change of a
sentence is found on another way than the one under test.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

import drawn_family as drawn
from factory import rows

from famnet.analysis.cases import window_of
from famnet.analysis.comparison import compare
from famnet.analysis.description import describe
from famnet.reports.again import session_again
from famnet.reports.build import build_session
from famnet.reports.holding import broken
from famnet.reports.page_texts import page_texts
from famnet.reports.receipts import receipts_of
from famnet.reports.source_rows import SourceRows

ACTIONS = """
action_id household_id person_id goal action kind owner_partner_id due_date done_date result recorded_on
a1 hA - veilig opvoedhulp care SWT 2026-09-15 2026-09-14 loopt 2026-08-24
a2 - A4 veilig jeugdbeschermer care GI 2026-09-15 - - 2026-08-24
a3 - A2 rust gesprek penal POL 2026-12-07 - - 2026-08-24
"""
TABLES = {
    name: rows(getattr(drawn, name.upper()))
    for name in (
        "persons", "memberships", "kinships", "signals", "measures", "involvements", "referrals",
        "requests",
    )
} | {"actions": rows(ACTIONS)}  # fmt: skip
KEYS = {
    "persons": "person_id", "signals": "signal_id", "measures": "measure_id",
    "referrals": "referral_id", "actions": "action_id",
}  # fmt: skip
CHANGES = {
    "signals": [
        {"status": "refuted"}, {"event_date": "2020-01-01"}, {"type": "WRK_NONE"},
        {"hardness": "rumour"}, {"partner_id": "GEM"},
    ],
    "measures": [{"end_date": "2026-10-01"}, {"start_date": "2026-08-01"}],
    "involvements": [
        {"end_date": "2026-10-01"}, {"role": "process_director"}, {"mode": "imposed"},
        {"start_date": "2026-09-01"},
    ],
    "referrals": [
        {"answered_date": "2026-10-01", "outcome": "accepted"}, {"outcome": "refused"},
        {"sent_date": "2026-01-10"}, {"step": "zvh_case"},
    ],
    "requests": [
        {"answer": "nothing_known", "delivered_date": "2026-10-05"}, {"asked_date": "2026-05-01"},
        {"answer": "refused"},
    ],
    "memberships": [{"end_date": "2026-10-01"}, {"start_date": "2026-03-01"}],
    "actions": [
        {"done_date": "2026-10-20", "result": "gelukt"}, {"due_date": "2026-10-01"},
        {"owner_partner_id": "VT"},
    ],
    "kinships": [{"certainty": "unconfirmed"}],
    "persons": [{"birth_date": "2001-01-01"}],
}  # fmt: skip
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
# Headings come and go with the room on a sheet; they state nothing.
_SILENT = {"style", "script", "nav", "title", "form", "h2", "h3"}
_BLOCKS = {
    "p",
    "li",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "dd",
    "dt",
    "div",
    "section",
    "text",
    "span",
}


def mutations() -> list[tuple[str, int, str]]:
    """Return every change: table, row, and which change."""
    return [
        (table, place, "|".join(f"{column}={value}" for column, value in change.items()))
        for table, changes in CHANGES.items()
        for change in changes
        for place, row in enumerate(TABLES[table])
        if any(row.get(column, "") != value for column, value in change.items())
    ]


def fact_of(table: str, place: int) -> str:
    """Return the fact id of a row."""
    key = TABLES[table][place][KEYS[table]] if table in KEYS else place + 2
    return f"{table}:{key}"


def changed(table: str, place: int, change: str):
    """Return the drawn family with one row changed."""
    cells = dict(pair.split("=") for pair in change.split("|"))
    table_rows = [dict(row) for row in TABLES[table]]
    table_rows[place] |= cells
    return family(**{table: table_rows})


def family(**changed):
    """Return the drawn family with its one plan, some tables in another form."""
    return drawn.drawn_family(**({"actions": TABLES["actions"]} | changed))


@dataclass(frozen=True)
class Then:
    """The session of the drawn family: receipts, and what each page says."""

    receipts: object
    said: dict[str, Said]


@cache
def then() -> Then:
    """Return the session that changes are held against."""
    graph = family()
    description = describe(graph, comparison=compare(graph))
    session = build_session(graph, description, named=[window_of(graph, "B1")], pages=0)
    pages = dict(page_texts(session))
    return Then(
        receipts_of(session, pages.items()), {name: said(html) for name, html in pages.items()}
    )


@dataclass
class Said:
    """What a page says: its statements as (kind, text) in order, and all text beside them."""

    statements: list[tuple[str, str]] = field(default_factory=list)
    beside: Counter = field(default_factory=Counter)


def held(graph):
    """Return what doesn't hold against a graph, the session made of it, and what its pages say."""
    session = session_again(graph, then().receipts)
    pages = dict(page_texts(session))
    now = receipts_of(session, pages.items())
    found = broken(then().receipts, now, SourceRows(graph, session.facts))
    return found, now, {name: said(html) for name, html in pages.items()}


def said(html: str) -> Said:
    """Read a page."""
    reader = _Reader(set(re.findall(r'\sid="([a-z]\d{2,})"', html)))
    reader.feed(html)
    reader.close()
    return reader.done()


class _Reader(HTMLParser):
    def __init__(self, numbers: set[str]) -> None:
        super().__init__()
        self._numbers = numbers
        self._stack: list[tuple[str, int, bool]] = []
        self._marks: list[tuple[str, list[str]]] = []
        self._beside: list[list[str]] = [[]]

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        _, mark, silent = self._stack[-1] if self._stack else ("", -1, False)
        silent = silent or tag in _SILENT or has.get("class") == "rc"
        if "data-fact" in has:
            mark = len(self._marks)
            self._marks.append((has["data-fact"], [has.get("aria-label") or ""]))
        if tag in _BLOCKS:
            self._beside.append([])
        if tag not in _VOID:
            self._stack.append((tag, mark, silent))

    def handle_startendtag(self, tag, attrs):
        if "data-fact" in dict(attrs):
            self._marks.append((dict(attrs)["data-fact"], [dict(attrs).get("aria-label") or ""]))

    def handle_endtag(self, tag):
        while self._stack and self._stack.pop()[0] != tag:
            pass
        if tag in _BLOCKS:
            self._beside.append([])

    def handle_data(self, data):
        _, mark, silent = self._stack[-1] if self._stack else ("", -1, False)
        if not silent:
            (self._marks[mark][1] if mark >= 0 else self._beside[-1]).append(data)

    def done(self) -> Said:
        statements = [(kind, self._plain(words)) for kind, words in self._marks]
        texts = (self._plain(words) for words in self._beside)
        return Said(statements, Counter(text for text in texts if text))

    def _plain(self, parts: list[str]) -> str:
        words = " ".join(parts).split()
        return " ".join(word for word in words if word.rstrip(",;:.") not in self._numbers)
