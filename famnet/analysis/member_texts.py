"""The way of each member to its family network, in plain words of at most three steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.households import Homes, homes
from famnet.analysis.links import family_links, is_kind
from famnet.analysis.member_kernels import Rows, Way
from famnet.analysis.text import Text
from famnet.vocabulary import Sex

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Codes, Places
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

    Texts = pd.Series[str]

__all__ = ["way_texts"]

# Per way: said of a man, of a woman, of anybody else.
_WORDS: Final = {
    Way.CHILD: ("zoon", "dochter", "kind"),
    Way.GRANDCHILD: ("kleinzoon", "kleindochter", "kleinkind"),
    Way.PARTNER: ("partner",) * 3,
    Way.PARENT: ("vader", "moeder", "ouder"),
    Way.CHILD_OF_HOST: ("zoon", "dochter", "kind"),
    Way.SIBLING: ("broer", "zus", "broer of zus"),
    Way.STEP_CHILD: ("stiefzoon", "stiefdochter", "stiefkind"),
    Way.CHILD_OF_PARTNER: ("zoon", "dochter", "kind"),
    Way.FOSTER_CHILD: ("pleegzoon", "pleegdochter", "pleegkind"),
    Way.PARTNER_ELSEWHERE: ("partner",) * 3,
    Way.PARENT_OF_PARTNER: ("vader", "moeder", "ouder"),
    Way.SIBLING_OF_PARTNER: ("broer", "zus", "broer of zus"),
}
_WORDS_EN: Final = {
    Way.CHILD: ("son", "daughter", "child"),
    Way.GRANDCHILD: ("grandson", "granddaughter", "grandchild"),
    Way.PARTNER: ("partner",) * 3,
    Way.PARENT: ("father", "mother", "parent"),
    Way.CHILD_OF_HOST: ("son", "daughter", "child"),
    Way.SIBLING: ("brother", "sister", "sibling"),
    Way.STEP_CHILD: ("stepson", "stepdaughter", "stepchild"),
    Way.CHILD_OF_PARTNER: ("son", "daughter", "child"),
    Way.FOSTER_CHILD: ("foster son", "foster daughter", "foster child"),
    Way.PARTNER_ELSEWHERE: ("partner",) * 3,
    Way.PARENT_OF_PARTNER: ("father", "mother", "parent"),
    Way.SIBLING_OF_PARTNER: ("brother", "sister", "sibling"),
}
_TEXTS: Final = {
    "housemates": Text("woont in dit huishouden", "lives in this household"),
    "anchor": Text("anker van dit familienetwerk", "anchor of this family network"),
    "unnamed": Text(" van een ouder die niet is geleverd", " of a parent who was not delivered"),
    "of": Text(" van ", " of "),
    "partner_of": Text(", de partner van ", ", the partner of "),
    "with": Text("woont bij ", "lives with "),
    "last_home": Text("woont in het laatste huishouden van ", "lives in the last household of "),
    "the_anchor": Text("anker ", "anchor "),
    "lives_with": Text(", woont bij ", ", lives with "),
    "alone": Text(", telt als huishouden op zichzelf", ", counts as a household alone"),
    "nowhere": Text(", woonplaats nu niet bekend", ", where they live now is not known"),
    "dead": Text(", overleden", ", deceased"),
}


def way_texts(graph: FamilyGraph, rows: Rows, node: Codes, lang: Lang = "nl") -> Texts:
    """Return the way of each row in words.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    rows : Rows
        The people of windows.
    node : int32 array
        Anchor node per window.
    lang : str
        ``nl`` or ``en``.

    Notes
    -----
    One block of column operations per way that occurs, none per row.
    """
    speaker = _Speaker(graph.persons["person_id"], _people(graph), homes(graph), rows, node, lang)
    blocks, places = [], []
    for way in Way:
        at = np.flatnonzero(rows.way == way)
        if len(at):
            blocks.append(speaker.say(way, at))
            places.append(at)
    if not blocks:
        return pd.Series([], dtype="str")
    back = np.argsort(np.concatenate(places))
    return pd.Series(pd.concat(blocks).array.take(back))


@dataclass(frozen=True, slots=True)
class _People:
    """Per person: 0 man, 1 woman, 2 other; and a parent in the same home, -1 none."""

    sex: Codes
    housemate: Codes


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Everything a sentence needs, per person, and the rows it is about."""

    ids: Texts
    people: _People
    home: Homes
    rows: Rows
    node: Codes
    lang: Lang

    def _text(self, key: str) -> str:
        return _TEXTS[key].of(self.lang)

    def say(self, way: Way, at: Places) -> Texts:
        """Put the rows at these places, all of one way, in words."""
        rows = self.rows
        if way in (Way.ANCHOR, Way.HOUSEHOLD):
            text = _same(self._text("anchor" if way is Way.ANCHOR else "housemates"), len(at))
            return text + self._state(at, known=False)
        if way in (Way.CHILD, Way.GRANDCHILD):
            text = self._word(way, rows.person[at]) + self._of_anchor(at)
            if way is Way.GRANDCHILD:
                text += " via " + self._named(Way.CHILD, rows.via[at])
            return text + self._state(at, known=True)
        if way in (Way.LIVES_WITH, Way.LIVES_WHERE_HOST_LIVED):
            lives = self._text("with" if way is Way.LIVES_WITH else "last_home")
            return lives + self._host(at)
        text = self._word(way, rows.person[at]) + self._text("of")
        if way in (Way.PARENT_OF_PARTNER, Way.SIBLING_OF_PARTNER, Way.CHILD_OF_PARTNER):
            partner = self._name(rows.other[at]) + self._text("partner_of")
            return text + partner + self._name(rows.host[at])
        return text + self._host(at)

    def _name(self, person: Codes) -> Texts:
        return pd.Series(self.ids.array.take(person))

    def _word(self, way: Way, person: Codes) -> Texts:
        words = _WORDS_EN if self.lang == "en" else _WORDS
        return pd.Series(pd.array(words[way], dtype="str").take(self.people.sex[person]))

    def _named(self, way: Way, person: Codes) -> Texts:
        return self._word(way, person) + " " + self._name(person)

    def _of_anchor(self, at: Places) -> Texts:
        anchor = self.node[self.rows.window[at]]
        named = (anchor >= 0) & (anchor < len(self.ids))
        text = self._text("of") + self._name(np.where(named, anchor, 0).astype(np.int32))
        return text.where(named, self._text("unnamed"))

    def _host(self, at: Places) -> Texts:
        """Name a core member by its own way to the anchor."""
        host, generation = self.rows.host[at], self.rows.generation[at]
        text = self._text("the_anchor") + self._name(host)
        for way in (Way.CHILD, Way.GRANDCHILD):
            ours = generation == way
            if ours.any():
                said = self._named(way, host[ours]) + self._of_anchor(at[ours])
                if way is Way.GRANDCHILD:
                    said += " via " + self._named(Way.CHILD, self.rows.via[at[ours]])
                text[ours] = said.array
        alone = self.node[self.rows.window[at]] < 0
        return text.where(~alone, self._name(host)) if alone.any() else text

    def _state(self, at: Places, *, known: bool) -> Texts:
        """Say where a core member lives, when that isn't plain."""
        person, home = self.rows.person[at], self.home
        text = _same("", len(at))
        if known:
            host = self._lives_with(at)
            text = (self._text("lives_with") + self._name(np.maximum(host, 0))).where(
                host >= 0, text
            )
        alone = home.unit_person[home.unit[person]] >= 0
        text = text.where(~alone, self._text("alone"))
        text = text.where(alone | home.resident[person], self._text("nowhere"))
        return text.where(home.living[person], self._text("dead"))

    def _lives_with(self, at: Places) -> Codes:
        """Return the parent or the anchor in whose home a core member lives, -1 none."""
        rows, unit = self.rows, self.home.unit
        person, via, anchor = rows.person[at], rows.via[at], self.node[rows.window[at]]
        host = np.full(len(at), -1, np.int32)
        named = anchor < len(self.ids)
        for one, there in ((anchor, named), (self.people.housemate[person], True), (via, via >= 0)):
            safe = np.where(there, one, -1)
            same = (safe >= 0) & self.home.resident[safe] & (unit[safe] == unit[person])
            host[same] = safe[same]
        return host


