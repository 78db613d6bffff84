"""The picture of at most 1,000 nodes: persons, their households, and the partners around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from famnet.catalogue import load_catalogue
from famnet.draw import words
from famnet.draw.layout import COLUMN, ROW, pack, place_block, split_blocks
from famnet.draw.network_words import HOUSEHOLD, speech
from famnet.draw.person_lines import Gathered, household_key, person_key
from famnet.draw.proofs import month_after
from famnet.draw.scene import NEVER, Inside, Mark
from famnet.graph.layers import deceased
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.text import Lang
    from famnet.draw.person_lines import Found
    from famnet.draw.speech import Speech
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Naming", "partner_chains", "partner_label", "partner_names", "persons_scene"]

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
    lang : str
        Language of the words.
    """

    labels: Mapping[int | str, str]
    families: Mapping[str, tuple[int, ...]]
    pages: Mapping[str, str]
    lang: Lang = "nl"

    @property
    def say(self) -> Speech:
        """The texts in its language."""
        return speech(self.lang)

    def of(self, code: str, row: int | None = None) -> str:
        """Label of an output id; of a person also by its row."""
        if row is not None and row in self.labels:
            return str(self.labels[row])
        return str(self.labels.get(code, code))


def persons_scene(
    graph: FamilyGraph, persons: list[int], naming: Naming, found: Found | None = None
) -> Inside:
    """Return the marks and lines of these persons, their households and the partners.

    Parameters
    ----------
    graph : FamilyGraph
        Where they come from.
    persons : list of int
        Codes; all of them, or those of some family networks.
    naming : Naming
        Labels and pages.
    found : Found, optional
        Their lines, where they were looked up already.
    """
    whole = len(persons) == len(graph.persons) and found is None
    found = found or Gathered(graph, persons, naming.lang).all()
    homes = sorted(found.households | (set(range(len(graph.households))) if whole else set()))
    partners = sorted(found.partners | (set(range(len(graph.partners))) if whole else set()))
    marks = _person_marks(graph, persons, naming)
    marks |= _household_marks(graph, homes, naming)
    marks |= _partner_marks(graph, partners, naming)
    placed = _place(graph, persons, found, marks)
    order = sorted(placed, key=lambda key: ("oph".index(key[0]), key))
    return Inside(
        tuple(placed[key] for key in order),
        tuple(found.now),
        tuple(found.other_days),
        max((mark.x for mark in placed.values()), default=0),
        max((mark.y for mark in placed.values()), default=0),
    )


def _person_marks(graph: FamilyGraph, persons: list[int], naming: Naming) -> dict[str, Mark]:
    families: dict[int, list[str]] = {}
    for window, members in naming.families.items():
        for person in members:
            families.setdefault(person, []).append(window)
    dead = deceased(graph).tolist()
    death, birth = graph.persons["death_date"].to_numpy(), graph.persons["birth_date"].to_numpy()
    marks, say = {}, naming.say
    for row in persons:
        code = str(graph.persons["person_id"].iat[row])
        own = tuple(families.get(row, ()))
        page = next((naming.pages[window] for window in own if window in naming.pages), "")
        told = ((say("kind"), say("dead_person" if dead[row] else "person")),)
        marks[f"p:{code}"] = Mark(
            f"p:{code}",
            "person",
            naming.of(code, row),
            code,
            facts=told,
            page=page,
            variant="deceased" if dead[row] else "",
            families=own,
            # The year alone: a birthday is nobody's business here.
            since=month_after(int(birth[row]) + 1) // 12 * 12 if birth[row] != NO_DAY else 0,
            died=month_after(int(death[row])) if dead[row] else NEVER,
        )
    return marks


def _household_marks(graph: FamilyGraph, rows: list[int], naming: Naming) -> dict[str, Mark]:
    marks, say = {}, naming.say
    for row in rows:
        code = str(graph.households["household_id"].iat[row])
        kind = str(graph.households["kind"].iat[row])
        told = [(say("kind"), HOUSEHOLD.get(kind, HOUSEHOLD["private"]).of(naming.lang))]
        place = str(graph.households["neighbourhood"].iat[row] or "")
        # Where a shelter stands is nobody's business.
        if place and place != "nan" and kind not in ("shelter", "institution"):
            told.append((say("place"), place))
        marks[f"h:{code}"] = Mark(
            f"h:{code}", "household", naming.of(code), code, facts=tuple(told), variant=kind
        )
    return marks


def _partner_marks(graph: FamilyGraph, rows: list[int], naming: Naming) -> dict[str, Mark]:
    known = load_catalogue().partners
    marks, say = {}, naming.say
    for row in rows:
        code = str(graph.partners["partner_id"].iat[row])
        kind = known[str(graph.partners["kind"].iat[row])]
        letter, _ = words.CHAIN_LETTER.get(kind.chain, ("", ""))
        chain = words.CHAIN_NAME[kind.chain].of(naming.lang) if letter else kind.chain
        name = load_catalogue().label("partners", kind.code, naming.lang)
        told = (
            (say("kind"), say("partner_kind", name=name)),
            (say("chain"), f"{letter} {chain}".strip()),
        )
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
    own = load_catalogue().label("partners", kind.code, naming.lang)
    name = given if isinstance(given, str) and given else own
    label = naming.labels.get(str(graph.partners["partner_id"].iat[row]), name)
    letter, _ = words.CHAIN_LETTER.get(kind.chain, ("", ""))
    return f"{letter} · {label}" if letter else label


def partner_names(graph: FamilyGraph, naming: Naming) -> dict[str, str]:
    """Return the key of every partner and its label."""
    return {
        f"o:{code}": partner_label(graph, row, naming)
        for row, code in enumerate(graph.partners["partner_id"])
    }


def partner_chains(graph: FamilyGraph) -> dict[str, str]:
    """Return the key of every partner and its chain."""
    known = load_catalogue().partners
    return {
        f"o:{code}": str(known[str(kind)].chain)
        for code, kind in zip(graph.partners["partner_id"], graph.partners["kind"], strict=True)
    }


def _place(
    graph: FamilyGraph, persons: list[int], lines: Found, marks: dict[str, Mark]
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
            key = person_key(graph, person)
            placed[key] = replace(placed[key], x=left + x, y=top + y)
        for cell, (x, y) in cellmarks.items():
            if cell >= 0:
                key = household_key(graph, cell)
                placed[key] = replace(placed[key], x=left + x, y=top + y)
    lived = {
        household_key(graph, cell) for _, cellmarks in blocks for cell in cellmarks if cell >= 0
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
