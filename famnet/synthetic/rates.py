"""How often each signal type comes up, by age and sex, and who tells it (``data/signal_rates.csv``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code, codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BANDS",
    "EchoRule",
    "MeasureRule",
    "Rate",
    "echo_rules",
    "measure_rules",
    "rates",
    "read",
]

# Lower bounds of the age bands, in years.
BANDS = (0, 12, 18, 25, 45, 65)
_COLUMNS = ("a0_11", "a12_17", "a18_24", "a25_44", "a45_64", "a65")


@dataclass(frozen=True, slots=True)
class Rate:
    """One signal type: rate per person-year by cell (age band x sex), roles by age class, tellers."""

    type: int
    group: int
    per_year: NDArray[np.float64]
    household: float
    roles: tuple[tuple[NDArray[np.int16], NDArray[np.float64]], ...]
    tellers: tuple[str, ...]
    shares: NDArray[np.float64]
    incident: bool


@dataclass(frozen=True, slots=True)
class EchoRule:
    """A signal that is told on: from which type and observer, to whom, as what, how often."""

    from_type: int
    from_root: str
    to_partner: str
    to_type: int
    from_partner: str
    window: int
    chance: float
    step: int


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """A measure that follows a signal type."""

    after_type: int
    measure: str
    chance: float
    decided_by: str
    executed_by: str
    second: str
    days: int


def read(name: str) -> list[dict[str, str]]:
    """Read a data file of the synthetic region."""
    text = (files("famnet.synthetic") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _weighted(cell: str) -> tuple[list[str], NDArray[np.float64]]:
    pairs = [item.split(":") for item in cell.split("|") if item]
    weights = np.array([float(pair[1]) if len(pair) > 1 else 1.0 for pair in pairs])
    return [pair[0] for pair in pairs], weights / max(weights.sum(), 1e-9)


@cache
def rates() -> tuple[Rate, ...]:
    """Return the rate of every signal type."""
    catalogue = load_catalogue()
    out = []
    for row in read("signal_rates.csv"):
        level = np.array([float(row[name]) for name in _COLUMNS]) / 1000.0
        men = float(row["men"])
        roles = []
        for column in ("roles_0_11", "roles_12_17", "roles_18"):
            names, weights = _weighted(row[column])
            roles.append((codes("signals", "role", names), weights))
        tellers, shares = _weighted(row["partners"])
        domain = catalogue.signal_types[row["type"]].domain
        out.append(
            Rate(
                type=code("signals", "type", row["type"]),
                group=catalogue.scan_groups.index(catalogue.scan_group_of(domain)),
                # Cell = band * 2 + (1 for men); the mean over both sexes is the band's rate.
                per_year=np.column_stack((level * (2.0 - men), level * men)).ravel(),
                household=float(row["household"]),
                roles=tuple(roles),
                tellers=tuple(tellers),
                shares=shares,
                incident=row["incident"] == "yes",
            )
        )
    return tuple(out)


@cache
def echo_rules() -> tuple[EchoRule, ...]:
    """Return who tells what on to whom, along the catalogue's referral edges."""
    edges = load_catalogue().referral_edges
    return tuple(
        EchoRule(
            from_type=code("signals", "type", row["from_type"]),
            from_root=row["from_root"],
            to_partner=row["to_partner"],
            to_type=code("signals", "type", row["to_type"]) if row["to_type"] else -1,
            from_partner=edges[row["edge"]].from_code,
            window=edges[row["edge"]].echo_window_days,
            chance=float(row["chance"]),
            step=code("referrals", "step", row["step"]),
        )
        for row in read("echoes.csv")
    )


@cache
def measure_rules() -> tuple[MeasureRule, ...]:
    """Return which measures may follow which signal type."""
    return tuple(
        MeasureRule(
            code("signals", "type", row["after_type"]),
            row["measure"],
            float(row["chance"]),
            row["decided_by"],
            row["executed_by"],
            row["second"],
            int(row["days"]),
        )
        for row in read("measures_after.csv")
    )
