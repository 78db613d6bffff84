"""Where hand-overs wait, turn round and end, over all families: numbers only, no person in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.book import book_of
from famnet.analysis.route.bottleneck_sheet import Bottlenecks, Counted, RequestsOf, WaitsOf
from famnet.analysis.route.cells import SMALLEST, Cell, cell, safe, shielded, split_of
from famnet.analysis.route.chains import chains_of, words_of
from famnet.analysis.route.gaps import gaps_of
from famnet.analysis.route.usual import Usual, usual_of, usual_of_step
from famnet.analysis.view import View
from famnet.vocabulary import NO_DAY, RequestAnswer

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.route.chains import Chains
    from famnet.analysis.route.gaps import Gaps
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]

__all__ = ["RETURNS", "bottlenecks"]

#: Step, sender and receiver.
_Key = tuple[str, str, str]

_GIVEN: Final = (str(RequestAnswer.DELIVERED), str(RequestAnswer.NOTHING_KNOWN))
_SHIELD: Final = Cell(None, "shielded")
#: Reports to Veilig Thuis, by whatever name.
_REPORTS: Final = ("vt_report", "meldcode_5", "police_care_report")
#: Within how many days after an earlier report one is a returning one.
RETURNS: Final = 365


def bottlenecks(graph: FamilyGraph) -> Bottlenecks:
    """Return where hand-overs wait, turn round and end, over all families.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; what its workspace may not see isn't counted.

    Returns
    -------
    Bottlenecks
        Numbers by step and partner code; no person, household or family network. A number below 5 is
        hidden, and with it what it could be reckoned from.

    Notes
    -----
    Loops, dead ends and silence as ``gaps`` has them. O(n log n) in hand-overs, and pairs per subject.
    """
    chains, gaps = chains_of(graph), gaps_of(graph)
    rows = np.flatnonzero(chains.seen & ~chains.feedback)
    frame = _frame(graph, chains, rows)
    kinds = graph.partners["kind"].to_numpy(object)
    waiting, longer = int(frame["waits"].sum()), int(frame["longer"].sum())
    steps, adds_up = _steps(frame)
    reports, returning = _returning(graph, chains)
    back, ends = list(gaps.loops), np.flatnonzero(gaps.dead_end)
    return Bottlenecks(
        as_of=graph.as_of_text or "",
        workspace=str(graph.workspace),
        sent=cell(len(rows), of=len(rows)),
        waiting=_part(len(rows), waiting) if adds_up else _SHIELD,
        # Steps say how many of theirs wait longer: the total would give away what one of them hides.
        longer=_part(waiting, longer) if all(row.longer.hidden for row in steps) else _SHIELD,
        steps=steps,
        edges=_edges(frame),
        loops=cell(len(back), of=len(back)),
        loops_to=_counted([str(kinds[chains.receiver[row]]) for row in back]),
        dead_ends=cell(len(ends), of=len(ends)),
        dead_ends_in=_counted([str(step) for step in chains.step[ends]]),
        unheard=cell(len(gaps.unheard), of=len(gaps.unheard)),
        unheard_by=_counted(_senders(chains, gaps, kinds)),
        requests=_requests(graph),
        reports=cell(reports, of=reports),
        returning=_part(reports, returning),
    )


def _part(whole: int, part: int) -> Cell:
    """Return a part of a whole that is shown beside it."""
    return split_of(whole, part)[0]


def _frame(graph: FamilyGraph, chains: Chains, rows: Longs) -> pd.DataFrame:
    """Return one row per hand-over that asks for an answer: what the tables count."""
    table, kinds = graph.tables["referrals"], graph.partners["kind"].to_numpy(object)
    answered = table["answered_date"].to_numpy().astype(np.int64)[rows]
    no_days = (answered == NO_DAY) | (chains.sent[rows] == NO_DAY)
    frame = pd.DataFrame(
        {
            "step": chains.step[rows],
            "from": kinds[chains.sender[rows]],
            "to": kinds[chains.receiver[rows]],
            "waits": chains.waits[rows],
            "days": np.where(no_days, np.nan, answered - chains.sent[rows]),
            "waited": _waited(graph, chains, rows),
        }
    ).astype({"step": object, "from": object, "to": object})
    ends = zip(frame["step"], frame["from"], frame["to"], strict=True)
    usual = [found.days if (found := usual_of(*end)) else np.inf for end in ends]
    frame["longer"] = frame["waited"].to_numpy() > np.array(usual, float)
    return frame


def _waited(graph: FamilyGraph, chains: Chains, rows: Longs) -> npt.NDArray[np.float64]:
    high = chains.sent_hi[rows]
    known = chains.waits[rows] & (high != NO_DAY) & (graph.as_of != NO_DAY)
    return np.where(known, np.maximum(0, graph.as_of - high), np.nan)


def _steps(frame: pd.DataFrame) -> tuple[tuple[WaitsOf, ...], bool]:
    """Return the waits per step, and whether the total of those waiting may stand beside them."""
    groups = {(str(step), "", ""): part for step, part in frame.groupby("step", sort=True)}
    rows = _tabled(groups, shielded({key: len(part) for key, part in groups.items()}))
    return rows, _adds_up_safely(rows, groups)


def _edges(frame: pd.DataFrame) -> tuple[WaitsOf, ...]:
    """Return the waits per step, sender and receiver; each step's add up to what is shown of it."""
    rows: list[WaitsOf] = []
    for _, of_step in frame.groupby("step", sort=True):
        groups = {
            (str(step), str(giver), str(taker)): part
            for (step, giver, taker), part in of_step.groupby(["step", "from", "to"], sort=True)
        }
        made = _tabled(groups, shielded({key: len(part) for key, part in groups.items()}))
        rows += made if _adds_up_safely(made, groups) else map(_without_waiting, made)
    return _ordered(rows)


