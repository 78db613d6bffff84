"""The way of the matters of one family network: what was done, what waits, what may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.book import book_of
from famnet.analysis.route.chains import FEEDBACK, chains_of, marked
from famnet.analysis.route.circle import Circle
from famnet.analysis.route.following import Following, following
from famnet.analysis.route.gaps import gaps_of
from famnet.analysis.route.sheet import Matter, RequestOpen, RouteSheet
from famnet.analysis.route.telling import Teller
from famnet.analysis.route.usual import usual_of_step, wait_of
from famnet.analysis.route.weighing import code_step
from famnet.analysis.view import View
from famnet.graph.day_text import text_of
from famnet.vocabulary import NO_DAY, RequestAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from famnet.analysis.route.chains import Chains
    from famnet.analysis.route.sheet import HandOver, Next
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]

__all__ = ["matter_of", "route"]

_GIVEN: Final = (str(RequestAnswer.DELIVERED), str(RequestAnswer.NOTHING_KNOWN))


def route(graph: FamilyGraph, window: Window) -> RouteSheet:
    """Say of each matter of a family network what was done, what waits, and what may follow.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; its workspace decides what may be seen.
    window : Window
        The family network (``famnet.analysis.cases.window_of``).

    Returns
    -------
    RouteSheet
        Matters with hand-overs, gaps and what may follow, each with the rows behind it; questions to
        partners without an answer; signals of which no hand-over is known.

    Notes
    -----
    What may follow is read from ``next_steps`` of the catalogue; whether it does, people decide. Waits
    count from the latest reading of a day: "at least". An answer to a question usually takes as long as
    feedback. Matters as ``chains`` has them.
    """
    chains = chains_of(graph)
    view = View(book_of(graph), window.units, -1, graph.workspace)
    rows = chains.in_units(window.units)
    matters = [
        matter_of(graph, rows[chains.matter[rows] == number], window.units)
        for number in dict.fromkeys(chains.matter[rows].tolist())
    ]
    return RouteSheet(
        window_id=window.window_id,
        as_of=graph.as_of_text or "",
        workspace=str(graph.workspace),
        matters=tuple(sorted(matters, key=_order)),
        requests=_requests(view),
        not_handed_over=_not_handed_over(view),
    )


def _order(matter: Matter) -> tuple[int, int, str]:
    """Stuck first, longest first; then the latest hand-over first."""
    last = matter.done[-1]
    days = last.wait.days if last.wait and last.wait.days else 0
    sent = "".join(chr(255 - ord(sign)) for sign in last.sent)
    return (0 if matter.of("stuck") else 1, -days, f"{sent} {matter.matter_id}")


def matter_of(graph: FamilyGraph, rows: Longs, units: npt.NDArray[np.int32]) -> Matter:
    """Return the matter that some hand-overs make.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    rows : int64 array
        Rows of ``referrals`` of one matter, in order of time.
    units : int32 array
        Units that are looked at: facts beside come from those of them that it is about.
    """
    chains = chains_of(graph)
    teller = Teller(graph, chains, gaps_of(graph))
    told = {row: teller.hand_over(row) for row in rows.tolist()}
    done = tuple(told.values())
    held = np.isin(chains.about_row, rows) & np.isin(chains.about_unit, units)
    circle = Circle(graph, tuple(sorted({int(unit) for unit in chains.about_unit[held]})))
    steps = [code_step(hand_over.step) for hand_over in done]
    gaps = [gap for row in rows.tolist() for gap in teller.gaps_in(row)]
    return Matter(
        matter_id=f"m-{done[0].referral_id}",
        about=tuple(dict.fromkeys(who for hand_over in done for who in hand_over.about)),
        done=done,
        meldcode_step=max(steps),
        gaps=tuple(sorted(gaps, key=lambda gap: _KINDS.index(gap.kind))),
        next=_next(graph, chains, told, circle),
    )


_KINDS: Final = (
    "stuck", "dead_end", "loop", "passed_on_unseen", "no_feedback", "past_a_helper", "to_itself", "open",
)  # fmt: skip


def _next(
    graph: FamilyGraph, chains: Chains, told: Mapping[int, HandOver], circle: Circle
) -> tuple[Next, ...]:
    """Return what may follow on the hand-overs after which there is none."""
    followed = graph.kept("route:followed", lambda: chains.followed(besides_feedback=True))
    found = []
    for row, hand_over in told.items():
        if followed[row] or chains.feedback[row]:
            continue
        persons = [who for who in chains.about_of(row) if who < len(graph.persons)]
        found += list(following(graph, Following(hand_over, persons, _day(graph, row)), circle))
    return tuple(found)


def _day(graph: FamilyGraph, row: int) -> tuple[int, int]:
    """Return the day a hand-over is about: of the event, else on which it was sent."""
    referrals = graph.tables["referrals"]
    signal = int(referrals["signal"].to_numpy()[row])
    table, at, name = (
        (referrals, row, "sent_date") if signal < 0 else (graph.signals, signal, "event_date")
    )
    return int(table[name].to_numpy()[at]), int(table[f"{name}_hi"].to_numpy()[at])


def _requests(view: View) -> tuple[RequestOpen, ...]:
    graph, rows = view.graph, view.rows_of("requests")
    teller = Teller(graph, chains_of(graph), gaps_of(graph))
    found = []
    for row in rows.to_dict("records"):
        answer = row["answer"] if isinstance(row["answer"], str) else ""
        if answer in _GIVEN or (not answer and row["delivered_date"] != NO_DAY):
            continue
        asked = (int(row["asked_date"]), int(row["asked_date_hi"]))
        domain = row["life_domain"]
        about = (
            graph.persons["person_id"].iloc[row["person"]]
            if row["person"] >= 0
            else graph.households["household_id"].iloc[row["household"]]
        )
        found.append(
            RequestOpen(
                partner=teller.party(int(row["partner"])),
                about=str(about),
                life_domain=domain if isinstance(domain, str) else "",
                asked=text_of(*asked, empty=NO_DAY),
                refused=answer == str(RequestAnswer.REFUSED),
                wait=wait_of(asked, graph.as_of, usual_of_step(FEEDBACK)),
                evidence=(f"requests:{row['line']}",),
            )
        )
    return tuple(
        sorted(found, key=lambda r: (-(r.wait.days or 0), r.partner.partner_id, r.evidence))
    )


def _not_handed_over(view: View) -> tuple[str, ...]:
    """Return counted signals in the period of whose episode no hand-over may be seen."""
    book, rows = view.book, view.everything
    told = view.graph.kept("route:told", lambda: _told(view.graph))
    left = rows[book.told[rows] & ~told[book.table.first[rows]]]
    return tuple(view.names[row] for row in left.tolist())


def _told(graph: FamilyGraph) -> npt.NDArray[np.bool_]:
    """Mark the signals that stand for an episode of which a hand-over may be seen."""
    signal = graph.tables["referrals"]["signal"].to_numpy()
    handed = signal[(signal >= 0) & chains_of(graph).seen]
    return marked(book_of(graph).table.first[handed].astype(np.int64), len(graph.signals))
