"""Making a session out of a graph and its description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.families import family_windows
from famnet.analysis.households import homes
from famnet.analysis.known import known
from famnet.draw.family.facts import facts_of
from famnet.draw.family.member_rows import member_rows
from famnet.draw.family.signal_facts import SignalFacts
from famnet.reports.partner_names import PartnerNames
from famnet.reports.session import KnownIndex, PageWindow, Session
from famnet.reports.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from famnet.analysis.description import Description
    from famnet.analysis.families import Window
    from famnet.analysis.text import Lang
    from famnet.delivery import CheckReport
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["build_session"]


def build_session(  # noqa: PLR0913  # the wiring names each choice of a run
    graph: FamilyGraph,
    description: Description,
    report: CheckReport | None = None,
    *,
    named: Sequence[Window] = (),
    pages: int = 300,
    with_key: bool = True,
    lang: Lang = "nl",
) -> Session:
    """Choose which networks get a page and prepare all look-ups.

    Parameters
    ----------
    graph : FamilyGraph
        The checked rows.
    description : Description
        What stands on the list (``famnet.analysis.description.describe``).
    report : CheckReport, optional
        What became of the delivered rows.
    named : sequence of Window
        Networks asked for; they alone get a page when there are any.
    pages : int
        How many of the list get a page otherwise.
    with_key : bool
        Whether pages link to the key sheet.
    lang : str
        Language of the pages, ``nl`` or ``en``.

    Returns
    -------
    Session

    Notes
    -----
    O(n log n) once; each page after that is a look-up.
    """
    listed = _listed(graph, description)
    stands = {line.window_id: line.stands_for for line in listed}
    chosen = (
        tuple(PageWindow(w, stands.get(w.window_id, 1)) for w in _once(named))
        if named
        else listed[:pages]
    )
    subjects = _subjects(graph, chosen)
    known_table = known(graph, subjects=subjects)
    home = homes(graph)
    texts = load_texts(lang)
    return Session(
        graph=graph,
        description=description,
        report=report,
        listed=listed,
        pages=chosen,
        facts=facts_of(graph),
        episodes=SignalFacts(graph),
        known=KnownIndex(_told(known_table, subjects)),
        known_table=known_table,
        partners=PartnerNames(graph, texts),
        unit_household=lambda unit: int(home.unit_household[unit]) if unit >= 0 else -1,
        members=member_rows(graph, [page.window for page in chosen], lang),
        eligible=description.commonness.eligible,
        looked_at=description.commonness.windows,
        with_key=with_key,
        texts=texts,
    )


def _told(table: pd.DataFrame, subjects: Sequence[str]) -> pd.DataFrame:
    """Return what was said of these subjects; who was not asked is the most and says nothing."""
    table = table[table["state"].to_numpy(object) != "not_asked"]
    return table[table["subject"].isin(subjects)]


def _listed(graph: FamilyGraph, description: Description) -> tuple[PageWindow, ...]:
    """Return the list without writing its findings: only which windows, and for how many."""
    windows, listed = family_windows(graph), description.listed
    pairs = zip(listed._leaders.tolist(), listed._stands_for.tolist(), strict=True)  # noqa: SLF001
    return tuple(PageWindow(windows.window(place), stands_for) for place, stands_for in pairs)


def _once(named: Sequence[Window]) -> list[Window]:
    return list({window.window_id: window for window in named}.values())


def _subjects(graph: FamilyGraph, pages: Sequence[PageWindow]) -> list[str]:
    """Return the ids of the households and living people of the pages."""
    home = homes(graph)
    people = graph.persons["person_id"]
    places = graph.households["household_id"]
    found: set[str] = set()
    for unit in sorted({unit for page in pages for unit in page.units}):
        code = int(home.unit_household[unit])
        if code >= 0:
            found.add(str(places.iloc[code]))
        residents = home.residents.to[home.residents.start[unit] : home.residents.start[unit + 1]]
        found.update(str(people.iloc[int(person)]) for person in residents)
    return sorted(found)
