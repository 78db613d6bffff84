"""What the comparison says on the pages: above the list, in its rows, and of one family network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.comparison_words import (
    COMPARED_CAVEATS,
    COMPARED_ORDER,
    how_often,
    list_lines,
    missed,
    outcome_lines,
)
from famnet.analysis.families import family_windows
from famnet.reports.rarity import common_words

if TYPE_CHECKING:
    from famnet.analysis.comparison import Comparison
    from famnet.reports.session import PageWindow, Session

__all__ = [
    "chance_words",
    "compared",
    "family_lines",
    "kind_words",
    "order_words",
    "overview_lines",
    "row_words",
]


def compared(session: Session) -> Comparison | None:
    """Return what came out of a comparison; None where nothing was compared."""
    found = session.description.comparison
    return found if found is not None and found.scan is not None else None


def order_words(session: Session) -> str:
    """Say how the list is ordered."""
    return (
        COMPARED_ORDER.of(session.texts.lang)
        if compared(session)
        else session.texts("overview.order")
    )


def kind_words(session: Session) -> str:
    """Say what kind of list this is."""
    return session.texts("compared.kind" if compared(session) else "meta.kind_text")


def overview_lines(session: Session) -> tuple[str, ...]:
    """Say of the list as a whole what is more than chance, or why that was not looked at."""
    found = session.description.comparison
    if found is None:
        return ()
    if found.scan is None:
        return (found.fitness.said().of(session.texts.lang),)
    return tuple(line.of(session.texts.lang) for line in list_lines(found))


def row_words(session: Session, window_id: str) -> str:
    """Say in a row of the list how often so much is seen; empty where nothing was compared."""
    found, place = compared(session), _place(session, window_id)
    outcome = found.outcome(place) if found is not None and place >= 0 else None
    if outcome is None:
        return ""
    if outcome.p_upper >= 1:
        return session.texts("compared.row_nothing")
    often = how_often(outcome.p_upper).of(session.texts.lang)
    return session.texts(
        "compared.row_reported" if outcome.reported else "compared.row", often=often
    )


def family_lines(session: Session, window: PageWindow) -> tuple[str, ...]:
    """Say of one family network what came out; empty where nothing was compared."""
    named, t = session.description.comparison, session.texts
    if named is not None and (case := named.case_lines(window.window_id)):
        return tuple(line.of(t.lang) for line in (*case, *COMPARED_CAVEATS))
    found = compared(session)
    if found is None:
        return ()
    place = _place(session, window.window_id)
    if place < 0:
        return (t("compared.no_network"),)
    passed = bool(session.description.windows["eligible"].iloc[place])
    outcome = found.outcome(place)
    if outcome is None or not passed:
        return t("compared.no_gate"), missed().of(t.lang)
    said = [line.of(t.lang) for line in outcome_lines(outcome)]
    n, leader = found.n_reported, _leader(session, place)
    if outcome.reported:
        said.append(list_lines(found)[0].of(t.lang))
    elif n and leader:
        said.append(t("compared.overlaps", leader=leader))
    said += [line.of(t.lang) for line in (*found.fitness.cautions, *COMPARED_CAVEATS)]
    return tuple(said)


def chance_words(session: Session) -> str:
    """Answer "Is dit meer dan toeval?" where the method is explained."""
    if compared(session):
        return session.texts("compared.see")
    said = session.texts("method.chance", common=common_words(session))
    found = session.description.comparison
    return f"{said} {found.fitness.said().of(session.texts.lang)}" if found is not None else said


def _leader(session: Session, place: int) -> str:
    """Return the window that stands for this one; empty where it stands for itself."""
    row = session.description.windows.iloc[place]
    leader = str(row["cluster_id"]).replace("c-", "w-", 1)
    return "" if leader == row["window_id"] else leader


def _place(session: Session, window_id: str) -> int:
    return family_windows(session.graph).place_of(window_id)
