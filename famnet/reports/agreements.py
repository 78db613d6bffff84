"""What was agreed before: the actions about a family, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from famnet.reports.session import Session

__all__ = ["COLUMNS", "Agreement", "agreements", "last_session"]

COLUMNS: Final = (
    "action_id", "person", "household", "goal", "action", "kind", "owner_partner", "due_date", "due_date_hi",
    "done_date", "done_date_hi", "result", "recorded_on_hi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """One action of an earlier plan.

    Parameters
    ----------
    ref, action_id : str
        Number on the page; id of the row.
    goal, action, kind, owner, result : str
        As delivered; ``kind`` is care, penal, administrative, fiscal or empty.
    who : str
        Label of whom it is about.
    due, done : str
        Days as the page writes them; empty where there is none.
    is_done : bool
        A day of doing or a result was delivered.
    late : int or None
        Days past its due day, while it isn't done; None where it isn't late.
    noted, done_day : int
        Day numbers of writing down and doing; NO_DAY where not delivered.
    """

    ref: str
    action_id: str
    goal: str
    action: str
    kind: str
    owner: str
    who: str
    due: str
    done: str
    result: str
    is_done: bool
    late: int | None
    days: tuple[int, int, int]


def agreements(
    session: Session,
    rows: Iterable[dict[str, Any]],
    about: Callable[[dict[str, Any]], tuple[str, str]],
) -> tuple[Agreement, ...]:
    """Return the actions of a family, the earliest due first.

    Parameters
    ----------
    session : Session
        What is known.
    rows : iterable of dict
        Rows of ``actions`` with ``COLUMNS``.
    about : callable
        Gives id and label of whom a row is about.
    """
    ordered = sorted(rows, key=lambda row: (row["due_date"], str(row["action_id"])))
    return tuple(
        _agreement(session, f"a{number:02d}", row, about(row)[1])
        for number, row in enumerate(ordered, start=1)
    )


def _agreement(session: Session, ref: str, row: dict[str, Any], who: str) -> Agreement:
    due, done, today = row["due_date_hi"], row["done_date_hi"], session.graph.as_of
    result = row["result"] or ""
    is_done = done != NO_DAY
    late = today - due if not is_done and NO_DAY not in (due, today) and due < today else None
    return Agreement(
        ref=ref,
        action_id=str(row["action_id"]),
        goal=row["goal"] or "",
        action=row["action"] or "",
        kind=row["kind"] or "",
        owner=session.partners.full(row["owner_partner"]),
        who=who,
        due=session.texts.day(row["due_date"], due),
        done=session.texts.day(row["done_date"], done),
        result=result,
        is_done=is_done,
        late=late,
        days=(row["recorded_on_hi"], due, done),
    )


def last_session(found: Iterable[Agreement], today: int) -> int:
    """Return the day of the last session before today, as far as it can be told; else NO_DAY.

    Parameters
    ----------
    found : iterable of Agreement
        What was agreed.
    today : int
        Reference date.

    Notes
    -----
    The contract has no row for a session. What was agreed there was written down that day: the latest
    ``recorded_on`` of its actions is that day. Where nobody delivered it, the latest day on which
    something was due or done; that is later than the session, so that less is called new, not more.
    """
    every = list(found)
    for picked in ((0,), (1, 2)):
        days = [a.days[i] for a in every for i in picked]
        known = [day for day in days if day != NO_DAY and (today == NO_DAY or day < today)]
        if known:
            return max(known)
    return NO_DAY
