"""What a chair reads first: the sentence, the children, what runs, what is stuck, what is unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue
from famnet.reports.marks import DOMAIN_LETTERS

if TYPE_CHECKING:
    from famnet.reports.evidence import Evidence
    from famnet.reports.matrices import Matrix
    from famnet.reports.people import Family, Person
    from famnet.reports.records import Help, Records
    from famnet.reports.session import Session

__all__ = ["Child", "Item", "Stuck", "children", "direction", "running", "sentence", "stuck", "unknown"]

DIRECTION_ROLES: Final = ("process_director", "case_manager")


@dataclass(frozen=True, slots=True)
class Item:
    """A line: bold lead, text, and the refs of its evidence."""

    lead: str
    text: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stuck:
    """Something that waits longer than usual."""

    days: int
    lead: str
    text: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Child:
    """A child: who it is, what runs, who sees it, and which care was told."""

    person: Person
    home: str
    measures: tuple[Item, ...]
    seen_by: tuple[str, ...]
    seen_refs: tuple[str, ...]
    care: tuple[tuple[str, str], ...]
    care_refs: tuple[str, ...]


def children(session: Session, family: Family, proof: Evidence, acts: Records) -> tuple[Child, ...]:
    """Return the children of the households, youngest first in each."""
    homes = {p.person: h.letter for h in family.households for p in h.people}
    return tuple(_child(session, child, homes[child.person], proof, acts) for child in family.children)


def _child(session: Session, child: Person, home: str, proof: Evidence, acts: Records) -> Child:
    groups = [
        group
        for group in proof.groups
        if group.kind == "e" and any(r.subject == child.person_id and r.recent for r in group.rows)
    ]
    counting = [g for g in groups if any(r.subject == child.person_id and r.counted and r.recent for r in g.rows)]
    care = dict.fromkeys(
        (row.domain, row.type_name.lower())
        for group in counting
        for row in group.rows
        if row.subject == child.person_id and row.counted
    )
    seen: dict[int, list[str]] = defaultdict(list)
    for group in groups:
        for row in group.rows:
            if row.subject == child.person_id:
                seen[row.partner].append(group.ref)
    for (subject, partner), refs in acts.refs_by_subject().items():
        if subject == child.person_id:
            seen[partner] += [ref for ref in refs if ref[0] in "mh"]
    known = {p: refs for p, refs in seen.items() if refs}
    names = [partner.short.lower() for partner in session.partners.ordered(known)]
    refs = tuple(dict.fromkeys(ref for found in known.values() for ref in found))
    measures = tuple(
        Item(m.name, session.texts("page.since", day=m.start) if m.start else "", (m.ref,))
        for m in acts.measures
        if m.subject == child.person_id and m.running
    )
    return Child(child, home, measures, tuple(dict.fromkeys(names)), refs, tuple(care),
                 tuple(group.ref for group in counting))  # fmt: skip


def direction(session: Session, acts: Records) -> tuple[str, tuple[str, ...]]:
    """Return who holds the regie and the refs for it; "nog niet belegd" where nobody does."""
    for role in DIRECTION_ROLES:
        holders = [h for h in acts.help if h.role == role and h.running]
        if holders:
            names = list(dict.fromkeys(f"{h.partner_name} ({h.role_name})" for h in holders))
            return session.texts.listed(names), tuple(h.ref for h in holders)
    return session.texts("page.no_direction"), ()


def running(session: Session, acts: Records) -> tuple[Item, ...]:
    """Return what runs: imposed first, then voluntary, then what is over (one line)."""
    texts, items = session.texts, []
    for measure in acts.measures:
        if measure.running:
            by = measure.executed_by or measure.decided_by
            until = texts("page.until", day=measure.end) if measure.end else ""
            words = [measure.who, until, by]
            items.append((measure.mode != "imposed", Item(
                texts(f"mode.{measure.mode}") if f"mode.{measure.mode}" in texts else "",
                f"{measure.name}: {', '.join(word for word in words if word)}", (measure.ref,))))  # fmt: skip
    items += [(item.mode != texts("mode.imposed"), _helping(session, item)) for item in acts.help if item.running]
    items.sort(key=lambda pair: pair[0])
    found = [item for _, item in items]
    past = [m for m in acts.measures if m.past]
    over = [h for h in acts.help if h.past]
    if past or over:
        words = [f"{m.name.lower()} {m.who}" for m in past] + [f"{h.partner_name} {h.who}" for h in over]
        more = texts("page.and_more", n=len(words) - 4) if len(words) > 4 else ""
        refs = tuple(x.ref for x in [*past, *over])[:4]
        found.append(Item(texts("page.over"), ", ".join(words[:4]) + more, refs))
    return tuple(found)


def _helping(session: Session, item: Help) -> Item:
    since = session.texts("page.since", day=item.start) if item.start else ""
    words = [f"{item.partner_name} ({item.role_name})" if item.role_name else item.partner_name, item.who, since]
    lead = item.mode or session.texts("mode.none")
    return Item(lead, ", ".join(word for word in words if word), (item.ref,))


def stuck(session: Session, acts: Records) -> tuple[Stuck, ...]:
    """Return what waits longer than usual, longest first: hand-overs and questions.

    The usual wait of a hand-over stands in the catalogue (``referral_steps.waits_days``); that of a
    question is that of feedback.
    """
    texts = session.texts
    found = [
        Stuck(
            h.days or 0,
            texts("stuck.handover", step=h.step_name, who=h.who),
            texts("stuck.from_to", sender=h.sender, receiver=h.receiver, usual=h.usual),
            (h.ref,),
        )
        for h in acts.handovers
        if h.late
    ]
    usual = load_catalogue().referral_steps["feedback"].waits_days or 0
    found += [
        Stuck(q.days, texts("stuck.question", partner=q.partner_name, who=q.who),
              texts("stuck.usual", usual=usual), (q.ref,))
        for q in acts.questions
        if q.waiting and q.days is not None and q.days > usual
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda item: (-item.days, item.refs)))


def unknown(
    session: Session, family: Family, matrix: Matrix, acts: Records
) -> tuple[Item, ...]:
    """Return what we don't know: who did not answer, whom nobody knows, what is unsure."""
    texts = session.texts
    items: list[Item] = []
    waiting: dict[str, list[str]] = defaultdict(list)
    for question in acts.questions:
        if question.waiting:
            waiting[question.partner_name].append(question.ref)
    if waiting:
        items.append(Item(texts("unknown.no_answer"), texts.listed(list(waiting)), _refs(waiting.values())))
    nobody = _seen_by_nobody(family, matrix)
    if nobody:
        items.append(Item(texts("unknown.nobody"), texts("unknown.nobody_text", who=texts.listed(nobody))))
    missing = [
        (line.head, column.code, line.cells[place].refs)
        for line in matrix.lines
        for block in matrix.blocks
        for column, place in zip(block.columns, block.places, strict=True)
        if line.cells[place].state == "missing"
    ]
    if missing:
        words = texts.listed([texts("unknown.about", partner=p, who=w) for p, w, _ in missing])
        items.append(Item(texts("unknown.missing"), words, _refs(refs for _, _, refs in missing)))
    barred = [line.head for line in matrix.lines if all(c.state == "not_allowed" for c in line.cells)]
    if barred:
        items.append(Item(texts("unknown.not_allowed"), texts("unknown.not_allowed_text", who=texts.listed(barred))))
    ages = [p.label.code for p in family.residents if p.age.low != p.age.high or p.age.low is None]
    if ages:
        items.append(Item(texts("unknown.age"), texts.listed(ages)))
    if matrix.folded:
        items.append(Item(
            texts("unknown.not_asked", partners=texts.count("partner", len(matrix.folded))), texts("unknown.silence")))  # fmt: skip
    return tuple(items)


