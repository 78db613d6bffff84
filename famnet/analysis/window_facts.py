"""The facts of one family network: what counts, what is shown beside, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.analysis.gate import Fails
    from famnet.findings import Evidence

__all__ = ["Beside", "Unknown", "WindowFacts"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Signals that don't count in the period, as ids: shown, never counted.

    Parameters
    ----------
    protective, refuted, administrative : tuple of str
        What goes well; what was refuted; measures and decisions.
    other : tuple of pairs of str
        Signal and ``roles.Reason`` why it doesn't count.
    outside : tuple of str
        Signals that would count but lie outside the period.
    """

    protective: tuple[str, ...]
    refuted: tuple[str, ...]
    administrative: tuple[str, ...]
    other: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known about a family network.

    Parameters
    ----------
    silent, not_asked : tuple of str
        Partners that were asked and did not answer; that nobody asked and of which nothing came,
        though they work where this family network lives (``reach``).
    ages : int
        Living members without a birth date.
    without_home : int
        Members who live in no household of the delivery.
    roles : int
        Signals whose role was not delivered, so that they don't count.
    """

    silent: tuple[str, ...]
    not_asked: tuple[str, ...]
    ages: int
    without_home: int
    roles: int


@dataclass(frozen=True, slots=True, repr=False)
class WindowFacts:
    """What one family network shows in the period, whatever the gate says.

    Parameters
    ----------
    window_id : str
        The family network.
    n_persons, n_households, n_touched, n_episodes, n_observers : int
        Living members; units; units touched; distinct episodes; independent observers.
    groups : tuple of (str, int)
        Scan groups and how many units each touches, in the order of the catalogue.
    observers : tuple of str
        Roots of the catalogue.
    fails : Fails
        Why it doesn't pass the gate.
    episodes : tuple of Evidence
        In order of time.
    one_observer : tuple of (str, str)
        Scan groups that only one observer tells of, and who that is.
    rests_on : tuple of str
        Observers without whom fewer scan groups remain than the gate asks.
    first_observers : int
        Observers that were the first to tell of an episode.
    most_by_one : int
        Episodes in which the person with most of them stands.
    reports, proactive : int
        Counted signals that are a report, not established; that come from looking for it or from an
        earlier finding.
    beside, unknown : Beside, Unknown
        What is shown with it.
    household_ids : tuple of str
        Its households, touched or not.
    """

    window_id: str
    n_persons: int
    n_households: int
    n_touched: int
    n_episodes: int
    n_observers: int
    groups: tuple[tuple[str, int], ...]
    observers: tuple[str, ...]
    fails: Fails
    episodes: tuple[Evidence, ...]
    one_observer: tuple[tuple[str, str], ...]
    rests_on: tuple[str, ...]
    first_observers: int
    most_by_one: int
    reports: int
    proactive: int
    beside: Beside
    unknown: Unknown
    household_ids: tuple[str, ...]

    @property
    def signals(self) -> tuple[str, ...]:
        """Ids of the signals that count."""
        return tuple(dict.fromkeys(s for item in self.episodes for s in item.signals))

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<WindowFacts {self.window_id}: {self.n_episodes} episodes in {len(self.groups)} groups>"
