"""Receipts: for every statement of a session what it rests on, so that it can be held against later data.

One receipt per marked element (``famnet.reports.fact_ids``), in the order of the page: what kind of
statement, what it said, which delivered rows it rests on and what stood in them, which rule in which
version. ``famnet.reports.holding`` says which no longer hold. The file is described in
docs/receipts.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.gate import REMAINING
from famnet.analysis.period import MONTHS
from famnet.errors import UserError
from famnet.reports.fact_ids import fact_id
from famnet.reports.marked import marked
from famnet.reports.receipt_rules import kind_of, rule_version
from famnet.reports.source_rows import Source, SourceRows
from famnet.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from famnet.reports.session import Session

__all__ = [
    "FILE", "Receipt", "Receipts", "digest", "read_receipts", "receipts_of", "write_receipts",
]  # fmt: skip

#: Name of the file in the folder of a session.
FILE: Final = "receipts.json"
FORMAT: Final = 2
# A long text (all cells of a matrix in which nobody was asked) is known by its digest.
_SHOWN: Final = 300
_TOLD: Final = ("signals", "involvements", "measures", "requests", "referrals")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one statement rests on.

    Parameters
    ----------
    id : str
        Its number on the page: the name of the page and the place among its statements.
    page : str
        File in the folder of the session.
    kind : str
        Kind of statement, which is also the name of the rule that makes it.
    text : str
        What it says; a long one is cut.
    digest : str
        Of the whole text.
    facts : tuple of str
        Fact ids: ``table:key`` of rows, ``rule:name`` of rules.
    """

    id: str
    page: str
    kind: str
    text: str
    digest: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Receipts:
    """All receipts of a session.

    Parameters
    ----------
    parameters : mapping
        As-of, workspace, period, gate: what all statements were made with.
    rules : mapping
        Version per kind of statement and per named rule.
    sources : mapping
        The rows, by fact id.
    receipts : tuple of Receipt
        By page, in its order.
    """

    parameters: Mapping[str, str]
    rules: Mapping[str, str]
    sources: Mapping[str, Source]
    receipts: tuple[Receipt, ...]

    def __repr__(self) -> str:
        return f"<Receipts: {len(self.receipts)} statements, {len(self.sources)} rows>"

    @property
    def pages(self) -> tuple[str, ...]:
        """The files they are about."""
        return tuple(dict.fromkeys(receipt.page for receipt in self.receipts))


def receipts_of(session: Session, pages: Iterable[tuple[str, str]]) -> Receipts:
    """Make the receipts of pages.

    Parameters
    ----------
    session : Session
        What they were made of.
    pages : iterable of tuple
        File name and HTML of each page.

    Notes
    -----
    One pass over the text of the pages, and one look-up per row named: O(text + k log n).
    """
    rows = SourceRows(session.graph, session.facts)
    told = _Told(session, rows)
    found = [receipt for name, html in pages for receipt in told.receipts(name, html)]
    facts = dict.fromkeys(fact for receipt in found for fact in receipt.facts)
    names = {receipt.kind for receipt in found}
    rules = {fact.removeprefix("rule:") for fact in facts if fact.startswith("rule:")}
    versions = {name: kind_of(name).version for name in names}
    versions |= {name: rule_version(name) for name in rules}
    return Receipts(_parameters(session), versions, rows.of(facts), tuple(found))


class _Told:
    def __init__(self, session: Session, rows: SourceRows) -> None:
        self._session = session
        self._rows = rows
        self._units = {p.window_id: p.units for p in (*session.listed, *session.pages)}

    def receipts(self, name: str, html: str) -> Iterator[Receipt]:
        """Give the receipts of one page."""
        stem = _stem(name)
        for number, mark in enumerate(marked(html), start=1):
            yield Receipt(
                f"{stem}/{number}",
                name,
                mark.kind,
                mark.text if len(mark.text) <= _SHOWN else mark.text[: _SHOWN - 1] + "…",
                digest(mark.text),
                self._opened(mark.facts),
            )

    def _opened(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the facts; a network as a whole stands for all rows about it."""
        if not any(fact.startswith("window:") for fact in facts):
            return tuple(dict.fromkeys(facts))
        found: list[str] = []
        for fact in facts:
            kind, _, key = fact.partition(":")
            found += self._about(key) if kind == "window" else [fact]
        return tuple(dict.fromkeys(found))

    def _about(self, window_id: str) -> Iterator[str]:
        facts, units = self._session.facts, self._units.get(window_id, ())
        for name in _TOLD:
            for key in self._rows.ids(name, facts.rows(name, "unit", units).tolist()):
                yield fact_id(name, key)


def _stem(page: str) -> str:
    """Return what stands before the slash in the ids of the receipts of a page."""
    return page.rpartition("/")[2].rpartition(".")[0]


def digest(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _parameters(session: Session) -> dict[str, str]:
    graph, period = session.graph, session.period
    return {
        "as_of": graph.as_of_text or "",
        "workspace": str(graph.workspace),
        "period": period.text.of(session.texts.lang),
        "months": str(MONTHS),
        "gate": f"{REMAINING} scan_groups without any one observer or person",
    }


def write_receipts(receipts: Receipts, out: Path) -> Path:
    """Write ``receipts.json``: one receipt a line, same bytes for the same session."""
    path = out / FILE
    head = {
        "made_by": "famnet",
        "version": __version__,
        "format": FORMAT,
        "parameters": dict(receipts.parameters),
        "rules": {
            name: {"version": version, "reads": list(kind_of(name).reads)}
            for name, version in sorted(receipts.rules.items())
        },
        "pages": list(receipts.pages),
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_dump(head)[:-1])
        file.write(',\n"sources": {\n')
        named = sorted(receipts.sources.values(), key=lambda source: source.fact)
        file.write(",\n".join(f"{_dump(s.fact)}: {_dump([s.digest, s.about])}" for s in named))
        file.write('\n},\n"receipts": [\n')
        file.write(",\n".join(_dump(_row(receipt)) for receipt in receipts.receipts))
        file.write("\n]}\n")
    return path


def _row(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt without what follows from the rest: its page, the digest of a text not cut."""
    cut = {} if receipt.digest == digest(receipt.text) else {"digest": receipt.digest}
    return {
        "id": receipt.id,
        "kind": receipt.kind,
        "text": receipt.text,
        **cut,
        "facts": list(receipt.facts),
    }


def _read_row(row: dict[str, Any], pages: Mapping[str, str]) -> Receipt:
    page = pages[row["id"].rpartition("/")[0]]
    whole = row.get("digest") or digest(row["text"])
    return Receipt(row["id"], page, row["kind"], row["text"], whole, tuple(row["facts"]))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_receipts(path: Path) -> Receipts:
    """Read ``receipts.json``.

    Raises
    ------
    UserError
        It isn't there, or isn't what famnet wrote.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        _known(data["format"])
        pages = {_stem(page): page for page in data["pages"]}
        return Receipts(
            data["parameters"],
            {name: rule["version"] for name, rule in data["rules"].items()},
            {fact: Source(fact, *row) for fact, row in data["sources"].items()},
            tuple(_read_row(row, pages) for row in data["receipts"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"{FILE} van deze sessie ontbreekt of is niet te lezen.",
            hint="Maak de sessie opnieuw met famnet run; oudere sessies hebben geen bewijsstukken.",
        ) from error


def _known(form: object) -> None:
    if form != FORMAT:
        raise ValueError(form)
