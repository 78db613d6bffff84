"""What is derived from a graph and kept beside it in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd

from famnet.analysis.ages import AgeClass
from famnet.analysis.description import describe
from famnet.analysis.episodes import OBSERVERS, episode_table
from famnet.analysis.families import families, family_windows
from famnet.analysis.households import homes
from famnet.analysis.roles import DOMAINS, Nature, judge, signal_ages
from famnet.catalogue import load_catalogue
from famnet.stores.derived import COLUMNS, Derived
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Words = npt.NDArray[np.object_]

__all__ = ["derive"]

_LIFE_DOMAINS: Final = np.array(DOMAINS, object)
_SCAN_GROUPS: Final = np.array([load_catalogue().scan_group_of(code) for code in DOMAINS], object)
_NATURES: Final = np.array([nature.name.lower() for nature in Nature], object)
_AGES: Final = np.array([age.name.lower() for age in AgeClass], object)


def derive(graph: FamilyGraph) -> Derived:
    """Derive episodes, homes and family networks of a graph, as tables.

    Parameters
    ----------
    graph : FamilyGraph
        The graph as it will be stored: mostly ``graph.coarse()``.

    Returns
    -------
    Derived
        See there for the columns.

    Notes
    -----
    The same as ``famnet.episodes``, ``famnet.families`` and ``famnet.describe`` say; nothing is
    computed in another way here. Their cost; the rest is O(rows).
    """
    windows = describe(graph).windows
    return Derived(
        signals=_typed("signals", _signals(graph)),
        episodes=_typed("episodes", _episodes(graph)),
        touches=_typed("touches", _touches(graph)),
        homes=_typed("homes", _homes(graph)),
        networks=_typed("networks", {name: windows[name] for name in COLUMNS["networks"]}),
        network_households=_typed("network_households", _network_households(graph)),
        members=_typed("members", _members(graph)),
    )


def _typed(name: str, columns: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame({column: columns[column] for column in COLUMNS[name]})
    return frame.astype(COLUMNS[name]).reset_index(drop=True)


def _episode_ids(graph: FamilyGraph) -> Words:
    """Name the episode of each signal."""
    ids = graph.signals["signal_id"].to_numpy(object)
    return cast(
        "Words", ("e-" + pd.Series(ids[episode_table(graph).first], dtype="str")).to_numpy(object)
    )


def _signals(graph: FamilyGraph) -> dict[str, Any]:
    table, judged = episode_table(graph), judge(graph)
    return {
        "signal_id": graph.signals["signal_id"],
        "episode_id": _episode_ids(graph),
        "life_domain": _LIFE_DOMAINS[judged.domain],
        "scan_group": _SCAN_GROUPS[judged.domain],
        "nature": _NATURES[judged.nature],
        "counted": judged.counted,
        "reason": judged.reason_words(),
        "age_class": _age_words(graph),
        "observer": np.array([*OBSERVERS, ""], object)[table.observer],
    }


def _age_words(graph: FamilyGraph) -> Words:
    """Say how old the person was on the day; nothing where no date tells."""
    signals = graph.signals
    person = signals["person"].to_numpy()
    born = np.append(graph.persons["birth_date"].to_numpy(), np.int32(NO_DAY))[person]
    known = (born != NO_DAY) & (signals["event_date"].to_numpy() != NO_DAY)
    return np.where(known, _AGES[signal_ages(graph)], "").astype(object)


def _episodes(graph: FamilyGraph) -> dict[str, Any]:
    """One row per episode; ``first`` is the row of the signal that stands for it."""
    table, signals = episode_table(graph), graph.signals
    first, place = np.unique(table.first, return_inverse=True)
    last_day = np.full(len(first), NO_DAY, np.int32)
    first_day = np.full(len(first), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(first_day, place, signals["event_date"].to_numpy())
    np.maximum.at(last_day, place, signals["event_date_hi"].to_numpy())
    return {
        "episode_id": _episode_ids(graph)[first],
        "life_domain": _LIFE_DOMAINS[table.domain[first]],
        "scan_group": _SCAN_GROUPS[table.domain[first]],
        "counted": judge(graph).counted[first],
        "first_day": first_day,
        "last_day": last_day,
    }


def _touches(graph: FamilyGraph) -> dict[str, Any]:
    """One row per episode and unit where one of its signals is."""
    table, home = episode_table(graph), homes(graph)
    rows = np.flatnonzero(table.unit >= 0)
    key = (table.first[rows] << 32) | table.unit[rows]
    _, lead, place = np.unique(key, return_index=True, return_inverse=True)
    counts = np.zeros(len(lead), np.bool_)
    np.logical_or.at(counts, place, judge(graph).counted[rows])
    chosen = rows[lead]
    unit = table.unit[chosen]
    return {
        "episode_id": _episode_ids(graph)[chosen],
        "household_id": _ids(graph, "household", home.unit_household[unit]),
        "person_id": _ids(graph, "person", home.unit_person[unit]),
        "counts": counts,
        "life_domain": _LIFE_DOMAINS[table.domain[chosen]],
        "scan_group": _SCAN_GROUPS[table.domain[chosen]],
    }


def _ids(graph: FamilyGraph, kind: str, code: Codes) -> Words:
    """Return ids by row number, nothing for -1."""
    words = np.append(graph.tables[f"{kind}s"][f"{kind}_id"].to_numpy(object), "")
    return cast("Words", words[code])


def _homes(graph: FamilyGraph) -> dict[str, Any]:
    home = homes(graph)
    household = home.unit_household[home.unit] if len(home.unit) else home.unit
    rows = np.flatnonzero(household >= 0).astype(np.int32)
    return {
        "person_id": _ids(graph, "person", rows),
        "household_id": _ids(graph, "household", household[rows]),
        "resident": home.resident[rows],
    }


def _network_households(graph: FamilyGraph) -> dict[str, Any]:
    windows, home = family_windows(graph), homes(graph)
    window = np.repeat(np.arange(len(windows)), np.diff(windows.indptr))
    household = home.unit_household[windows.units] if len(windows.units) else windows.units
    held = household >= 0
    return {
        "window_id": windows.window_id[window[held]].astype(object),
        "household_id": _ids(graph, "household", household[held]),
    }


def _members(graph: FamilyGraph) -> dict[str, Any]:
    table = families(graph)
    alone = table["household_id"].str.startswith("person:")
    known = set(graph.households["household_id"])
    # A household may be called so too.
    alone &= ~table["household_id"].isin(known)
    return {
        "window_id": table["window_id"],
        "person_id": table["person_id"],
        "household_id": table["household_id"].where(~alone, ""),
        "boundary": table["boundary"],
        "path": table["path"],
    }
