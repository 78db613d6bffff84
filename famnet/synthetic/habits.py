"""What people of a generation do: couples, children, partings; and who lives in an institution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CBS", "SAMPLE", "Generation", "Habits"]


@dataclass(frozen=True, slots=True)
class Generation:
    """What a generation does.

    Parameters
    ----------
    couple : float
        Chance to ever live in a couple.
    children : tuple of float
        Chance of 0, 1, 2 … children of a first couple.
    first_child : float
        Mean age of the mother at the first child.
    parting : float
        Chance that a couple parts.
    wait : float
        Years from living together to the first child: one and a gamma of this mean.
    """

    couple: float
    children: tuple[float, ...]
    first_child: float
    parting: float
    wait: float = 2.0


@dataclass(frozen=True, slots=True)
class Habits:
    """How a whole region lives.

    Parameters
    ----------
    generations : tuple of Generation
        From the oldest to the youngest.
    single_mother : float
        Mean age at birth of mothers outside a couple.
    institution : tuple of float
        Share in an institution of those aged 80 or more, of 70 to 79, of 8 to 17, of men of 18 to 49.
    leaving : float
        Mean age at leaving the parental home, without a couple or a child before.
    surplus : float
        Share of persons too many that is taken out again.
    inherited : float
        Standard deviation of the logarithm of what children take after their parents in how often they
        are seen (in a region without a ``Background``).
    """

    generations: tuple[Generation, ...]
    single_mother: float
    institution: tuple[float, float, float, float]
    leaving: float
    surplus: float
    inherited: float


#: Of the sample delivery, whose bytes must stay.
SAMPLE: Final = Habits(
    (
        Generation(0.96, (0.10, 0.10, 0.32, 0.26, 0.14, 0.08), 26.0, 0.10),
        Generation(0.96, (0.13, 0.11, 0.44, 0.21, 0.08, 0.03), 26.5, 0.22),
        Generation(0.96, (0.15, 0.11, 0.45, 0.20, 0.06, 0.03), 29.0, 0.28),
        Generation(0.96, (0.18, 0.11, 0.45, 0.19, 0.05, 0.02), 29.8, 0.28),
        Generation(0.80, (0.30, 0.25, 0.35, 0.08, 0.02, 0.00), 30.3, 0.28),
    ),
    26.0,
    (0.15, 0.0, 0.006, 0.004),
    23.4,
    float("inf"),
    1.0,
)
#: Fitted to the figures of Statistics Netherlands in ``data/targets.csv``.
CBS: Final = Habits(
    (
        Generation(0.96, (0.10, 0.10, 0.32, 0.26, 0.14, 0.08), 26.0, 0.10),
        Generation(0.96, (0.13, 0.12, 0.45, 0.20, 0.07, 0.03), 26.5, 0.22),
        Generation(0.96, (0.14, 0.125, 0.46, 0.195, 0.055, 0.025), 29.0, 0.27, 3.4),
        Generation(0.96, (0.15, 0.175, 0.46, 0.16, 0.04, 0.015), 29.8, 0.27, 3.9),
        Generation(0.85, (0.20, 0.30, 0.39, 0.08, 0.03, 0.00), 30.3, 0.27, 4.2),
    ),
    28.5,
    (0.20, 0.036, 0.006, 0.005),
    23.9,
    0.006,
    1.25,
)
