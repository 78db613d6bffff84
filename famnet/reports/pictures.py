"""The pictures of a page: small on the first sheet, large on a later one.

A picture that can't be drawn costs the page that picture and nothing else: a sentence stands in its
place and says why, and the table beside it says what the picture would have said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from math import inf
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from famnet.draw.ecogram.picture import ecogram
from famnet.draw.genogram.picture import genogram_of
from famnet.draw.picture.svg import inline_svg, legend_drawing
from famnet.draw.timeline.picture import timeline
from famnet.errors import UserError
from famnet.reports.on_paper import SMALLEST, OnPaper, on_paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from famnet.draw.family.people import Family
    from famnet.draw.picture import Item, Picture, Scene
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import PageWindow, Session

__all__ = ["Drawn", "Genograms", "Pictures", "around", "drawn"]

_CORE: Final = ("core", "deceased")
# Millimetres of the line that says how many people are left out.
_NOTE: Final = 6.6
# The core alone is tried where one in so many people is left out.
_WORTH: Final = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in a page, or the sentence that stands in its place.

    Parameters
    ----------
    svg : Markup
        The drawing; empty where there is none.
    why : str
        Why there is none; empty where there is one.
    legend : tuple of (Markup, str)
        Small drawings and what they mean.
    notes : tuple of str
        What is not drawn.
    width, height : float
        In units of the picture.
    """

    svg: Markup
    why: str
    legend: tuple[tuple[Markup, str], ...] = ()
    notes: tuple[str, ...] = ()
    width: float = 0.0
    height: float = 0.0

    @property
    def paper(self) -> OnPaper:
        """How it is printed at the width of a sheet."""
        return on_paper(self)


@dataclass(frozen=True, slots=True)
class Genograms:
    """The genogram twice: ``small`` as much as fits the first sheet, ``large`` all of it.

    ``left_out`` counts the people that stand on the large one alone.
    """

    small: Drawn
    large: Drawn
    left_out: int


def drawn(session: Session, made: Dossier, name: str, make: Callable[[], Picture]) -> Drawn:
    """Draw a picture for a page.

    Parameters
    ----------
    session : Session
        Its texts.
    made : Dossier
        What the picture's proof resolves to on this page.
    name : str
        Unique on the page; in front of all ids of the drawing.
    make : callable
        Makes the picture.
    """
    try:
        return _written(made, replace(make().scene, name=name))
    except UserError as error:
        return Drawn(_safe(""), error.message)
    except Exception as error:  # noqa: BLE001  # a fault in one drawing must not cost a table its page
        return Drawn(_safe(""), session.texts("picture.fault", fault=type(error).__name__))


def around(session: Session, made: Dossier, page: PageWindow) -> dict[str, Drawn]:
    """Draw the timeline and the ecogram of a page.

    Parameters
    ----------
    session : Session
        The graph.
    made : Dossier
        The people of the page.
    page : PageWindow
        Its network.
    """
    graph, ref = session.graph, _named(made, page)
    makers = {"timeline": timeline, "ecogram": ecogram}
    return {
        name: drawn(session, made, name, partial(make, graph, ref, lang=session.texts.lang))
        for name, make in makers.items()
    }


def _named(made: Dossier, page: PageWindow) -> str:
    """Return what finds the network again: a household by itself is no window of the graph."""
    if page.window.index >= 0:
        return page.window_id
    first = made.people.households[0]
    return first.household_id if first.code >= 0 else first.people[0].person_id


def _written(made: Dossier, scene: Scene) -> Drawn:
    svg = inline_svg(scene, lambda item: _marked(made, scene, item))
    legend = tuple((_safe(legend_drawing(e, scene)), e.text) for e in scene.legend)
    return Drawn(_safe(svg), "", legend, scene.notes, scene.width, scene.height)


