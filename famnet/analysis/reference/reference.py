"""The reference: what an area is like, in tables that a person can read and nobody is in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from famnet.analysis.concentration.composition import Composition
from famnet.analysis.concentration.people import N_STRATA
from famnet.analysis.concentration.rates import Rates
from famnet.analysis.gate import GROUPS
from famnet.analysis.reference.set_cells import Told, profiles_of
from famnet.analysis.reference.strata_cells import LABELS
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.concentration.effect import GammaMixture
    from famnet.analysis.concentration.frailty import FittedFrailty
    from famnet.analysis.concentration.profile import Profiles
    from famnet.analysis.concentration.second_persons import SecondPersons

    Floats = npt.NDArray[np.float64]

__all__ = [
    "ALL", "COLUMNS", "COLUMN_GROUPS", "REST", "About", "Reference", "Tables", "catalogue_version",
]  # fmt: skip

Dtype = Literal["str", "int64", "float64"]

#: The scan groups and, last, "touched in any of them".
COLUMN_GROUPS: Final = (*GROUPS, "any")
#: A row for what was pooled, and one for everything together.
REST: Final = "*"
ALL: Final = "all"

COLUMNS: Final[dict[str, dict[str, Dtype]]] = {
    "rates": {"group": "str", "who": "str", "persons": "int64", "touched": "int64", "rate": "float64"},
    "areas": {
        "group": "str", "municipality": "str", "neighbourhood": "str", "persons": "int64", "touched": "int64",
        "multiplier": "float64",
    },
    "classes": {"group": "str", "composition": "str", "households": "int64", "touched": "int64", "scale": "float64"},
    "profiles": {"composition": "str", "groups": "str", "households": "int64"},
    "richness": {"groups_from": "int64", "households": "int64"},
    "crowding": {"composition": "str", "factor": "float64"},
}  # fmt: skip
"""Columns of each table of the artefact, in order."""

_VERSION_LETTERS: Final = 12


@dataclass(frozen=True, slots=True)
class About:
    """What a reference is about.

    Parameters
    ----------
    region, deliverer : str
        As the delivery says; empty where it doesn't.
    synthetic : bool
        Whether no real person was behind it.
    workspace : str
        Decides which signals could come in.
    reference_date : str
        Its "today".
    months : int
        Length of the period.
    catalogue : str
        Which catalogue decided what counts (``catalogue_version``).
    persons, households, windows : int
        What it rests on, in hundreds.
    """

    region: str
    deliverer: str
    synthetic: bool
    workspace: str
    reference_date: str
    months: int
    catalogue: str
    persons: int
    households: int
    windows: int


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Tables:
    """The tables of a reference; their columns are ``COLUMNS``.

    Parameters
    ----------
    rates : DataFrame
        Group, cell of ages and sexes (``male:12-14|male:15-17``): how many, how many touched, rate.
    areas : DataFrame
        Group, neighbourhood: how much more or less is reported, of ``any`` in all, of a group beside
        that; ``*`` for what was pooled.
    classes : DataFrame
        Group, kinds of household: how many, how many touched, scale on the intensity.
    profiles : DataFrame
        Kind of household (or ``all``), exact set of groups: households.
    richness : DataFrame
        Touched in so many groups, up to the next row: households.
    crowding : DataFrame
        Kinds of household: by how much touches come together there.
    """

    rates: pd.DataFrame
    areas: pd.DataFrame
    classes: pd.DataFrame
    profiles: pd.DataFrame
    richness: pd.DataFrame
    crowding: pd.DataFrame


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reference:
    """The stored background of an area.

    Parameters
    ----------
    about : About
        Of which area, when, and what it rests on.
    tables : Tables
        What may be told.
    frailty : FittedFrailty
        How much families resemble each other, per bin of window size.
    second : SecondPersons
        How often a second person of a touched household is touched.
    prior : GammaMixture
        How rate ratios lie over all families.
    left_out : tuple of str
        Scan groups with too little to tell; nothing is compared in them.
    reference_id : str
        Hash of all of it; empty before it is written.
    """

    about: About
    tables: Tables
    frailty: FittedFrailty
    second: SecondPersons
    prior: GammaMixture
    left_out: tuple[str, ...]
    reference_id: str = ""

    def __repr__(self) -> str:
        """Show what it is about."""
        return f"<Reference {self.reference_id}: {self.about.households} households>"

    @property
    def keep(self) -> int:
        """The scan groups that can be compared, as bits."""
        return sum(1 << d for d, group in enumerate(GROUPS) if group not in self.left_out)

    def rates_of(self, places: Sequence[tuple[str, str]]) -> Rates:
        """Return rates per stratum, and multipliers for some neighbourhoods.

        Parameters
        ----------
        places : sequence of (str, str)
            Municipality and neighbourhood of each area.
        """
        rate = np.zeros((N_STRATA, len(COLUMN_GROUPS)))
        at = {label: s for s, label in enumerate(LABELS)}
        table = self.tables.rates
        strange = [s for s, label in enumerate(LABELS) if label not in self.met()]
        for group, who, value in zip(table["group"], table["who"], table["rate"], strict=True):
            rate[[at[label] for label in who.split("|")], COLUMN_GROUPS.index(group)] = value
        for d, group in enumerate(COLUMN_GROUPS):
            rows = table[table["group"] == group]
            # Of ages that nobody there had: what is usual over all ages.
            rate[strange, d] = rows["touched"].sum() / max(int(rows["persons"].sum()), 1)
        columns = [self._multipliers(group, places) for group in COLUMN_GROUPS]
        multiplier = np.stack(columns, axis=1)
        # A group is told beside what the area does in all.
        multiplier[:, :-1] *= multiplier[:, -1:]
        return Rates(rate, multiplier, ())

    def met(self) -> set[str]:
        """Return the ages and sexes that somebody in the area had."""
        table = self.tables.rates
        rows = table[table["group"] == COLUMN_GROUPS[-1]]
        return {label for who in rows["who"] for label in who.split("|")}

    def knows(self, place: tuple[str, str]) -> bool:
        """Say whether a neighbourhood has a row of its own in any group."""
        rows = self.tables.areas
        return bool(
            ((rows["municipality"] == place[0]) & (rows["neighbourhood"] == place[1])).any()
        )

    def _multipliers(self, group: str, places: Sequence[tuple[str, str]]) -> Floats:
        rows = self.tables.areas[self.tables.areas["group"] == group]
        small = rows[rows["municipality"] == REST]
        keys = zip(rows["municipality"], rows["neighbourhood"], strict=True)
        known = dict(zip(keys, rows["multiplier"], strict=True))
        means: dict[str, float] = {}
        for town in {town for town, _ in places}:
            mine = rows[rows["municipality"] == town]
            # A town without rows of its own was pooled with other small ones, or lies elsewhere.
            means[town] = _mean(
                next(part for part in (mine, small, rows) if len(part) or part is rows)
            )
        return np.array(
            [known.get(place, known.get((place[0], REST), means[place[0]])) for place in places]
        )

    def scales(self) -> Floats:
        """Return class, group: scale on the intensity of a household of that kind."""
        out = np.zeros((len(Composition), len(COLUMN_GROUPS)))
        table = self.tables.classes
        for group, kinds, value in zip(
            table["group"], table["composition"], table["scale"], strict=True
        ):
            out[_classes(kinds), COLUMN_GROUPS.index(group)] = value
        return out

    def crowding(self) -> Floats:
        """Return per class by how much touches come together."""
        out = np.ones(len(Composition))
        for kinds, value in zip(
            self.tables.crowding["composition"], self.tables.crowding["factor"], strict=True
        ):
            out[_classes(kinds)] = value
        return out

    def profiles(self) -> Profiles:
        """Return which groups come together in a household of each kind."""
        n = len(Composition)
        counts = np.zeros((n + 1, 1 << len(GROUPS)))
        table = self.tables.profiles
        for kind, groups, value in zip(
            table["composition"], table["groups"], table["households"], strict=True
        ):
            row = n if kind == ALL else int(Composition[kind.upper()])
            counts[row, sum(1 << GROUPS.index(group) for group in groups.split("|"))] = value
        told = self.tables.richness
        pairs = zip(told["groups_from"].tolist(), told["households"].tolist(), strict=True)
        richness = tuple((int(start), float(held)) for start, held in pairs)
        return profiles_of(Told(counts, self.totals(), richness))

    def totals(self) -> Floats:
        """Return class and last all, group and last any: households touched; NaN where untold."""
        out = np.full((len(Composition) + 1, len(COLUMN_GROUPS)), np.nan)
        table = self.tables.classes
        for group, kinds, value in zip(
            table["group"], table["composition"], table["touched"], strict=True
        ):
            d = COLUMN_GROUPS.index(group)
            out[-1, d] = np.nan_to_num(out[-1, d]) + value
            if "|" not in kinds:
                out[_classes(kinds), d] = value
        return out


def _classes(kinds: str) -> list[int]:
    return [int(Composition[kind.upper()]) for kind in kinds.split("|")]


def _mean(rows: pd.DataFrame) -> float:
    if not len(rows):
        return 1.0
    return float(np.average(rows["multiplier"], weights=rows["persons"]))


@cache
def catalogue_version() -> str:
    """Return which catalogue decides what counts: a hash of its lists of signals, domains and partners.

    >>> len(catalogue_version())
    12
    """
    known = load_catalogue()
    lists = (known.groups, known.life_domains, known.signal_types, known.referral_edges)
    admissions = known.signal_admissions, tuple(known.partners.items())
    text = repr(([tuple(one.items()) for one in lists], admissions))
    return hashlib.sha256(text.encode()).hexdigest()[:_VERSION_LETTERS]
