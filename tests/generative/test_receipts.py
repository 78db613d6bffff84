"""Changing one input fact changes exactly the sentences that rest on it."""

from __future__ import annotations

from collections import Counter

import pytest
from receipt_world import changed, fact_of, held, mutations, then

from famnet.reports.holding import Why
from famnet.reports.receipt_rules import kind_of

EVERY = mutations()
# One of each table, spread over its rows; the rest takes minutes. And what was once said without a
# receipt: which steps are too few to show, and the goal of what is still open.
QUICK = [
    *(
        next(m for m in EVERY[place::3] if m[0] == table)
        for place, table in enumerate(dict.fromkeys(m[0] for m in EVERY))
    ),
    next(m for m in EVERY if m[0] == "referrals" and "step" in m[2]),
    next(m for m in EVERY if fact_of(*m[:2]) == "actions:a2" and "done_date" in m[2]),
]


def hold_one(table: str, place: int, change: str) -> None:
    found, _, pages = held(changed(table, place, change))
    fact = fact_of(table, place)
    receipts = {receipt.id: receipt for receipt in then().receipts.receipts}
    named = Counter()
    for one in found:
        receipt = receipts[one.receipt]
        named[said_by(receipt)] += 1
        # Sound: it rests on the changed row, or says something else under a rule that reads its table.
        if fact in receipt.facts:
            assert one.why in (Why.ROW_CHANGED, Why.ROW_GONE, Why.NETWORK_GONE)
        else:
            assert table in kind_of(receipt.kind).reads, (fact, one)
            assert one.why in (Why.VALUE_CHANGED, Why.NETWORK_GONE), (fact, one)
    for page, before in then().said.items():
        after = pages.get(page)
        if after is None:
            assert {one.why for one in found if one.file == page} == {Why.NETWORK_GONE}
            continue
        # Complete: each statement whose text is no longer on the page is named.
        gone = Counter(before.statements) - Counter(after.statements)
        short = gone - Counter({key[1:]: n for key, n in named.items() if key[0] == page})
        assert not short, (fact, short)
        # No sentence without a receipt changes.
        assert before.beside == after.beside, (
            before.beside - after.beside,
            after.beside - before.beside,
        )
    # A statement that rests on the row is named whenever the row is another one.
    for receipt in receipts.values():
        if fact in receipt.facts:
            assert named[said_by(receipt)], receipt


def said_by(receipt):
    number = int(receipt.id.rpartition("/")[2])
    return (receipt.page, *then().said[receipt.page].statements[number - 1])


@pytest.mark.parametrize("mutation", QUICK, ids=lambda m: f"{fact_of(*m[:2])}-{m[2]}")
def test_one_changed_fact_breaks_exactly_what_rests_on_it(mutation):
    hold_one(*mutation)


@pytest.mark.long
@pytest.mark.parametrize("mutation", EVERY, ids=lambda m: f"{fact_of(*m[:2])}-{m[2]}")
def test_every_changed_fact_breaks_exactly_what_rests_on_it(mutation):
    hold_one(*mutation)


def test_the_same_data_breaks_nothing():
    found, _, pages = held(changed("signals", 0, "signal_id=s1042"))
    assert found == []
    assert pages.keys() == then().said.keys()
