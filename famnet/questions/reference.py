"""Lists of the catalogue that a query on the server is given, since the server doesn't hold them.

A question names them in its header (``reference = ["measure_rules"]``) and finds each as a
parameter of that name: a list of maps. They are the same for everybody and say nothing of anybody.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    Cell = str | int | bool | list[str]
    Rows = list[dict[str, Cell]]

__all__ = ["REFERENCES", "deciders", "longest", "rows_of"]


def _measure_conflicts() -> Rows:
    """Which two types bite each other, each pair once, as the catalogue orders it."""
    return [
        {
            "first": row.first_code,
            "second": row.second_code,
            "reach": row.reach,
            "kind": row.kind,
            "reason": row.reason_nl,
            "certainty": row.certainty,
        }
        for row in load_catalogue().measure_conflicts.values()
    ]


def _measure_rules() -> Rows:
    """Per type who may decide it, how long it may last, and whether anybody carries it out.

    ``deciders`` are the codes a delivery may name for who decides: a mayor's order is often told as
    the municipality's, a juvenile judge's as the court's.

    ``longest`` is the maximum in total where the law gives one; of a measure that can't be renewed
    the maximum at once; 0 where neither is known. ``term`` is the maximum at once, 0 where unknown.
    """
    return [
        {
            "type": row.code,
            "deciders": deciders(row.code),
            "longest": longest(row.code),
            "term": row.max_duration_days or 0,
            "carried_out": bool(row.executed_by),
        }
        for row in load_catalogue().measures.values()
    ]


def deciders(code: str) -> list[str]:
    """Return the kinds of partner a delivery may name for who decides a type of measure.

    Parameters
    ----------
    code : str
        Code of the type.

    Examples
    --------
    >>> deciders("OTS")
    ['KR', 'RB']
    """
    named = load_catalogue().measures[code].decided_by
    return sorted({code for one in named for code in _same_body(one)})


def longest(code: str) -> int:
    """Return how many days a type of measure may last in all; 0 where that isn't known.

    Parameters
    ----------
    code : str
        Code of the type.

    Examples
    --------
    >>> longest("HV"), longest("OTS")
    (28, 0)
    """
    row = load_catalogue().measures[code]
    return row.max_total_days or (0 if row.renewable else row.max_duration_days or 0)


def _same_body(decider: str) -> set[str]:
    """Return who may stand in a delivery for a decider: itself, its parts, the body it acts for."""
    partners = load_catalogue().partners
    parts, wider = {decider}, True
    while wider:
        found = {code for code, row in partners.items() if row.part_of in parts} | parts
        wider, parts = found != parts, found
    return parts | {partners[decider].legal_body or decider}


#: The lists a question may name.
REFERENCES: Final[dict[str, Callable[[], Rows]]] = {
    "measure_conflicts": _measure_conflicts,
    "measure_rules": _measure_rules,
}


@cache
def rows_of(name: str) -> Rows:
    """Return a list by name; KeyError where there is none.

    Parameters
    ----------
    name : str
        One of ``REFERENCES``.

    Examples
    --------
    >>> next(row for row in rows_of("measure_rules") if row["type"] == "HV")["longest"]
    28
    """
    return REFERENCES[name]()
