"""All family networks in the published order, who leads which, and their table part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.description_tables import windows_table
from famnet.analysis.overlap import cluster_leaders
from famnet.analysis.scan_table import statistic_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.comparison import Comparison
    from famnet.analysis.description_tables import Looked
    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Counts

    Longs = npt.NDArray[np.int64]

__all__ = ["ranked_and_led", "table_parts"]

#: Windows whose rows are made together: as text those of a country are gigabytes.
_AT_ONCE: Final = 1 << 19


def ranked_and_led(
    windows: Windows, counts: Counts, comparison: Comparison | None
) -> tuple[Longs, Longs]:
    """Return the windows that pass the gate, best first, and of each window the one that leads it.

    Parameters
    ----------
    windows : Windows
        All windows.
    counts : Counts
        What each shows.
    comparison : Comparison or None
        What came out when they were compared; it then orders them, else the published order does.

    Returns
    -------
    (int64 array, int64 array)
        As said; -1 for a window in no overlap cluster.
    """
    order = _published(windows, counts)
    if comparison is not None:
        order = comparison.ranked(order)
    return order, cluster_leaders(windows.indptr, windows.units, order)


def table_parts(looked: Looked, comparison: Comparison) -> Iterator[pd.DataFrame]:
    """Return the table of all windows (``scan_table.scan``), some hundred thousand rows at a time.

    Parameters
    ----------
    looked : Looked
        All windows.
    comparison : Comparison
        What came out when they were compared.

    Yields
    ------
    pandas.DataFrame
        The next rows; one table without rows where there is no window.
    """
    leader = ranked_and_led(looked.windows, looked.counts, comparison)[1]
    for first in range(0, max(len(looked.windows), 1), _AT_ONCE):
        rows = slice(first, first + _AT_ONCE)
        yield windows_table(looked, leader, statistic_columns(comparison, rows), rows)


def _published(windows: Windows, counts: Counts) -> Longs:
    """Return the windows that pass, best first: the published order (``statements.ORDER``)."""
    passed = np.flatnonzero(counts.reason == 0)
    keys = (windows.n_households[passed], -counts.n_observers[passed], -counts.n_domains[passed])
    # Windows stand by id, so that a stable sort breaks ties by id.
    return passed[np.lexsort(keys)].astype(np.int64)
