"""Who knows whom as numbers: one row per partner and subject, in the order in which it is written."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.episodes import episode_table
from famnet.analysis.households import homes
from famnet.analysis.links import family_links, is_kind, today
from famnet.analysis.neighbours import id_ranks
from famnet.vocabulary import FOREVER, NO_DAY, RequestAnswer, SignalStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Bytes = npt.NDArray[np.int8]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["Known", "Rows", "Subjects", "answers_of_partners", "facts_of_partners"]


class Known(StrEnum):
    """What a partner is to a person or household; the closed list of ``known.state``."""

    KNOWN = "known"
    NOTHING = "nothing_known"
    SILENT = "not_answered"
    NOT_ASKED = "not_asked"
    NOT_ALLOWED = "not_allowed"


_KNOWN, _NOTHING, _SILENT = range(3)
_LATER: Final = np.int32(2**31 - 1)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Subjects:
    """Numbers of subjects and partners, so that a key sorts as the table is written.

    A subject is a person (its code), or a household (its code and ``n_persons``).

    Parameters
    ----------
    n_persons : int
        Number of persons.
    rank, by_rank : int32 array
        Per subject its place in the order of ids, persons first; and back.
    partner_rank, partner_by_rank : int32 array
        The same of partners.
    home : int32 array
        Per person the household it is counted in, -1 none.
    """

    n_persons: int
    rank: Codes
    by_rank: Codes
    partner_rank: Codes
    partner_by_rank: Codes
    home: Codes
    _ids: tuple[pd.Series[str], pd.Series[str]]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Subjects: {len(self.rank)}, and {len(self.partner_rank)} partners>"

    @classmethod
    def of(cls, graph: FamilyGraph) -> Subjects:
        """Return the numbers of a graph."""
        n, home = len(graph.persons), homes(graph)
        ids = (graph.persons["person_id"], graph.households["household_id"])
        rank = np.concatenate([family_links(graph).rank[:n], id_ranks(ids[1]) + np.int32(n)])
        partner_rank = id_ranks(graph.partners["partner_id"])
        lives = np.append(home.unit_household, np.int32(-1))[home.unit]
        return cls(n, rank, _turned(rank), partner_rank, _turned(partner_rank), lives, ids)

    def key(self, partner: Codes, subject: Longs | Codes) -> Longs:
        """Return the number of a pair, in the order in which pairs are written."""
        return self.partner_rank[partner].astype(np.int64) * len(self.rank) + self.rank[subject]

    def ends(self, key: Longs) -> tuple[Codes, Codes]:
        """Return partner and subject of keys."""
        partner, subject = np.divmod(key, max(len(self.rank), 1))
        return self.partner_by_rank[partner], self.by_rank[subject]

    def codes_of(self, subjects: Iterable[str]) -> Longs:
        """Return the subjects with these ids; what is no subject is left out."""
        asked = sorted(set(subjects))
        found = [np.flatnonzero(ids.isin(asked).to_numpy(dtype=bool)) for ids in self._ids]
        return np.concatenate([found[0], found[1] + self.n_persons]).astype(np.int64)

    def household_of(self, subject: Longs) -> Longs:
        """Return the household of a person, as a subject; -1 without one, and for a household."""
        person = np.where(subject < self.n_persons, subject, -1)
        household = np.append(self.home, np.int32(-1))[person].astype(np.int64)
        return np.where(household >= 0, household + self.n_persons, -1)


def _turned(rank: Codes) -> Codes:
    out = np.empty(len(rank), np.int32)
    out[rank] = np.arange(len(rank), dtype=np.int32)
    return out


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Rows:
    """One row per partner and subject, sorted by key.

    Parameters
    ----------
    key : int64 array
        ``Subjects.key``, each at most once.
    state : int8 array
        Position in ``Known``.
    since, last, n_episodes : int32 array
        Days (``NO_DAY`` none) and number of episodes.
    """

    key: Longs
    state: Bytes
    since: Codes
    last: Codes
    n_episodes: Codes

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Rows: {len(self.key)}>"

    def chosen(self, which: Longs | Bools) -> Rows:
        """Return some rows."""
        return Rows(*(getattr(self, field.name)[which] for field in fields(self)))

    def in_order(self) -> Rows:
        """Return the rows sorted by key."""
        return self.chosen(np.argsort(self.key, kind="stable"))

    def with_more(self, more: Rows) -> Rows:
        """Return the rows with others between them."""
        both = (
            np.concatenate([getattr(self, field.name), getattr(more, field.name)])
            for field in fields(self)
        )
        return Rows(*both).in_order()

    def place(self, key: Longs) -> Longs:
        """Return where keys stand, -1 where they don't."""
        at = np.searchsorted(self.key, key)
        at[at == len(self.key)] = -1
        return np.where(self.key[at] == key, at, -1) if len(self.key) else np.full_like(key, -1)

    def has(self, key: Longs) -> Bools:
        """Say which keys are there."""
        return self.place(key) >= 0


_Fact = tuple["Codes", "Codes", "Codes", "Codes", "Codes", "Codes"]


def facts_of_partners(graph: FamilyGraph, book: Subjects) -> Rows:
    """Return a row per partner and subject that it knows by a signal, involvement or measure."""
    parts = [part for fact in _facts(graph) for part in _about(book, fact)]
    key, since, last, episode = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.argsort(key, kind="stable")
    key = key[order]
    start = np.flatnonzero(np.diff(key, prepend=-1))
    dates = _summed(np.append(start, len(key)), order, since, last, episode)
    return Rows(key[start], np.full(len(start), _KNOWN, np.int8), *dates)


