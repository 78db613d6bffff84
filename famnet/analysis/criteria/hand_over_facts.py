"""Facts about hand-overs: what was passed on, what went round, led nowhere, or waits.

What goes round, leads nowhere or is stuck, the route says (``famnet.analysis.route.gaps``); here only
what the view may see of it is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.criteria.fact import Fact, partner_names
from famnet.analysis.route.chains import chains_of
from famnet.analysis.route.gaps import gaps_of, way_back
from famnet.analysis.row_names import row_ids

if TYPE_CHECKING:
    import pandas as pd

    from famnet.analysis.criteria.look import Look

__all__ = ["dead_ends", "passed_on_unseen", "referral_loops", "referrals", "waiting"]


def _fact(look: Look, rows: pd.DataFrame) -> Fact:
    return Fact(
        len(rows), row_ids("referrals", rows), partner_names(look, rows, column="to_partner")
    )


def referrals(look: Look) -> Fact:
    """Count hand-overs so far."""
    return _fact(look, look.view.rows_of("referrals"))


def referral_loops(look: Look) -> Fact:
    """Count hand-overs to a partner that handed the same matter over before.

    Notes
    -----
    Evidence is each of them, what it came back from, and a shortest way between the two; where part
    of that may not be seen here, the rest. What came back from nothing that may be seen is not counted.
    """
    chains, loops = chains_of(look.graph), gaps_of(look.graph).loops
    rows = look.view.rows_of("referrals")
    seen = frozenset(rows.index.tolist())
    earlier = {row: [at for at in loops.get(row, ()) if at in seen] for row in seen}
    back = {row: before for row, before in earlier.items() if before}
    round_ = {
        at
        for row, before in back.items()
        for at in (*before, *way_back(chains, before[-1], row), row)
    }
    held = rows.loc[sorted(round_ & seen, key=lambda at: chains.place[at])]
    return Fact(len(back), row_ids("referrals", held), partner_names(look, held, "from_partner"))


def dead_ends(look: Look) -> Fact:
    """Count hand-overs that were not taken up, and after which there was no hand-over, help or measure."""
    rows = look.view.rows_of("referrals")
    return _fact(look, rows[gaps_of(look.graph).dead_end[rows.index.to_numpy()]])


def passed_on_unseen(look: Look) -> Fact:
    """Count hand-overs that were passed on, to whom we do not see."""
    rows = look.view.rows_of("referrals")
    return _fact(look, rows[gaps_of(look.graph).passed_unseen[rows.index.to_numpy()]])


def waiting(look: Look) -> Fact:
    """Count hand-overs that are stuck: no answer for longer than usual, and nothing after it."""
    rows = look.view.rows_of("referrals")
    return _fact(look, rows[gaps_of(look.graph).stuck[rows.index.to_numpy()]])
