"""What was delivered about the persons of a picture up to the reference date, with its proof.

Each function takes ``within``, a mask over all persons, and filters before it makes rows: a region
has millions of rows, a picture some thousands. What holds on the reference date comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.draw.domain_words import domain_name
from famnet.draw.proofs import period_proof, signal_proof
from famnet.draw.scene import NEVER
from famnet.draw.words import DOMAIN_LETTER
from famnet.graph.layers import active

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from famnet.analysis.text import Lang
    from famnet.draw.scene import Proof
    from famnet.graph.family_graph import FamilyGraph

__all__ = [
    "KinLink",
    "Link",
    "PartnerLink",
    "domain_names",
    "kin_links",
    "partner_links",
    "residences",
    "tie_links",
]

# Signals that never count stand on no picture (design.md section 5).
_LEFT_OUT = ("refuted",)
_SURENESS = ("confirmed", "probable", "unconfirmed")
_DAYS: Final = ("start_date", "start_date_hi", "end_date", "end_date_hi")
# A guardian or a foster parent of before is no longer a tie; an ex-partner and a parent stay.
_PASSING: Final = ("guardian_of", "foster_parent_of", "step_parent_of")


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows that belong together (person and household, or two persons), and why.

    ``now`` says whether it holds on the reference date.
    """

    one: int
    two: int
    kind: str
    certainty: str
    now: bool
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class KinLink:
    """A delivered kinship: ``person`` is the ``kind`` of ``relative``; ``ended`` with what reason."""

    person: int
    relative: int
    kind: str
    certainty: str
    ended: bool
    end_reason: str
    now: bool
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """What one partner has about one subject, of one kind and certainty.

    Parameters
    ----------
    partner : int
        Row of the partner.
    person, household : int
        Row of the subject; the other is -1.
    kind : str
        signal, protective, involvement or measure.
    certainty : str
        confirmed, probable or unconfirmed.
    proofs : tuple of Proof
        The rows behind it.
    """

    partner: int
    person: int
    household: int
    kind: str
    certainty: str
    proofs: tuple[Proof, ...]

    @property
    def now(self) -> bool:
        """Whether any of it holds on the reference date."""
        return any(proof.now for proof in self.proofs)

    @property
    def count(self) -> int:
        """Rows that hold on the reference date."""
        return sum(proof.now for proof in self.proofs)

    @property
    def domains(self) -> tuple[str, ...]:
        """Life domains of those rows, sorted."""
        return tuple(sorted({proof.domain for proof in self.proofs if proof.now} - {""}))


def _begun(rows: pd.DataFrame, graph: FamilyGraph) -> pd.DataFrame:
    """Keep what has begun, with ``now`` beside it."""
    kept = rows[rows["start_date"] <= graph.as_of]
    return kept.assign(now=active(kept, graph.as_of))


def _records(rows: pd.DataFrame, names: Iterable[str]) -> list[dict[str, Any]]:
    columns = list(names)
    cells = rows[columns].astype(object).itertuples(index=False, name=None)
    return [dict(zip(columns, row, strict=True)) for row in cells]


def residences(graph: FamilyGraph, within: np.ndarray, lang: Lang = "nl") -> list[Link]:
    """Return who lives or lived where: person, household; of now first, longest stay first."""
    rows = graph.memberships
    rows = _begun(rows[within[rows["person"]]], graph)
    rows = rows.sort_values(["person", "start_date", "line"], kind="stable")
    rows = rows.sort_values("now", ascending=False, kind="stable")
    rows = rows.assign(birth=graph.persons["birth_date"].to_numpy()[rows["person"]])
    found: dict[tuple[int, int], tuple[str, bool, list[Proof]]] = {}
    columns = ("person", "household", "certainty", "line", "now", "birth", *_DAYS)
    for row in _records(rows, columns):
        pair = int(row["person"]), int(row["household"])
        cell = found.setdefault(pair, (str(row["certainty"]), bool(row["now"]), []))
        cell[2].append(period_proof("memberships", row, lang))
    return [Link(*pair, "residence", sure, now, tuple(p)) for pair, (sure, now, p) in found.items()]


def tie_links(graph: FamilyGraph, within: np.ndarray, lang: Lang = "nl") -> list[Link]:
    """Return ties once per pair and kind, those of now first."""
    rows = graph.ties
    rows = rows[within[rows["person"]] & within[rows["other"]]]
    rows = _begun(rows[rows["person"] != rows["other"]], graph)
    rows = rows.sort_values("now", ascending=False, kind="stable")
    found: dict[tuple[int, int, str], tuple[str, bool, list[Proof]]] = {}
    columns = ("person", "other", "kind", "certainty", "line", "now", *_DAYS)
    for row in _records(rows, columns):
        one, two = sorted((int(row["person"]), int(row["other"])))
        key = (one, two, str(row["kind"]))
        cell = found.setdefault(key, (str(row["certainty"]), bool(row["now"]), []))
        cell[2].append(period_proof("ties", row, lang))
    return [Link(*key, sure, now, tuple(proofs)) for key, (sure, now, proofs) in found.items()]


