"""Facts about hand-overs: what was passed on, what went round, led nowhere, or waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.criteria.fact import Fact
from famnet.analysis.criteria.row_names import partner_names, row_ids
from famnet.analysis.route.gaps import gaps_of
from famnet.vocabulary import ReferralOutcome

if TYPE_CHECKING:
    import pandas as pd

    from famnet.analysis.criteria.look import Look

__all__ = ["dead_ends", "referral_loops", "referrals", "waiting"]

_ENDS: Final = (str(ReferralOutcome.NO_FOLLOW_UP), str(ReferralOutcome.REFUSED))


class _Step(NamedTuple):
    """A hand-over as the search for a way needs it."""

    unit: int
    giver: int
    taker: int
    day: int


def _steps(rows: pd.DataFrame) -> list[_Step]:
    columns = ["unit", "from_partner", "to_partner", "sent_date"]
    return [_Step(*map(int, row)) for row in rows[columns].to_numpy().tolist()]


def _fact(look: Look, rows: pd.DataFrame) -> Fact:
    return Fact(
        len(rows), row_ids("referrals", rows), partner_names(look, rows, column="to_partner")
    )


def referrals(look: Look) -> Fact:
    """Count hand-overs so far."""
    return _fact(look, look.view.rows_of("referrals"))


def referral_loops(look: Look) -> Fact:
    """Count the ways by which a hand-over came back to who began it.

    Notes
    -----
    A way goes on with a hand-over about the same household by who received the last one, not sent
    before it; a hand-over to oneself is none. O(hand-overs squared), of one family network.
    """
    rows = look.view.rows_of("referrals").sort_values(["sent_date", "referral_id"])
    steps = _steps(rows)
    ways = [way for first in range(len(steps)) if (way := _way_back(first, steps))]
    loops = {frozenset(way) for way in ways}
    back = rows.iloc[sorted({at for way in ways for at in way})]
    return Fact(len(loops), row_ids("referrals", back), partner_names(look, back, "from_partner"))


def _way_back(first: int, steps: list[_Step]) -> tuple[int, ...]:
    """Return the places of the shortest way from a hand-over back to its sender; empty without."""
    start = steps[first]
    ways: list[tuple[int, ...]] = [(first,)] if start.giver != start.taker else []
    reached = {start.taker}
    for way in ways:
        for at in _next(steps[way[-1]], steps):
            if steps[at].taker == start.giver:
                return (*way, at)
            if steps[at].taker not in reached:
                reached.add(steps[at].taker)
                ways.append((*way, at))
    return ()


def _next(last: _Step, steps: list[_Step]) -> list[int]:
    """Return the hand-overs by which one goes on."""
    return [
        at
        for at, step in enumerate(steps)
        if (step.unit, step.giver) == (last.unit, last.taker) and step.day >= last.day
    ]


def dead_ends(look: Look) -> Fact:
    """Count hand-overs that ended: refused, no follow-up, or passed on to nobody we see."""
    rows = look.view.rows_of("referrals")
    steps = _steps(rows)
    goes_on = np.array([bool(_next(step, steps)) for step in steps], bool)
    passed = (rows["outcome"] == str(ReferralOutcome.PASSED_ON)).to_numpy(dtype=bool)
    ended = rows["outcome"].isin(_ENDS).to_numpy(dtype=bool)
    return _fact(look, rows[ended | (passed & ~goes_on)])


def waiting(look: Look) -> Fact:
    """Count hand-overs that are stuck: no answer for longer than usual, and nothing after it.

    Notes
    -----
    What is stuck the route says (``famnet.analysis.route.gaps``); here only what this view may see.
    """
    rows = look.view.rows_of("referrals")
    return _fact(look, rows[gaps_of(look.graph).stuck[rows.index.to_numpy()]])
