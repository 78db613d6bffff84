"""Who holds the regie, and which helper is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.households import homes
from famnet.analysis.neighbours import stretches
from famnet.analysis.signal_units import household_units
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "Direction",
    "Involved",
    "direction_of",
    "helpers_of",
    "rows_of_units",
    "units_of_rows",
]

#: What is said where nobody holds the regie.
_NOT_ASSIGNED: Final = Text("nog niet belegd", "not assigned yet")

_DIRECT: Final = ("process_director", "case_manager")
_HELP: Final = ("helper", "treatment", "guardian", "supervisor")


@dataclass(frozen=True, slots=True)
class Involved:
    """A partner that is involved now.

    Parameters
    ----------
    partner_id, kind : str
        Which partner, and what it is in the catalogue.
    role, role_nl, role_en : str
        In what capacity; code and labels.
    mode : str
        ``voluntary``, ``imposed``, or empty where not delivered and the role doesn't say.
    subject : str
        Person or household id.
    since : str
        ISO 8601, as precise as delivered; empty: since before the data.
    row : int
        Row of ``graph.tables["involvements"]``.
    """

    partner_id: str
    kind: str
    role: str
    role_nl: str
    role_en: str
    mode: str
    subject: str
    since: str
    row: int


@dataclass(frozen=True, slots=True)
class Direction:
    """Who holds the regie of a family network; nobody where ``held_by`` is empty."""

    held_by: tuple[Involved, ...]

    def told(self, lang: Lang = "nl") -> str:
        """Say it: ``SWT (Procesregisseur)`` or ``nog niet belegd``."""
        if not self.held_by:
            return _NOT_ASSIGNED.of(lang)
        held = (
            f"{i.partner_id} ({i.role_en if lang == 'en' else i.role_nl})" for i in self.held_by
        )
        return ", ".join(dict.fromkeys(held))


def direction_of(graph: FamilyGraph, units: Codes) -> Direction:
    """Say who holds the regie: the process and case directors involved on the reference date.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    units : int32 array
        Units of the family network (``Windows.units_of``).

    Notes
    -----
    Only what was delivered as involvement; who ought to hold it is not guessed. Process directors
    come first, then by start, partner and subject.
    """
    return Direction(_running(graph, units, _DIRECT))


def helpers_of(graph: FamilyGraph, units: Codes) -> tuple[Involved, ...]:
    """Name the help, treatment, guardianship and supervision that runs on the reference date.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    units : int32 array
        Units of the family network.
    """
    return _running(graph, units, _HELP)


def units_of_rows(graph: FamilyGraph, name: str) -> Codes:
    """Return for each row of a table with a subject the unit it belongs to; -1 none.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    name : str
        ``involvements``, ``measures``, ``requests``, ``actions`` or ``referrals``.
    """
    return graph.kept(f"units_of_{name}", lambda: _units_of_rows(graph, name))


def _units_of_rows(graph: FamilyGraph, name: str) -> Codes:
    table, home = graph.tables[name], homes(graph)
    person, household = table["person"].to_numpy(), table["household"].to_numpy()
    unit: Codes = np.append(home.unit, np.int32(-1))[person]
    at = np.flatnonzero((person < 0) & (household >= 0))
    today = np.full(len(at), _today(graph), np.int32)
    unit[at] = household_units(graph, household[at], today)
    return unit


def rows_of_units(graph: FamilyGraph, name: str, units: Codes) -> Longs:
    """Return the rows of a table with a subject that belong to some units, ascending.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    name : str
        As for ``units_of_rows``.
    units : int32 array
        Units.

    Notes
    -----
    The table is sorted by unit once per graph; after that O(rows returned), whatever the size of the
    delivery.
    """
    order, start = graph.kept(
        f"rows_of_units_{name}",
        lambda: _by_unit(units_of_rows(graph, name), homes(graph).n_units),
    )
    places, _ = stretches(start, np.unique(units))
    rows: Longs = np.sort(order[places])
    return rows


def _by_unit(unit: Codes, n_units: int) -> tuple[Longs, Longs]:
    order = np.argsort(unit, kind="stable")
    # Rows of nobody (-1) come first and are no list.
    start = np.searchsorted(unit[order], np.arange(n_units + 1))
    return order.astype(np.int64), start.astype(np.int64)


def _today(graph: FamilyGraph) -> int:
    return FOREVER - 1 if graph.as_of == NO_DAY else graph.as_of


def _running(graph: FamilyGraph, units: Codes, roles: tuple[str, ...]) -> tuple[Involved, ...]:
    table, today = graph.tables["involvements"], _today(graph)
    rows = rows_of_units(graph, "involvements", units)
    near = table.iloc[rows]
    runs = (
        near["role"].isin(roles).to_numpy(dtype=bool)
        & (near["start_date"].to_numpy() <= today)
        & (today < near["end_date_hi"].to_numpy())
    )
    found = [_involved(graph, table.iloc[row], row) for row in rows[runs].tolist()]
    found.sort(key=lambda i: (roles.index(i.role), i.since, i.partner_id, i.subject))
    return tuple(found)


def _involved(graph: FamilyGraph, row: pd.Series, number: int) -> Involved:
    role = load_catalogue().involvement_roles[str(row["role"])]
    given = row["mode"]
    mode = given if isinstance(given, str) else role.mode if role.mode in _MODES else ""
    partner = graph.partners.iloc[int(row["partner"])]
    person = int(row["person"])
    subject = (
        graph.persons["person_id"].iloc[person]
        if person >= 0
        else graph.households["household_id"].iloc[int(row["household"])]
    )
    since = format_day(int(row["start_date"]), int(row["start_date_hi"]))
    return Involved(
        str(partner["partner_id"]), str(partner["kind"]), role.role, role.name_nl,
        role.name_en, mode, str(subject), since, number,
    )  # fmt: skip


_MODES: Final = ("voluntary", "imposed")
