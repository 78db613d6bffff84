"""How partners are called on pages, and the order they always stand in (by chain)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue
from famnet.draw.partner_words import apart, kind_name
from famnet.reports.marks import CHAIN_LETTER, CHAIN_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.graph.family_graph import FamilyGraph
    from famnet.reports.texts import Texts

__all__ = ["PartnerName", "PartnerNames"]

# A shelter's place is shown nowhere: these go by their kind alone.
_NO_PLACE: Final = frozenset({"FIER", "COM"})


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner as pages show it; ``own`` is the name it was delivered with."""

    partner: int
    partner_id: str
    kind: str
    short: str
    own: str
    chain: str
    chain_letter: str
    rank: tuple[int, int, str]

    @property
    def told_apart(self) -> str:
        """A name that tells it from others of its kind."""
        name = self.own or self.partner_id
        # "Sociaal (wijk)team Oost" already says what it is; "Zuid" doesn't.
        says_kind = bool(_long_words(name) & _long_words(self.short))
        return name if says_kind else f"{self.short}, {name}"

    @property
    def full(self) -> str:
        """Kind and own name."""
        return self.told_apart if self.own and self.own != self.short else self.short


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= 5}


class PartnerNames:
    """Names of all partners of a graph, by code.

    Parameters
    ----------
    graph : FamilyGraph
        Whose partners they are.
    texts : Texts
        Names of chains; its language is that of the names.
    """

    def __init__(self, graph: FamilyGraph, texts: Texts) -> None:
        self._place = {code: at for at, code in enumerate(load_catalogue().partners)}
        self._texts = texts
        self._all: list[PartnerName] = []
        table = graph.partners
        columns = (table[name].tolist() for name in ("partner_id", "kind", "name"))
        for number, (partner_id, kind, name) in enumerate(zip(*columns, strict=True)):
            own = name if isinstance(name, str) and kind not in _NO_PLACE else ""
            own = "" if own == load_catalogue().label("partners", kind) else own
            self._all.append(self._name(number, str(partner_id), kind, self.kind_name(kind), own))
        self._by_id = {partner.partner_id: partner.partner for partner in self._all}

    def _name(
        self, code: int, partner_id: str, kind: str, short: str, own: str = ""
    ) -> PartnerName:
        chain = load_catalogue().partners[kind].chain
        place = CHAIN_ORDER.index(chain) if chain in CHAIN_ORDER else 99
        return PartnerName(
            code, partner_id, kind, short, own, self._texts.get(f"chain.{chain}", chain),
            CHAIN_LETTER.get(chain, "?"), (place, self._place[kind], partner_id),
        )  # fmt: skip

    def __repr__(self) -> str:
        return f"<PartnerNames: {len(self._all)} partners>"

    def code(self, partner_id: str) -> int:
        """Return the code of a partner id; KeyError where there is none."""
        return self._by_id[partner_id]

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, partner: int) -> PartnerName:
        return self._all[partner]

    def full(self, partner: int) -> str:
        """Kind and own name; empty where there is no partner."""
        return "" if partner < 0 else self._all[partner].full

    def ordered(self, partners: Iterable[int]) -> list[PartnerName]:
        """Return partners in the order of their chains."""
        return sorted((self._all[partner] for partner in partners), key=lambda name: name.rank)

    def kind_name(self, kind: str) -> str:
        """Return the short name of a kind of partner."""
        return kind_name(kind, self._texts.lang)

    def undelivered(self, kinds: Iterable[str]) -> list[PartnerName]:
        """Return a name for kinds of which no partner was delivered, each with a code below 0."""
        return [
            self._name(-1 - number, "", kind, self._texts("page.not_delivered", partner=self.kind_name(kind)))
            for number, kind in enumerate(sorted(set(kinds)), start=1)
        ]  # fmt: skip

    def row_names(self, partners: Iterable[PartnerName]) -> dict[int, str]:
        """Return one short name per row; the own name only where a kind occurs twice."""
        listed = list(partners)
        kinds = [partner.kind for partner in listed]
        return {
            p.partner: p.short
            if kinds.count(p.kind) == 1
            else apart(p.kind, p.own or p.partner_id, self._texts.lang)
            for p in listed
        }
