"""What may give way on the first sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["EVERY", "Fit"]

#: More than any list holds: nothing of it gives way.
EVERY: Final = 9999


@dataclass(frozen=True, slots=True)
class Fit:
    """What gave way.

    Parameters
    ----------
    answers_only : bool
        Criteria show no reasons.
    shorter : bool
        Partners who were asked and know nothing are named in one line.
    at_home : bool
        Matrices have a column per household.
    geno_mm : int
        Height of the genogram; 0: it stands on a later sheet alone.
    lines : int
        So many lines of who is missing, what changed and what runs.
    short_kids, short_lists : bool
        A child takes a line or two instead of a row; domains are named by their letters.
    codes_only : bool
        Criteria that people answer stand there by their codes.
    kids_as_lines : bool
        They stand in three columns over the whole width; people are listed on a later sheet.
    beside : tuple of str
        What stands under the children, beside the genogram: ``stuck``, ``running``.
    wide : bool
        Matrices take the whole width, one under the other.
    kids, waits, blocks : int
        So many children, lines of what is stuck, and blocks of a matrix stand on paper (``fit_cut``).
    """

    answers_only: bool = False
    shorter: bool = False
    at_home: bool = False
    geno_mm: int = 74
    lines: int = 99
    short_kids: bool = False
    short_lists: bool = False
    codes_only: bool = False
    kids_as_lines: bool = False
    beside: tuple[str, ...] = ()
    wide: bool = False
    kids: int = EVERY
    waits: int = EVERY
    blocks: int = EVERY
