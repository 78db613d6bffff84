"""One family network at a glance, for a terminal."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe, describe_window
from famnet.analysis.direction import direction_of
from famnet.analysis.known import known
from famnet.analysis.text import Text
from famnet.answers import FamilyAnswer
from famnet.reports.build import build_session
from famnet.reports.family_page import family_of

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.graph import FamilyGraph

__all__ = ["glance"]

_HOUSEHOLD: Final = Text("huishouden", "household")


def glance(graph: FamilyGraph, who: str, lang: Lang = "nl") -> FamilyAnswer:
    """Return members, "bekend bij", regie and description of one family network.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    who : str
        Window, person or household id.
    lang : str
        Language of all that is said, ``nl`` or ``en``.

    Raises
    ------
    UserError
        There is no such id.
    """
    window = window_of(graph, who)
    description = describe(graph)
    session = build_session(graph, description, named=[window], lang=lang)
    people = family_of(session, session.pages[0])
    told = describe_window(graph, window, lang=lang)
    ids = {person.person_id: person.label.text for person in people.residents}
    ids |= {home.household_id: f"{_HOUSEHOLD.of(lang)} {home.letter}" for home in people.households}
    states = known(graph, subjects=sorted(identity for identity in ids if identity))
    names = dict(zip(graph.partners["partner_id"], graph.partners["name"], strict=True))
    knows: dict[str, list[str]] = defaultdict(list)
    for row in states.itertuples():
        if row.state == "known" and row.subject in ids:
            knows[str(row.partner_id)].append(ids[str(row.subject)])
    return FamilyAnswer(
        window_id=window.window_id,
        as_of=graph.as_of_text,
        listed=any(page.window_id == window.window_id for page in session.listed),
        statement=told.statement,
        members=tuple(
            {
                "person_id": person.person_id,
                "label": person.label.text,
                "boundary": person.boundary,
                "path": person.path,
            }
            for person in people.everyone
        ),
        known=tuple(
            {
                "partner": names.get(partner, partner),
                "partner_id": partner,
                "subjects": ", ".join(who_),
            }
            for partner, who_ in knows.items()
        ),
        direction=direction_of(graph, window.units).told(lang),
        domains=dict(told.facts.groups),
        unknown=told.unknown,
        lang=lang,
    )
