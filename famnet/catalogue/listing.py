"""The lists of the catalogue as tables of text, for ``famnet catalogue NAME``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from famnet.catalogue.catalogue import load_catalogue
from famnet.errors import WrongUse

__all__ = ["LISTS", "listing"]

_NAMES: Final = {
    "partners": "partners",
    "tasks": "tasks",
    "edges": "referral_edges",
    "domains": "life_domains",
    "groups": "groups",
    "signals": "signal_types",
    "admissions": "signal_admissions",
    "measures": "measures",
    "measure_conflicts": "measure_conflicts",
    "needs": "capability_needs",
    "must_rules": "must_rules",
    "meldcode": "meldcode_steps",
    "weighing": "weighing_answers",
    "steps": "referral_steps",
    "next-steps": "next_steps",
    "roles": "involvement_roles",
    "vt-routes": "veilig_thuis_routes",
    "rvdk": "rvdk_grounds",
    "probation": "probation_rules",
    "zvh": "zvh_criteria",
    "riec": "riec_criteria",
    "blocked": "blocked_attributes",
    "policy": "inclusion_policy",
    "sentences": "founding_sentences",
    "sources": "sources",
    "terms": "terms",
}
LISTS: Final = tuple(_NAMES)


def listing(name: str) -> tuple[list[str], list[list[str]]]:
    """Return one list as columns and rows of text, in file order.

    Parameters
    ----------
    name : str
        One of ``LISTS``, or the name of the list in ``Catalogue``.

    Returns
    -------
    columns : list of str
        As in the list's file.
    rows : list of list of str
        Lists inside a cell are separated by ``|``; true and false; empty where there is nothing.

    Raises
    ------
    WrongUse
        Where there is no such list.

    Examples
    --------
    >>> columns, rows = listing("domains")
    >>> columns[:2], rows[0][:2]
    (['code', 'name_nl'], ['FIN', 'Financiën en schulden'])
    """
    attribute = _NAMES.get(name, name)
    if attribute not in _NAMES.values():
        raise WrongUse(
            f"De catalogus heeft geen lijst {name!r}.", hint=f"Kies uit: {', '.join(LISTS)}."
        )
    held = getattr(load_catalogue(), attribute)
    rows = list(held.values()) if isinstance(held, Mapping) else list(held)
    columns = [field.name for field in fields(rows[0])]
    return columns, [[_text(getattr(row, column)) for column in columns] for row in rows]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "|".join(cell) if isinstance(cell, tuple) else str(cell)
