"""Pseudonyms of a case: the default name of persons and households outside synthetic data.

A pseudonym is a rank in an order that depends on the case, so it says nothing by itself: only who
holds the delivery and the case can turn it back (GDPR art. 4(5), 25; WGS art. 1.9(5)). The same
delivery and case give the same pseudonyms; another case gives others, so outputs of two cases can't
be joined on them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["pseudonyms"]


def pseudonyms(ids: Sequence[str], *, case: str, letter: str) -> list[str]:
    """Return one pseudonym per id, in the order given.

    Parameters
    ----------
    ids : sequence of str
        Distinct ids of the delivery.
    case : str
        The case they are for.
    letter : str
        First letter, ``P`` for persons and ``H`` for households.

    Notes
    -----
    Keyed BLAKE2b order, O(n log n).

    Examples
    --------
    >>> sorted(pseudonyms(["a", "b"], case="Z-1", letter="P"))
    ['P1', 'P2']
    """
    key = hashlib.blake2b(case.encode(), digest_size=32).digest()
    order = sorted(
        range(len(ids)),
        key=lambda i: (hashlib.blake2b(ids[i].encode(), key=key, digest_size=16).digest(), ids[i]),
    )
    width = len(str(max(len(ids), 1)))
    names = [""] * len(ids)
    for rank, i in enumerate(order, start=1):
        names[i] = f"{letter}{rank:0{width}d}"
    return names
