"""The picture above 1,000 nodes: one node per family network, never all persons."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from famnet.draw import facts, words
from famnet.draw.layout import pack
from famnet.draw.person_lines import Gathered
from famnet.draw.persons_scene import Naming, partner_names, persons_scene
from famnet.draw.scene import Line, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from famnet.draw.scene import Inside, Proof
    from famnet.draw.speech import Speech
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Members", "families_scene", "place_families"]

APART = 180
# Room for the box with the label.
BOX = (220, 84)
_SURENESS = ("confirmed", "probable", "unconfirmed")


@dataclass(slots=True)
class _Between:
    """How often two networks are joined, the surest certainty, and the rows."""

    times: int = 0
    certainty: str = "unconfirmed"
    proofs: list[Proof] = field(default_factory=list)


_Pairs = dict[tuple[int, int], _Between]


@dataclass(frozen=True, slots=True)
class Members:
    """Persons and households (codes, sorted) of one family network."""

    window_id: str
    persons: tuple[int, ...]
    households: tuple[int, ...]


def families_scene(
    graph: FamilyGraph, families: Sequence[Members], naming: Naming
) -> tuple[tuple[Mark, ...], tuple[Line, ...]]:
    """Return one mark per family network, and lines where they share a household, kin or a tie.

    Notes
    -----
    Kin and ties are drawn only between networks that share no household: there they say nothing
    new.
    """
    of_person = _holders([family.persons for family in families], len(graph.persons))
    of_household = _holders([family.households for family in families], len(graph.households))
    homes, people = _shared(of_household), _shared(of_person)
    shared = homes | people
    within = np.zeros(len(graph.persons), dtype=bool)
    within[list(of_person)] = True
    kin = _between(
        [
            (link.person, link.relative, link.certainty, link.proofs)
            for link in facts.kin_links(graph, within, naming.lang)
            if link.now
        ],
        of_person,
        shared,
    )
    bonds = _between(
        [
            (link.one, link.two, link.certainty, link.proofs)
            for link in facts.tie_links(graph, within, naming.lang)
            if link.now
        ],
        of_person,
        shared,
    )
    say = naming.say
    lines = []
    for pair in sorted(shared):
        said = say("shares", homes=homes.get(pair, 0), people=people.get(pair, 0))
        lines.append(_line(families, pair, ("shared_household", said), "confirmed"))
    lines += _lines_between(families, {"kin": kin, "bond": bonds}, say)
    touched = _touched(graph, families, of_person, of_household)
    places = place_families(len(families), sorted({*shared, *kin, *bonds}))
    called = partner_names(graph, naming)
    marks = []
    for family, found, place in zip(families, touched, places, strict=True):
        told = ", ".join(called[partner] for partner in found.partners) or say("none")
        mark = _mark(family, naming, found, place)
        marks.append(replace(mark, facts=(*mark.facts, (say("knowing"), told))))
    return tuple(marks), tuple(lines)


def _lines_between(
    families: Sequence[Members],
    kinds: Mapping[str, Mapping[tuple[int, int], _Between]],
    say: Speech,
) -> list[Line]:
    return [
        _between_line(families, pair, (kind, say(kind, n=one.times)), one)
        for kind, pairs in kinds.items()
        for pair, one in sorted(pairs.items())
    ]


def _between_line(
    families: Sequence[Members],
    pair: tuple[int, int],
    kind_said: tuple[str, str],
    between: _Between,
) -> Line:
    made = _line(families, pair, kind_said, between.certainty)
    return replace(made, proofs=tuple(between.proofs))


def _line(
    families: Sequence[Members], pair: tuple[int, int], kind_said: tuple[str, str], sure: str
) -> Line:
    kind, said = kind_said
    one, two = (_key(families[i]) for i in pair)
    return Line(one, two, kind, said, said, sure)


def _key(family: Members) -> str:
    return f"f:{family.window_id}"


def _mark(
    family: Members,
    naming: Naming,
    touched: _Touched,
    place: tuple[int, int],
) -> Mark:
    domains = touched.domains
    names, say = facts.domain_names(naming.lang), naming.say
    told = (
        (say("kind"), say("family")),
        (say("members"), str(len(family.persons))),
        (say("homes"), str(len(family.households))),
        (say("domains"), ", ".join(names[d] for d in names if d in domains) or say("none")),
    )
    return Mark(
        _key(family),
        "family",
        naming.of(family.window_id),
        family.window_id,
        *place,
        facts=told,
        below="\n".join(
            part
            for part in (
                say.many(len(family.persons), "person"),
                " ".join(words.DOMAIN_LETTER.get(d, d) for d in names if d in domains),
            )
            if part
        ),
        page=naming.pages.get(family.window_id, ""),
        families=(family.window_id,),
        domains=domains,
        partners=touched.partners,
        touches=tuple(
            (domain, partner, month) for (domain, partner), month in touched.first.items()
        ),
    )


def _holders(groups: Sequence[tuple[int, ...]], size: int) -> dict[int, list[int]]:
    """Return per row the families that hold it."""
    held: dict[int, list[int]] = {}
    for family, rows in enumerate(groups):
        for row in rows:
            assert 0 <= row < size
            held.setdefault(row, []).append(family)
    return held


def _shared(held: dict[int, list[int]]) -> dict[tuple[int, int], int]:
    """Count the rows that two families both hold."""
    count: dict[tuple[int, int], int] = {}
    for families in held.values():
        for pair in combinations(families, 2):
            count[pair] = count.get(pair, 0) + 1
    return count


def _between(
    rows: Sequence[tuple[int, int, str, tuple[Proof, ...]]],
    of_person: dict[int, list[int]],
    shared: dict[tuple[int, int], int],
) -> _Pairs:
    """Count rows that join two families which share nothing, with the surest certainty."""
    found: _Pairs = {}
    for one, two, sure, proofs in rows:
        pairs = {
            (min(a, b), max(a, b))
            for a in of_person.get(one, ())
            for b in of_person.get(two, ())
            if a != b
        }
        for pair in pairs:
            if pair in shared:
                continue
            cell = found.setdefault(pair, _Between())
            cell.times += 1
            cell.certainty = min(cell.certainty, sure, key=_SURENESS.index)
            cell.proofs += proofs
    return found


@dataclass(frozen=True, slots=True)
class _Touched:
    """Of a family network: life domain and partner (key) of its signals, and since which month."""

    first: dict[tuple[str, str], int]

    @property
    def domains(self) -> tuple[str, ...]:
        return tuple(sorted({domain for domain, _ in self.first} - {""}))

    @property
    def partners(self) -> tuple[str, ...]:
        return tuple(sorted({partner for _, partner in self.first}))


def _touched(
    graph: FamilyGraph,
    families: Sequence[Members],
    of_person: dict[int, list[int]],
    of_household: dict[int, list[int]],
) -> list[_Touched]:
    """Return per family the life domains and partners of its signals."""
    found: list[dict[tuple[str, str], int]] = [{} for _ in families]
    within = np.zeros(len(graph.persons), dtype=bool)
    within[list(of_person)] = True
    homes = np.zeros(len(graph.households), dtype=bool)
    homes[list(of_household)] = True
    ids = graph.partners["partner_id"]
    for link in facts.partner_links(graph, within, homes):
        if link.kind != "signal":
            continue
        held = of_person.get(link.person, []) if link.person >= 0 else of_household[link.household]
        partner = f"o:{ids.iat[link.partner]}"
        for family in held:
            for proof in link.proofs:
                known = found[family].get((proof.domain, partner), proof.since)
                found[family][proof.domain, partner] = min(known, proof.since)
    return [_Touched(dict(sorted(own.items()))) for own in found]


def insides(graph: FamilyGraph, families: Sequence[Members], naming: Naming) -> dict[str, Inside]:
    """Return who stands in each family network, with places from its own corner.

    Notes
    -----
    The rows of the graph are looked through once; then linear in what hangs on the members.
    """
    gathered = Gathered(
        graph, {person for family in families for person in family.persons}, naming.lang
    )
    made = {}
    for family in families:
        found = gathered.part(family.persons)
        scene = persons_scene(graph, list(family.persons), naming, found)
        left = min((mark.x for mark in scene.marks), default=0)
        top = min((mark.y for mark in scene.marks), default=0)
        made[family.window_id] = replace(
            scene,
            marks=tuple(replace(mark, x=mark.x - left, y=mark.y - top) for mark in scene.marks),
            width=scene.width - left,
            height=scene.height - top,
        )
    return made


def place_families(n: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Place family networks: joined ones near each other, the rest in rows.

    Parameters
    ----------
    n : int
        How many.
    pairs : sequence of (int, int)
        Which are joined.

    Returns
    -------
    list of (int, int)
        Places in picture units.

    Notes
    -----
    Per connected part a spring layout (Fruchterman and Reingold 1991) that begins on a circle, so
    that nothing is drawn by lot; parts stand on shelves. O(rounds x n^2) for the largest part.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs)
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p)
    )
    laid = [_springs(part, graph) for part in parts]
    sizes = [(float(np.ptp(xy[:, 0])) + BOX[0], float(np.ptp(xy[:, 1])) + BOX[1]) for xy in laid]
    at: list[tuple[int, int]] = [(0, 0)] * n
    for part, xy, (left, top) in zip(parts, laid, pack(sizes, gap=30), strict=True):
        low = xy.min(axis=0)
        for node, (x, y) in zip(part, xy - low, strict=True):
            at[node] = (left + round(float(x)), top + round(float(y)))
    return at


def _springs(part: list[int], graph: nx.Graph) -> np.ndarray:
    size = len(part)
    angle = 2 * np.pi * np.arange(size) / size
    xy = np.stack([np.cos(angle), np.sin(angle)], axis=1) * APART * size / 6
    if size < 3:
        return np.stack([np.arange(size) * (BOX[0] + 30), np.zeros(size)], axis=1).astype(float)
    index = {node: i for i, node in enumerate(part)}
    joined = np.zeros((size, size))
    for one, two in graph.subgraph(part).edges:
        joined[index[one], index[two]] = joined[index[two], index[one]] = 1
    for turn in range(80):
        gap = xy[:, None, :] - xy[None, :, :]
        far = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1.0)
        force = APART**2 / far**2 - joined * far / APART
        move = (gap * force[..., None]).sum(axis=1)
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        step = np.minimum(length, APART * (1 - turn / 80))
        # Rounded each turn, so that processors that add in another order end in the same place.
        xy = np.round(xy + move / length[:, None] * step[:, None], 3)
    # Boxes are wider than they are high.
    return _apart(xy * np.array([1.5, 1.0]))


def _apart(xy: np.ndarray) -> np.ndarray:
    """Push boxes that overlap from each other, the shorter way.

    Notes
    -----
    Rounds of a search for pairs that overlap (a k-d tree under the maximum norm); O(rounds x n log n).
    Two boxes on one point go by their order.
    """
    from scipy.spatial import KDTree

    room = np.array(BOX, dtype=float) + 24
    for _ in range(400):
        pairs = KDTree(xy / room).query_pairs(0.999, p=np.inf, output_type="ndarray")
        if not len(pairs):
            break
        one, two = pairs[np.lexsort(pairs.T[::-1])].T
        gap = xy[two] - xy[one]
        short = room - np.abs(gap)
        shorter = (short[:, :1] < short[:, 1:]) == np.array([True, False])
        push = np.where(shorter, short * np.where(gap < 0, -1.0, 1.0), 0.0) * 0.3
        np.add.at(xy, two, push)
        np.subtract.at(xy, one, push)
        # As above: rounded, so that every processor ends in the same place.
        xy = np.round(xy, 3)
    return xy
