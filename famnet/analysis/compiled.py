"""The one way in which a function of the analysis becomes a numba kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["kernel"]

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
