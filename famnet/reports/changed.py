"""What changed since the last session: new, started, ended, answered, refuted, better, agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.reports.agreements import last_session
from famnet.reports.item import Item
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.reports.dossier import Dossier
    from famnet.reports.session import Session

__all__ = ["RECENT_DAYS", "Changed", "changed"]

#: Where no earlier session is known, what is new within so many days is shown. Policy.
RECENT_DAYS: Final = 92
_REFS: Final = 4


@dataclass(frozen=True, slots=True)
class Changed:
    """Since when, in words, and what changed."""

    since: str
    lines: tuple[Item, ...]


def changed(session: Session, made: Dossier) -> Changed:
    """Say what changed since the last session.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        Evidence and acts of the page.

    Notes
    -----
    Which day that is: ``famnet.reports.agreements.last_session``. Where no agreement was delivered it
    is said so, and the last ``RECENT_DAYS`` days are shown instead. Without a reference date nothing
    can be said.
    """
    texts, today = session.texts, session.graph.as_of
    since = last_session(made.acts.agreements, today)
    if since == NO_DAY and today == NO_DAY:
        return Changed(texts("changed.no_date"), ())
    if since == NO_DAY:
        since = today - RECENT_DAYS
        head = texts("changed.recent", day=texts.day(since))
    else:
        head = texts("changed.since", day=texts.day(since))
    lines = (*_promises(session, made), *_seen(session, made, since), *_acts(session, made, since))
    return Changed(head, lines)


def _promises(session: Session, made: Dossier) -> tuple[Item, ...]:
    agreed = made.acts.agreements
    if not agreed:
        return ()
    texts = session.texts
    words = texts(
        "changed.agreed_text", n=len(agreed), done=sum(a.is_done for a in agreed),
        late=sum(a.late is not None for a in agreed),
    )  # fmt: skip
    return (Item(texts("changed.agreed"), words, tuple(a.ref for a in agreed[:_REFS])),)


def _seen(session: Session, made: Dossier, since: int) -> list[Item]:
    texts, found = session.texts, []
    for name, kind in (("new", "e"), ("better", "p"), ("refuted", "x")):
        groups = [g for g in made.proof.of(kind) if g.day != NO_DAY and g.day > since]
        if groups:
            names = dict.fromkeys(f"{g.rows[0].type_name.lower()}, {g.rows[0].who}" for g in groups)
            found.append(
                _line(session, f"changed.{name}", list(names), [g.ref for g in groups], len(groups))
            )
    return found or [Item(texts("changed.new"), texts("changed.nothing_seen"))]


def _acts(session: Session, made: Dossier, since: int) -> list[Item]:
    acts, today = made.acts, session.graph.as_of
    spells = [(f"{m.name.lower()} {m.who}", m.ref, m.days) for m in acts.measures]
    spells += [(f"{h.partner_name} {h.who}", h.ref, h.days) for h in acts.help]
    started = [(text, ref) for text, ref, (start, _) in spells if _between(start, since, today)]
    ended = [
        (text, ref)
        for text, ref, (_, end) in spells
        if end != FOREVER and _between(end, since, today)
    ]
    answered = [
        (f"{h.receiver}: {h.step_name.lower()}", h.ref)
        for h in acts.handovers
        if _between(h.on[1], since, today)
    ] + [(q.partner_name, q.ref) for q in acts.questions if _between(q.on[1], since, today)]
    found = []
    for name, rows in (("started", started), ("ended", ended), ("answered", answered)):
        if rows:
            names = list(dict.fromkeys(text for text, _ in rows))
            found.append(
                _line(session, f"changed.{name}", names, [ref for _, ref in rows], len(names))
            )
    return found


def _between(day: int, since: int, today: int) -> bool:
    return day != NO_DAY and day > since and (today == NO_DAY or day <= today)


def _line(session: Session, lead: str, names: list[str], refs: Iterable[str], n: int) -> Item:
    texts, shown = session.texts, 2
    more = f" {texts('page.and_more', n=n - shown)}" if n > shown and len(names) > shown else ""
    return Item(texts(lead), "; ".join(names[:shown]) + more, tuple(refs)[:_REFS])
