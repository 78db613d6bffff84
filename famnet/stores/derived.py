"""What famnet derives from a graph and keeps beside it, marked as derived."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "Derived"]

#: Columns of each frame and how they are stored. Ids are those of the graph, never row numbers;
#: days are day numbers; an empty text means none.
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "signals": {
        "signal_id": "str", "episode_id": "str", "life_domain": "str", "scan_group": "str",
        "nature": "str", "counted": "bool", "reason": "str", "age_class": "str", "observer": "str",
    },
    "episodes": {
        "episode_id": "str", "life_domain": "str", "scan_group": "str", "counted": "bool",
        "first_day": "int32", "last_day": "int32",
    },
    "touches": {
        "episode_id": "str", "household_id": "str", "person_id": "str", "counts": "bool",
        "life_domain": "str", "scan_group": "str",
    },
    "homes": {"person_id": "str", "household_id": "str", "resident": "bool"},
    "networks": {
        "window_id": "str", "anchor_id": "str", "depth": "int32", "n_persons": "int32",
        "n_households": "int32", "n_episodes": "int32", "n_observers": "int32",
        "n_domains": "int32", "eligible": "bool", "reason": "str",
    },
    "network_households": {"window_id": "str", "household_id": "str"},
    "members": {
        "window_id": "str", "person_id": "str", "household_id": "str", "boundary": "str",
        "path": "str",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Derived:
    """What is derived from one graph; columns and types as ``COLUMNS`` says.

    Parameters
    ----------
    signals : pandas.DataFrame
        One row per signal, in the order of the graph: signal_id, episode_id, life_domain,
        scan_group and nature (in its role), counted and reason (as ``famnet episodes``), age_class
        (of its person on the day of the event: under_12, minor, maybe_minor, adult; empty for a
        household or where a date is missing), observer (as ``famnet episodes``).
    episodes : pandas.DataFrame
        One row per episode, by the row of the signal that names it: episode_id, life_domain and
        scan_group (where it was first seen), counted (a signal of it counts), first_day and
        last_day (earliest and latest reading of all its signals).
    touches : pandas.DataFrame
        One row per episode and unit: household_id, or person_id for somebody who stands alone; the
        other is empty. counts: a signal of it counts there. life_domain and scan_group: in that unit.
    homes : pandas.DataFrame
        The household of each person's unit; no row for who stands alone. resident: lives there now.
    networks : pandas.DataFrame
        All family networks of two households or more, by window_id, columns as windows.csv.
    network_households : pandas.DataFrame
        The households of each family network; who stands alone is among its members.
    members : pandas.DataFrame
        Who is in each family network (core, coresident) or stands beside it (adjacent), as
        ``famnet families``; household_id is empty for adjacent ones and for who stands alone.
    """

    signals: pd.DataFrame
    episodes: pd.DataFrame
    touches: pd.DataFrame
    homes: pd.DataFrame
    networks: pd.DataFrame
    network_households: pd.DataFrame
    members: pd.DataFrame

    @classmethod
    def nothing(cls) -> Derived:
        """Return one without a row."""
        return cls(
            **{
                name: pd.DataFrame({c: pd.Series([], dtype=kind) for c, kind in columns.items()})
                for name, columns in COLUMNS.items()
            }
        )

    def frames(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield each frame with its name, in the order above."""
        for field in fields(self):
            yield field.name, getattr(self, field.name)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Derived: {', '.join(f'{len(f)} {name}' for name, f in self.frames())}>"
