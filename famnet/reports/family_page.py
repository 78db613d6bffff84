"""The page of one family network: what a chair needs on the first A4, and the proof behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from famnet.analysis.period import MONTHS
from famnet.governance import demand
from famnet.reports.against import against, unused
from famnet.reports.dossier import dossier
from famnet.reports.first_sheet import first_sheet
from famnet.reports.must_ask import rule_lines
from famnet.reports.paper import Behind, paper
from famnet.reports.people_list import kin_lines
from famnet.reports.pictures import around
from famnet.reports.plan import EMPTY_ROWS, plan
from famnet.reports.regie import direction
from famnet.reports.render import css_text, render, write_page
from famnet.reports.scan_lines import chance_words, family_lines
from famnet.reports.sentence import sentence
from famnet.reports.sheets import sheets_of
from famnet.reports.stability_lines import stability
from famnet.reports.way import ways
from famnet.version import __version__
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.draw.family.people import Family
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import PageWindow, Session

__all__ = ["family_html", "family_of", "write_family_page"]


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
    sheets = sheets_of(session, window)
    head = _head(session, window, made)
    first = first_sheet(session, made, sheets, _taken(head))
    people, proof, acts = made.people, made.proof, made.acts
    kin, agreed = kin_lines(session, people, short=False)[0], plan(session, made)
    way, pictures = ways(session, made, sheets.route), around(session, made, window)
    context: dict[str, object] = {
        **head,
        **first.context(),
        "kin_full": kin,
        "paper": paper(made, first, Behind(kin, way, agreed, pictures)),
        "pictures": pictures,
        "ways": way,
        "acts": acts,
        "facts": made.facts,
        "proof": proof,
        "against": against(session, proof),
        "unused": unused(session, proof),
        "plan": agreed,
        "advice": str(session.graph.workspace) == Workspace.RIEC,
        "empty_rows": EMPTY_ROWS,
        "rules": _rules(session, made, window),
        "chance": chance_words(session),
        "compared": family_lines(session, window),
        "stability": stability(session, made, window),
        "versions": session.texts("method.versions", version=__version__, months=MONTHS),
    }
    margins = _margins(session, window)
    return render("family.jinja", session.texts, context, script="family.js", margins=margins)


def _head(session: Session, window: PageWindow, made: Dossier) -> dict[str, Any]:
    """Return what stands above the first line: purpose, circle, as-of, regie, the sentence."""
    texts, proof = session.texts, made.proof
    director, director_refs = direction(session, made.acts)
    return {
        "window": window,
        "grant": session.granted,
        "workspace": texts(f"workspace.{session.graph.workspace}"),
        "page_title": texts("family.title", window=window.window_id),
        "heading": _heading(session, made.people),
        "circle": _circle(session, made.people, window),
        "as_of": texts("meta.as_of_text", day=session.as_of, months=MONTHS),
        "direction": director,
        "direction_refs": director_refs,
        "sentence": sentence(session, made.people, proof, made.acts),
        "all_seen": tuple(group.ref for group in proof.counting),
        "seen_refs": tuple(group.ref for group in proof.counting[:3]),
        "good_refs": tuple(g.ref for g in proof.of("p")[-2:] if g.rows[-1].recent),
    }


def _taken(head: dict[str, Any]) -> tuple[str, tuple[str, ...], str, str]:
    """Return the texts of the head, whose room the rest of the sheet has to spare."""
    grant = head["grant"]
    meta = (
        grant.purpose,
        grant.ground,
        f"{grant.case}, {head['workspace']}",
        head["circle"],
        head["as_of"],
    )
    title = f"{head['page_title']} · {head['heading']}"
    return title, meta, " ".join(head["sentence"]), head["direction"]


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


def _rules(session: Session, made: Dossier, window: PageWindow) -> list[tuple[str, str, str]]:
    circle = session.texts("rule.g01", circle=_circle(session, made.people, window))
    return [("circle", "g01", circle), *rule_lines(session, made.gaps)]


def _margins(session: Session, window: PageWindow) -> str:
    texts, grant = session.texts, session.granted
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
