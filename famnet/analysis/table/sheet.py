"""What the table sheet says; typed, with the rows behind each line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.analysis.text import Text

__all__ = [
    "Ask", "Biting", "Doubled", "Must", "Need", "Pointer", "Seat", "SmallestTable", "TableSheet",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Need:
    """Something this family network needs, and who can meet it here.

    Parameters
    ----------
    need_id : str
        Row of ``capability_needs``.
    name, doubt : Text
        What is needed; what speaks against reading it so (empty: nothing known).
    life_domain : str
        Catalogue code.
    subjects : tuple of str
        Persons or households whose evidence it is.
    severity : int
        Highest of its evidence, 1 to 3.
    evidence : tuple of str
        ``signals:ID`` of each row.
    seats : tuple of str
        Partner codes that can meet it and may take part here; empty: nobody may or can.
    elsewhere : tuple of str
        Partner codes that can meet it but may not take part in this workspace.
    basis : str
        Law article of the need.
    """

    need_id: str
    name: Text
    doubt: Text
    life_domain: str
    subjects: tuple[str, ...]
    severity: int
    evidence: tuple[str, ...]
    seats: tuple[str, ...]
    elsewhere: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A partner that could sit at the table.

    Parameters
    ----------
    code : str
        Partner of the catalogue.
    name : Text
        Its name.
    partner_ids : tuple of str
        Partners of the delivery of this kind that work where the family lives; empty: none delivered.
    place : str
        ``participant``, ``via_municipality``, ``incidental`` (WGS art. 2.31(9)), ``own_basis`` (outside
        the WGS) or ``none``.
    ground : str
        Law article on which it may take part here.
    trusted : bool
        Gives voluntary help to this family now.
    trusted_since : str
        Since when, ISO 8601; empty where not known or not trusted.
    """

    code: str
    name: Text
    partner_ids: tuple[str, ...]
    place: str
    ground: str
    trusted: bool = False
    trusted_since: str = ""

    @property
    def may_sit(self) -> bool:
        """Whether the law lets it take part in this workspace."""
        return self.place != "none"


@dataclass(frozen=True, slots=True)
class Pointer:
    """What points to one partner where a rule asks for exactly one; a person judges, never a rule."""

    partner: str
    reason: Text
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Must:
    """A must-rule whose condition holds.

    Parameters
    ----------
    rule_id, mode, choice : str
        Row of ``must_rules``; ``must``, ``should`` or ``consult``; ``all`` or ``one_of``.
    name, why, doubt : Text
        What it says; which condition holds; what speaks against.
    partners : tuple of str
        Partner codes it names; of ``one_of`` the one chosen comes first.
    chosen : tuple of str
        Those that belong at this table; empty for ``consult``, and where a person must choose.
    pointers : tuple of Pointer
        Of ``one_of``: what points to each; the main problem decides, and a person judges that.
    subjects, evidence : tuple of str
        Whom it is about; ids of the rows that make it hold.
    basis : str
        Law article.
    """

    rule_id: str
    mode: str
    choice: str
    name: Text
    why: Text
    doubt: Text
    partners: tuple[str, ...]
    chosen: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    subjects: tuple[str, ...]
    evidence: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Ask:
    """Whom a rule wants asked about somebody (``famnet.analysis.table.asking``).

    Parameters
    ----------
    subject : str
        Person or household id.
    kind : str
        Partner code to ask.
    enough : tuple of str
        Partner codes of which one that knows or was asked will do.
    rule_id : str
        Row of ``must_rules``, or an asking rule.
    name, why : Text
        What the rule says; which condition holds.
    basis : str
        Law article; empty for policy.
    evidence : tuple of str
        Ids of the rows that make it hold.
    """

    subject: str
    kind: str
    enough: tuple[str, ...]
    rule_id: str
    name: Text
    why: Text
    basis: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallestTable:
    """One of the smallest tables that meet all needs that can be met; partner codes, sorted."""

    seats: tuple[str, ...]
    trusted: int
    incidental: int


