"""The household profile: which scan groups come together in a household of this kind anyway.

The null hypothesis takes the household as a whole. Events reach it by a Poisson process; each event
touches a *set* of scan groups. How often which sets come is a table per class of households, raked so
that this household's own chance to be touched in each group comes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.profile_kernels import rake_households

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.frailty import Grid

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["POOLED", "Profiles", "class_profiles", "event_intensities", "leaned"]

#: Touched households that a class's own profile must outweigh; the rest is that of all households.
POOLED: Final = 50.0
#: The same for the profile of all households against independent groups, so that no set is impossible.
_INDEPENDENT: Final = 5.0
_LEAST: Final = 1e-4
#: A set of several groups that comes less often among touched households is taken for impossible.
_IMPOSSIBLE: Final = 1e-6


@dataclass(frozen=True, slots=True, repr=False)
class Profiles:
    """How often which sets of groups are touched, per class of households.

    Parameters
    ----------
    table : float64 array
        Class, set: share among touched households; bit ``d`` of a set is group ``d``. Rows sum to one.
    n_groups : int
        Number of scan groups.
    """

    table: Floats
    n_groups: int

    def __repr__(self) -> str:
        """Show sizes only."""
        return f"<Profiles: {self.table.shape[0]} classes, {self.n_groups} groups>"


def class_profiles(masks: Codes, classes: Codes, n_classes: int, n_groups: int) -> Profiles:
    """Count which sets of groups are touched in households of each class.

    Parameters
    ----------
    masks : int32 array
        Per household the groups touched, as bits.
    classes : int32 array
        Its class.
    n_classes, n_groups : int
        How many there are.

    Notes
    -----
    Small classes lean on all households (``POOLED``), those a little on groups that come
    independently, given that at least one does. Sets that not even that makes likelier than one in a
    million are left out: they are two thirds of all sets and cost as much as the others. O(households
    + classes x 2 ** groups).
    """
    n_sets = 1 << n_groups
    cell = classes.astype(np.int64) * n_sets + masks
    times = np.bincount(cell, minlength=n_classes * n_sets).reshape(n_classes, n_sets)
    counts: Floats = times.astype(np.float64)
    counts[:, 0] = 0
    return leaned(counts, counts.sum(axis=0), n_groups)


def leaned(counts: Floats, whole: Floats, n_groups: int) -> Profiles:
    """Return the profiles of counted sets: small classes lean on all, those on independence.

    Parameters
    ----------
    counts : float64 array
        Class, set: touched households.
    whole : float64 array
        Per set: of all classes.
    n_groups : int
        Number of scan groups.
    """
    n_sets = 1 << n_groups
    every = whole + _INDEPENDENT * _independent(whole, n_groups)
    every /= every.sum()
    several = np.bitwise_count(np.arange(n_sets)) > 1
    every[several & (every < _IMPOSSIBLE)] = 0
    table = counts + POOLED * every
    return Profiles(table / table.sum(axis=1, keepdims=True), n_groups)


def _independent(counts: Floats, n_groups: int) -> Floats:
    """Return the shares of sets if groups came independently, given that one comes."""
    sets = np.arange(len(counts))
    odds = np.ones(len(counts))
    for d in range(n_groups):
        held = (sets >> d & 1).astype(bool)
        share = counts[held].sum() / max(counts.sum(), 1.0)
        share = float(np.clip(share, _LEAST, 1 - _LEAST))
        odds *= np.where(held, share, 1 - share)
    odds[0] = 0
    shares: Floats = odds / odds.sum()
    return shares


def event_intensities(
    profiles: Profiles, classes: Codes, chances: Floats, any_chance: Floats, grid: Grid
) -> Floats:
    """Return for each household how often which set of groups is touched at once.

    Parameters
    ----------
    profiles : Profiles
        From ``class_profiles``.
    classes : int32 array
        Class of each household.
    chances : float64 array
        Household, group: chance to be touched in the period, below one.
    any_chance : float64 array
        Per household the chance to be touched in any group; met as far as ``chances`` allow: it can't
        be below the largest of them nor above what separate events would give.
    grid : Grid
        The frailty of the window that the household is looked at in.

    Returns
    -------
    float64 array
        Household, set: intensity of events over the period, before frailty.

    Notes
    -----
    Intensities are raked, not chances: joining several events in one household would make simulated
    chances too large by 10 to 68 % (methods.md section 2.4).
    """
    return rake_households(profiles.table[classes], chances, any_chance, grid.weight, grid.factor)
