"""What a chair reads first: the sentence, the children, what runs, what is stuck, what is unknown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from famnet.draw.family.people import Family, Person
    from famnet.reports.evidence import Evidence, Group
    from famnet.reports.matrices import Cell, Matrix
    from famnet.reports.records import Measure, Records
    from famnet.reports.session import Session

__all__ = [
    "Child",
    "Item",
    "Stuck",
    "children",
    "direction",
    "running",
    "sentence",
    "stuck",
    "unknown",
]

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
    return tuple(
        _child(session, child, homes[child.person], proof, acts) for child in family.children
    )


def _child(session: Session, child: Person, home: str, proof: Evidence, acts: Records) -> Child:
    me = child.person_id
    groups = [g for g in proof.of("e") if any(r.subject == me and r.recent for r in g.rows)]
    care: dict[str, str] = {}
    refs: list[str] = []
    for group in groups:
        for row in group.rows:
            if row.subject == me and row.counted and row.recent:
                care[row.domain] = row.type_name.lower()
                refs.append(group.ref)
    seen, seen_refs = _who_sees(session, me, groups, acts)
    measures = tuple(
        _measure(session, m, acts) for m in acts.measures if m.subject == me and m.running
    )
    return Child(
        child, home, measures, seen, seen_refs, tuple(care.items()), tuple(dict.fromkeys(refs))
    )


def _who_sees(
    session: Session, subject: str, groups: Sequence[Group], acts: Records
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who has this child in sight: who told of it, helps it or carries out its measure."""
    seen: dict[int, list[str]] = defaultdict(list)
    for group in groups:
        for row in group.rows:
            if row.subject == subject:
                seen[row.partner].append(group.ref)
    for measure in acts.measures:
        for partner in measure.executing if measure.subject == subject and measure.running else ():
            seen[partner].append(measure.ref)
    for helping in acts.help:
        if helping.subject == subject and helping.running:
            seen[helping.partner].append(helping.ref)
    names = [session.partner_words(partner) for partner in session.partners.ordered(seen)]
    refs = dict.fromkeys(ref for found in seen.values() for ref in found)
    return tuple(dict.fromkeys(names)), tuple(refs)


def _measure(session: Session, measure: Measure, acts: Records) -> Item:
    """Return a running measure of a child, and say so where its execution still waits."""
    texts = session.texts
    waiting = [
        h for h in acts.handovers
        if h.step == "measure_execution" and h.waiting and h.who == measure.who
    ]  # fmt: skip
    name = texts.get(f"measure_short.{measure.code}", measure.name)
    if waiting and measure.mode == "imposed":
        return Item(f"{name},", texts("family.not_started"), (measure.ref, waiting[0].ref))
    return Item(
        f"{name},", texts("page.since", day=measure.start) if measure.start else "", (measure.ref,)
    )


def direction(session: Session, acts: Records) -> tuple[str, tuple[str, ...]]:
    """Return who holds the regie and the refs for it; "nog niet belegd" where nobody does."""
    for role in DIRECTION_ROLES:
        holders = [h for h in acts.help if h.role == role and h.running]
        if holders:
            names = list(dict.fromkeys(f"{h.partner_name} ({h.role_name})" for h in holders))
            return session.texts.listed(names), tuple(h.ref for h in holders)
    return session.texts("page.no_direction"), ()


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
    more = session.texts("page.and_more", n=len(past) - 3) if len(past) > 3 else ""
    words = ", ".join(word for word, _ in past[:3]) + more
    return (Item(session.texts("page.over"), words, tuple(ref for _, ref in past[:3])),)


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


def unknown(session: Session, family: Family, matrix: Matrix, acts: Records) -> tuple[Item, ...]:
    """Return what we don't know: who did not answer, whom nobody knows, what is unsure."""
    texts = session.texts
    items: list[Item] = []
    waiting: dict[str, list[str]] = defaultdict(list)
    for question in acts.questions:
        if question.waiting:
            waiting[question.partner_name].append(question.ref)
    if waiting:
        items.append(
            Item(texts("unknown.no_answer"), texts.listed(list(waiting)), _refs(waiting.values()))
        )
    nobody = _seen_by_nobody(family, matrix)
    if nobody:
        items.append(
            Item(texts("unknown.nobody"), texts("unknown.nobody_text", who=texts.listed(nobody)))
        )
    items += _ought_to_be_asked(session, matrix)
    barred = [
        line.head for line in matrix.lines if all(c.state == "not_allowed" for c in line.cells)
    ]
    if barred:
        items.append(
            Item(
                texts("unknown.not_allowed"),
                texts("unknown.not_allowed_text", who=texts.listed(barred)),
            )
        )
    ages = [p.label.code for p in family.residents if p.age.low != p.age.high or p.age.low is None]
    if ages:
        items.append(Item(texts("unknown.age"), texts.listed(ages)))
    if matrix.folded:
        items.append(Item(
            texts("unknown.not_asked", partners=texts.count("partner", len(matrix.folded))), texts("unknown.silence")))  # fmt: skip
    return tuple(items)


def _ought_to_be_asked(session: Session, matrix: Matrix) -> list[Item]:
    texts = session.texts
    missing: dict[str, list[str]] = defaultdict(list)
    rules: list[tuple[str, ...]] = []
    for head, code, cell in _cells(matrix):
        if cell.state == "missing":
            missing[head].append(code)
            rules.append(cell.refs)
    if missing:
        words = "; ".join(
            texts("unknown.about", partner=head, who=texts.listed(codes))
            for head, codes in missing.items()
        )
        return [Item(texts("unknown.missing"), words, _refs(rules))]
    return []


def _cells(matrix: Matrix) -> Iterator[tuple[str, str, Cell]]:
    """Give all cells with the name of their row and the code of their column."""
    for line in matrix.lines:
        for block in matrix.blocks:
            for column, place in zip(block.columns, block.places, strict=True):
                yield line.head, column.code, line.cells[place]


def _seen_by_nobody(family: Family, matrix: Matrix) -> list[str]:
    seen = {code for _, code, cell in _cells(matrix) if cell.state == "known"}
    return [child.label.text for child in family.children if child.label.code not in seen]


def _refs(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for group in groups for ref in group))


def sentence(
    session: Session, family: Family, proof: Evidence, acts: Records
) -> tuple[str, str, str]:
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
    good = [
        texts("sentence.about", what=g.rows[-1].type_name.lower(), who=g.rows[-1].who)
        for g in proof.of("p")
        if g.rows[-1].recent
    ]
    if good:
        return texts("sentence.good", what=texts.listed(list(dict.fromkeys(good))[:2]))
    helping = [h for h in acts.help if h.running and h.role not in ("landlord", *DIRECTION_ROLES)]
    if helping:
        return texts("sentence.helped", who=helping[0].partner_name, whom=helping[0].who)
    return ""