def _seen_by_nobody(family: Family, matrix: Matrix) -> list[str]:
    seen = {
        column.subject
        for line in matrix.lines
        for block in matrix.blocks
        for column, place in zip(block.columns, block.places, strict=True)
        if line.cells[place].state == "known"
    }
    return [child.label.text for child in family.children if child.person_id not in seen]


def _refs(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for group in groups for ref in group))


def sentence(session: Session, family: Family, proof: Evidence, acts: Records) -> tuple[str, str, str]:
    """Return one sentence in three parts: who, what was seen (shown bold), what goes well."""
    texts = session.texts
    homes = []
    for home in family.households:
        adults = [p.label.text for p in home.people if not p.minor and not p.dead]
        kids = sum(p.minor and not p.dead for p in home.people)
        shown = adults if len(adults) <= 3 else [texts.count("adult", len(adults))]
        if kids:
            shown = [*shown, texts.count("child", kids)]
        if shown:
            homes.append(texts.listed(shown))
    if len(homes) > 3:
        homes = [*homes[:3], texts.count("more_household", len(homes) - 3)]
    who = texts("sentence.who", homes="; ".join(homes))
    seen = texts("sentence.nothing")
    if proof.counting:
        seen = texts(
            "sentence.seen",
            observers=texts.count("observer", len(proof.observers)),
            saw=texts("sentence.saw_one" if len(proof.observers) == 1 else "sentence.saw_many"),
            episodes=texts.count("episode", len(proof.counting)),
            domains=texts.count("domain", len(proof.domains)),
        )
    return who, seen, _good(session, proof, acts)


def _good(session: Session, proof: Evidence, acts: Records) -> str:
    texts = session.texts
    good = [f"{g.rows[-1].type_name.lower()} ({g.rows[-1].who})" for g in proof.of("p") if g.rows[-1].recent]
    if good:
        return texts("sentence.good", what=texts.listed(list(dict.fromkeys(good))[:2]))
    helping = [h for h in acts.help if h.running and h.role not in ("landlord", *DIRECTION_ROLES)]
    if helping:
        return texts("sentence.helped", who=helping[0].partner_name, whom=helping[0].who)
    return ""


def domain_letters(domains: Iterable[str]) -> list[str]:
    """Return the two letters of domains, in the order of the pages."""
    wanted = set(domains)
    return [letters for code, letters in DOMAIN_LETTERS.items() if code in wanted]
