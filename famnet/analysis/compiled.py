"""The one way in which a function of the analysis becomes a numba kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

import numba
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["kernel", "number"]

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function on first use, and keep the machine code beside the source.

    Parameters
    ----------
    function : callable
        Plain loops over numpy arrays.

    Returns
    -------
    callable
        The same function, compiled; its types stay visible to the type checker.

    Notes
    -----
    Numba notices that the file of a kernel changed, not that the file of a kernel *it calls* did.
    So kernels that call each other stand in one file.
    """
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True)(function))


def number(value: int, width: type[np.signedinteger] = np.int64) -> int:
    """Give a constant of kernels a type and no more: 64 bits for codes and counts, 32 for people.

    Parameters
    ----------
    value : int
        The constant.
    width : type of numpy
        How wide it is.

    Returns
    -------
    int
        The same number, as numpy has it.

    Notes
    -----
    Numba compiles a kernel anew for every Python number that another kernel hands to it, and for
    every width. With such constants each kernel is compiled once, in half the time all together.

    Examples
    --------
    >>> [numba.typeof(number(-1)), numba.typeof(number(-1, np.int32))]
    [int64, int32]
    """
    return cast("int", width(value))
