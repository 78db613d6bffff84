"""What runs already: measures and help, what bites, what is doubled, what departs from the law."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from famnet.reports.item import Item

if TYPE_CHECKING:
    from famnet.reports.records import Records
    from famnet.reports.session import Session

__all__ = ["running"]


def running(session: Session, acts: Records) -> tuple[Item, ...]:
    """Return what runs: imposed first, then voluntary, then other, then what is over (one line).

    Rows that say the same of several people stand in one line.
    """
    texts = session.texts
    lines: dict[tuple[str, str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for m in acts.measures:
        if m.running:
            until = texts("page.until", day=m.end) if m.end else ""
            tail = ", ".join(word for word in (until, m.executed_by or m.decided_by) if word)
            _add(lines[texts(f"mode.{m.mode}"), m.name, tail], m.who, m.ref)
    for h in acts.help:
        if h.running:
            name = f"{h.partner_name} ({h.role_name})" if h.role_name else h.partner_name
            since = texts("page.since", day=h.start) if h.start and h.role != "landlord" else ""
            _add(lines[h.mode or texts("mode.none"), name, since], h.who, h.ref)
    order = [texts(f"mode.{mode}") for mode in ("imposed", "voluntary", "none")]
    found = [
        Item(
            lead,
            ", ".join(word for word in (name, texts.listed(sorted(who)), tail) if word),
            tuple(refs),
        )
        for (lead, name, tail), (who, refs) in sorted(
            lines.items(), key=lambda item: order.index(item[0][0])
        )
    ]
    return (*found, *_over(session, acts))


def _add(line: tuple[list[str], list[str]], who: str, ref: str) -> None:
    if who not in line[0]:
        line[0].append(who)
    line[1].append(ref)


def _over(session: Session, acts: Records) -> tuple[Item, ...]:
    past = [(f"{m.name.lower()} {m.who}", m.ref) for m in acts.measures if m.past]
    past += [(f"{h.partner_name} {h.who}", h.ref) for h in acts.help if h.past]
    if not past:
        return ()
    more = f" {session.texts('page.and_more', n=len(past) - 3)}" if len(past) > 3 else ""
    words = ", ".join(word for word, _ in past[:3]) + more
    return (Item(session.texts("page.over"), words, tuple(ref for _, ref in past[:3])),)
