"""What a synthetic world should be: how far families resemble each other, what is planted, what deceives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BACKGROUNDS", "DECOYS", "Background", "Planting", "Reporting", "WorldPlan"]

#: Kinds of families that look like a finding and are none; see ``famnet.synthetic.decoys``.
DECOYS: Final = (
    "one_domain",
    "one_person",
    "one_partner",
    "echo_only",
    "busy_neighbourhood",
    "two_families_joined_by_child",
)


@dataclass(frozen=True, slots=True)
class Background:
    """How unevenly trouble is spread over persons, households and lines of descent.

    Each is the standard deviation of the logarithm of a factor with mean one: lognormal, not the gamma
    that the closed form of the scan's test assumes.

    Parameters
    ----------
    name : str
        ``independent``, ``mild``, ``hard`` or your own.
    person, household, kin : float
        Of the person, of the household where it lives, and of what is inherited from the parents.
    """

    name: str
    person: float = 0.0
    household: float = 0.0
    kin: float = 0.0


# Person and household of mild have the variance of gamma factors with shape 3 and 4, those of hard of
# shape 1 and 1.5 (methods.md 2.10); kin of hard is set by the odds ratio of father and child.
BACKGROUNDS: Final = {
    "independent": Background("independent"),
    "mild": Background("mild", 0.54, 0.47, 0.3),
    "hard": Background("hard", 0.83, 0.71, 1.2),
}


@dataclass(frozen=True, slots=True)
class Reporting:
    """How neighbourhoods differ: in what happens there and in how much of it is reported.

    Parameters
    ----------
    need : float
        Standard deviation of the logarithm of a neighbourhood's trouble, in all scan groups alike.
    sd : float
        The same of reporting, per neighbourhood and scan group.
    high : float
        Share of the neighbourhoods that report more in all scan groups.
    times : tuple of float
        How much more these report: between the two, evenly.
    """

    need: float = 0.3
    sd: float = 0.25
    high: float = 0.25
    times: tuple[float, float] = (2.0, 3.0)


@dataclass(frozen=True, slots=True)
class Planting:
    """Family networks whose members are seen more often in some scan groups.

    Parameters
    ----------
    families : int
        How many.
    ratios : tuple of float
        By how much all members' rates are multiplied; families take turns.
    domains : tuple of int
        In how many scan groups, 1 to 6; families take turns.
    households : tuple of int
        Fewest and most households of a family.
    """

    families: int = 0
    ratios: tuple[float, ...] = (20.0,)
    domains: tuple[int, ...] = (4,)
    households: tuple[int, int] = (3, 10)


@dataclass(frozen=True, slots=True)
class WorldPlan:
    """All of a world; the same plan gives the same world, byte for byte.

    Parameters
    ----------
    persons : int
        Rows of persons, the dead who connect families included.
    seed : int
        Source of chance.
    background : Background
        One of ``BACKGROUNDS`` or your own.
    planting : Planting
        What is planted.
    decoys : mapping of str to int
        How many of each kind (``DECOYS``).
    decoy_ratio : float
        By how much rates are raised in decoys that are raised.
    reporting : Reporting
        How neighbourhoods differ.
    any_signal : float
        Share of the living that have a signal about themselves in the last 24 months, before
        anything is planted.
    echo : float
        Multiplies the chance that a signal is told on; 0 for none. At 2.5 there is about one echo for
        every three signals first seen.
    repeats : tuple of float
        Mean and size of the negative-binomial number of repeats by the same partner.
    silent : float
        Share of the local partners that don't deliver.
    persons_per_neighbourhood : int
        Mean size of a neighbourhood.
    """

    persons: int
    seed: int
    background: Background = BACKGROUNDS["independent"]
    planting: Planting = Planting()
    decoys: Mapping[str, int] = field(default_factory=dict)
    decoy_ratio: float = 40.0
    reporting: Reporting = Reporting()
    any_signal: float = 0.09
    echo: float = 2.5
    repeats: tuple[float, float] = (0.22, 0.15)
    silent: float = 0.06
    persons_per_neighbourhood: int = 4000
