"""The name of a family window: a hash of its sorted household ids, and of nothing else."""

from __future__ import annotations

import base64
import hashlib
import itertools
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from famnet.analysis.neighbours import Codes, Places, id_ranks

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

__all__ = ["window_id", "window_ids"]

_DIGEST: Final = 10
_LETTERS: Final = 12
#: Windows named together: the names of all their households as text are gigabytes of a country.
_AT_ONCE: Final = 200_000
_ALPHABET: Final = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", np.uint8)


def window_id(household_ids: Iterable[str]) -> str:
    """Return the id of the window of these households.

    It is ``w-`` and the first twelve letters, in lower case, of the base32 form of the ten-byte
    BLAKE2b hash of the distinct ids, sorted by code point, one per line. A person that stands for
    one unit alone takes part as ``person:`` and its id.

    Examples
    --------
    >>> window_id(["h2", "h1"]) == window_id(["h1", "h2", "h2"])
    True
    >>> window_id(["h1", "person:p7"])
    'w-4srcpy5koddv'
    """
    text = "\n".join(sorted(set(household_ids)))
    digest = hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest()
    return "w-" + base64.b32encode(digest).decode()[:_LETTERS].lower()


def window_ids(start: Places, units: Codes, names: pd.Series[str]) -> npt.NDArray[np.str_]:
    """Return the ids of many windows at once.

    Parameters
    ----------
    start : int64 array
        Window ``i`` holds ``units[start[i]:start[i + 1]]``.
    units : int32 array
        Places in ``names``, each at most once per window, in any order.
    names : pandas.Series of str
        Name per unit, distinct.

    Notes
    -----
    Some windows at a time: one sort by (window, place of the name in the order of names) and one hash
    per window; the letters are made of their hashes at once.
    """
    ranks, n = id_ranks(names), len(start) - 1
    parts = [
        _some_ids(start[first : min(first + _AT_ONCE, n) + 1], units, names, ranks)
        for first in range(0, max(n, 1), _AT_ONCE)
    ]
    return np.concatenate(parts)


def _some_ids(
    start: Places, units: Codes, names: pd.Series[str], ranks: Codes
) -> npt.NDArray[np.str_]:
    mine = units[start[0] : start[-1]]
    window = np.repeat(np.arange(len(start) - 1, dtype=np.int64), np.diff(start))
    order = np.argsort((window << 32) | ranks[mine])
    lines = names.array.take(mine[order]).tolist()
    bounds = (start - start[0]).tolist()
    digests = b"".join(
        [
            hashlib.blake2b("\n".join(lines[a:b]).encode(), digest_size=_DIGEST).digest()
            for a, b in itertools.pairwise(bounds)
        ]
    )
    return _letters(np.frombuffer(digests, np.uint8).reshape(-1, _DIGEST))


def _letters(digests: npt.NDArray[np.uint8]) -> npt.NDArray[np.str_]:
    """Write the first twelve groups of five bits of each digest as letters."""
    bits = np.unpackbits(digests, axis=1)[:, : _LETTERS * 5].reshape(-1, _LETTERS, 5)
    values = bits @ np.array([16, 8, 4, 2, 1], np.uint8)
    letters = np.empty((len(digests), _LETTERS + 2), np.uint8)
    letters[:, :2] = np.frombuffer(b"w-", np.uint8)
    letters[:, 2:] = _ALPHABET[values]
    return letters.view(f"S{_LETTERS + 2}").ravel().astype(f"<U{_LETTERS + 2}")
