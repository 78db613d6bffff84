"""What speaks against reading a page as worry, and what was delivered but not used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from famnet.reports.item import Item

if TYPE_CHECKING:
    from famnet.reports.evidence import Evidence
    from famnet.reports.session import Session

__all__ = ["against", "unused"]


def against(session: Session, proof: Evidence) -> tuple[Item, ...]:
    """Return what speaks against reading the list as worry: what goes well, refuted, one source."""
    texts = session.texts
    found = []
    for group in proof.of("p"):
        row = group.rows[-1]
        words = f"{row.type_name}, {row.who}, {row.date}. {row.delivered_by}."
        found.append(Item(texts("family.against_good"), words, (group.ref,)))
    for group in proof.of("x"):
        row = group.rows[0]
        found.append(
            Item(
                texts("family.against_refuted"),
                f"{row.type_name}, {row.who}, {row.date}.",
                (group.ref,),
            )
        )
    found += _single_source(session, proof)
    per_domain = Counter(group.domains[0] for group in proof.counting)
    thin = [domain for domain, n in per_domain.items() if n == 1]
    if thin and len(thin) == len(per_domain):
        words = texts.listed([session.domain_name(domain) for domain in thin])
        found.append(Item(texts("family.against_thin"), f"{words}."))
    return tuple(found)


def _single_source(session: Session, proof: Evidence) -> list[Item]:
    texts, counting = session.texts, proof.counting
    observers = proof.observers
    if not observers:
        return []
    if len(observers) == 1:
        name = session.root_name(observers[0])
        return [Item(texts("family.against_source"), texts("family.against_only", who=name))]
    alone = Counter(group.observers[0] for group in counting if len(group.observers) == 1)
    if not alone:
        return []
    most, number = min(alone.items(), key=lambda item: (-item[1], item[0]))
    left = {
        row.domain
        for group in counting
        for row in group.rows
        if row.counted and row.recent and row.observer != most
    }
    words = texts(
        "family.against_source_text", who=session.root_name(most), n=number, all=len(counting),
        left=len(left), domains=len(proof.domains),
    )  # fmt: skip
    return [Item(texts("family.against_source"), words)]


def unused(session: Session, proof: Evidence) -> tuple[Item, ...]:
    """Return how much was delivered and not counted, and why."""
    groups = proof.of("e")
    rows = [row for group in groups for row in group.rows]
    numbers = {
        "rumour": proof.rumours,
        "old": sum(not g.counts and any(r.counted for r in g.rows) for g in groups),
        "echo": sum(row.tells == session.texts("counts.same") for row in rows),
        "nature": sum(row.reason == "administrative" for row in rows),
    }
    return tuple(
        Item("", session.texts(f"family.unused_{name}", n=number))
        for name, number in numbers.items()
        if number
    )
