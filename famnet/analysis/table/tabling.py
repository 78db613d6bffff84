"""Who sits at the table of one family network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from famnet.analysis.table.asking import asks_of
from famnet.analysis.table.clashing import biting_of, doubled_of
from famnet.analysis.table.covering import smallest_covers
from famnet.analysis.table.evidence import items_of, running_of
from famnet.analysis.table.inviting import invited_now
from famnet.analysis.table.needing import musts_of, needs_of
from famnet.analysis.table.seating import seats_of
from famnet.analysis.table.sheet import SmallestTable, TableSheet
from famnet.catalogue import load_catalogue
from famnet.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from famnet.analysis.table.evidence import Item
    from famnet.analysis.table.sheet import Must, Need, Seat
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["table"]


def table(
    graph: FamilyGraph, window: Window, *, invited: Iterable[str] | None = None
) -> TableSheet:
    """Say who belongs at the table of a family network, and who is missing.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; its workspace decides who may take part.
    window : Window
        The family network (``famnet.analysis.cases.window_of``).
    invited : iterable of str, optional
        Partner codes of the catalogue that are invited; left out: those involved now.

    Returns
    -------
    TableSheet
        Needs with evidence, all smallest tables that meet them, and four lists of gaps.

    Raises
    ------
    WrongUse
        An invited code isn't in the catalogue.

    Notes
    -----
    A need follows from counted signals in the period alone (``capability_needs``); a must-rule holds
    whatever the needs (``must_rules``). Tables are exact (``covering``). Who is invited, people decide.
    """
    if invited is None:
        # A page and its ecogram ask the same in a row.
        return graph.kept_last("table_of", window.window_id, lambda: _made(graph, window, None))
    return _made(graph, window, invited)


def _made(graph: FamilyGraph, window: Window, invited: Iterable[str] | None) -> TableSheet:
    seats = seats_of(graph, window)
    items = items_of(graph, window)
    running = running_of(graph, window)
    musts = musts_of(items, running, seats)
    needs = tuple(_narrowed(need, musts) for need in needs_of(items, seats))
    at_table = _invited(graph, window, invited)
    wanted = [n.seats for n in needs if n.seats] + _one_of(musts, seats)
    covers = smallest_covers(wanted, fixed=_fixed(musts))
    return TableSheet(
        window_id=window.window_id,
        as_of=graph.as_of_text or "",
        workspace=str(graph.workspace),
        needs=needs,
        seats=_mentioned(seats, needs, musts, at_table, items),
        musts=musts,
        tables=_ordered([_table(chosen, seats) for chosen in covers.sets]),
        more_tables=covers.more,
        invited=at_table,
        invited_said=invited is not None,
        uncovered=tuple(n.need_id for n in needs if not n.seats),
        unmet=tuple(n.need_id for n in needs if n.seats and not set(n.seats) & set(at_table)),
        absent=_absent(musts, at_table),
        not_invited=_not_invited(items, at_table, seats),
        without_need=_without_need(needs, musts, at_table),
        asks=asks_of(graph, window, musts, items),
        doubled=doubled_of(graph, window),
        biting=biting_of(running),
    )


def _invited(graph: FamilyGraph, window: Window, invited: Iterable[str] | None) -> tuple[str, ...]:
    if invited is None:
        return invited_now(graph, window)
    codes = tuple(sorted(set(invited)))
    unknown = [code for code in codes if code not in load_catalogue().partners]
    if unknown:
        raise WrongUse(
            f"Onbekende partner: {', '.join(unknown)}.",
            hint="De codes staan in: famnet catalogue partners.",
        )
    return codes


def _fixed(musts: Sequence[Must]) -> set[str]:
    return {code for must in musts if must.mode == "must" for code in must.chosen}


def _one_of(musts: Sequence[Must], seats: Mapping[str, Seat]) -> list[tuple[str, ...]]:
    """Return the "one of" rules that people still have to choose in, as needs of their own."""
    still_open = [m for m in musts if m.mode == "must" and m.choice == "one_of" and not m.chosen]
    choices = [tuple(c for c in must.partners if seats[c].may_sit) for must in still_open]
    return [choice for choice in choices if choice]


def _narrowed(need: Need, musts: Sequence[Must]) -> Need:
    """Put the parts in the place of the whole where a rule asks for one of the parts.

    "Reclassering" is no chair: one of the three organisations sits there.
    """
    partners = load_catalogue().partners
    found = set(need.seats)
    for must in musts:
        wholes = (
            {partners[code].part_of for code in must.partners} if must.choice == "one_of" else ()
        )
        if len(wholes) == 1 and set(wholes) <= found:
            found = (found - set(wholes)) | set(must.partners)
    return replace(need, seats=tuple(sorted(found)))


def _table(chosen: tuple[str, ...], seats: Mapping[str, Seat]) -> SmallestTable:
    return SmallestTable(
        seats=chosen,
        trusted=sum(seats[code].trusted for code in chosen),
        incidental=sum(seats[code].place == "incidental" for code in chosen),
    )


def _ordered(tables: list[SmallestTable]) -> tuple[SmallestTable, ...]:
    """Whom the family already trusts first; then those who may simply sit; then by code."""
    return tuple(sorted(tables, key=lambda t: (-t.trusted, t.incidental, t.seats)))


def _absent(musts: Sequence[Must], at_table: Sequence[str]) -> tuple[str, ...]:
    """Return who must or should be there and isn't; of "one of" all of them, if none is there."""
    missing: dict[str, None] = {}
    for must in musts:
        if must.mode == "consult":
            continue
        there = set(must.partners) & set(at_table)
        if must.choice == "one_of":
            if not there:
                missing |= dict.fromkeys(must.chosen or must.partners)
        else:
            missing |= dict.fromkeys(code for code in must.chosen if code not in there)
    return tuple(missing)


def _not_invited(
    items: Sequence[Item], at_table: Sequence[str], seats: Mapping[str, Seat]
) -> tuple[str, ...]:
    said = {item.observer for item in items if item.counted and seats[item.observer].may_sit}
    return tuple(sorted(said - set(at_table)))


def _without_need(
    needs: Sequence[Need], musts: Sequence[Must], at_table: Sequence[str]
) -> tuple[str, ...]:
    """Return who meets no need and is named by no rule: they should not see what they don't need."""
    useful = {code for need in needs for code in need.seats}
    useful |= {code for must in musts if must.mode != "consult" for code in must.partners}
    return tuple(code for code in at_table if code not in useful)


def _mentioned(
    seats: Mapping[str, Seat],
    needs: Sequence[Need],
    musts: Sequence[Must],
    at_table: Sequence[str],
    items: Sequence[Item],
) -> tuple[Seat, ...]:
    codes = {code for need in needs for code in (*need.seats, *need.elsewhere)}
    codes |= {code for must in musts for code in must.partners}
    codes |= {*at_table, *(item.observer for item in items)}
    return tuple(seats[code] for code in sorted(codes))