def _marked(made: Dossier, scene: Scene, item: Item) -> str:
    """Return what marks an item as a fact: rows that its picture names by their id alone are signals."""
    named = [one if ":" in one else f"signals:{one}" for one in item.evidence]
    # A signal the page doesn't show (a rumour) isn't named by its pictures either.
    rows = [one for one in named if not one.startswith("signals:") or made.facts.refs([one])]
    refs = made.facts.refs(rows)
    opens = f' data-r="{escape(" ".join(refs))}" data-t="{escape(item.title)}"' if refs else ""
    kind = scene.name.partition("-")[0]
    # One string: adding to a Markup would escape what is added.
    return f"{made.facts.mark(kind, more=rows) if rows else ''}{opens}"


def _safe(text: str) -> Markup:
    return Markup(text)  # noqa: S704  # the picture kit escapes every text


class Pictures:
    """The genogram of a page: drawn once in full, once more where only the core fits.

    Parameters
    ----------
    session : Session
        The graph and its look-ups.
    made : Dossier
        The people of the page.
    width : float
        Millimetres that the small one may be wide.
    """

    def __init__(self, session: Session, made: Dossier, width: float) -> None:
        self._session, self._made, self._width = session, made, width
        self._pictures: dict[str, Picture] = {}
        self._drawn: dict[str, Drawn] = {}
        self._whole = self._draw("genogram-l", "whole", made.people)

    def height_in(self, height: float) -> float:
        """Return how many millimetres high the genogram stands in a room; 0 where it can't be read there."""
        part, left_out = self._readable(height)
        if not part:
            return 0.0
        drawing, note = self._sized(part), _NOTE if left_out else 0.0
        return min(height, drawing.height * self._width / drawing.width) + note

    def in_room(self, height: float) -> Genograms:
        """Return the genogram large, and as much of it as stays readable in a room.

        Parameters
        ----------
        height : float
            Millimetres on the first sheet; 0: no room at all.

        Notes
        -----
        What gives way: first who merely lives along or elsewhere, then the whole picture.
        """
        part, left_out = self._readable(height)
        if part:
            return Genograms(self._small(part), self._whole, left_out)
        why = self._whole.why or self._session.texts("picture.no_room")
        return Genograms(Drawn(_safe(""), why), self._whole, left_out)

    def _readable(self, height: float) -> tuple[str, int]:
        """Return which part of the family can be read in a room, "" for none, and who is left out."""
        everyone = len(self._made.people.everyone)
        for part, left_out in (("whole", 0), ("core", everyone - len(self._core.everyone))):
            # Few people less make no smaller picture: then it isn't laid out a second time.
            if not height or (part == "core" and left_out * _WORTH < everyone):
                break
            drawing = self._sized(part)
            if drawing.svg and _scale(drawing, (self._width, height)) >= SMALLEST:
                return part, left_out
        return "", everyone

    def _sized(self, part: str) -> Drawn:
        """Return a drawing of the size of a part: the whole one is written once more only to be shown."""
        return self._whole if part == "whole" else self._small(part)

    @cached_property
    def _core(self) -> Family:
        return _core(self._made.people)

    def _small(self, name: str) -> Drawn:
        if name not in self._drawn:
            whom = self._made.people if name == "whole" else self._core
            self._drawn[name] = self._draw("genogram-s", name, whom)
        return self._drawn[name]

    def _draw(self, name: str, part: str, whom: Family) -> Drawn:
        """Draw a part of the family; the same part under another name is not laid out again."""
        graph, facts = self._session.graph, self._session.facts
        # What can't be read on the first sheet, and stands nowhere else, isn't laid out.
        widest = inf if part == "whole" else self._width / SMALLEST

        def make() -> Picture:
            if part not in self._pictures:
                self._pictures[part] = genogram_of(
                    graph, facts, whom, lang=self._session.texts.lang, widest=widest
                )
            return self._pictures[part]

        return drawn(self._session, self._made, name, make)


def _scale(picture: Drawn, room: tuple[float, float]) -> float:
    return min(room[0] / max(1.0, picture.width), room[1] / max(1.0, picture.height))


def _core(people: Family) -> Family:
    """Return the family without who merely lives along or elsewhere."""
    homes = tuple(
        replace(home, people=tuple(p for p in home.people if p.boundary in _CORE or p.minor))
        for home in people.households
    )
    outside = tuple(p for p in people.outside if p.boundary == "parent")
    return replace(people, households=homes, outside=outside)
