"""Where matters don't go on: loops, dead ends, silence; found for all hand-overs of a graph at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.route.chains import chains_of, marked, words_of
from famnet.analysis.route.usual import usual_of, wait_of
from famnet.vocabulary import NO_DAY, ReferralOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.route.chains import Chains
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]

__all__ = ["HELP", "NOT_TAKEN_UP", "Gaps", "gaps_of", "way_back"]

NOT_TAKEN_UP: Final = (str(ReferralOutcome.NO_FOLLOW_UP), str(ReferralOutcome.REFUSED))
#: Roles of who helps, treats, guards or supervises.
HELP: Final = ("helper", "treatment", "guardian", "supervisor")


@dataclass(frozen=True, slots=True, repr=False)
class Gaps:
    """Gaps as rows of ``referrals``.

    Parameters
    ----------
    halted : bool array
        Unanswered, and not handed over again after that day.
    stuck : bool array
        Of those: for longer than usual, by every reading of the day it was sent. This is what every
        page, table and question calls stuck.
    dead_end : bool array
        Not taken up, not handed over again, and no help or measure began since.
    passed_unseen : bool array
        Passed on, and not handed over again by who received it.
    loops : mapping
        Per row that went to a partner that handed the same matter over before: those earlier rows.
    unheard : mapping
        Per row that was passed on, or went on unanswered, while the sender was told nothing: the
        rows by which it went on.
    past_helper : mapping
        Per row: the rows of ``involvements`` of another helper who was there on the day it was sent.
    """

    halted: Bools
    stuck: Bools
    dead_end: Bools
    passed_unseen: Bools
    loops: Mapping[int, tuple[int, ...]]
    unheard: Mapping[int, tuple[int, ...]]
    past_helper: Mapping[int, tuple[int, ...]]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Gaps: {int(self.halted.sum())} halted, {len(self.loops)} loops>"


def gaps_of(graph: FamilyGraph) -> Gaps:
    """Return the gaps of all hand-overs, made once per graph.

    Notes
    -----
    The notions are those of the questions ``referral_loops``, ``stuck_step``, ``dead_ends``,
    ``reporters_without_feedback`` and ``referrals_past_a_helper``.
    """
    return graph.kept("route:gaps", lambda: _gaps(chains_of(graph)))


def _gaps(chains: Chains) -> Gaps:
    followed = chains.followed()
    ended = chains.seen & np.isin(chains.outcome, NOT_TAKEN_UP)
    passed = chains.seen & (chains.outcome == str(ReferralOutcome.PASSED_ON)) & ~chains.feedback
    on = _went_on(chains)
    halted = chains.seen & chains.waits & ~followed
    return Gaps(
        halted=halted,
        stuck=_longer(chains, halted),
        dead_end=ended & ~followed & ~_helped(chains),
        passed_unseen=passed & ~marked(chains.one[on], len(chains)),
        loops=_grouped(chains, _comes_back(chains)),
        unheard=_unheard(chains, passed, on),
        past_helper=_past_helper(chains),
    )


def _longer(chains: Chains, halted: Bools) -> Bools:
    """Say which of some hand-overs wait longer than usual."""
    kinds, as_of = chains.graph.partners["kind"].astype(str).tolist(), chains.graph.as_of
    found = np.zeros(len(chains), bool)
    for row in np.flatnonzero(halted).tolist():
        ends = (kinds[int(at[row])] for at in (chains.sender, chains.receiver))
        sent = (int(chains.sent[row]), int(chains.sent_hi[row]))
        found[row] = wait_of(sent, as_of, usual_of(str(chains.step[row]), *ends)).longer is True
    return found


def _grouped(chains: Chains, pairs: Bools) -> dict[int, tuple[int, ...]]:
    """Return per row the others of some pairs, in order of time."""
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in zip(chains.one[pairs].tolist(), chains.other[pairs].tolist(), strict=True):
        found[one].append(other)
    place = chains.place
    return {row: tuple(sorted(others, key=lambda at: place[at])) for row, others in found.items()}


def _comes_back(chains: Chains) -> Bools:
    one, other = chains.one, chains.other
    back: Bools = (
        (chains.sender[other] == chains.receiver[one])
        & (chains.sender[one] != chains.receiver[one])
        & (chains.place[other] < chains.place[one])
        & ~chains.feedback[one]
        & ~chains.feedback[other]
    )
    return back


def _went_on(chains: Chains) -> Bools:
    """Say which pairs are a hand-over and one by its receiver to a third, not sent before it."""
    one, other = chains.one, chains.other
    on: Bools = (
        (chains.sent[other] >= chains.sent[one])
        & ~chains.feedback[other]
        & (chains.sender[other] == chains.receiver[one])
        & (one != other)
        & (chains.receiver[other] != chains.sender[one])
    )
    return on


def _unheard(chains: Chains, passed: Bools, on: Bools) -> dict[int, tuple[int, ...]]:
    one, other = chains.one, chains.other
    back = (
        (chains.sent[other] >= chains.sent[one])
        & chains.feedback[other]
        & (chains.receiver[other] == chains.sender[one])
    )
    told = marked(one[back], len(chains))
    silent = chains.seen & chains.waits & marked(one[on], len(chains))
    rows = np.flatnonzero((passed | silent) & ~told)
    went = _grouped(chains, on)
    return {row: went.get(row, ()) for row in rows.tolist()}


def _helped(chains: Chains) -> Bools:
    """Say which rows are about somebody for whom help or a measure began on that day or later.

    An unknown start was before the data.
    """
    graph = chains.graph
    # The last place is for rows about nobody.
    began = np.full(len(graph.persons) + len(graph.households) + 1, NO_DAY, np.int64)
    for name in ("involvements", "measures"):
        table = graph.tables[name]
        np.maximum.at(began, _subjects(graph, table), table["start_date_hi"].to_numpy())
    later = began[chains.about] >= chains.sent[chains.about_row]
    return marked(chains.about_row[later], len(chains))


def _subjects(graph: FamilyGraph, table: pd.DataFrame) -> Longs:
    person = table["person"].to_numpy().astype(np.int64)
    household = table["household"].to_numpy().astype(np.int64)
    other = np.where(household >= 0, household + len(graph.persons), -1)
    return np.where(person >= 0, person, other)


def _past_helper(chains: Chains) -> dict[int, tuple[int, ...]]:
    table = chains.graph.tables["involvements"]
    rows = np.flatnonzero(np.isin(words_of(table["role"]), HELP))
    subject, helper = _subjects(chains.graph, table), table["partner"].to_numpy()
    start, end = table["start_date"].to_numpy(), table["end_date"].to_numpy()
    by_subject: dict[int, list[int]] = defaultdict(list)
    for row in rows.tolist():
        by_subject[int(subject[row])].append(row)
    found: dict[int, list[int]] = defaultdict(list)
    about = zip(chains.about_row.tolist(), chains.about.tolist(), strict=True)
    for row, who in sorted(set(about)):
        if not chains.seen[row] or chains.feedback[row]:
            continue
        own = (chains.sender[row], chains.receiver[row])
        found[row] += [
            at
            for at in by_subject.get(who, [])
            if helper[at] not in own and start[at] <= chains.sent[row] < end[at]
        ]
    return {row: tuple(helpers) for row, helpers in found.items() if helpers}


def way_back(chains: Chains, first: int, last: int) -> tuple[int, ...]:
    """Return the rows of a shortest way from one hand-over to a later one; empty without one.

    Each next one is of the same matter, by who received the one before, and not before it in time.

    Parameters
    ----------
    chains : Chains
        The hand-overs.
    first, last : int
        Rows.
    """
    matter = np.flatnonzero(chains.matter == chains.matter[first])
    matter = matter[np.argsort(chains.place[matter])]
    ways: list[tuple[int, ...]] = [(first,)]
    reached = {first}
    for way in ways:
        here = way[-1]
        if here == last:
            return way
        for at in matter.tolist():
            next_one = (
                chains.place[at] > chains.place[here] and chains.sender[at] == chains.receiver[here]
            )
            if next_one and at not in reached and not chains.feedback[at]:
                reached.add(at)
                ways.append((*way, at))
    return ()
