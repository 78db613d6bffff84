"""Which windows are left out of the fit of the frailty: more than chance brings, and what holds the same.

A frailty is fitted to how much families resemble each other without anything special. Families of which
something special is the matter must not make it; and whoever leaves out too many takes its tail away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.families import Windows

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]

__all__ = ["entangled", "suspects"]

#: Levels at which a first pass counts more small p than chance brings; standard errors allowed for.
_LEVELS: Final = (1e-2, 1e-3)
_ALLOWED: Final = 2.0
_ALONE: Final = 0.01
#: Touched households that two windows must share to tell the same: the fit is one of pairs.
_SHARED: Final = 2


def suspects(p: Floats, windows: Windows) -> Bools:
    """Say which windows are too many to be chance.

    Parameters
    ----------
    p : float64 array
        Per window, of a first pass.
    windows : Windows
        The family windows.

    Returns
    -------
    bool array
        The smallest p, as many as there are below a level beyond what chance brings there and two
        standard errors; and any that is too small even for the smallest of so many (.01).

    Notes
    -----
    Leaving out whatever is below a fixed level (methods.md 2.4: 1e-4) takes the tail away that the fit
    is for, and p comes out too small where nothing is planted; leaving nothing out makes the frailty
    of what is planted. Windows overlap, which the standard error allows for.
    """
    repeats = len(windows.units) / max(len(np.unique(windows.units)), 1)
    most = 0
    for level in _LEVELS:
        chance = len(p) * level
        allowed = chance + _ALLOWED * np.sqrt(chance * repeats)
        most = max(most, int((p <= level).sum() - allowed))
    out = p * len(p) <= _ALONE
    out[np.argsort(p, kind="stable")[:most]] = True
    return out


def entangled(suspect: Bools, windows: Windows, masks: Codes) -> Bools:
    """Add the windows that hold a pair of touched households of a suspect window.

    Parameters
    ----------
    suspect : bool array
        Per window (``suspects``).
    windows : Windows
        The family windows.
    masks : int32 array
        Per unit the scan groups it was touched in, as bits.

    Returns
    -------
    bool array
        Per window; every suspect among them.

    Notes
    -----
    A family stands in several windows (of a grandparent, of each child that is a parent). With only the
    strongest of them left out, its pairs of households stay in the fit by the others: on worlds with
    families planted richness then came out at two to three times what it is without them. Sparse
    product, O(places of suspects' households in windows).
    """
    chosen = np.flatnonzero(suspect)
    if not len(chosen):
        return suspect.copy()
    shape = (len(windows), len(masks))
    touched = (masks[windows.units] > 0).astype(np.int32)
    holds = sparse.csr_array((touched, windows.units, windows.indptr), shape=shape)
    shared = holds @ holds[chosen].T
    return np.asarray(suspect | (shared.max(axis=1).toarray().ravel() >= _SHARED))
