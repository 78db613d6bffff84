"""Which rule makes each kind of statement, in which version, and which tables it reads.

A statement may rest on more than the rows it names: "three observers" also says that no fourth row
counts, "niet gevraagd" that no row is there. What its kind reads is that rest, declared here once. The
version goes up whenever the rule is made to say something else of the same rows.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.criteria.answering import forms
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALL", "CIRCLE", "KINDS", "Kind", "kind_of", "rule_version"]

ALL: Final = (
    "persons", "households", "memberships", "kinships", "ties", "partners", "signals", "referrals",
    "involvements", "measures", "requests", "actions",
)  # fmt: skip
#: Who belongs to a family network, how old they are and what they are called: every kind reads it.
CIRCLE: Final = ("persons", "households", "memberships", "kinships")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement.

    Parameters
    ----------
    reads : tuple of str
        Tables that its rule reads.
    everywhere : bool
        Whether it speaks of the whole delivery; else only of rows about one family network.
    version : str
        Version of its rule.
    """

    reads: tuple[str, ...]
    everywhere: bool = False
    version: str = "1.0"


def _reading(*tables: str, version: str = "1.0") -> Kind:
    return Kind((*CIRCLE, *tables), version=version)


_SIGNALS: Final = _reading("signals", "partners")
_ACTS: Final = _reading("measures", "involvements", "partners")
_TABLE: Final = _reading("signals", "measures", "involvements", "requests", "referrals", "partners")

#: By the word in ``data-fact``; one that isn't here reads every table.
KINDS: Final[Mapping[str, Kind]] = {
    "against": _SIGNALS,
    "agreement": _reading("actions", "partners"),
    "bottlenecks": Kind(ALL, everywhere=True),
    "changed": Kind(ALL),
    "child": _reading(),
    "child_care": _SIGNALS,
    "child_measure": _reading("measures", "referrals", "signals", "partners"),
    "child_seen": _reading("signals", "measures", "involvements", "partners"),
    "circle": _reading(),
    "common": Kind(ALL, everywhere=True),
    "compared": Kind(ALL, everywhere=True),
    "criterion": Kind(ALL),
    "domain": _SIGNALS,
    "ecogram": Kind(ALL),
    # A full sheet puts a list of people in the place of the genogram, whatever filled it.
    "genogram": Kind(ALL),
    "good": _reading("signals", "involvements", "partners"),
    "handover": _reading("referrals", "signals", "partners", version="1.1"),
    "help": _ACTS,
    "known": _reading(
        "signals", "involvements", "measures", "requests", "partners", version="1.1"
    ),
    "list_row": _reading(
        "signals", "involvements", "measures", "requests", "referrals", "partners", version="1.1"
    ),
    "measure": _ACTS,
    "missing": _TABLE,
    "more": Kind(ALL),
    "must": _TABLE,
    "need": _TABLE,
    "next": Kind(ALL),
    "open_action": _reading("actions", "partners"),
    "order": Kind(ALL, everywhere=True),
    "person": Kind(ALL),
    "picture": Kind(ALL),
    "question": _reading("requests", "partners"),
    "regie": _reading("involvements", "partners"),
    "row": _SIGNALS,
    "running": _reading(
        "measures", "involvements", "signals", "referrals", "requests", "partners"
    ),
    "seen": _SIGNALS,
    "stability": Kind(ALL, everywhere=True),
    "stuck": _reading("referrals", "requests", "signals", "partners", version="1.1"),
    "timeline": Kind(ALL),
    "totals": Kind(ALL, everywhere=True),
    "unknown": _reading(
        "signals", "involvements", "measures", "requests", "partners", version="1.1"
    ),
    "unused": _SIGNALS,
    "way": _reading("referrals", "signals", "partners"),
    "who": _reading(),
}  # fmt: skip

_EVERY: Final = Kind(ALL)
# Rules that stand in the catalogue: where the second word of the rule's name is looked up.
_LISTS: Final = {
    "must": "must_rules",
    "need": "capability_needs",
    "conflict": "measure_conflicts",
}


def kind_of(name: str) -> Kind:
    """Return what a kind of statement reads.

    >>> kind_of("regie").reads[-2:], kind_of("common").everywhere
    (('involvements', 'partners'), True)
    """
    return KINDS.get(name, _EVERY)


def rule_version(name: str) -> str:
    """Return the version of a rule that a statement names (the part after ``rule:``).

    Parameters
    ----------
    name : str
        ``criteria.FORM.CRITERION``: the version of that form. ``must.ID``, ``need.ID``,
        ``conflict.ID``: the content of that row of the catalogue. Else that of the kind of that name.
    """
    first, _, rest = name.partition(".")
    if first == "criteria":
        form = rest.partition(".")[0]
        return next((one.version for one in forms() if one.form == form), "")
    if first in _LISTS:
        row = getattr(load_catalogue(), _LISTS[first]).get(rest)
        return "" if row is None else hashlib.sha256(repr(row).encode()).hexdigest()[:8]
    return kind_of(first).version