def _about(book: Subjects, fact: _Fact) -> Iterator[tuple[Longs, Codes, Codes, Codes]]:
    """Give what is told of a person to the person and to its household."""
    partner, person, household, *told = fact
    lives = np.where(person >= 0, np.append(book.home, np.int32(-1))[person], household)
    for subject, held in (
        (person, (partner >= 0) & (person >= 0)),
        (lives + np.int32(book.n_persons), (partner >= 0) & (lives >= 0)),
    ):
        rows = np.flatnonzero(held)
        since, last, episode = (part[rows] for part in told)
        yield book.key(partner[rows], subject[rows]), since, last, episode


@kernel
def _summed(
    start: Longs, order: Longs, since: Codes, last: Codes, episode: Codes
) -> tuple[Codes, Codes, Codes]:
    """Return first day, last day and number of episodes of each run of rows."""
    n = len(start) - 1
    first, latest = np.full(n, _LATER, np.int32), np.full(n, NO_DAY, np.int32)
    count = np.zeros(n, np.int32)
    for i in range(n):
        seen = np.empty(start[i + 1] - start[i], np.int32)
        for p in range(start[i], start[i + 1]):
            row = order[p]
            if since[row] != NO_DAY:
                first[i] = min(first[i], since[row])
            latest[i] = max(latest[i], last[row])
            seen[p - start[i]] = episode[row]
        if first[i] == _LATER:
            first[i] = NO_DAY
        seen.sort()
        for p in range(len(seen)):
            count[i] += seen[p] >= 0 and (p == 0 or seen[p] != seen[p - 1])
    return first, latest, count


def _facts(graph: FamilyGraph) -> Iterator[_Fact]:
    """Give partner, person, household, first and last day, and episode (-1 none)."""
    yield from _signals(graph)
    yield _periods(graph, "involvements", "partner")
    for name in ("decided_by_partner", "partner", "second_partner"):
        yield _periods(graph, "measures", name)


def _signals(graph: FamilyGraph) -> Iterator[_Fact]:
    """Who delivered a signal, and who first saw it."""
    signals = graph.signals
    counts = ~is_kind(signals["status"], SignalStatus.REFUTED)
    counts &= signals["event_date"].to_numpy() <= today(graph)
    for name in ("partner", "origin_partner"):
        partner = signals[name].to_numpy()
        rows = np.flatnonzero(counts & (partner >= 0))
        day = signals["event_date"].to_numpy()[rows]
        first = episode_table(graph).first[rows].astype(np.int32)
        person, household = (signals[who].to_numpy()[rows] for who in ("person", "household"))
        yield partner[rows], person, household, day, day, first


def _periods(graph: FamilyGraph, table_name: str, name: str) -> _Fact:
    table = graph.tables[table_name]
    rows = np.flatnonzero(table["start_date"].to_numpy() <= today(graph))
    start, end = (table[date].to_numpy()[rows] for date in ("start_date", "end_date"))
    # What still runs was last seen today; where there is no date at all, when it began.
    last = (
        np.minimum(end, np.int32(graph.as_of))
        if graph.as_of != NO_DAY
        else np.where(end == FOREVER, start, end)
    )
    partner, person, household = (table[c].to_numpy()[rows] for c in (name, "person", "household"))
    return partner, person, household, start, last, np.full(len(rows), -1, np.int32)


def answers_of_partners(graph: FamilyGraph, book: Subjects) -> Rows:
    """Return a row per partner and subject that it was asked about, by the last answers."""
    table = graph.tables["requests"]
    table = table[table["asked_date"].to_numpy() <= today(graph)]
    person, household = table["person"].to_numpy(), table["household"].to_numpy()
    key = book.key(
        table["partner"].to_numpy(), np.where(person >= 0, person, household + book.n_persons)
    )
    about = table["life_domain"].cat.codes.to_numpy()
    asked, came = table["asked_date"].to_numpy(), table["delivered_date"].to_numpy()
    level = _levels(graph, table)
    order = np.lexsort((came, level, asked, about, key))
    key, about = key[order], about[order]
    # The last answer to each question.
    latest = np.ones(len(key), bool)
    latest[:-1] = (key[1:] != key[:-1]) | (about[1:] != about[:-1])
    order, key = order[latest], key[latest]
    start = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(start):
        none = np.empty(0, np.int32)
        return Rows(key, np.empty(0, np.int8), none, none, none)
    most, least = (f.reduceat(level[order], start) for f in (np.maximum, np.minimum))
    # Known once it delivered anything; nothing known only when every question was answered.
    level = np.where(most == 2, most, least)
    last = np.where(level > 0, np.maximum.reduceat(came[order], start), NO_DAY).astype(np.int32)
    state = np.array([_SILENT, _NOTHING, _KNOWN], np.int8)[level]
    since = np.minimum.reduceat(asked[order], start)
    return Rows(key[start], state, since, last, np.zeros(len(start), np.int32))


def _levels(graph: FamilyGraph, table: pd.DataFrame) -> Bytes:
    """Return 2 for something delivered, 1 for nothing known, 0 for no answer by today."""
    came, answer = table["delivered_date"].to_numpy(), table["answer"]
    no_word = answer.isna().to_numpy(dtype=bool)
    told = is_kind(answer, RequestAnswer.DELIVERED) | (no_word & (came != NO_DAY))
    nothing = is_kind(answer, RequestAnswer.NOTHING_KNOWN)
    level = np.where(told, 2, np.where(nothing, 1, 0))
    return np.where(came <= today(graph), level, 0).astype(np.int8)
