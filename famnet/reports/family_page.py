"""The page of one family network: what a chair needs on the first A4, and the proof behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.period import MONTHS
from famnet.governance import demand
from famnet.reports import first_sheet
from famnet.reports.dossier import dossier
from famnet.reports.first_sheet import Item
from famnet.reports.matrices import CROWDED, columns, domain_matrix, known_matrix
from famnet.reports.rarity import common_words
from famnet.reports.render import css_text, render, write_page
from famnet.reports.timeline import timeline
from famnet.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.draw.family.people import Family, Person
    from famnet.reports.dossier import Dossier
    from famnet.reports.evidence import Evidence
    from famnet.reports.matrices import Matrix
    from famnet.reports.session import PageWindow, Session

__all__ = ["family_html", "family_of", "write_family_page"]

# What one A4 bears: with more people than MANY the matrices take its whole width.
MANY: Final = 14
WRAPS: Final = 44


@dataclass(frozen=True, slots=True)
class _Line:
    who: str
    how: str


def write_family_page(session: Session, window: PageWindow, out: Path) -> Path:
    """Write the page of a family network to ``families/<window_id>.html``.

    Parameters
    ----------
    session : Session
        What is known.
    window : PageWindow
        Which network.
    out : Path
        Folder of the session.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    Refused
        There is no grant.
    """
    demand(session.graph.grant, "report", detail="families: 1 page", as_of=session.graph.as_of)
    path = out / "families" / f"{window.window_id}.html"
    write_page(path, family_html(session, window))
    return path


def family_of(session: Session, window: PageWindow) -> Family:
    """Return the people of a page with their labels."""
    return dossier(session, window).people


def family_html(session: Session, window: PageWindow) -> str:
    """Make the page of a family network.

    Notes
    -----
    O(k log n) for k rows about the network.
    """
    made = dossier(session, window)
    people, proof, acts = made.people, made.proof, made.acts
    known = known_matrix(session, people, proof, acts)
    shown = [column for block in known.blocks for column in block.columns]
    shown = shown or columns(session, people)
    context: dict[str, object] = {
        **_head(session, window, made),
        **_first(session, made, known),
        "wide": len(shown) > CROWDED,
        "known": known,
        "domains": domain_matrix(session, shown, proof),
        "acts": acts,
        "proof": proof,
        "line": timeline(session, proof, acts),
        "against": _against(session, proof),
        "unused": _unused(session, proof),
        "rules": _rules(session, people, window),
        "chance": session.texts("method.chance", common=common_words(session)),
        "versions": session.texts("method.versions", version=__version__, months=MONTHS),
    }
    margins = _margins(session, window)
    return render("family.jinja", session.texts, context, script="family.js", margins=margins)


def _head(session: Session, window: PageWindow, made: Dossier) -> dict[str, object]:
    """Return what stands above the first line: purpose, circle, as-of, regie, the sentence."""
    texts, proof = session.texts, made.proof
    director, director_refs = first_sheet.direction(session, made.acts)
    return {
        "window": window,
        "grant": session.graph.grant,
        "workspace": texts(f"workspace.{session.graph.workspace}"),
        "heading": _heading(session, made.people),
        "circle": _circle(session, made.people, window),
        "as_of": texts("meta.as_of_text", day=session.as_of, months=MONTHS),
        "direction": director,
        "direction_refs": director_refs,
        "sentence": first_sheet.sentence(session, made.people, proof, made.acts),
        "seen_refs": tuple(group.ref for group in proof.counting[:3]),
        "good_refs": tuple(g.ref for g in proof.of("p")[-2:] if g.rows[-1].recent),
    }


def _first(session: Session, made: Dossier, known: Matrix) -> dict[str, object]:
    """Return the blocks of the first sheet but for its matrices."""
    people, proof, acts = made.people, made.proof, made.acts
    short, folded = _kin_lines(session, people, short=True)
    return {
        "children": first_sheet.children(session, people, proof, acts),
        "kin_short": short,
        "kin_folded": folded,
        "kin_full": _kin_lines(session, people, short=False)[0],
        "stuck": first_sheet.stuck(session, acts),
        "unknown": first_sheet.unknown(session, people, known, acts),
        "running": first_sheet.running(session, acts),
    }


def _heading(session: Session, people: Family) -> str:
    texts = session.texts
    letters = [home.letter for home in people.households]
    places = [home.neighbourhood for home in people.households if home.neighbourhood]
    place = Counter(places).most_common(1)
    name = "household_one" if len(letters) == 1 else "household_many"
    if len(letters) > 6:
        words = texts.count("household", len(letters))
    else:
        words = texts(f"page.{name}", letters=texts.listed(letters))
    return ", ".join([words, *sorted({p for p, n in place})])


def _circle(session: Session, people: Family, window: PageWindow) -> str:
    texts = session.texts
    if len(window.units) < 2:
        return texts("meta.circle_home")
    anchor = people.by_code().get(window.anchor)
    if anchor is None:
        return texts("meta.circle_unnamed")
    return texts("meta.circle_anchor", who=anchor.label.text)


def _kin_lines(
    session: Session, people: Family, *, short: bool
) -> tuple[list[tuple[str, list[_Line]]], int]:
    """Return the people by household with how they are related; ``short`` folds a long list."""
    texts = session.texts
    room = _room(people) if short else 10_000
    found: list[tuple[str, list[_Line]]] = []
    folded = 0
    groups: list[tuple[str, tuple[Person, ...]]] = [
        (_home_head(session, home.letter, home.neighbourhood), home.people)
        for home in people.households
    ]
    if people.outside:
        groups.append((texts("family.outside"), people.outside))
    for head, group in groups:
        lines: list[_Line] = []
        for person in group:
            line = _kin_line(session, people, person)
            room -= 1 + (len(line.how) > WRAPS) + (not lines)
            if room >= 0:
                lines.append(line)
        folded += len(group) - len(lines)
        if lines:
            found.append((head, lines))
    return found, folded


def _room(people: Family) -> int:
    """Lines that the list of people may take on the first sheet: it stands beside the children."""
    many = len(people.residents) > MANY
    return max(12 if many else 20, 2 * len(people.children) + 1)


def _home_head(session: Session, letter: str, place: str) -> str:
    head = session.texts("page.household", letter=letter)
    return f"{head}, {place}" if place else head


def _kin_line(session: Session, people: Family, person: Person) -> _Line:
    texts = session.texts
    words = [person.path] if person.path else []
    if person.boundary == "parent":
        known = people.by_code()
        mine = people.kin.children.get(person.person, frozenset())
        codes = sorted(
            known[child].label.code for child in mine if known[child].boundary != "parent"
        )
        words = [texts("family.parent_of", who=texts.listed(codes))]
        if not person.dead:
            words.append(texts("family.adjacent"))
    if person.boundary in ("coresident", "adjacent"):
        words.append(texts(f"family.{person.boundary}"))
    if person.dead:
        name = "family.died_unknown" if person.age.low is None else "family.died"
        words.append(texts(name, age=person.age.text))
    who = person.label.text if person.dead else person.label.long
    return _Line(who, ", ".join(words))


def _against(session: Session, proof: Evidence) -> tuple[Item, ...]:
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
        name = texts.get(f"partner.{observers[0]}", observers[0])
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


def _unused(session: Session, proof: Evidence) -> tuple[Item, ...]:
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


def _rules(session: Session, people: Family, window: PageWindow) -> list[tuple[str, str]]:
    texts = session.texts
    return [
        ("g01", texts("rule.g01", circle=_circle(session, people, window))),
        ("g02", texts("rule.g02")),
        ("g03", texts("rule.g03")),
    ]


def _margins(session: Session, window: PageWindow) -> str:
    texts, grant = session.texts, session.graph.grant
    title = texts("family.title", window=window.window_id)
    corners = {
        "top-left": css_text(f"{title} · {grant.case}"),
        "top-right": css_text(f"{texts('meta.as_of')} {session.as_of} · {grant.purpose}"),
        "bottom-left": css_text(f"{texts('family.footer')} · {texts('family.destroy')}"),
        "bottom-right": f"{css_text(texts('family.sheet') + ' ')} counter(page) {css_text(' ' + texts('family.of') + ' ')} counter(pages)",
    }
    font = 'font:7pt Arial,"Liberation Sans",sans-serif;color:#1b2126'
    boxes = "".join(f"@{where}{{content:{text};{font}}}" for where, text in corners.items())
    return f"@page{{size:A4 portrait;margin:12mm 10mm 11mm;{boxes}}}"
