"""Families that look like a finding and are none: what the gate and the comparison made of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.comparison_words import NOTHING_STANDS_OUT, how_often
from famnet.analysis.concentration.scan import FALSE_SHARE
from famnet.analysis.families import family_windows
from famnet.analysis.gate import Fails
from famnet.analysis.households import homes
from famnet.analysis.statements import FAILS
from famnet.analysis.text import Text

if TYPE_CHECKING:
    from famnet.analysis.description import Description
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["KINDS", "left_alone"]

_JOINED: Final = "two_families_joined_by_child"

#: What each kind of decoy looks like.
KINDS: Final = {
    "one_domain": Text(
        "Veel zorgen, maar in één leefgebied.", "Many concerns, but in one life domain."
    ),
    "one_person": Text(
        "Eén persoon over wie veel gemeld wordt; de familie eromheen is gewoon.",
        "One person about whom much is reported; the family around is ordinary.",
    ),
    "one_partner": Text(
        "Eén partner die over deze familie zeer veel meldt.",
        "One partner that reports very much about this family.",
    ),
    "echo_only": Text(
        "Eén gebeurtenis die van partner naar partner is doorgegeven.",
        "One event that was passed on from partner to partner.",
    ),
    "busy_neighbourhood": Text(
        "Een gewone familie in een buurt waar veel gemeld wordt.",
        "An ordinary family in a neighbourhood where much is reported.",
    ),
    _JOINED: Text(
        "Twee families die alleen door een kind verbonden zijn.",
        "Two families that are joined by a child alone.",
    ),
}


def left_alone(graph: FamilyGraph, truth: pd.DataFrame, description: Description) -> pd.DataFrame:
    """Say of each decoy of a made-up region what became of it.

    Parameters
    ----------
    graph : FamilyGraph
        The region.
    truth : pandas.DataFrame
        What was put into it: household_id, family, decoy, kind.
    description : Description
        Made with a comparison.

    Returns
    -------
    pandas.DataFrame
        A row per decoy: kind, family, n_households, window_id (the network most like it, by Jaccard),
        eligible, p_upper, q_bh, certified_domains, reported (it, or one that overlaps with it), why_nl
        and why_en.
    """
    windows, table = family_windows(graph), description.windows
    sets = [set(windows.units_of(i).tolist()) for i in range(len(windows))]
    units = dict(
        zip(graph.households["household_id"], homes(graph).household_unit.tolist(), strict=True)
    )
    rows = []
    decoys = truth[truth["decoy"].astype(bool)]
    for family, part in decoys.groupby("family", sort=True):
        own = {units[home] for home in part["household_id"] if home in units}
        place = _most_like(sets, own)
        rows.append(_row(str(family), str(part["kind"].iloc[0]), len(own), table.iloc[place]))
    columns = ["kind", "family", "n_households", "window_id", "eligible", "p_upper", "q_bh",
               "certified_domains", "reported", "why_nl", "why_en"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["kind", "family"], kind="stable", ignore_index=True)


def _most_like(sets: list[set[int]], own: set[int]) -> int:
    like = [len(one & own) / len(one | own) for one in sets]
    return int(np.argmax(like))


def _row(family: str, kind: str, size: int, window: pd.Series) -> tuple[object, ...]:
    leads = str(window["cluster_id"]).removeprefix("c-") == window["window_id"].removeprefix("w-")
    told = window["certified_domains"] is not pd.NA and bool(leads)
    # q is that of the overlap cluster: another network leads it, and is reported.
    beside = not told and not pd.isna(window["q_bh"]) and window["q_bh"] <= FALSE_SHARE
    reported, why = told or bool(beside), _beside(kind) if beside else _why(window, reported=told)
    return (
        kind, family, size, window["window_id"], bool(window["eligible"]), window["p_upper"],
        window["q_bh"], window["certified_domains"], reported, why.nl, why.en,
    )  # fmt: skip


def _beside(kind: str) -> Text:
    if kind == _JOINED:
        return Text(
            "famnet meldt één van de twee families, niet de twee als één: in die ene is in twee"
            " leefgebieden echt meer ingebouwd.",
            "famnet reports one of the two families, not the two as one: in that one more was really put"
            " in, in two life domains.",
        )
    return Text(
        "famnet meldt niet dit netwerk, wel een dat ermee overlapt en meer gewicht heeft.",
        "famnet doesn't report this network, but one that overlaps with it and has more weight.",
    )


def _why(window: pd.Series, *, reported: bool) -> Text:
    if not window["eligible"]:
        fails = FAILS[Fails(window["reason"])]
        return Text(f"De drempel: {fails.nl}", f"The lower bound: {fails.en}")
    often = how_often(float(window["p_upper"]))
    if reported:
        groups = window["certified_domains"]
        return Text(
            f"famnet meldt dit wél: zoveel komt voor bij {often.nl} vergelijkbare families. Zeker meer"
            f" dan verwacht in minstens {groups} van de groepen leefgebieden.",
            f"famnet does report this: so much occurs in {often.en} comparable families. Surely more"
            f" than expected in at least {groups} of the groups of life domains.",
        )
    if window["p_upper"] >= 1:
        nothing = NOTHING_STANDS_OUT
        return Text(
            f"De vergelijking: {_lowered(nothing.nl)}", f"The comparison: {_lowered(nothing.en)}"
        )
    return Text(
        f"De vergelijking: zoveel komt voor bij {often.nl} vergelijkbare families. Dat is niet genoeg.",
        f"The comparison: so much occurs in {often.en} comparable families. That is not enough.",
    )


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
