"""The lines of the overview: what stands in the list for each family network."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.households import homes
from famnet.analysis.roles import DOMAINS
from famnet.analysis.route.chains import chains_of
from famnet.draw.family.ages import age_at
from famnet.reports.dutch_order import dutch_key
from famnet.reports.marks import DOMAIN_ORDER
from famnet.reports.records import runs
from famnet.reports.regie import DIRECTION_ROLES
from famnet.reports.scan_lines import row_words
from famnet.vocabulary import NO_DAY, SignalStatus, format_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.reports.session import PageWindow, Session

#: Lines of the list that a page and a workbook bear; findings.csv has all.
SHOWN: Final = 5000

__all__ = ["SHOWN", "ListLine", "list_lines", "place_names"]


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list; ``href`` is empty where the network has no page."""

    number: int
    window_id: str
    href: str
    stands_for: int
    place: str
    places: tuple[str, ...]
    households: int
    persons: int
    children: int
    domains: tuple[str, ...]
    groups: int
    observers: int
    episodes: int
    kinds: tuple[str, ...]
    partners: tuple[str, ...]
    waiting: int
    direction: str
    assigned: bool
    last: str
    last_iso: str
    often: str = ""


def list_lines(session: Session, most: int) -> list[ListLine]:
    """Return the first lines of the list, in order; made once and kept with the session.

    Notes
    -----
    Counts of the gate come from the description; the rest is looked up per network, O(k log n).
    """
    windows = session.listed[:most]
    made = session.lines.get(len(windows))
    if made is not None:
        return made
    counts = _gate_counts(session, windows)
    paged = {page.window_id for page in session.pages}
    reader = _Reader(session)
    session.lines[len(windows)] = [
        reader.line(number, window, counts[window.window_id], paged)
        for number, window in enumerate(windows, start=1)
    ]
    return session.lines[len(windows)]


def place_names(lines: Sequence[ListLine]) -> list[str]:
    """Return the neighbourhoods of the lines, sorted without De, 't or van der."""
    return sorted({place for line in lines for place in line.places}, key=dutch_key)


def _gate_counts(
    session: Session, windows: Sequence[PageWindow]
) -> dict[str, tuple[int, int, int, int, int]]:
    frame = session.description.windows
    frame = frame[frame["window_id"].isin([window.window_id for window in windows])]
    names = ["n_persons", "n_households", "n_domains", "n_observers", "n_episodes"]
    numbers = zip(*(frame[name].tolist() for name in names), strict=True)
    return dict(zip(frame["window_id"].tolist(), numbers, strict=True))


class _Reader:
    def __init__(self, session: Session) -> None:
        self._session = session
        signals = session.graph.signals
        self._partner = signals["partner"].to_numpy()
        self._origin = signals["origin_partner"].to_numpy()
        self._day = signals["event_date"].to_numpy()
        self._alive = (signals["status"] != str(SignalStatus.REFUTED)).to_numpy(dtype=bool)
        self._within = session.period.holds(signals["event_date"], signals["event_date_hi"])
        self._rank = {code: number for number, code in enumerate(DOMAIN_ORDER)}
        self._residents = homes(session.graph).residents

    def line(
        self,
        number: int,
        window: PageWindow,
        counted: tuple[int, int, int, int, int],
        paged: set[str],
    ) -> ListLine:
        session, units = self._session, window.units
        persons, households, groups, observers, episodes = counted
        rows = session.facts.rows("signals", "unit", units)
        places = self._places(units)
        kinds, names = self._known(rows, units)
        direction = self._direction(units)
        told = rows[self._alive[rows]]
        last = int(self._day[told].max()) if len(told) else NO_DAY
        return ListLine(
            number=number,
            window_id=window.window_id,
            href=window.href if window.window_id in paged else "",
            stands_for=window.stands_for,
            place=places[0] if places else "",
            places=tuple(places),
            households=households,
            persons=persons,
            children=self._children(units),
            domains=self._domains(rows),
            groups=groups,
            observers=observers,
            episodes=episodes,
            kinds=kinds,
            partners=names,
            waiting=self._waiting(units),
            direction=direction or session.texts("page.no_direction"),
            assigned=bool(direction),
            last=session.texts.day(last),
            last_iso=format_day(last),
            often=row_words(session, window.window_id),
        )

    def _domains(self, rows: np.ndarray) -> tuple[str, ...]:
        facts = self._session.episodes
        found = {
            facts.domain(int(row)) for row in rows[self._within[rows]] if facts.counted(int(row))
        }
        return tuple(sorted(found, key=lambda code: self._rank.get(code, len(DOMAINS))))

    def _places(self, units: Sequence[int]) -> list[str]:
        codes = [self._session.unit_household(unit) for unit in units]
        rows = self._session.facts.records(
            "households", [code for code in codes if code >= 0], ("neighbourhood",)
        )
        names = [row["neighbourhood"] for row in rows]
        count = Counter(name for name in names if isinstance(name, str) and name)
        return sorted(count, key=lambda name: (-count[name], dutch_key(name)))

    def _children(self, units: Sequence[int]) -> int:
        graph = self._session.graph
        people = np.concatenate(
            [
                self._residents.to[self._residents.start[u] : self._residents.start[u + 1]]
                for u in units
            ]
        )
        return sum(
            age_at(row["birth_date"], row["birth_date_hi"], graph.as_of).may_be_minor
            for row in self._session.facts.records(
                "persons", people, ("birth_date", "birth_date_hi")
            )
        )

    def _known(
        self, rows: np.ndarray, units: Sequence[int]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        facts = self._session.facts
        told = rows[self._alive[rows]]
        found = set(self._partner[told].tolist()) | set(self._origin[told].tolist())
        for name, columns in (
            ("involvements", ("partner",)),
            ("measures", ("partner", "second_partner", "decided_by_partner")),
        ):
            for row in facts.records(name, facts.rows(name, "unit", units), columns):
                found |= {row[column] for column in columns}
        partners = self._session.partners.ordered(code for code in found if code >= 0)
        kinds = dict.fromkeys(p.kind for p in partners)
        return tuple(kinds), tuple(dict.fromkeys(p.short for p in partners))

    def _waiting(self, units: Sequence[int]) -> int:
        """Count hand-overs and questions without an answer, as the way of the signals has them."""
        facts, chains = self._session.facts, chains_of(self._session.graph)
        signals = facts.rows("signals", "unit", units)
        handed = np.union1d(
            facts.rows("referrals", "unit", units), facts.rows("referrals", "signal", signals)
        ).astype(np.int64)
        count = int((chains.waits & chains.seen)[handed].sum())
        asked = facts.records(
            "requests", facts.rows("requests", "unit", units), ("delivered_date", "answer")
        )
        silent = [
            row
            for row in asked
            if row["delivered_date"] == NO_DAY and row["answer"] in (None, "pending")
        ]
        return count + len(silent)

    def _direction(self, units: Sequence[int]) -> str:
        session = self._session
        there = session.facts.rows("involvements", "unit", units)
        if not len(there):
            return ""
        part = session.facts.records(
            "involvements", there, ("role", "partner", "start_date", "end_date_hi")
        )
        for role in DIRECTION_ROLES:
            for row in part:
                if row["role"] == role and runs(
                    session.graph.as_of, row["start_date"], row["end_date_hi"]
                ):
                    return session.partners[row["partner"]].short
        return ""
