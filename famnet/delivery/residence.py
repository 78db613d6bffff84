"""The rule that nobody lives in two private households on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.delivery.contract import table
from famnet.delivery.own import allowed_values
from famnet.vocabulary import FOREVER, NO_DAY, HouseholdKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.delivery.work import Work

__all__ = ["check_residence"]

# Above so many memberships of one person pairs are not looked at one by one.
_MOST: Final = 100


def check_residence(works: Mapping[str, Work]) -> None:
    """Warn where a person is in two private households on one day, whatever the partial dates.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, ids already coded.

    Notes
    -----
    Periods are half-open: on the day of a move only the new home counts. The later row of the pair
    in the file gets the warning. Sorting decides for nearly everyone; pairs are only made for
    persons whose periods may overlap.
    """
    stays = works["memberships"]
    if not {"person", "household"} <= stays.coded.keys():
        return
    # The last place answers for -1: a stay of which the household isn't known.
    private = np.append(_private(works["households"]), False)
    rows = np.flatnonzero(stays.alive & private[stays.coded["household"]])
    frame = pd.DataFrame(
        {
            "row": rows,
            "person": stays.coded["person"][rows],
            "home": stays.coded["household"][rows],
            "start": stays.ints("start_date_hi", NO_DAY)[rows],
            "end": stays.ints("end_date", FOREVER)[rows],
        }
    )
    crowded = frame[frame["person"].isin(_may_overlap(frame))]
    stays.note("two_homes", _later_rows(crowded), "household_id")


def _private(households: Work) -> np.ndarray:
    kind = households.ints("kind", -1)
    private = allowed_values(table("households").column("kind")).index(HouseholdKind.PRIVATE)
    # A household of which the kind wasn't said is taken for a private one.
    delivered = (kind == private) | (kind == -1)
    return np.concatenate([delivered, np.ones(len(households.implied), dtype=bool)])


def _may_overlap(frame: pd.DataFrame) -> np.ndarray:
    """Return persons with a stay that starts before an earlier one of theirs has ended."""
    ordered = frame.sort_values(["person", "start", "row"], kind="stable")
    same = ordered["person"].to_numpy()[1:] == ordered["person"].to_numpy()[:-1]
    # The end that reaches furthest so far, within one person: persons are kept apart by an offset.
    offset = ordered["person"].to_numpy().astype(np.int64) << 33
    reach = np.maximum.accumulate(ordered["end"].to_numpy().astype(np.int64) + 2**32 + offset)
    start = ordered["start"].to_numpy().astype(np.int64) + 2**32 + offset
    early = same & (start[1:] < reach[:-1])
    return np.unique(ordered["person"].to_numpy()[1:][early])


def _later_rows(crowded: pd.DataFrame) -> np.ndarray:
    counts = crowded.groupby("person")["row"].transform("size")
    few = crowded[counts <= _MOST]
    pairs = few.merge(few, on="person", suffixes=("", "_later"))
    pairs = pairs[(pairs["row"] < pairs["row_later"]) & (pairs["home"] != pairs["home_later"])]
    both = np.maximum(pairs["start"], pairs["start_later"]) < np.minimum(
        pairs["end"], pairs["end_later"]
    )
    many = crowded[counts > _MOST]
    # Of someone with that many, every stay but the first is worth a look.
    rest = many.loc[many["person"].duplicated(), "row"]
    return np.union1d(pairs.loc[both, "row_later"].to_numpy(), rest.to_numpy()).astype(np.int64)
