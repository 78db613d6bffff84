"""The gallery: every kind of picture of some family networks, each a file of its own.

Every item of a picture is a statement: it is marked with the rows it rests on, so that its receipt
stands in ``receipts.json`` and ``famnet verify`` draws it anew.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from famnet.draw import ecogram, genogram, matrix, timeline
from famnet.draw.picture.page import html_page
from famnet.errors import UserError
from famnet.governance import demand
from famnet.reports.fact_ids import fact_id
from famnet.reports.render import render, write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from famnet.draw.picture import Item, Picture
    from famnet.reports.session import PageWindow, Session

__all__ = ["FOLDER", "gallery_texts", "write_gallery"]

#: Where the pictures lie in the folder of a session.
FOLDER: Final = "gallery"
_MAKERS: Final[Mapping[str, Callable[..., Picture]]] = {
    "genogram": genogram,
    "ecogram": ecogram,
    "timeline": timeline,
    "matrix": matrix,
}
_NUMBER: Final = re.compile(r"(?<![\w-])[epx]\d{2,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class _Hung:
    """One family network: its page, a small genogram as data, its picture files, what can't be drawn."""

    window_id: str
    href: str
    image: str
    files: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]


def write_gallery(session: Session, out: Path, count: int) -> tuple[str, ...]:
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
    tuple of str
        The pages of pictures, as files in the folder of the session.

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
        "as_of": session.texts.day(graph.as_of),
        "synthetic": graph.synthetic,
    }
    write_page(out / "gallery.html", render("gallery.jinja", session.texts, context, script=""))
    return tuple(f"{place}.html" for one in hung for _, place in one.files)


def gallery_texts(session: Session) -> Iterator[tuple[str, str]]:
    """Make the pages of pictures of a session anew, one at a time: file name and HTML.

    Notes
    -----
    One that can't be drawn any more isn't given.
    """
    for file in session.gallery:
        name = file.removeprefix(f"{FOLDER}/").removesuffix(".html")
        window_id, _, kind = name.rpartition("-")
        try:
            yield file, _page(_draw(session, kind, window_id))
        except UserError:
            continue


def _draw(session: Session, kind: str, window_id: str) -> Picture:
    return _MAKERS[kind](session.graph, window_id, lang=session.texts.lang)


def _page(picture: Picture) -> str:
    kind = picture.scene.name
    return html_page(picture.scene, lambda item: _marked(kind, item))


def _marked(kind: str, item: Item) -> str:
    """Return what marks an item as a statement; one without rows of its own rests on its rule."""
    parts = (one.partition(":") for one in item.evidence)
    facts = " ".join(fact_id(table, key) for table, _, key in parts) or f"rule:{kind}"
    # Numbers of evidence count up along a picture: they are no part of what is said.
    numbers = " ".join(dict.fromkeys(_NUMBER.findall(f"{item.label} {item.title}")))
    told = f' data-numbers="{numbers}"' if numbers else ""
    return f' data-fact="{kind}" data-facts="{escape(facts)}"{told}'


def _hang(session: Session, page: PageWindow, out: Path) -> _Hung:
    files, missing, image = [], [], ""
    for name in _MAKERS:
        try:
            picture = _draw(session, name, page.window_id)
        except UserError as error:
            missing.append((name, error.message))
            continue
        place = f"{FOLDER}/{page.window_id}-{name}"
        write_page(out / f"{place}.html", _page(picture))
        picture.save(out / f"{place}.svg")
        files.append((name, place))
        if name == "genogram":
            data = base64.b64encode(picture.to_svg().encode("utf-8")).decode("ascii")
            image = f"data:image/svg+xml;base64,{data}"
    return _Hung(page.window_id, page.href, image, tuple(files), tuple(missing))
