"""The pseudonyms of an earlier session, on a later delivery of the same case.

A pseudonym is a rank among all persons of a delivery: one person more and it is another. Who holds
the key sheet of the session can give everybody the name of then; without it nobody can.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.governance import demand

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.delivery import Delivery
    from famnet.graph import FamilyGraph

__all__ = ["names_of_then"]

_KEY: Final = "sleutelblad.csv"
# Own id and shown id, by table.
_COLUMNS: Final = {
    "persons": ("own_id", "person_id"),
    "households": ("own_household_id", "household_id"),
}


def names_of_then(folder: Path, delivery: Delivery, graph: FamilyGraph) -> FamilyGraph | None:
    """Return a graph whose persons and households are called as in a session.

    Parameters
    ----------
    folder : Path
        Folder of the session, with its key sheet.
    delivery : Delivery
        What the graph was built of.
    graph : FamilyGraph
        The whole graph of that delivery.

    Returns
    -------
    FamilyGraph or None
        Who is new in the delivery gets a name that the session doesn't have; so does a household in
        which nobody lived on the day of the session. None where there is no key sheet.

    Raises
    ------
    Refused
        There is no grant. Opening the key leaves an audit event.
    """
    path = folder / _KEY
    if not path.is_file():
        return None
    demand(graph.grant, "key_file", detail="namen van een sessie", as_of=graph.as_of)
    key = pd.read_csv(path, dtype=str, keep_default_na=False)
    tables = dict(graph.tables)
    for name, (own, shown) in _COLUMNS.items():
        if own not in key.columns:
            return None
        then = dict(zip(map(_plain, key[own]), key[shown], strict=True))
        then.pop("", None)
        frame, column = tables[name], shown
        mine = delivery.tables[name][column].tolist()
        called = [
            then.get(one, f"+{now}") for one, now in zip(mine, frame[column].tolist(), strict=True)
        ]
        tables[name] = frame.assign(**{column: pd.array(called, dtype="str")})
    return replace(graph, tables=tables, _cache={})


def _plain(cell: str) -> str:
    """Take away the apostrophe that keeps a cell from being run as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t\r\n") else cell