def _same(text: str, n: int) -> Texts:
    return pd.Series([text], dtype="str").repeat(n).reset_index(drop=True)


def _people(graph: FamilyGraph) -> _People:
    cached = graph._cache.get(__name__)  # noqa: SLF001 - the cache is there for derived arrays
    if not isinstance(cached, _People):
        sex = np.full(len(graph.persons), 2, np.int32)
        sex[is_kind(graph.persons["sex"], Sex.MALE)] = 0
        sex[is_kind(graph.persons["sex"], Sex.FEMALE)] = 1
        cached = _People(sex, _parent_at_home(graph, homes(graph)))
        graph._cache[__name__] = cached  # noqa: SLF001 - idem
    return cached


def _parent_at_home(graph: FamilyGraph, home: Homes) -> Codes:
    """Return per person the parent with the lowest id in the same unit, -1 none."""
    links = family_links(graph)
    child = np.repeat(np.arange(links.n_persons, dtype=np.int32), np.diff(links.parents.start))
    parent = links.parents.to
    named = parent < links.n_persons
    child, parent = child[named], parent[named]
    there = home.resident[parent] & (home.unit[parent] == home.unit[child])
    child, parent = child[there], parent[there]
    order = np.argsort(-links.rank[parent], kind="stable")
    found = np.full(links.n_persons, -1, np.int32)
    # The last one written stays: the lowest id.
    found[child[order]] = parent[order]
    return found
