"""Invented neighbourhoods and municipalities, and which partner works where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

__all__ = ["Places", "make_places"]

_TREES = (
    "Linde", "Esdoorn", "Kastanje", "Iepen", "Wilgen", "Populieren", "Meidoorn", "Vlier", "Lijster", "Merel",
    "Ooievaars", "Reiger", "Zwaluw", "Leeuwerik", "Klaver", "Korenbloem", "Papaver", "Zonnebloem", "Heide", "Varen",
    "Molen", "Sluis", "Veer", "Dijk", "Kade", "Haven", "Werf", "Bleek", "Hof", "Gaarde",
)  # fmt: skip
_ENDS = ("kwartier", "buurt", "park", "veld", "hoek", "zoom", "oord", "wijk", "plein", "rand")
_TOWNS = (
    "Oosterwaard", "Nieuwmeerdijk", "Zandhoven aan Zee", "Lage Vaart", "Westerveer", "Hooglede", "Marendrecht",
    "Graspolder", "Noorderhage", "Ruwenburg", "Kleidorp", "Waterleede", "Vennenhoek", "Stelmonde", "Bremhorst",
    "Duinwerve", "Lisserhout", "Polsbrug", "Rietwoude", "Eikelaar", "Zuidsluis", "Harkema-Dorp", "Olmerveen",
    "Tolhuizen", "Schorredam",
)  # fmt: skip
# Partners that work for a few neighbourhoods; local ones work for a municipality, others for all.
_NEAR = {"SCH": 2, "ZORGC": 2, "IB": 2, "SMW": 2, "HA": 1, "POH": 1, "WA": 1, "JW": 2}
_HOODS_PER_TOWN = 12
_SILENT = 0.06


@dataclass(frozen=True, slots=True)
class Places:
    """The map of a region.

    Parameters
    ----------
    hoods : tuple of str
        Names of the neighbourhoods; a row number is the neighbourhood.
    towns : tuple of str
        Names of the municipalities.
    town_of : int32 array
        Municipality per neighbourhood.
    partner_ids, partner_kinds : tuple of str
        The partners and their code in the catalogue.
    partner_town : int32 array
        Municipality of a partner, -1 for the whole region.
    serves : dict
        Per partner code: the partner's row for every neighbourhood.
    silent : bool array
        Per partner: does not deliver to this collaboration.
    """

    hoods: tuple[str, ...]
    towns: tuple[str, ...]
    town_of: NDArray[np.int32]
    partner_ids: tuple[str, ...]
    partner_kinds: tuple[str, ...]
    partner_town: NDArray[np.int32]
    serves: dict[str, NDArray[np.int32]]
    silent: NDArray[np.bool_]


def make_places(rng: Generator, hoods: int, silent: float = _SILENT) -> Places:
    """Return a map with so many neighbourhoods, all names invented.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    hoods : int
        Number of neighbourhoods, at least 1.
    silent : float
        Share of the local partners that don't deliver to this collaboration.
    """
    names = _names(rng, hoods)
    n_towns = max(1, -(-hoods // _HOODS_PER_TOWN)) if hoods > 6 else min(2, hoods)
    town_of = np.sort(np.arange(hoods) % n_towns).astype(np.int32)
    towns = tuple(
        _TOWNS[i % len(_TOWNS)] + (f" {i // len(_TOWNS) + 1}" if i >= len(_TOWNS) else "")
        for i in range(n_towns)
    )
    ids: list[str] = []
    kinds: list[str] = []
    place: list[int] = []
    serves: dict[str, NDArray[np.int32]] = {}
    for partner in load_catalogue().partners.values():
        if partner.code in _NEAR:
            group = np.arange(hoods, dtype=np.int32) // np.int32(_NEAR[partner.code])
            seat = town_of[:: _NEAR[partner.code]]
        elif partner.level == "local":
            group, seat = town_of, np.arange(n_towns, dtype=np.int32)
        else:
            group, seat = np.zeros(hoods, dtype=np.int32), np.full(1, -1, dtype=np.int32)
        serves[partner.code] = (group + len(ids)).astype(np.int32)
        for number, town in enumerate(seat):
            ids.append(partner.code if len(seat) == 1 else f"{partner.code}-{number + 1:02d}")
            kinds.append(partner.code)
            place.append(int(town))
    towns_of_partner = np.array(place, dtype=np.int32)
    mute = (rng.random(len(ids)) < silent) & (towns_of_partner >= 0)
    return Places(names, towns, town_of, tuple(ids), tuple(kinds), towns_of_partner, serves, mute)


def _names(rng: Generator, hoods: int) -> tuple[str, ...]:
    every = [first + end for first in _TREES for end in _ENDS]
    chosen = [every[i] for i in rng.permutation(len(every))]
    return tuple(
        chosen[i % len(every)] + ("" if i < len(every) else f" {i // len(every) + 1}")
        for i in range(hoods)
    )