def kin_links(graph: FamilyGraph, within: np.ndarray, lang: Lang = "nl") -> list[KinLink]:
    """Return kinship that holds or held, once per pair and kind; ``now`` where a line says so today."""
    rows = graph.kinships
    rows = rows[
        within[rows["person"]] & within[rows["relative"]] & (rows["person"] != rows["relative"])
    ]
    rows = _begun(rows, graph)
    rows = rows.assign(ended=~rows["now"]).sort_values(["ended", "line"], kind="stable")
    columns = ("person", "relative", "kind", "certainty", "ended", "end_reason", "line", "now")
    found: dict[tuple[int, int, str], list[dict[str, Any]]] = {}
    for row in _records(rows, (*columns, *_DAYS)):
        key = (int(row["person"]), int(row["relative"]), str(row["kind"]))
        found.setdefault(key, []).append(row)
    made = []
    for (person, relative, kind), group in found.items():
        first, ended = group[0], bool(group[0]["ended"])
        made.append(
            KinLink(
                person,
                relative,
                kind,
                str(first["certainty"]),
                ended,
                str(first["end_reason"]),
                not (ended and kind in _PASSING),
                tuple(_lasting(period_proof("kinships", row, lang), kind) for row in group),
            )
        )
    return sorted(made, key=lambda link: int(link.proofs[0].id.rpartition(":")[2]))


def _lasting(proof: Proof, kind: str) -> Proof:
    """Take the end off: a parent and a sibling stay so, whatever was delivered."""
    if kind in (*_PASSING, "partner_of"):
        return proof
    return replace(proof, until=NEVER, now=True)


def partner_links(
    graph: FamilyGraph, within: np.ndarray, homes: np.ndarray, lang: Lang = "nl"
) -> list[PartnerLink]:
    """Return per partner and subject what it has: signals, what goes well, help and measures.

    Notes
    -----
    Refuted signals and rumours are left out; so is what comes after the reference date. ``homes`` is
    a mask over all households, for signals about a household.
    """
    found: dict[tuple[int, int, int, str, str], list[Proof]] = {}
    for frame, kinds, proofs in (
        _signals(graph, within, homes, lang),
        *_running(graph, within, homes, lang),
    ):
        columns = ["partner", "person", "household", "certainty"]
        for (partner, person, household, certainty), kind, proof in zip(
            frame[columns].itertuples(index=False, name=None), kinds, proofs, strict=True
        ):
            if partner >= 0:
                key = (int(partner), int(person), int(household), kind, str(certainty))
                found.setdefault(key, []).append(proof)
    return [
        PartnerLink(*key, proofs=tuple(proofs))
        for key, proofs in sorted(
            found.items(), key=lambda item: (*item[0][:4], _SURENESS.index(item[0][4]))
        )
    ]


def _about(rows: pd.DataFrame, within: np.ndarray, homes: np.ndarray) -> np.ndarray:
    """Say which rows are about these persons or households; row -1 is nobody."""
    person, household = rows["person"].to_numpy(), rows["household"].to_numpy()
    told = np.zeros(len(rows), dtype=bool)
    told[person >= 0] = within[person[person >= 0]]
    told[household >= 0] |= homes[household[household >= 0]]
    return told


def _signals(
    graph: FamilyGraph, within: np.ndarray, homes: np.ndarray, lang: Lang
) -> tuple[pd.DataFrame, list[str], list[Proof]]:
    types = load_catalogue().signal_types
    rows = graph.signals
    rows = rows[_about(rows, within, homes)]
    keep = ~rows["status"].isin(_LEFT_OUT) & (rows["hardness"] != "rumour")
    rows = rows[keep & (rows["event_date"] <= graph.as_of)]
    codes = [str(code) for code in rows["type"]]
    kinds = ["protective" if types[code].nature == "protective" else "signal" for code in codes]
    names = domain_names(lang)
    proofs = [
        signal_proof(row, types[code].domain, names, lang)
        for row, code in zip(
            _records(rows, ("signal_id", "event_date", "event_date_hi", "hardness")),
            codes,
            strict=True,
        )
    ]
    return rows, kinds, proofs


def _running(
    graph: FamilyGraph, within: np.ndarray, homes: np.ndarray, lang: Lang
) -> list[tuple[pd.DataFrame, list[str], list[Proof]]]:
    out = []
    for name, kind in (("involvements", "involvement"), ("measures", "measure")):
        rows = graph.tables[name]
        rows = _begun(rows[_about(rows, within, homes)], graph)
        columns = ("line", "now", *_DAYS, *(("measure_id",) if name == "measures" else ()))
        proofs = [period_proof(name, row, lang) for row in _records(rows, columns)]
        out.append((rows, [kind] * len(rows), proofs))
    return out


def domain_names(lang: Lang = "nl") -> dict[str, str]:
    """Return life domain to its letters and name, in the catalogue's order."""
    return {
        code: f"{DOMAIN_LETTER.get(code, code)} {domain_name(code, lang)}"
        for code in load_catalogue().life_domains
    }
