"""One picture of one family network, from a delivery to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.errors import WrongUse
from famnet.governance import demand
from famnet.own_ids import shown_ids
from famnet.picture_answer import PictureAnswer
from famnet.pipeline.opening import not_over, open_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from famnet.config import Settings
    from famnet.draw import NetworkPicture
    from famnet.draw.picture import Picture, Scene
    from famnet.graph import FamilyGraph
    from famnet.progress import Progress

__all__ = ["ENDINGS", "draw_family", "draw_network"]

ENDINGS: Final = (".html", ".svg")


def draw_family(
    delivery: Path,
    who: str,
    out: Path,
    settings: Settings,
    compute: tuple[Callable[[FamilyGraph, str], Picture], Progress],
) -> PictureAnswer:
    """Draw one family network and write it as .html or .svg.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    who : str
        Window, person or household id.
    out : Path
        Where the picture comes to stand.
    settings : Settings
        Purpose, case, workspace, as-of.
    compute : tuple of callable and Progress
        Makes the picture of a graph and a window id (``famnet.draw.genogram``); where stages are
        told.

    Raises
    ------
    WrongUse
        ``out`` has another ending, or lies inside the delivery.
    UserError
        There is no such id, or the picture can't be drawn; the sentence says why.
    Refused
        Purpose, case or workspace is missing.
    """
    make, progress = compute
    _writable(out, delivery)
    read, graph = open_graph(delivery, settings, progress)
    demand(graph.grant, "report", detail="tekening van één familienetwerk", as_of=graph.as_of)
    with progress.stage("Tekenen"):
        picture = make(graph, *shown_ids(read, graph, [who]))
    with progress.stage("Schrijven"):
        picture.save(out)
    return _answer(picture.scene, out)


def draw_network(
    delivery: Path,
    who: str | None,
    out: Path,
    settings: Settings,
    compute: tuple[Callable[..., NetworkPicture], Progress],
) -> PictureAnswer:
    """Draw the network of one family, or of the whole delivery, and write it as .html or .svg.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    who : str or None
        Window, person or household id; None: everybody, or family networks above 1,000 nodes.
    out : Path
        Where the picture comes to stand.
    settings : Settings
        Purpose, case, workspace, as-of.
    compute : tuple of callable and Progress
        Makes the picture (``famnet.draw.network``); where stages are told.

    Raises
    ------
    WrongUse
        ``out`` has another ending, or lies inside the delivery.
    UserError
        There is no such id.
    Refused
        Purpose, case or workspace is missing.
    """
    make, progress = compute
    _writable(out, delivery)
    read, graph = open_graph(delivery, settings, progress)
    demand(graph.grant, "report", detail="netwerkkaart", as_of=graph.as_of)
    with progress.stage("Tekenen"):
        picture = make(graph, *shown_ids(read, graph, [who] if who else []))
    with progress.stage("Schrijven"):
        picture.save(out)
    return _answer(picture.still.scene, out)


def _writable(out: Path, delivery: Path) -> None:
    if out.suffix.lower() not in ENDINGS:
        raise WrongUse(
            f"--out {out.name}: de naam moet eindigen op .html of .svg.",
            hint="Bijvoorbeeld --out genogram.html",
        )
    not_over(delivery, out)


def _answer(scene: Scene, out: Path) -> PictureAnswer:
    counts: dict[str, int] = {}
    for item in scene.items:
        counts[item.kind] = counts.get(item.kind, 0) + 1
    return PictureAnswer(scene.name, out.name, scene.as_of or None, counts, scene.notes)
