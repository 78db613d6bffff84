"""Who may not take part here: the law, told apart from silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.known import may_deliver
from famnet.analysis.text import Lang, Text
from famnet.draw.partner_words import kind_name
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.table import TableSheet
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Barred", "barred", "why_barred"]

_LAW: Final = {
    Workspace.RIEC: Text("staat niet in WGS 2.19", "not named in WGS 2.19"),
    Workspace.ZVH: Text("staat niet in WGS 2.27", "not named in WGS 2.27"),
}
_NOT_LAW: Final = Text("neemt hier niet deel", "takes no part here")

#: So many other kinds that were delivered and may not take part are shown; more are only named.
FEW: Final = 6
#: Partners by code in the graph; kinds of which none was delivered; names of all others, folded.
Barred = tuple[frozenset[int], frozenset[str], tuple[str, ...]]


def why_barred(workspace: Workspace, lang: Lang = "nl") -> str:
    """Return the ground on which partners are kept out of a workspace.

    >>> why_barred(Workspace.ZVH)
    'staat niet in WGS 2.27'
    """
    return _LAW.get(workspace, _NOT_LAW).of(lang)


def barred(
    graph: FamilyGraph, sheet: TableSheet, drawn: Iterable[int], lang: Lang = "nl"
) -> Barred:
    """Return who may not deliver here: whom a need or rule names, and few others; the rest folded.

    Parameters
    ----------
    graph : FamilyGraph
        Its workspace decides.
    sheet : TableSheet
        Needs and rules (``famnet.analysis.table``).
    drawn : iterable of int
        Partners that are shown anyway.
    lang : str
        Language of the names that are folded.
    """
    kinds = graph.partners["kind"].astype(str).tolist()
    ids = graph.partners["partner_id"].astype(str).tolist()
    here = {kinds[row] for row in drawn}
    named = {code for need in sheet.needs for code in need.elsewhere}
    named |= {code for must in sheet.musts for code in must.partners}
    rows: set[int] = set()
    bare: set[str] = set()
    for kind in sorted(named - here):
        if may_deliver(kind, graph.workspace):
            continue
        near = sheet.seat(kind).partner_ids
        if near:
            rows.add(ids.index(near[0]))
        else:
            bare.add(kind)
    others = [
        kind
        for kind in dict.fromkeys(kinds)
        if kind not in named | here and not may_deliver(kind, graph.workspace)
    ]
    if len(others) <= FEW:
        rows |= {kinds.index(kind) for kind in others}
        others = []
    folded = [kind_name(kind, lang) for kind in others]
    return frozenset(rows), frozenset(bare), tuple(sorted(folded))
