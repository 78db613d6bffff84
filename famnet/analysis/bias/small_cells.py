"""Small numbers of persons and households stay unsaid, and so does what would give them away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FEW", "SHIELDED", "SMALLEST", "hidden"]

#: Smallest number that is shown (methods.md section 5); a policy parameter.
SMALLEST: Final = 10
FEW: Final = "few"
SHIELDED: Final = "shielded"


def hidden(counts: Sequence[int], wholes: Sequence[int] | None = None) -> list[str]:
    """Say which of some counts that add up to a known total are not shown, and why.

    Parameters
    ----------
    counts : sequence of int
        The counts.
    wholes : sequence of int, optional
        What each is a part of, shown beside it.

    Returns
    -------
    list of str
        Per count ``few`` (1 to 9, or all but 1 to 9 of its whole), ``shielded`` (with the total it
        would give away what is hidden), or empty.

    Notes
    -----
    What is hidden can't be reckoned from the total: at least two counts are, and together they make
    ten or more. The smallest that are shown are hidden until that holds; zeros come last, since
    hiding what everybody expects to be nothing hides nothing.

    >>> hidden([40, 3, 12, 0])
    ['', 'few', 'shielded', '']
    >>> hidden([40, 12, 0])
    ['', '', '']
    >>> hidden([12, 30], [20, 90])
    ['few', 'shielded']
    """
    parts = wholes or [0] * len(counts)
    why = [
        FEW if 0 < n < SMALLEST or (whole and 0 < whole - n < SMALLEST) else ""
        for n, whole in zip(counts, parts, strict=True)
    ]
    rising = sorted((not n, n, place) for place, n in enumerate(counts) if not why[place])
    for _, _, place in rising:
        unsaid = [n for n, word in zip(counts, why, strict=True) if word]
        if not unsaid or (len(unsaid) > 1 and sum(unsaid) >= SMALLEST):
            break
        why[place] = SHIELDED
    return why
