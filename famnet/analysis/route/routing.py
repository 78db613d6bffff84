"""The way of the matters of one family network: what was done, what waits, what may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.book import book_of
from famnet.analysis.route.chains import FEEDBACK, chains_of
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
    import numpy.typing as npt

    from famnet.analysis.route.sheet import Next
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
        requests=_requests(graph, window),
        not_handed_over=_not_handed_over(graph, window),
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
    done = tuple(teller.hand_over(row) for row in rows.tolist())
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
        next=_next(graph, teller, rows, circle),
    )


_KINDS: Final = (
    "stuck", "dead_end", "loop", "passed_on_unseen", "no_feedback", "past_a_helper", "to_itself", "open",
)  # fmt: skip


def _next(graph: FamilyGraph, teller: Teller, rows: Longs, circle: Circle) -> tuple[Next, ...]:
    """Return what may follow on the hand-overs after which there is none."""
    chains = teller.chains
    followed = chains.followed(besides_feedback=True)
    ends = [row for row in rows.tolist() if not followed[row] and not chains.feedback[row]]
    found = []
    for row in ends:
        persons = [who for who in chains.about_of(row) if who < len(graph.persons)]
        last = Following(teller.hand_over(row), persons, _day(graph, row))
        found += list(following(graph, last, circle))
    return tuple(found)


def _day(graph: FamilyGraph, row: int) -> tuple[int, int]:
    """Return the day a hand-over is about: of the event, else on which it was sent."""
    referral = graph.tables["referrals"].iloc[row]
    signal = int(referral["signal"])
    given, name = (
        (referral, "sent_date") if signal < 0 else (graph.signals.iloc[signal], "event_date")
    )
    return int(given[name]), int(given[f"{name}_hi"])


def _requests(graph: FamilyGraph, window: Window) -> tuple[RequestOpen, ...]:
    view = View(book_of(graph), window.units, -1, graph.workspace)
    rows = view.rows_of("requests")
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


def _not_handed_over(graph: FamilyGraph, window: Window) -> tuple[str, ...]:
    """Return counted signals in the period of whose episode no hand-over may be seen."""
    book, chains = book_of(graph), chains_of(graph)
    view = View(book, window.units, -1, graph.workspace)
    signal = graph.tables["referrals"]["signal"].to_numpy()
    told = np.unique(book.table.first[signal[(signal >= 0) & chains.seen]])
    rows = view.everything
    left = rows[book.told[rows] & ~np.isin(book.table.first[rows], told)]
    return tuple(f"signals:{book.ids[row]}" for row in left.tolist())