def independent_choices(
    tables: tuple[SmallestTable, ...], core: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    """Write tables as a product of groups of which one sits there, where they are one.

    Parameters
    ----------
    tables : tuple of SmallestTable
        All smallest tables.
    core : tuple of str
        Who sits at every one.

    Notes
    -----
    Seats that never sit together are one group (connected components); the tables are their product
    exactly when there are as many tables as ways to choose.

    Examples
    --------
    >>> seats = [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    >>> independent_choices(tuple(SmallestTable(s, 0, 0) for s in seats), ())
    (('a', 'b'), ('x', 'y'))
    """
    sets = [frozenset(table.seats) - set(core) for table in tables]
    left = sorted(frozenset().union(*sets)) if sets else []
    groups: list[tuple[str, ...]] = []
    while left:
        group, edge = {left[0]}, [left[0]]
        while edge:
            one = edge.pop()
            together = frozenset().union(*(s for s in sets if one in s))
            fresh = [other for other in left if other not in together and other not in group]
            group.update(fresh)
            edge.extend(fresh)
        groups.append(tuple(sorted(group)))
        left = [code for code in left if code not in group]
    ways = math.prod(len(group) for group in groups)
    once = all(len(s & set(group)) == 1 for s in sets for group in groups)
    return tuple(groups) if len(tables) > 1 and once and ways == len(tables) else ()


@dataclass(frozen=True, slots=True)
class Doubled:
    """Helpers of the same sort at one household or person."""

    subject: str
    role: str
    name: Text
    partners: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Biting:
    """Two running measures that may bite each other."""

    conflict_id: str
    first: str
    second: str
    reason: Text
    doubt: Text
    subjects: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class TableSheet:
    """Who sits at the table of one family network.

    Parameters
    ----------
    window_id, as_of, workspace : str
        Which family network, when, in which workspace.
    needs : tuple of Need
        Most severe first, then in the order of the catalogue.
    seats : tuple of Seat
        Every partner that occurs in the sheet, by code.
    musts : tuple of Must
        Rules whose condition holds, in the order of the catalogue.
    tables : tuple of SmallestTable
        All smallest tables; those with most trusted partners first. Empty where there is no need.
    more_tables : bool
        There are more than are listed.
    invited : tuple of str
        Partner codes counted as invited.
    invited_said : bool
        Whether they were named; otherwise those involved now.
    uncovered : tuple of str
        Needs (``need_id``) that nobody may or can meet here.
    unmet : tuple of str
        Needs that somebody can meet, but none of those invited.
    absent : tuple of str
        Partner codes that must or should be there and aren't invited.
    not_invited : tuple of str
        Partner codes that signalled in the period and aren't invited.
    without_need : tuple of str
        Partner codes that are invited without a need or rule: data minimisation (GDPR art. 5(1)(c)).
    asks : tuple of Ask
        Who ought to be asked about whom, asked or not.
    doubled, biting
        Helpers of one sort at one household; measures that bite each other.
    """

    window_id: str
    as_of: str
    workspace: str
    needs: tuple[Need, ...]
    seats: tuple[Seat, ...]
    musts: tuple[Must, ...]
    tables: tuple[SmallestTable, ...]
    more_tables: bool
    invited: tuple[str, ...]
    invited_said: bool
    uncovered: tuple[str, ...]
    unmet: tuple[str, ...]
    absent: tuple[str, ...]
    not_invited: tuple[str, ...]
    without_need: tuple[str, ...]
    asks: tuple[Ask, ...]
    doubled: tuple[Doubled, ...]
    biting: tuple[Biting, ...]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<TableSheet {self.window_id}: {len(self.needs)} needs, {len(self.tables)} tables>"

    @property
    def core(self) -> tuple[str, ...]:
        """Who sits at every one of the smallest tables."""
        if not self.tables:
            return ()
        every = frozenset.intersection(*(frozenset(table.seats) for table in self.tables))
        return tuple(sorted(every))

    @property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """The tables beside the core as choices that don't depend on each other: one of each group.

        Empty where there is one table, where the list was cut, or where the choices hang together.
        """
        return () if self.more_tables else independent_choices(self.tables, self.core)

    def seat(self, code: str) -> Seat:
        """Return a seat; KeyError if it doesn't occur."""
        for seat in self.seats:
            if seat.code == code:
                return seat
        raise KeyError(code)