def _adds_up_safely(rows: tuple[WaitsOf, ...], groups: dict[_Key, pd.DataFrame]) -> bool:
    """Say whether hidden numbers of waiting and answered can't be reckoned from their total."""
    hidden = [groups[row.step, row.from_code, row.to_code] for row in rows if row.waiting.hidden]
    waiting = [int(part["waits"].sum()) for part in hidden]
    answered = [len(part) - n for part, n in zip(hidden, waiting, strict=True)]
    return safe(waiting) and safe(answered)


def _without_waiting(row: WaitsOf) -> WaitsOf:
    if row.waiting.hidden:
        return row
    return replace(row, answered=_SHIELD, waiting=_SHIELD, unanswered_share=_SHIELD, longer=_SHIELD)


def _tabled(groups: dict[_Key, pd.DataFrame], why: dict[_Key, str]) -> tuple[WaitsOf, ...]:
    return _ordered([_waits(key, part, why[key]) for key, part in groups.items()])


def _ordered(rows: list[WaitsOf]) -> tuple[WaitsOf, ...]:
    return tuple(
        sorted(rows, key=lambda row: (-(row.sent.value or 0), row.step, row.from_code, row.to_code))
    )


def _waits(key: _Key, part: pd.DataFrame, why: str) -> WaitsOf:
    if why:
        hidden = Cell(None, why)
        return WaitsOf(*key, *(hidden,) * 9, usual=_usual(key))
    n, waiting = len(part), int(part["waits"].sum())
    waits, answered = split_of(n, waiting)
    days = part["days"].dropna().to_numpy(float)
    waited = part["waited"].dropna().to_numpy(float)
    share = Cell(None, waits.hidden) if waits.hidden else Cell(waiting / n)
    return WaitsOf(
        *key,
        sent=Cell(n),
        answered=answered,
        waiting=waits,
        unanswered_share=share,
        median=cell(float(np.median(days)) if len(days) else None, of=len(days)),
        p90=cell(_at_most(days, 0.9), of=len(days)),
        longest=cell(_at_most(days, 1.0), of=len(days)),
        longest_waiting=cell(_at_most(waited, 1.0), of=len(waited)),
        longer=waits if waits.hidden else _part(waiting, int(part["longer"].sum())),
        usual=_usual(key),
    )  # fmt: skip


def _usual(key: _Key) -> Usual | None:
    return usual_of(*key) if key[1] else usual_of_step(key[0])


def _at_most(days: npt.NDArray[np.float64], part: float) -> float | None:
    """Return the smallest number of days that such a part doesn't exceed."""
    if not len(days):
        return None
    return float(np.quantile(days, part, method="inverted_cdf"))


def _counted(codes: list[str]) -> tuple[Counted, ...]:
    counts: dict[str, int] = defaultdict(int)
    for code in sorted(codes):
        counts[code] += 1
    why = shielded(counts)
    rows = [
        Counted(code, Cell(None, why[code]) if why[code] else Cell(n)) for code, n in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.number.value or 0), row.code)))


def _senders(chains: Chains, gaps: Gaps, kinds: npt.NDArray[np.object_]) -> list[str]:
    return [str(kinds[chains.sender[row]]) for row in gaps.unheard]


def _requests(graph: FamilyGraph) -> tuple[RequestsOf, ...]:
    table = graph.tables["requests"]
    kinds, answer = graph.partners["kind"].to_numpy(object), words_of(table["answer"])
    view = View(book_of(graph), np.empty(0, np.int32), -1, graph.workspace)
    partner = table["partner"].to_numpy()
    told = {code: view.can_be_told([code]) for code in set(partner.tolist())}
    given = np.isin(answer, _GIVEN) | (
        (answer == "") & (table["delivered_date"].to_numpy() != NO_DAY)
    )
    now = table["asked_date"].to_numpy() <= view.today
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in np.flatnonzero(now).tolist():
        if told[int(partner[row])]:
            counts[str(kinds[partner[row]])][0] += 1
            counts[str(kinds[partner[row]])][1] += not given[row]
    rows = [_requests_of(code, *counts[code]) for code in sorted(counts)]
    return tuple(sorted(rows, key=lambda row: (-(row.share.value or 0), row.code)))


def _requests_of(code: str, asked: int, unanswered: int) -> RequestsOf:
    if asked < SMALLEST:
        few = Cell(None, "few")
        return RequestsOf(code, few, few, few)
    open_ = _part(asked, unanswered)
    share = Cell(None, open_.hidden) if open_.hidden else Cell(unanswered / asked)
    return RequestsOf(code, Cell(asked), open_, share)


def _returning(graph: FamilyGraph, chains: Chains) -> tuple[int, int]:
    """Count reports to Veilig Thuis, and those that return."""
    kinds = graph.partners["kind"].to_numpy(object)
    is_report = chains.seen & np.isin(chains.step, _REPORTS) & (kinds[chains.receiver] == "VT")
    signal = graph.tables["referrals"]["signal"].to_numpy()
    episode = np.append(book_of(graph).table.first, -1)[signal]
    by_subject: dict[int, list[int]] = defaultdict(list)
    for row, who in sorted(set(zip(chains.about_row.tolist(), chains.about.tolist(), strict=True))):
        if is_report[row]:
            by_subject[who].append(row)
    again = {
        row
        for rows in by_subject.values()
        for row in rows
        for before in rows
        if 0 < chains.sent[row] - chains.sent[before] <= RETURNS
        and (episode[row] != episode[before] or episode[row] == -1)
    }
    return int(is_report.sum()), len(again)
