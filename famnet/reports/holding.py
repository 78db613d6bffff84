"""Which statements of a session no longer hold, and why: receipts then against receipts now.

A statement holds where the same page, made again, has a statement of the same kind that says the same
and rests on the same rows with the same content under the same version of its rule. Places on the
page and line numbers in a file play no part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from famnet.reports.receipts import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from famnet.reports.marked import Marked
    from famnet.reports.receipts import Receipt, Receipts
    from famnet.reports.source_rows import SourceRows

__all__ = ["Broken", "Why", "added", "broken", "edited"]


class Why(StrEnum):
    """Why a statement doesn't hold."""

    ROW_GONE = "row_gone"
    ROW_CHANGED = "row_changed"
    RULE_CHANGED = "rule_changed"
    VALUE_CHANGED = "value_changed"
    NETWORK_GONE = "network_gone"
    EDITED = "edited"
    NO_RECEIPT = "no_receipt"
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"


@dataclass(frozen=True, slots=True)
class Broken:
    """One statement, or file, that doesn't hold.

    Parameters
    ----------
    file : str
        File in the folder of the session.
    receipt : str
        Number of the receipt; empty for a file as a whole.
    kind : str
        Kind of statement.
    facts : tuple of str
        The rows or rules at fault; all that it rests on where none is.
    statement : str
        What it said.
    why : Why
        The first reason that holds.
    now : str
        What it says now, where that is another text.
    """

    file: str
    receipt: str
    kind: str
    facts: tuple[str, ...]
    statement: str
    why: Why
    now: str = ""


def broken(then: Receipts, now: Receipts, rows: SourceRows) -> list[Broken]:
    """Return the statements of ``then`` that a delivery no longer bears out.

    Parameters
    ----------
    then, now : Receipts
        As they were written, and made again of another delivery with the same settings.
    rows : SourceRows
        The rows of that delivery.

    Notes
    -----
    O(n) for n statements, but for those that don't hold: each looks for what stands in its place among
    the statements of its kind on its page.
    """
    signs = _Signs(then), _Signs(now)
    left = Counter(signs[1].of(receipt) for receipt in now.receipts)
    fallen = []
    for receipt in then.receipts:
        sign = signs[0].of(receipt)
        if left[sign]:
            left[sign] -= 1
        else:
            fallen.append(receipt)
    if not fallen:
        return []
    reasons = _Reasons(then, now, rows)
    spare = _spare(now, signs[1], left)
    return [reasons.broken(receipt, spare[receipt.page, receipt.kind]) for receipt in fallen]


def added(then: Receipts, now: Receipts) -> list[Receipt]:
    """Return the statements that would stand on these pages now and have nothing in their place."""
    count = Counter((r.page, r.kind) for r in then.receipts)
    fresh: list[Receipt] = []
    signs = _Signs(then), _Signs(now)
    held = Counter(signs[0].of(receipt) for receipt in then.receipts)
    extra = Counter((r.page, r.kind) for r in now.receipts) - count
    for receipt in now.receipts:
        sign = signs[1].of(receipt)
        if held[sign]:
            held[sign] -= 1
        elif extra[receipt.page, receipt.kind]:
            extra[receipt.page, receipt.kind] -= 1
            fresh.append(receipt)
    return fresh


def edited(then: Receipts, shown: Mapping[str, Sequence[Marked]]) -> Iterator[Broken]:
    """Give the statements whose text on the page isn't that of their receipt, and the other way round.

    Parameters
    ----------
    then : Receipts
        As they were written.
    shown : mapping
        What stands on each page, as it lies in the folder.
    """
    for page, receipts in _by_page(then.receipts).items():
        if page not in shown:
            continue
        left = Counter((mark.kind, digest(mark.text)) for mark in shown[page])
        fallen = []
        for receipt in receipts:
            if left[receipt.kind, receipt.digest]:
                left[receipt.kind, receipt.digest] -= 1
            else:
                fallen.append(receipt)
        spare: dict[str, list[Marked]] = defaultdict(list)
        for mark in shown[page]:
            if left[mark.kind, digest(mark.text)]:
                left[mark.kind, digest(mark.text)] -= 1
                spare[mark.kind].append(mark)
        for receipt in fallen:
            now = _same_facts(receipt, spare[receipt.kind])
            yield _told(receipt, Why.EDITED, receipt.facts, now)
        for mark in (mark for rest in spare.values() for mark in rest):
            yield Broken(page, "", mark.kind, mark.facts, mark.text, Why.NO_RECEIPT)


