"""Draw docs/assets/neo4j-model.svg, and print the tables of docs/neo4j-model.md.

Usage: python scripts/neo4j_model.py
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from famnet.stores.model import Label, RelType
from famnet.stores.neo4j.shapes import EDGES, KEYS, POINTS, Property

ROOT: Final = Path(__file__).resolve().parents[1]
PLACES: Final = {
    Label.PERSON: (470, 330), Label.HOUSEHOLD: (800, 330), Label.PARTNER: (470, 600),
    Label.SIGNAL: (140, 330), Label.EPISODE: (470, 90), Label.FAMILY_NETWORK: (800, 90),
    Label.MEASURE: (800, 520), Label.REFERRAL: (140, 600), Label.ACTION: (800, 680),
}  # fmt: skip
#: Arrows drawn: from, to, what stands beside it, how far it bends.
ARROWS: Final = (
    (Label.PERSON, Label.HOUSEHOLD, "LIVES_IN {start, end}", -26),
    (Label.PERSON, Label.HOUSEHOLD, "HOME", 30),
    (Label.SIGNAL, Label.PERSON, "ABOUT", 0),
    (Label.SIGNAL, Label.PARTNER, "REPORTED_BY, OBSERVED_BY", 0),
    (Label.SIGNAL, Label.EPISODE, "PART_OF", 0),
    (Label.EPISODE, Label.HOUSEHOLD, "TOUCHES", 0),
    (Label.EPISODE, Label.PERSON, "TOUCHES", 0),
    (Label.FAMILY_NETWORK, Label.HOUSEHOLD, "HAS_HOUSEHOLD", -40),
    (Label.FAMILY_NETWORK, Label.PERSON, "HAS_MEMBER", 40),
    (Label.REFERRAL, Label.SIGNAL, "CONCERNS", 0),
    (Label.REFERRAL, Label.PARTNER, "SENT_BY, HANDED_TO", 0),
    (Label.PARTNER, Label.PERSON, "INVOLVED_WITH, ASKED_ABOUT", 64),
    (Label.MEASURE, Label.PERSON, "ABOUT", 0),
    (Label.MEASURE, Label.PARTNER, "DECIDED_BY, CARRIED_OUT_BY", 0),
    (Label.ACTION, Label.PARTNER, "OWNED_BY", 0),
)
DERIVED: Final = {Label.EPISODE, Label.FAMILY_NETWORK}
KIN: Final = ("PARENT_OF, PARTNER_OF,", "SIBLING_OF …,", "TIED_TO {kind, start, end}")


def shown(properties: tuple[Property, ...], *, derived: bool) -> str:
    """Name properties; a ``+`` says that ``_latest`` and ``_text`` may stand beside a date."""
    names = [known.name for known in properties if known.derived is derived]
    held = set(names)
    out = []
    for name in names:
        if name.endswith(("_latest", "_text")) and name.rsplit("_", 1)[0] in held:
            continue
        out.append(f"`{name}`{'+' if f'{name}_latest' in held else ''}")
    return ", ".join(out)


def node_table() -> list[str]:
    """Make the rows of the table of nodes."""
    rows = ["| label | sleutel | uit tabel | eigenschappen | afgeleid |", "|---|---|---|---|---|"]
    for point in POINTS:
        rest = tuple(known for known in point.properties if known.name != KEYS[point.label])
        cells = (
            f"`{point.label}`", f"`{KEYS[point.label]}`", point.table or "(afgeleid)",
            shown(rest, derived=False), shown(rest, derived=True),
        )  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def link_table() -> list[str]:
    """Make the rows of the table of relationships; types of one shape stand together."""
    rows = ["| type | van → naar | eigenschappen | afgeleid |", "|---|---|---|---|"]
    groups: dict[tuple[object, ...], list[RelType]] = {}
    for edge in EDGES:
        groups.setdefault((edge.ends, edge.properties), []).append(edge.type)
    for (ends, properties), types in groups.items():
        pairs = "; ".join(f"{tail} → {head}" for tail, head in ends)
        cells = (
            ", ".join(f"`{kind}`" for kind in types), pairs,
            shown(properties, derived=False), shown(properties, derived=True),
        )  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def arrow(tail: Label, head: Label, text: str, bend: int) -> str:
    """Draw an arrow with its name."""
    (x1, y1), (x2, y2) = PLACES[tail], PLACES[head]
    length = math.dist((x1, y1), (x2, y2))
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    ax, ay, bx, by = x1 + ux * 56, y1 + uy * 56, x2 - ux * 60, y2 - uy * 60
    mx, my = (ax + bx) / 2 - uy * bend * 2, (ay + by) / 2 + ux * bend * 2
    tx, ty = (ax + bx) / 2 - uy * bend, (ay + by) / 2 + ux * bend
    dash = ' stroke-dasharray="6 4"' if {tail, head} & DERIVED or text == "HOME" else ""
    return (
        f'<path d="M{ax:.0f} {ay:.0f} Q{mx:.0f} {my:.0f} {bx:.0f} {by:.0f}" class="arrow"{dash}/>'
        f'<text x="{tx:.0f}" y="{ty - 5:.0f}" class="name">{text}</text>'
    )


def picture() -> str:
    """Draw the model."""
    parts = [arrow(*given) for given in ARROWS]
    x, y = PLACES[Label.PERSON]
    parts.append(
        f'<path d="M{x - 22} {y + 52} C{x - 90} {y + 140} {x - 140} {y + 60} {x - 58} {y + 20}"'
        ' class="arrow"/>'
    )
    parts.extend(
        f'<text x="{x - 165}" y="{y + 48 + 14 * i}" class="name">{line}</text>'
        for i, line in enumerate(KIN)
    )
    for label, (x, y) in PLACES.items():
        kind = "derived" if label in DERIVED else "node"
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="54" class="{kind}"/>'
            f'<text x="{x}" y="{y + 5}" class="label">{label}</text>'
        )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 940 770" role="img">
<title>Het model van famnet in Neo4j</title>
<style>
text {{ font-family: sans-serif; text-anchor: middle; fill: #1b2733 }}
.label {{ font-size: 14px; font-weight: bold }} .name {{ font-size: 11px; paint-order: stroke; stroke: #fff; stroke-width: 4px }}
.node {{ fill: #d7e6f4; stroke: #2b5d8a; stroke-width: 2 }}
.derived {{ fill: #fbf3d9; stroke: #8a6d1b; stroke-width: 2; stroke-dasharray: 6 4 }}
.arrow {{ fill: none; stroke: #53606c; stroke-width: 1.6; marker-end: url(#head) }}
</style>
<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="#53606c"/></marker></defs>
<rect width="940" height="770" fill="#fff"/>
{chr(10).join(parts)}
<text x="470" y="755" class="name">Gestreept en geel: door famnet afgeleid (derived: true). Signal, Measure, Referral en Action gaan ABOUT een Person of een Household.</text>
</svg>
"""


if __name__ == "__main__":
    (ROOT / "docs" / "assets" / "neo4j-model.svg").write_text(picture(), encoding="utf-8")
    print("\n".join([*node_table(), "", *link_table()]))  # noqa: T201  # to paste in the page
