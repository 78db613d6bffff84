"""Episodes: which signals tell of one occurrence, and in which life domain it counts where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd

from famnet.analysis.households import homes
from famnet.analysis.joining import INCIDENT_DAYS, Echoes, Told, chains, join
from famnet.analysis.neighbours import id_ranks
from famnet.analysis.roles import DOMAINS, judge
from famnet.analysis.signal_units import signal_units
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Bytes = npt.NDArray[np.int8]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "COLUMNS",
    "OBSERVERS",
    "EpisodeTable",
    "episode_table",
    "episodes",
    "hand_overs",
    "reused_incidents",
]

COLUMNS: Final = (
    "episode_id",
    "signal_id",
    "life_domain",
    "household_id",
    "observer",
    "counted",
    "reason",
)

_PARTNERS: Final = tuple(load_catalogue().partners)
#: Who can observe: the roots of the catalogue, in its order.
OBSERVERS: Final = tuple(
    dict.fromkeys(root for root in map(load_catalogue().observer_root, _PARTNERS) if root)
)


@dataclass(frozen=True, slots=True, repr=False)
class EpisodeTable:
    """Episodes as arrays, one element per row of ``graph.signals``.

    Parameters
    ----------
    first : int64 array
        Row of the signal that stands for the episode: the first of it that counts, else the first.
    unit : int32 array
        Where it touches (famnet.analysis.households); -1 for an institution or crowded address.
    domain : int8 array
        Life domain of the episode in that unit, position in ``roles.DOMAINS``.
    observer : int8 array
        Who saw it, position in ``OBSERVERS``; -1 where the partner never observes.
    order : int64 array
        The rows of ``graph.signals`` by event date, received date and id.
    place : int64 array
        The place of each row in ``order``.
    """

    first: Longs
    unit: Codes
    domain: Bytes
    observer: Bytes
    order: Longs
    place: Longs

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<EpisodeTable: {len(self.first)} signals, {len(np.unique(self.first))} episodes>"


def episodes(graph: FamilyGraph) -> pd.DataFrame:
    """Say of every signal to which occurrence it belongs, and whether it counts.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.

    Returns
    -------
    pandas.DataFrame
        One row per signal, in the order of ``graph.signals``: episode_id (``e-`` and the id of its
        first signal that counts), signal_id, life_domain (of the episode in this household),
        household_id (empty for a person without household), observer (root of the catalogue, empty
        for a hub or a court), counted, reason (``roles.Reason``).

    Notes
    -----
    Methods.md section 2.0. ``counted`` judges nature, role, status and hardness, not period,
    household or unknown age.
    """
    table, judged = episode_table(graph), judge(graph)
    ids = graph.signals["signal_id"]
    household = homes(graph).unit_household
    place = np.where(table.unit >= 0, household[table.unit], -1) if len(household) else table.unit
    words = _words(graph.households["household_id"].to_numpy(object))
    return pd.DataFrame(
        {
            "episode_id": "e-" + ids.take(table.first).reset_index(drop=True),
            "signal_id": ids.reset_index(drop=True),
            "life_domain": _words(np.array(DOMAINS, object))[table.domain],
            "household_id": words[place],
            "observer": _words(np.array(OBSERVERS, object))[table.observer],
            "counted": judged.counted,
            "reason": judged.reason_words(),
        },
        columns=list(COLUMNS),
    ).astype(dict.fromkeys(("life_domain", "household_id", "observer", "reason"), "str"))


def episode_table(graph: FamilyGraph) -> EpisodeTable:
    """Return the episodes as arrays, made once per graph.

    Notes
    -----
    O(n log n) in signals; see ``joining`` for the pairs along hand-overs.
    """
    made = graph._cache.get("episodes")  # noqa: SLF001 - the graph keeps what is derived from it
    if made is None:
        made = graph._cache["episodes"] = _build(graph)  # noqa: SLF001
    return cast("EpisodeTable", made)


def reused_incidents(graph: FamilyGraph) -> pd.DataFrame:
    """Name the incident ids taken for two occurrences, because too many days lie between.

    Returns
    -------
    pandas.DataFrame
        signal_id, later_signal_id, days: one row per gap of more than 180 days.
    """
    signals = graph.signals
    incident, low = signals["incident"].to_numpy(), _days(signals, "event_date")
    order = episode_table(graph).order
    held = order[incident[order] >= 0]
    held = held[np.argsort(incident[held], kind="stable")]
    one, two = held[:-1], held[1:]
    high = _days(signals, "event_date_hi")
    gap = low[two] - high[one]
    found = (incident[one] == incident[two]) & (gap > INCIDENT_DAYS)
    ids = signals["signal_id"].to_numpy(object)
    out = {"signal_id": ids[one[found]], "later_signal_id": ids[two[found]], "days": gap[found]}
    return pd.DataFrame(out).astype({"signal_id": "str", "later_signal_id": "str"})


def _words(words: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Add an empty last word, so that -1 stands for none."""
    return np.append(words, "")


