"""The gallery: every kind of picture of some family networks, each a file of its own."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw import ecogram, genogram, matrix, timeline
from famnet.errors import UserError
from famnet.governance import demand
from famnet.reports.render import render, write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from famnet.draw.picture import Picture
    from famnet.graph.family_graph import FamilyGraph
    from famnet.reports.session import PageWindow, Session

__all__ = ["write_gallery"]

_MAKERS: Final[Mapping[str, Callable[[FamilyGraph, str], Picture]]] = {
    "genogram": genogram,
    "ecogram": ecogram,
    "timeline": timeline,
    "matrix": matrix,
}


@dataclass(frozen=True, slots=True)
class _Hung:
    """One family network: its page, a small genogram as data, its picture files, what can't be drawn."""

    window_id: str
    href: str
    image: str
    files: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]


def write_gallery(session: Session, out: Path, count: int) -> int:
    """Write ``gallery.html`` and the pictures of the first family networks that have a page.

    Parameters
    ----------
    session : Session
        The session; its pages are taken in order.
    out : Path
        Folder of the session; pictures go into ``gallery``.
    count : int
        How many family networks.

    Returns
    -------
    int
        How many there are.

    Raises
    ------
    Refused
        There is no grant.

    Notes
    -----
    A picture that can't be drawn (too many people) costs that picture alone: the page says why.
    """
    shown = [page for page in session.pages if page.window.index >= 0][:count]
    graph = session.graph
    demand(
        graph.grant, "report", detail=f"tekeningen van {len(shown)} netwerken", as_of=graph.as_of
    )
    hung = [_hang(session, page, out) for page in shown]
    context = {
        "hung": hung,
        "kinds": tuple(_MAKERS),
        "as_of": graph.as_of_text or "",
        "synthetic": graph.synthetic,
    }
    write_page(out / "gallery.html", render("gallery.jinja", session.texts, context, script=""))
    return len(hung)


def _hang(session: Session, page: PageWindow, out: Path) -> _Hung:
    files, missing, image = [], [], ""
    for name, make in _MAKERS.items():
        try:
            picture = make(session.graph, page.window_id)
        except UserError as error:
            missing.append((name, error.message))
            continue
        place = f"gallery/{page.window_id}-{name}"
        picture.save(out / f"{place}.html")
        picture.save(out / f"{place}.svg")
        files.append((name, place))
        if name == "genogram":
            data = base64.b64encode(picture.to_svg().encode("utf-8")).decode("ascii")
            image = f"data:image/svg+xml;base64,{data}"
    return _Hung(page.window_id, page.href, image, tuple(files), tuple(missing))
