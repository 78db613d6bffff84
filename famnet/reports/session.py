"""A session: all that the pages are made of, computed once and frozen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from famnet.analysis.ground_words import Granted, granted
from famnet.analysis.period import Period, last_months
from famnet.catalogue import load_catalogue
from famnet.draw.family.member_rows import MemberRow, member_rows
from famnet.draw.partner_words import kind_name
from famnet.reports.texts import Texts, load_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from famnet.analysis.description import Description
    from famnet.analysis.families import Window
    from famnet.delivery import CheckReport
    from famnet.draw.family.facts import FactIndex
    from famnet.draw.family.signal_facts import SignalFacts
    from famnet.graph.family_graph import FamilyGraph
    from famnet.reports.dossier import Dossier
    from famnet.reports.overview_rows import ListLine
    from famnet.reports.partner_names import PartnerName, PartnerNames

_NAMED = frozenset({"VT", "COM", "FIER", "HALT", "RN", "LDH"})

__all__ = ["KnownIndex", "PageWindow", "Session"]


@dataclass(frozen=True, slots=True, eq=False)
class PageWindow:
    """A family network with a page, or a line of the list; ``stands_for`` counts its cluster."""

    window: Window
    stands_for: int = 1

    @property
    def window_id(self) -> str:
        """Its id."""
        return self.window.window_id

    @property
    def units(self) -> tuple[int, ...]:
        """Its analysis units, sorted."""
        return tuple(self.window.units.tolist())

    @property
    def anchor(self) -> int:
        """The parent it is drawn around; -1 for an unnamed one or a single household."""
        return int(self.window.anchor)

    @property
    def href(self) -> str:
        """Address of its page, from the overview."""
        return f"families/{self.window_id}.html"


class KnownIndex:
    """States of "bekend bij" by subject; subjects that are not in it were not looked at.

    Parameters
    ----------
    frame : DataFrame
        ``famnet.analysis.known.known`` for the subjects of the pages.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        columns = (frame[name].astype(str).tolist() for name in ("subject", "partner_id", "state"))
        for subject, partner, state in zip(*columns, strict=True):
            found[subject][partner] = state
        self._states: Mapping[str, Mapping[str, str]] = dict(found)

    def __repr__(self) -> str:
        return f"<KnownIndex: {len(self._states)} subjects>"

    def states(self, subject: str) -> Mapping[str, str]:
        """Return the state per partner id; a partner that is not in it was not asked."""
        return self._states.get(subject, {})


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """What a set of pages is made of.

    Parameters
    ----------
    graph : FamilyGraph
        The checked rows.
    description : Description
        What stands on the list, and how common that is.
    report : CheckReport or None
        What became of the delivered rows.
    listed : tuple of PageWindow
        The list, in its order.
    pages : tuple of PageWindow
        Networks that get a page.
    facts, episodes, known, partners
        Look-ups, made once.
    known_table : DataFrame
        ``known.csv``: all that is known, and for the subjects of the pages also the silence.
    unit_household : callable
        Household code of an analysis unit, -1 for a person alone.
    members : mapping
        The people of each page, by window_id.
    eligible, looked_at : int
        How many windows pass the gate, of how many.
    decoys : bool
        Whether the overview links to the page of decoys.
    gallery : tuple of str
        Files of the loose pictures, each a page with statements of its own.
    """

    graph: FamilyGraph
    description: Description
    report: CheckReport | None
    listed: tuple[PageWindow, ...]
    pages: tuple[PageWindow, ...]
    facts: FactIndex
    episodes: SignalFacts
    known: KnownIndex
    known_table: pd.DataFrame
    partners: PartnerNames
    unit_household: Callable[[int], int]
    members: Mapping[str, list[MemberRow]]
    eligible: int
    looked_at: int
    with_key: bool = True
    decoys: bool = False
    gallery: tuple[str, ...] = ()
    texts: Texts = field(default_factory=load_texts)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    lines: dict[int, list[ListLine]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Session: {len(self.listed)} listed, {len(self.pages)} pages; as of {self.graph.as_of_text}>"

    @property
    def as_of(self) -> str:
        """Today, as the pages write it."""
        return self.texts.day(self.graph.as_of) or self.texts("page.no_date")

    @property
    def granted(self) -> Granted:
        """Purpose, case and ground, as the pages write them."""
        return granted(self.graph.grant, self.texts.lang, synthetic=self.graph.synthetic)

    @property
    def period(self) -> Period:
        """The period that counts."""
        return last_months(self.graph.as_of)

    def member_rows(self, window: PageWindow) -> list[MemberRow]:
        """Return the people of a window; one that has no page is looked up now."""
        rows = self.members.get(window.window_id)
        return (
            rows
            if rows is not None
            else member_rows(self.graph, [window.window], self.texts.lang)[window.window_id]
        )

    def domain_name(self, domain: str) -> str:
        """Return the short name of a life domain."""
        return self.texts.get(
            f"domain.{domain}", load_catalogue().label("life_domains", domain, self.texts.lang)
        )

    def partner_words(self, partner: PartnerName) -> str:
        """Return a partner within a sentence: small, but for names and abbreviations."""
        return (
            partner.short
            if partner.short[1:2].isupper() or partner.kind in _NAMED
            else partner.short.lower()
        )

    def root_name(self, root: str) -> str:
        """Return the name of an observer."""
        return kind_name(root, self.texts.lang)

    def page_of(self, window_id: str) -> PageWindow | None:
        """Return the page of a window, None where it has none."""
        return next((page for page in self.pages if page.window_id == window_id), None)
