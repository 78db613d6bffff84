"""A delivery into a store, and out of it again."""

from __future__ import annotations

from pathlib import Path

from famnet.config import Settings
from famnet.pipeline.deriving import derive
from famnet.pipeline.graph_answers import EmptyAnswer, LoadAnswer
from famnet.pipeline.opening import not_over, open_graph
from famnet.progress import Progress
from famnet.stores import StoreInfo, open_store

__all__ = ["empty", "load"]


def load(
    delivery: Path,
    store: str,
    settings: Settings | None = None,
    *,
    identifying: bool = False,
    progress: Progress | None = None,
) -> LoadAnswer:
    """Put the graph of a delivery, and what is derived from it, in a store.

    Parameters
    ----------
    delivery : pathlib.Path
        Folder or workbook.
    store : str
        Address of the store (``famnet.open_store``).
    settings : Settings, optional
        Purpose, case and workspace; "today".
    identifying : bool
        Whether full birth days are kept; else of each birth the month is.
    progress : Progress, optional
        Told what is going on.

    Returns
    -------
    LoadAnswer
        What was counted in the store afterwards.

    Raises
    ------
    WrongUse
        The address isn't one of a store, or lies inside the delivery.
    UserError
        The delivery can't be used, or the store can't be reached or written.
    Refused
        There is no grant, or another case stands in the store.
    """
    settings, progress = settings or Settings(), progress or Progress()
    with open_store(store, settings=settings, progress=progress) as opened:
        folder = store.removeprefix("memory:")
        if folder and folder != store:
            not_over(delivery, Path(folder))
        # Said before the work is done: the store may be out of reach.
        before = opened.info
        _, graph = open_graph(delivery, settings, progress)
        kept = graph if identifying else graph.coarse()
        with progress.stage("Afleiden"):
            derived = derive(kept)
        opened.write(kept, derived=derived, identifying=identifying)
        counts = opened.count(grant=graph.grant)
        after = opened.info
    same = before is not None and after is not None and _content(before) == _content(after)
    return LoadAnswer(
        nodes=counts.nodes,
        relationships=counts.relationships,
        labels=dict(counts.by_label),
        types=dict(counts.by_type),
        as_of=graph.as_of_text,
        workspace=str(graph.workspace),
        synthetic=graph.synthetic,
        identifying=identifying,
        replaced=before is not None and not same,
        unchanged=same and before is not None and before.status == "complete",
    )


def empty(
    store: str, settings: Settings | None = None, progress: Progress | None = None
) -> EmptyAnswer:
    """Take away what was loaded into a store, also where that isn't whole.

    Parameters
    ----------
    store : str
        Address of the store (``famnet.open_store``).
    settings : Settings, optional
        Purpose, case and workspace, where what stands there isn't synthetic.
    progress : Progress, optional
        Told what is going on.

    Returns
    -------
    EmptyAnswer
        How much a whole load of it was.

    Raises
    ------
    WrongUse, UserError, Refused
        As for ``load``.
    """
    settings, progress = settings or Settings(), progress or Progress()
    with open_store(store, settings=settings, progress=progress) as opened:
        before = opened.info
        with progress.stage("Store: leegmaken"):
            opened.delete()
    if before is None:
        return EmptyAnswer(0, 0)
    return EmptyAnswer(before.expected.nodes, before.expected.relationships)


def _content(info: StoreInfo) -> tuple[str, bool]:
    return info.fingerprint, info.identifying
