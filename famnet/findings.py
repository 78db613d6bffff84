"""Findings: what famnet says, with the rows it rests on. None can be made without them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Evidence", "Finding", "Method", "Strength"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One occurrence that a finding rests on.

    Parameters
    ----------
    episode_id : str
        Which occurrence.
    day : str
        When, ISO 8601, as precise as delivered.
    domains : tuple of pairs of str
        Household (or ``person:`` and a person) that it touches, and the life domain there.
    observers : tuple of str
        Who saw it: roots of the catalogue.
    signals : tuple of str
        Ids of the signals that count, own conduct first, then in order of time.

    Raises
    ------
    ValueError
        Without a signal or a household.
    """

    episode_id: str
    day: str
    domains: tuple[tuple[str, str], ...]
    observers: tuple[str, ...]
    signals: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse evidence without rows."""
        if not self.signals or not self.domains or not self.episode_id:
            raise ValueError("evidence names an episode, its signals and what they touch")


@dataclass(frozen=True, slots=True)
class Method:
    """How a finding was made: name, version, and each parameter with its value.

    Raises
    ------
    ValueError
        Without a name, a version or a parameter.
    """

    name: str
    version: str
    parameters: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        """Refuse a method that can't be repeated."""
        if not self.name or not self.version or not self.parameters:
            raise ValueError("a method has a name, a version and its parameters")


@dataclass(frozen=True, slots=True)
class Strength:
    """How much more than expected; a p is never told alone.

    Parameters
    ----------
    p : float
        Chance of so much or more in a comparable family network with nothing special.
    rate_ratio, low, high : float or None
        How many times as much as expected, with its interval; None where that was not estimated.
    p_upper, q : float
        Upper limit of p; adjusted for how many networks were looked at.
    expected_by_chance : float
        How many of all networks looked at would show so much by chance, at most.
    certified_domains : int
        In at least how many scan groups more than expected.
    more_than_chance : bool
        Whether it is called that.
    """

    p: float
    rate_ratio: float | None
    low: float | None
    high: float | None
    p_upper: float = 1.0
    q: float = 1.0
    expected_by_chance: float = 0.0
    certified_domains: int = 0
    more_than_chance: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """A statement about a family network, with everything needed to doubt it.

    Parameters
    ----------
    finding_id, window_id : str
        Its id, and the family network it is about.
    statement : str
        What was seen, in plain words; Dutch unless another language was asked for.
    evidence : tuple of Evidence
        What it rests on; at least one.
    method : Method
        How it was made.
    strength : Strength or None
        None: this is a description, nothing was compared.
    speaks_against, unknown : tuple of str
        Sentences: what weakens it, and what is not known. May be empty.
    caveats : tuple of str
        Sentences that always belong with it; at least one.
    household_ids : tuple of str
        Households of the family network, touched or not.
    stands_for : int
        How many windows of its overlap cluster it stands for, itself included.
    single_source : bool
        Whether it would not be made without one of its observers.
    stability : str
        In how many of all looks it stands, in words; empty where that was not looked at.

    Raises
    ------
    ValueError
        Without id, subject, statement, evidence or caveat.
    """

    finding_id: str
    window_id: str
    statement: str
    evidence: tuple[Evidence, ...]
    method: Method
    strength: Strength | None
    speaks_against: tuple[str, ...]
    unknown: tuple[str, ...]
    caveats: tuple[str, ...]
    household_ids: tuple[str, ...] = ()
    stands_for: int = 1
    single_source: bool = False
    stability: str = ""

    def __post_init__(self) -> None:
        """Refuse a finding that can't be checked."""
        needed = (self.finding_id, self.window_id, self.statement, self.evidence, self.caveats)
        if not all(needed) or not isinstance(self.method, Method):
            raise ValueError(
                "a finding has a subject, a statement, evidence, a method and a caveat"
            )
        if not all(isinstance(item, Evidence) for item in self.evidence):
            raise ValueError("what a finding rests on is Evidence")

    @property
    def signals(self) -> tuple[str, ...]:
        """Ids of all signals it rests on, episode by episode."""
        return tuple(dict.fromkeys(s for item in self.evidence for s in item.signals))

    def __repr__(self) -> str:
        """Show counts only, never a person."""
        return f"<Finding {self.finding_id}: {len(self.evidence)} episodes, {len(self.signals)} signals>"
