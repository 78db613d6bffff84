"""The picture of at most 1,000 nodes: persons, their households, and the partners around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.draw import facts, words
from famnet.draw.layout import COLUMN, ROW, Kin, pack, place_block, split_blocks
from famnet.draw.scene import Line, Mark
from famnet.graph.layers import deceased

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Naming", "partner_label", "partner_names", "persons_scene"]

PARTNER_COLUMN = 260
PARTNER_ROW = 104


@dataclass(frozen=True, slots=True)
class Naming:
    """How marks are called and where they lead.

    Parameters
    ----------
    labels : mapping
        Person code (int) or output id (str) to the label to show; else the output id.
    families : mapping of str to tuple of int
        Family network (window id) to its persons.
    pages : mapping of str to str
        Family network to the relative address of its page.
    """

    labels: Mapping[int | str, str]
    families: Mapping[str, tuple[int, ...]]
    pages: Mapping[str, str]

    def of(self, code: str, row: int | None = None) -> str:
        """Label of an output id; of a person also by its row."""
        if row is not None and row in self.labels:
            return str(self.labels[row])
        return str(self.labels.get(code, code))


def persons_scene(
    graph: FamilyGraph, persons: list[int], naming: Naming
) -> tuple[tuple[Mark, ...], tuple[Line, ...]]:
    """Return the marks and lines of these persons, their households and the partners.

    Parameters
    ----------
    graph : FamilyGraph
        Where they come from.
    persons : list of int
        Codes; all of them, or those of some family networks.
    naming : Naming
        Labels and pages.
    """
    whole = len(persons) == len(graph.persons)
    lines = _Lines(graph, set(persons))
    homes = sorted(lines.households | (set(range(len(graph.households))) if whole else set()))
    partners = sorted(lines.partners | (set(range(len(graph.partners))) if whole else set()))
    marks = _person_marks(graph, persons, naming)
    marks |= _household_marks(graph, homes, naming)
    marks |= _partner_marks(graph, partners, naming)
    placed = _place(graph, persons, lines, marks)
    order = sorted(placed, key=lambda key: ("oph".index(key[0]), key))
    return tuple(placed[key] for key in order), tuple(lines.found)


def _person_key(graph: FamilyGraph, row: int) -> str:
    return f"p:{graph.persons['person_id'].iat[row]}"


def _household_key(graph: FamilyGraph, row: int) -> str:
    return f"h:{graph.households['household_id'].iat[row]}"


def _partner_key(graph: FamilyGraph, row: int) -> str:
    return f"o:{graph.partners['partner_id'].iat[row]}"


class _Lines:
    """Collects the lines between a set of persons and what hangs on them."""

    def __init__(self, graph: FamilyGraph, persons: set[int]) -> None:
        self.graph = graph
        self.persons = persons
        self.within = np.zeros(len(graph.persons), dtype=bool)
        self.within[sorted(persons)] = True
        self.found: list[Line] = []
        self.home: dict[int, int] = {}
        self.households: set[int] = set()
        self.partners: set[int] = set()
        descent: list[tuple[int, int]] = []
        level: list[tuple[int, int]] = []
        self._kin(descent, level)
        self._residence()
        self._ties()
        self._partner_links()
        self.kin = Kin(tuple(descent), tuple(level))

    def _kin(self, descent: list[tuple[int, int]], level: list[tuple[int, int]]) -> None:
        for row in facts.kin_rows(self.graph, self.within):
            one, two = int(row["person"]), int(row["relative"])
            kind, said, back = words.KIN[row["kind"]]
            if kind == "partner" and row["ended"]:
                kind = "former_partner"
                said = back = (
                    "was partner van" if row["end_reason"] == "death" else "ex-partner van"
                )
            if kind == "parent":
                descent.append((one, two))
            elif kind in ("partner", "former_partner", "sibling"):
                level.append((one, two))
            self._add(
                _person_key(self.graph, one),
                _person_key(self.graph, two),
                (kind, said, back),
                str(row["certainty"]),
            )

    def _residence(self) -> None:
        private = (self.graph.households["kind"].astype(object) != "institution").to_list()
        for person, household, certainty in facts.residences(self.graph, self.within):
            self.households.add(household)
            if private[household]:
                self.home.setdefault(person, household)
            self._add(
                _person_key(self.graph, person),
                _household_key(self.graph, household),
                ("residence", "woont in", "hier woont"),
                certainty,
            )

    def _ties(self) -> None:
        for one, two, kind, certainty in facts.tie_rows(self.graph, self.within):
            said = words.TIE[kind]
            self._add(
                _person_key(self.graph, one),
                _person_key(self.graph, two),
                ("tie", said, said),
                certainty,
            )

    def _partner_links(self) -> None:
        homes = np.zeros(len(self.graph.households), dtype=bool)
        homes[sorted(self.households)] = True
        if self.within.all():
            homes[:] = True
        for link in facts.partner_links(self.graph, self.within, homes):
            person = link.person >= 0
            self.partners.add(link.partner)
            target = (
                _person_key(self.graph, link.person)
                if person
                else _household_key(self.graph, link.household)
            )
            times = "1 signaal" if link.count == 1 else f"{link.count} signalen"
            said, back = {
                "signal": (f"{times} over", f"{times} van"),
                "protective": ("ziet iets goed gaan bij", "gaat goed, ziet"),
                "involvement": ("is betrokken bij", "wordt geholpen door"),
                "measure": ("voert een maatregel uit bij", "maatregel door"),
            }[link.kind]
            self._add(
                _partner_key(self.graph, link.partner),
                target,
                (link.kind, said, back),
                link.certainty,
                link.domains,
            )

    def _add(
        self,
        source: str,
        target: str,
        said: tuple[str, str, str],
        certainty: str,
        domains: tuple[str, ...] = (),
    ) -> None:
        self.found.append(Line(source, target, *said, certainty=certainty, domains=domains))


def _person_marks(graph: FamilyGraph, persons: list[int], naming: Naming) -> dict[str, Mark]:
    families: dict[int, list[str]] = {}
    for window, members in naming.families.items():
        for person in members:
            families.setdefault(person, []).append(window)
    dead = deceased(graph).tolist()
    marks = {}
    for row in persons:
        code = str(graph.persons["person_id"].iat[row])
        own = tuple(families.get(row, ()))
        page = next((naming.pages[window] for window in own if window in naming.pages), "")
        told = (("Soort", "persoon, overleden" if dead[row] else "persoon"),)
        marks[f"p:{code}"] = Mark(
            f"p:{code}",
            "person",
            naming.of(code, row),
            code,
            facts=told,
            page=page,
            variant="deceased" if dead[row] else "",
            families=own,
        )
    return marks


def _household_marks(graph: FamilyGraph, rows: list[int], naming: Naming) -> dict[str, Mark]:
    said = {
        "private": "huishouden",
        "institution": "instelling",
        "shelter": "opvang",
        "student": "studentenhuis",
        "other": "ander adres",
    }
    marks = {}
    for row in rows:
        code = str(graph.households["household_id"].iat[row])
        kind = str(graph.households["kind"].iat[row])
        told = [("Soort", said.get(kind, "huishouden"))]
        place = str(graph.households["neighbourhood"].iat[row] or "")
        # Where a shelter stands is nobody's business.
        if place and place != "nan" and kind not in ("shelter", "institution"):
            told.append(("Buurt", place))
        marks[f"h:{code}"] = Mark(
            f"h:{code}", "household", naming.of(code), code, facts=tuple(told), variant=kind
        )
    return marks


def _partner_marks(graph: FamilyGraph, rows: list[int], naming: Naming) -> dict[str, Mark]:
    known = load_catalogue().partners
    marks = {}
    for row in rows:
        code = str(graph.partners["partner_id"].iat[row])
        kind = known[str(graph.partners["kind"].iat[row])]
        letter, chain = words.CHAIN_LETTER.get(kind.chain, ("", kind.chain))
        told = (("Soort", f"partner: {kind.name_nl}"), ("Keten", f"{letter} {chain}".strip()))
        marks[f"o:{code}"] = Mark(
            f"o:{code}",
            "partner",
            partner_label(graph, row, naming),
            code,
            facts=told,
            variant=kind.chain,
        )
    return marks


def partner_label(graph: FamilyGraph, row: int, naming: Naming) -> str:
    """Return the letter of the chain and the name of a partner, its kind where it has no name."""
    kind = load_catalogue().partners[str(graph.partners["kind"].iat[row])]
    given = graph.partners["name"].iat[row]
    name = given if isinstance(given, str) and given else kind.name_nl
    label = naming.labels.get(str(graph.partners["partner_id"].iat[row]), name)
    letter, _ = words.CHAIN_LETTER.get(kind.chain, ("", ""))
    return f"{letter} · {label}" if letter else label


def partner_names(graph: FamilyGraph, naming: Naming) -> dict[str, str]:
    """Return the key of every partner and its label."""
    return {
        f"o:{code}": partner_label(graph, row, naming)
        for row, code in enumerate(graph.partners["partner_id"])
    }


def _place(
    graph: FamilyGraph, persons: list[int], lines: _Lines, marks: dict[str, Mark]
) -> dict[str, Mark]:
    """Give every mark its place: blocks on shelves, partners in rows above them."""
    cells = {person: lines.home.get(person, -1 - person) for person in persons}
    blocks = [place_block(block, cells, lines.kin) for block in split_blocks(cells, lines.kin)]
    sizes = [
        (
            max((x for x, _ in people.values()), default=0) + COLUMN,
            max((y for _, y in [*people.values(), *cellmarks.values()]), default=0) + ROW // 2,
        )
        for people, cellmarks in blocks
    ]
    placed = dict(marks)
    for (left, top), (people, cellmarks) in zip(pack(sizes), blocks, strict=True):
        for person, (x, y) in people.items():
            key = _person_key(graph, person)
            placed[key] = replace(placed[key], x=left + x, y=top + y)
        for cell, (x, y) in cellmarks.items():
            if cell >= 0:
                key = _household_key(graph, cell)
                placed[key] = replace(placed[key], x=left + x, y=top + y)
    lived = {
        _household_key(graph, cell) for _, cellmarks in blocks for cell in cellmarks if cell >= 0
    }
    width = max((mark.x for mark in placed.values()), default=0)
    above = sorted(
        (key for key in placed if key[0] == "o"),
        key=lambda key: (_chain_rank(placed[key].variant), key),
    )
    _rows(placed, above, width, up=True)
    # Institutions and empty homes stand below: they close no family.
    below = sorted(key for key in placed if key[0] == "h" and key not in lived)
    _rows(placed, below, width, up=False)
    return placed


def _chain_rank(chain: str) -> int:
    order = list(words.CHAIN_LETTER)
    return order.index(chain) if chain in order else len(order)


def _rows(placed: dict[str, Mark], keys: list[str], width: int, *, up: bool) -> None:
    """Spread marks over rows above or below what is placed already."""
    if not keys:
        return
    per_row = min(len(keys), max(4, min(width // PARTNER_COLUMN + 1, 14)))
    bottom = max((mark.y for mark in placed.values()), default=0)
    n_rows = -(-len(keys) // per_row)
    for i, key in enumerate(keys):
        line, column = divmod(i, per_row)
        in_row = min(per_row, len(keys) - line * per_row)
        span = max(width, in_row * PARTNER_COLUMN)
        x = round((width - span) / 2 + (column + 0.5) * span / in_row)
        y = -ROW - (n_rows - 1 - line) * PARTNER_ROW if up else bottom + ROW + line * PARTNER_ROW
        placed[key] = replace(placed[key], x=x, y=y)
