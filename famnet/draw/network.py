"""The interactive network picture: persons up to 1,000 nodes, family networks above that."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from famnet.draw import facts
from famnet.draw.families_scene import Members, families_scene, insides
from famnet.draw.network_words import TITLE, speech
from famnet.draw.persons_scene import Naming, partner_chains, partner_names, persons_scene
from famnet.draw.scene import Scene
from famnet.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from famnet.analysis.text import Lang
    from famnet.draw.picture import Picture
    from famnet.draw.pyvis_page import Network
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["LIMIT", "NetworkPicture", "network"]

# Above this many nodes a picture of persons is a knot that nobody reads.
LIMIT: Final = 1_000
_RELATIVE = re.compile(r"[A-Za-z0-9_.\-]+(/[A-Za-z0-9_.\-]+)*(#[A-Za-z0-9_.\-:]*)?")


@dataclass(frozen=True, slots=True, repr=False)
class NetworkPicture:
    """A picture that is computed and can be drawn, written or shown in a notebook.

    Parameters
    ----------
    scene : Scene
        Marks, lines and what is said beside them.
    detail : str
        ``persons`` or ``families``.
    title : str
        Heading of the page.
    """

    scene: Scene
    detail: Literal["persons", "families"]
    title: str = TITLE.nl

    def to_pyvis(self) -> Network:
        """Return a real ``pyvis.network.Network``, yours to change.

        Notes
        -----
        Its own ``write_html`` asks two addresses on the internet; ``save`` of the picture doesn't.
        """
        from famnet.draw.pyvis_page import to_network

        return to_network(self.scene)

    def to_html(self) -> str:
        """Return the whole page: nothing is asked from anywhere, only its own scripts run."""
        from famnet.draw.pyvis_page import page, to_network

        return page(to_network(self.scene), self.scene, self.title)

    def to_svg(self) -> str:
        """Return a still of the picture as a whole SVG file: the same places, ids and sentences."""
        return self.still.to_svg()

    @property
    def table(self) -> pd.DataFrame:
        """One row per mark and line, as every picture has it."""
        return self.still.table

    @property
    def still(self) -> Picture:
        """The same scene in the picture kit."""
        from famnet.draw.network_svg import still
        from famnet.draw.picture import Picture

        return Picture(still(self.scene, self.title))

    def save(self, path: Path | str) -> Path:
        """Write the page (.html) or a still of it (.svg) as UTF-8, beside it first, then renamed.

        Returns
        -------
        pathlib.Path
            The path written.

        Raises
        ------
        WrongUse
            Another ending.
        """
        target = Path(path)
        writer = {".html": self.to_html, ".svg": self.to_svg}.get(target.suffix.lower())
        if writer is None:
            raise WrongUse(
                f"{target.name}: de naam moet eindigen op .html of .svg.",
                hint="Bijvoorbeeld network.html",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        beside.write_text(writer(), encoding="utf-8", newline="\n")
        beside.replace(target)
        return target

    def _repr_html_(self) -> str:
        """Show the page in a notebook, shut in a frame; works without a network."""
        inside = html.escape(self.to_html(), quote=True)
        return (
            f'<iframe srcdoc="{inside}" title="{html.escape(self.title)}" width="100%" height="720"'
            ' sandbox="allow-scripts" referrerpolicy="no-referrer"></iframe>'
        )

    def __repr__(self) -> str:
        """Say how many of each, never who."""
        counts = ", ".join(
            f"{n} {name}"
            for name in ("person", "household", "partner", "family")
            if (n := sum(mark.kind == name for mark in self.scene.marks))
        )
        return f"<NetworkPicture: {counts or 'empty'}; {len(self.scene.lines)} lines>"


def network(  # noqa: PLR0913  # what is drawn, how it is called, where it leads
    graph: FamilyGraph,
    windows: str | Sequence[str] | None = None,
    *,
    labels: Mapping[int | str, str] | None = None,
    pages: Mapping[str, str] | None = None,
    detail: Literal["auto", "persons", "families"] = "auto",
    lang: Lang = "nl",
) -> NetworkPicture:
    """Compute the network picture of a graph.

    Parameters
    ----------
    graph : FamilyGraph
        Whatever its size; above 1,000 nodes family networks are drawn, opened one by one.
    windows : str or sequence of str, optional
        One window, person or household id: the picture of that case, its persons by the labels of
        its page ("moeder A1"). Or window ids of the family networks to draw or to link to, in the
        order of the list. Left out: family networks of two households or more that overlap little,
        by window id.
    labels : mapping, optional
        Label of a person (by code, int) or of any output id (str); else the id itself.
    pages : mapping of str to str, optional
        Window id to the relative address of its page.
    detail : str
        ``auto``: persons where all persons, households and partners are at most 1,000 nodes.
        ``persons``: only the persons of ``windows``, for the pages of a case; above 1,000 nodes
        family networks all the same. ``families``: one node per family network.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    NetworkPicture
        With ``to_pyvis()``, ``save(path)`` and a rich form in notebooks.

    Raises
    ------
    WrongUse
        A page address isn't relative, or a window id is unknown.

    Notes
    -----
    Places are computed here and mean nothing; no size, colour or place tells persons apart by a
    number. Refuted signals and rumours stand on no line. Linear in the rows of the graph, and
    O(n^2) in the largest joined group of family networks drawn (at most 1,000).
    """
    if isinstance(windows, str):
        windows, own = _case(graph, windows, lang)
        labels, detail = {**own, **(labels or {})}, "persons"
    for address in (pages or {}).values():
        if not _RELATIVE.fullmatch(address):
            raise WrongUse(f"Dit is geen adres van een bladzijde: {address}")
    size = len(graph.persons) + len(graph.households) + len(graph.partners)
    all_small = size <= LIMIT
    case = detail == "persons" and windows is not None
    if case or (all_small and detail != "families"):
        scene = _persons(graph, windows, (labels or {}, pages or {}, lang), case=case)
        if len(scene.marks) <= LIMIT:
            return NetworkPicture(scene, "persons", TITLE.of(lang))
    families, total = _families(graph, windows)
    naming = _naming(families, labels or {}, pages or {}, lang)
    shown, say = families[:LIMIT], speech(lang)
    notes = (
        [] if all_small else [say("collapsed", n=_number(size, lang), limit=_number(LIMIT, lang))]
    )
    how = ("chosen" if windows is None else "listed") if total else "no_families"
    notes.append(say(how, n=_number(len(shown), lang), total=_number(total, lang)))
    marks, lines = families_scene(graph, shown, naming)
    names = partner_names(graph, naming)
    day = graph.as_of_text or ""
    return NetworkPicture(
        Scene(
            marks,
            lines,
            day,
            tuple(notes),
            facts.domain_names(lang),
            names,
            chains=partner_chains(graph),
            insides=insides(graph, shown, naming),
            lang=lang,
        ),
        "families",
        TITLE.of(lang),
    )


def _case(graph: FamilyGraph, ref: str, lang: Lang) -> tuple[list[str], dict[int | str, str]]:
    """Return the window of one case and the labels of its persons and households."""
    from famnet.draw.family.circle import circle_of

    circle = circle_of(graph, ref, lang)
    labels: dict[int | str, str] = {
        person.person: person.label.text for person in circle.family.everyone
    }
    for home in circle.family.households:
        if home.code >= 0:
            labels[home.household_id] = speech(lang)("household", letter=home.letter)
    return [circle.window.window_id], labels


def _naming(
    families: Sequence[Members],
    labels: Mapping[int | str, str],
    pages: Mapping[str, str],
    lang: Lang,
) -> Naming:
    return Naming(labels, {family.window_id: family.persons for family in families}, pages, lang)


def _number(number: int, lang: Lang) -> str:
    text = f"{number:,}"
    return text if lang == "en" else text.replace(",", ".")


def _persons(
    graph: FamilyGraph,
    windows: Sequence[str] | None,
    called: tuple[Mapping[int | str, str], Mapping[str, str], Lang],
    *,
    case: bool,
) -> Scene:
    from famnet.draw.members import chosen, everyone

    naming = _naming(chosen(graph, windows) if windows else [], *called)
    persons = list(range(len(graph.persons)))
    if case:
        persons = everyone(graph, windows or ())[: LIMIT + 1]
    made = persons_scene(graph, persons, naming)
    notes = () if made.marks else (naming.say("nothing"),)
    return Scene(
        made.marks,
        made.lines,
        graph.as_of_text or "",
        notes,
        facts.domain_names(naming.lang),
        other_days=made.other_days,
        chains=partner_chains(graph),
        lang=naming.lang,
    )


def _families(graph: FamilyGraph, windows: Sequence[str] | None) -> tuple[list[Members], int]:
    """Return the family networks to draw and how many there are to choose from."""
    from famnet.draw.members import chosen, little_overlap

    if windows is None:
        return little_overlap(graph, LIMIT)
    return chosen(graph, windows), len(windows)
