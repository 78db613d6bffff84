"""Which hand-overs hang together, and which come after which: made once per graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from famnet.analysis.book import book_of
from famnet.analysis.direction import units_of_rows
from famnet.analysis.episodes import episode_table
from famnet.analysis.households import homes
from famnet.analysis.view import View
from famnet.vocabulary import NO_DAY, ReferralOutcome

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Words = npt.NDArray[np.object_]

__all__ = ["FEEDBACK", "Chains", "chains_of", "marked", "words_of"]

#: The step by which the sender is told what was done: no hand-over of the matter.
FEEDBACK: Final = "feedback"
_UNSAID: Final = ("", str(ReferralOutcome.PENDING))


@dataclass(frozen=True, slots=True, repr=False)
class Chains:
    """Hand-overs of a graph as arrays, one element per row of ``referrals``.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    seen : bool array
        Which rows may be seen in this workspace and are not of later than the reference date.
    one, other : int64 arrays
        All pairs of seen rows of one matter, each with itself too: of one episode where both concern
        a signal, else about the same person or household.
    matter : int64 array
        Number of the matter: rows that such pairs tie together; -1 not seen.
    about_row, about, about_unit : int64 arrays
        Whom rows are about: row, subject (person, or number of persons and household), unit.
    sent, sent_hi : int64 arrays
        Day it was sent, earliest and latest reading.
    sender, receiver : int64 arrays
        Partners.
    step, outcome : object arrays
        Words, empty where not delivered.
    waits, feedback : bool arrays
        No day of an answer and no outcome but pending, in a step that asks for one; told back.
    place : int64 array
        Place by day sent, then as delivered.
    """

    graph: FamilyGraph
    seen: Bools
    one: Longs
    other: Longs
    matter: Longs
    about_row: Longs
    about: Longs
    about_unit: Longs
    sent: Longs
    sent_hi: Longs
    sender: Longs
    receiver: Longs
    step: Words
    outcome: Words
    waits: Bools
    feedback: Bools
    place: Longs

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Chains: {len(self.seen)} hand-overs>"

    def __len__(self) -> int:
        """Return how many hand-overs there are."""
        return len(self.seen)

    def followed(self, *, besides_feedback: bool = False) -> Bools:
        """Say which were handed over again later, on another day, in the same matter."""
        later = self.sent[self.other] > self.sent[self.one]
        if besides_feedback:
            later &= ~self.feedback[self.other]
        return marked(self.one[later], len(self))

    def about_of(self, row: int) -> list[int]:
        """Return the subjects of a hand-over."""
        return sorted(set(self.about[self.about_row == row].tolist()))

    def in_units(self, units: Codes) -> Longs:
        """Return the rows about somebody of some units that may be seen, in order of time."""
        rows = np.unique(self.about_row[np.isin(self.about_unit, units)])
        rows = rows[self.seen[rows]]
        ordered: Longs = rows[np.argsort(self.place[rows])]
        return ordered


def marked(rows: Longs, n: int) -> Bools:
    """Return a mask of ``n`` that is true at some places."""
    out = np.zeros(n, bool)
    out[rows] = True
    return out


def words_of(column: pd.Series[Any]) -> Words:
    """Return the words of a closed column; empty where there is none."""
    held = np.append(np.asarray(column.cat.categories, dtype=object), "")
    words: Words = held[column.cat.codes.to_numpy()]
    return words


def chains_of(graph: FamilyGraph) -> Chains:
    """Return the hand-overs of a graph with what ties them, made once.

    Notes
    -----
    A matter is what pairs tie together, step by step: a hand-over without a signal ties all that is
    about the same person. Pairs of one subject: O(k squared) in its hand-overs.
    """
    return graph.kept("route:chains", lambda: _chains(graph))


def _chains(graph: FamilyGraph) -> Chains:
    rows = graph.tables["referrals"]
    seen, about = _seen(graph), _about(graph)
    step, outcome = words_of(rows["step"]), words_of(rows["outcome"])
    feedback = step == FEEDBACK
    sent = rows["sent_date"].to_numpy().astype(np.int64)
    pairs = _pairs(graph, about, seen)
    place = np.empty(len(rows), np.int64)
    place[np.argsort(sent, kind="stable")] = np.arange(len(rows))
    unsaid = np.isin(outcome, _UNSAID) & (rows["answered_date"].to_numpy() == NO_DAY)
    return Chains(
        graph=graph,
        seen=seen,
        one=pairs["one"].to_numpy(),
        other=pairs["other"].to_numpy(),
        matter=_matters(pairs, seen),
        about_row=about["row"].to_numpy(),
        about=about["subject"].to_numpy(),
        about_unit=about["unit"].to_numpy(),
        sent=sent,
        sent_hi=rows["sent_date_hi"].to_numpy().astype(np.int64),
        sender=rows["from_partner"].to_numpy().astype(np.int64),
        receiver=rows["to_partner"].to_numpy().astype(np.int64),
        step=step,
        outcome=outcome,
        waits=np.asarray(unsaid & ~feedback, bool),
        feedback=np.asarray(feedback, bool),
        place=place,
    )


def _seen(graph: FamilyGraph) -> Bools:
    rows = graph.tables["referrals"]
    view = View(book_of(graph), np.empty(0, np.int32), -1, graph.workspace)
    partners = rows[["from_partner", "to_partner"]].to_numpy()
    kinds, at = np.unique(partners, axis=0, return_inverse=True)
    told = np.array([view.can_be_told(pair) for pair in kinds.tolist()], bool)
    seen: Bools = told[at.reshape(-1)] if len(told) else np.zeros(len(rows), bool)
    return seen & (rows["sent_date"].to_numpy() <= view.today)


def _about(graph: FamilyGraph) -> pd.DataFrame:
    """Return ``row``, ``subject`` and ``unit`` of whom each is about, by itself or by its signal."""
    rows, signals, n = graph.tables["referrals"], graph.signals, len(graph.persons)
    home, signal = homes(graph), rows["signal"].to_numpy()
    person = rows["person"].to_numpy().astype(np.int64)
    household = rows["household"].to_numpy().astype(np.int64)
    by_row = units_of_rows(graph, "referrals")
    told = np.append(_subject(signals, n), -1)[signal]
    parts = (
        (person, np.append(home.unit, -1)[person]),
        (np.where(household >= 0, household + n, -1), by_row),
        (told, np.append(episode_table(graph).unit, -1)[signal]),
    )
    at = np.arange(len(rows))
    found = pd.DataFrame(
        {
            "row": np.tile(at, len(parts)),
            "subject": np.concatenate([subject for subject, _ in parts]).astype(np.int64),
            "unit": np.concatenate([unit for _, unit in parts]).astype(np.int64),
        }
    )
    return found[found["subject"] >= 0].drop_duplicates(ignore_index=True)


def _subject(rows: pd.DataFrame, n_persons: int) -> Longs:
    person = rows["person"].to_numpy().astype(np.int64)
    household = rows["household"].to_numpy().astype(np.int64)
    return np.where(person >= 0, person, np.where(household >= 0, household + n_persons, -1))


def _pairs(graph: FamilyGraph, about: pd.DataFrame, seen: Bools) -> pd.DataFrame:
    signal = graph.tables["referrals"]["signal"].to_numpy()
    held = np.flatnonzero((signal >= 0) & seen)
    told = pd.DataFrame({"row": held, "key": episode_table(graph).first[signal[held]]})
    by_subject = about[["row", "subject"]].rename(columns={"subject": "key"}).drop_duplicates()
    both = _joined(by_subject[seen[by_subject["row"]]])
    either = (signal[both["one"]] < 0) | (signal[both["other"]] < 0)
    pairs = pd.concat([_joined(told), both[either]], ignore_index=True)
    return pairs.drop_duplicates(ignore_index=True)


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    both = rows.merge(rows, on="key", suffixes=("", "_other"))
    return both.rename(columns={"row": "one", "row_other": "other"})[["one", "other"]]


def _matters(pairs: pd.DataFrame, seen: Bools) -> Longs:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n = len(seen)
    if not n:
        return np.empty(0, np.int64)
    ends = (pairs["one"].to_numpy(), pairs["other"].to_numpy())
    tied = coo_array((np.ones(len(pairs), np.int8), ends), shape=(n, n)).tocsr()
    _, number = connected_components(tied, directed=False)
    matter: Longs = np.where(seen, number.astype(np.int64), -1)
    return matter