def _days(signals: pd.DataFrame, column: str) -> Longs:
    return signals[column].to_numpy().astype(np.int64)


def _build(graph: FamilyGraph) -> EpisodeTable:
    signals, judged = graph.signals, judge(graph)
    order = _in_time(signals)
    kind = graph.partners["kind"].cat.codes.to_numpy().astype(np.int32)
    kinds = np.append(_catalogue_rows(graph.partners["kind"])[kind], -1).astype(np.int32)
    partner = kinds[signals["partner"].to_numpy()]
    origin = kinds[signals["origin_partner"].to_numpy()]
    unit = signal_units(graph)
    told = Told(
        counted=judged.counted[order],
        incident=signals["incident"].to_numpy()[order],
        chain=chains(signals["derived_from"].to_numpy())[order],
        unit=_where(graph, unit)[order],
        low=signals["event_date"].to_numpy()[order],
        high=signals["event_date_hi"].to_numpy()[order],
        kind=partner[order],
        origin=origin[order],
    )
    echoes = hand_overs()
    first = order[join(told, echoes)]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    in_time = EpisodeTable(
        first=np.empty(len(order), np.int64),
        unit=unit,
        domain=judged.domain,
        observer=echoes.observer[np.where(origin >= 0, origin, partner)].astype(np.int8),
        order=order,
        place=place,
    )
    in_time.first[order] = first
    domain = _domains(in_time, judged.counted, judged.own_conduct)
    return EpisodeTable(in_time.first, unit, domain, in_time.observer, order, place)


def _in_time(signals: pd.DataFrame) -> Longs:
    """Sort by event date, received date (not given: the day itself) and id."""
    event, received = signals["event_date"].to_numpy(), signals["received_date"].to_numpy()
    received = np.where(received == NO_DAY, event, received)
    return np.lexsort((id_ranks(signals["signal_id"]), received, event))


def _where(graph: FamilyGraph, unit: Codes) -> Codes:
    """Give signals about a household that is no unit a place of their own."""
    household = graph.signals["household"].to_numpy()
    return np.where(unit >= 0, unit, homes(graph).n_units + household).astype(np.int32)


def _domains(
    table: EpisodeTable, counted: npt.NDArray[np.bool_], own: npt.NDArray[np.bool_]
) -> Bytes:
    """Give each episode one domain per unit: of own conduct there, else of what came first."""
    order = np.lexsort((table.place, ~own, ~counted, table.unit, table.first))
    first, unit = table.first[order], table.unit[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (first[1:] != first[:-1]) | (unit[1:] != unit[:-1])
    lead = order[np.flatnonzero(fresh)][np.cumsum(fresh) - 1]
    domain = np.empty(len(order), np.int8)
    domain[order] = table.domain[lead]
    return domain


def _catalogue_rows(kinds: pd.Series) -> Codes:
    """Return the row in the catalogue of each category."""
    return np.array([_PARTNERS.index(code) for code in kinds.cat.categories], np.int32)


@cache
def hand_overs() -> Echoes:
    """Return the hand-overs of the catalogue by row; a part inherits those of what it is part of."""
    catalogue = load_catalogue()
    n = len(_PARTNERS)
    edge = np.full((n, n), -1, np.int64)
    for i, one in enumerate(_PARTNERS):
        for j, other in enumerate(_PARTNERS):
            edge[i, j] = -1 if i == j else _window(one, other)
    roots = [catalogue.partners[code].observer_root for code in _PARTNERS]
    body = np.array([_PARTNERS.index(root) for root in roots], np.int64)
    seen = [catalogue.observer_root(code) for code in _PARTNERS]
    observer = np.array([-1 if root is None else OBSERVERS.index(root) for root in seen], np.int64)
    return Echoes(edge, body, observer)


def _window(one: str, other: str) -> int:
    """Return the echo window of the nearest edge, going up from both ends; -1 without one."""
    catalogue = load_catalogue()
    for giver in _upward(one):
        for taker in _upward(other):
            days = catalogue.edge_window(giver, taker)
            if days is not None and giver != taker:
                return days
    return -1


def _upward(code: str) -> tuple[str, ...]:
    partner = load_catalogue().partners[code]
    return (code, *(_upward(partner.part_of) if partner.part_of else ()))
