"""Facts about who was asked: without them silence would be read as absence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from famnet.analysis.criteria.fact import Fact
from famnet.analysis.criteria.row_names import partner_names, row_ids
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY, RequestAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.analysis.criteria.look import Look

__all__ = ["nothing_known", "silent_requests", "unheard"]

_Said = dict[tuple[int, str], list[tuple[int, str]]]


def _roots(look: Look, rows: pd.DataFrame) -> pd.Series[str]:
    partners = load_catalogue().partners
    roots = [partners[look.view.kinds[code]].observer_root for code in rows["partner"].tolist()]
    return pd.Series(roots, index=rows.index, dtype="str")


def _answered(look: Look) -> pd.DataFrame:
    """Return the requests that were answered, not too long ago to say something about now."""
    rows = look.view.rows_of("requests")
    given = rows["answer"].isin([str(RequestAnswer.DELIVERED), str(RequestAnswer.NOTHING_KNOWN)])
    given |= rows["answer"].isna() & (rows["delivered_date"] != NO_DAY)
    rows = rows[given]
    without = rows["delivered_date"] == NO_DAY
    low = rows["delivered_date"].where(~without, rows["asked_date"])
    high = rows["delivered_date_hi"].where(~without, rows["asked_date_hi"])
    kept = rows[look.answers.holds(low, high)]
    return kept.assign(root=_roots(look, kept))


def unheard(look: Look) -> Fact:
    """Count, over households and partners that must have answered, those that didn't.

    Notes
    -----
    A partner has answered about a household when it answered about the household, or about each who
    lives there; for a body it is part of it speaks too. A question about one life domain covers that
    domain; all domains of the types that this partner is the one to hold must be covered.
    """
    answers = _answered(look)
    said = _said(answers)
    missing = [
        (unit, code)
        for unit, code in _must_answer(look)
        if not _has_answered(look, said, unit, code)
    ]
    codes = dict.fromkeys(code for _, code in missing)
    roots = {load_catalogue().partners[code].observer_root for code in codes}
    asked = look.view.rows_of("requests")
    asked = asked[_roots(look, asked).isin(roots) & ~asked.index.isin(answers.index)]
    return Fact(
        len(missing), row_ids("requests", asked), tuple(("partners", code) for code in codes)
    )


def _must_answer(look: Look) -> Iterator[tuple[int, str]]:
    for unit in look.view.units.tolist():
        people = look.view.living_in(unit)
        if not people:
            continue
        yield from ((unit, code) for code in look.criterion.asks)
        if any(_may_be_child(look, person) for person in people):
            yield from ((unit, code) for code in look.criterion.asks_about_children)


def _may_be_child(look: Look, person: int) -> bool:
    """Say whether somebody is under 18 in some reading; whose age isn't known may be."""
    unknown = int(look.graph.persons["birth_date"].iloc[person]) == NO_DAY
    return unknown or person in look.view.under_age


def _said(answers: pd.DataFrame) -> _Said:
    """Return per household and body whom it answered about, and on which life domain."""
    said: _Said = {}
    columns = ("unit", "root", "person", "life_domain")
    for unit, root, person, domain in zip(*(answers[c].tolist() for c in columns), strict=True):
        said.setdefault((unit, root), []).append(
            (person, domain if isinstance(domain, str) else "")
        )
    return said


def _has_answered(look: Look, said: _Said, unit: int, code: str) -> bool:
    root = load_catalogue().partners[code].observer_root
    mine = said.get((unit, root), [])
    people = [look.view.person] if look.view.person >= 0 else look.view.living_in(unit)
    return all(
        _covers(look, {domain for about, domain in mine if about in (-1, person)}, root)
        for person in people
    )


def _covers(look: Look, domains: set[str], root: str) -> bool:
    """Say whether answers on these life domains (empty: on all) cover what the criterion is about."""
    needed = _domains_held(root, look.criterion.looks_at)
    return "" in domains or (bool(needed) and needed <= domains)


@cache
def _domains_held(root: str, types: tuple[str, ...]) -> set[str]:
    """Return the life domains of the types for which one turns to this partner first."""
    catalogue = load_catalogue()
    return {
        kind.domain
        for code, kind in catalogue.signal_types.items()
        if (code in types or not types)
        and kind.counts_for_concentration
        and root in {catalogue.partners[holder].observer_root for holder in kind.default_holders}
    }


def nothing_known(look: Look) -> Fact:
    """Count the answers "nothing known" that say something about now, by whom the criterion asks."""
    rows, partners = _answered(look), load_catalogue().partners
    asked = (*look.criterion.asks, *look.criterion.asks_about_children)
    rows = rows[rows["answer"] == str(RequestAnswer.NOTHING_KNOWN)]
    rows = rows[rows["root"].isin([partners[code].observer_root for code in asked])]
    return Fact(len(rows), row_ids("requests", rows), partner_names(look, rows))


def silent_requests(look: Look) -> Fact:
    """Count questions without an answer, or refused."""
    rows = look.view.rows_of("requests")
    given = rows["answer"].isin([str(RequestAnswer.DELIVERED), str(RequestAnswer.NOTHING_KNOWN)])
    given |= rows["answer"].isna() & (rows["delivered_date"] != NO_DAY)
    rows = rows[~given]
    return Fact(len(rows), row_ids("requests", rows), partner_names(look, rows))