def _same_facts(receipt: Receipt, marks: list[Marked]) -> str:
    for mark in marks:
        if set(mark.facts) == set(receipt.facts) or len(marks) == 1:
            marks.remove(mark)
            return mark.text
    return ""


def _by_page(receipts: Iterable[Receipt]) -> dict[str, list[Receipt]]:
    found: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        found[receipt.page].append(receipt)
    return found


class _Signs:
    """What two statements that are the same have in common."""

    def __init__(self, receipts: Receipts) -> None:
        self._receipts = receipts

    def of(self, receipt: Receipt) -> tuple[object, ...]:
        version = self._receipts.rules.get(receipt.kind, "")
        facts = frozenset(self.fact(fact) for fact in receipt.facts)
        return receipt.page, receipt.kind, version, receipt.digest, facts

    def fact(self, fact: str) -> str:
        """Name a fact so that only another content gives another name."""
        if fact.startswith("rule:"):
            return f"{fact}@{self._receipts.rules.get(fact[5:], '')}"
        source = self._receipts.sources.get(fact)
        if source is None:
            return f"{fact}@"
        # A row without an id is known by its content: its line moves when another row comes in.
        name = f"{fact.partition(':')[0]}:" if source.about else fact
        return f"{name}@{source.digest}"


def _spare(
    now: Receipts, signs: _Signs, left: Counter[tuple[object, ...]]
) -> dict[tuple[str, str], list[Receipt]]:
    """Return the statements of now that no statement of then equals."""
    found: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
    for receipt in now.receipts:
        sign = signs.of(receipt)
        if left[sign]:
            left[sign] -= 1
            found[receipt.page, receipt.kind].append(receipt)
    return found


class _Reasons:
    """Why statements don't hold: looked up in the rows of the other delivery."""

    def __init__(self, then: Receipts, now: Receipts, rows: SourceRows) -> None:
        self._then, self._now, self._rows = then, now, rows
        self._found = rows.of(then.sources)
        self._pages = frozenset(now.pages)

    def broken(self, receipt: Receipt, spare: list[Receipt]) -> Broken:
        """Return the statement with its reason; ``spare`` is what may stand in its place."""
        if receipt.page not in self._pages:
            return _told(receipt, Why.NETWORK_GONE, receipt.facts)
        other = _in_its_place(receipt, self._then, self._now, spare)
        text = other.text if other is not None and other.digest != receipt.digest else ""
        for why in (Why.ROW_GONE, Why.ROW_CHANGED, Why.RULE_CHANGED):
            facts = tuple(fact for fact in receipt.facts if self._of(fact) is why)
            if facts:
                return _told(receipt, why, facts, text)
        rules = self._then.rules, self._now.rules
        if rules[1].get(receipt.kind) not in (None, rules[0].get(receipt.kind)):
            return _told(receipt, Why.RULE_CHANGED, (f"rule:{receipt.kind}",), text)
        return _told(receipt, Why.VALUE_CHANGED, receipt.facts, text)

    def _of(self, fact: str) -> Why | None:
        table, _, name = fact.partition(":")
        if table == "rule":
            version = self._then.rules.get(name)
            return None if self._now.rules.get(name, version) == version else Why.RULE_CHANGED
        source, found = self._then.sources.get(fact), self._found.get(fact)
        if source is None or (found is not None and found.digest == source.digest):
            return None
        if not source.about:
            return Why.ROW_GONE if found is None else Why.ROW_CHANGED
        digests, about = self._rows.contents(table)
        if source.digest in digests:
            return None
        return Why.ROW_CHANGED if source.about in about else Why.ROW_GONE


def _told(receipt: Receipt, why: Why, facts: tuple[str, ...], now: str = "") -> Broken:
    return Broken(receipt.page, receipt.id, receipt.kind, facts, receipt.text, why, now)


def _in_its_place(
    receipt: Receipt, then: Receipts, now: Receipts, spare: list[Receipt]
) -> Receipt | None:
    """Return what stands in the place of a statement now: the one that shares most with it."""
    mine = _names(receipt, then)
    best = max(spare, key=lambda other: len(mine & _names(other, now)), default=None)
    if best is None or not mine & _names(best, now):
        return None
    spare.remove(best)
    return best


def _names(receipt: Receipt, receipts: Receipts) -> set[str]:
    found = set()
    for fact in receipt.facts:
        source = receipts.sources.get(fact)
        table = fact.partition(":")[0]
        found.add(f"{table}~{source.about}" if source is not None and source.about else fact)
    return found
