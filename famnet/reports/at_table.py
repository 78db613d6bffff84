"""Who is missing at the table, and who could meet which need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.analysis.ground_words import ground_words
from famnet.reports.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.table.sheet import Must, Need, TableSheet
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import Session

__all__ = ["MustLine", "NeedLine", "Seating", "seating"]

# More names than this of a "one of" are counted, not listed: people choose.
_LISTED = 3
# Needs in one line; all of them stand on a later sheet.
_NEEDS = 6


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need as the page shows it."""

    name: str
    domain: str
    who: str
    seats: str
    elsewhere: str
    basis: str
    refs: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MustLine:
    """A rule that asks for somebody at the table."""

    name: str
    why: str
    who: str
    mode: str
    basis: str
    doubt: str
    refs: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seating:
    """Who is missing, in lines for the first sheet, and all needs and rules for a later one."""

    counted_with: str
    missing: tuple[Item, ...]
    smallest: str
    needs: tuple[NeedLine, ...]
    musts: tuple[MustLine, ...]


def seating(session: Session, made: Dossier, sheet: TableSheet) -> Seating:
    """Put who sits at the table into words.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        The people of the page and its numbers.
    sheet : TableSheet
        ``famnet.analysis.table.table`` of the network.
    """
    texts = session.texts
    words = _Words(session, made)
    invited = words.kinds(sheet.invited)
    counted = texts("seating.invited" if sheet.invited_said else "seating.involved", who=invited)
    return Seating(
        counted_with=counted if sheet.invited else texts("seating.nobody_involved"),
        missing=tuple(words.missing(sheet)),
        smallest=words.smallest(sheet),
        needs=tuple(words.need(need) for need in sheet.needs),
        musts=tuple(words.must(must) for must in sheet.musts),
    )


class _Words:
    def __init__(self, session: Session, made: Dossier) -> None:
        self._session, self._made = session, made
        self._lang = session.texts.lang

    def kinds(self, codes: Iterable[str]) -> str:
        """Return kinds of partner as one phrase, in the order of their chains."""
        names = [self._session.partners.kind_name(code) for code in codes]
        return self._session.texts.listed(list(dict.fromkeys(names)))

    def missing(self, sheet: TableSheet) -> list[Item]:
        """Return the lines of the first sheet: chairs first, then needs, then the rest."""
        texts = self._session.texts
        found = [self._chair(must, sheet) for must in sheet.musts if self._absent(must, sheet)]
        by_id = {need.need_id: need for need in sheet.needs}
        for name in ("uncovered", "unmet"):
            needs = [by_id[key] for key in getattr(sheet, name)]
            if needs:
                found.append(self._needs(name, needs))
        for name in ("not_invited", "without_need"):
            codes = getattr(sheet, name)
            if codes:
                rule = (f"rule:table.{name}",)
                found.append(Item(texts(f"seating.{name}"), f"{self.kinds(codes)}.", facts=rule))
        trusted = [seat.code for seat in sheet.seats if seat.trusted]
        if trusted:
            rule = ("rule:table.trusted",)
            found.append(Item(texts("seating.trusted"), f"{self.kinds(trusted)}.", facts=rule))
        return found

    @staticmethod
    def _absent(must: Must, sheet: TableSheet) -> bool:
        return must.mode != "consult" and bool(
            set(must.chosen or must.partners) & set(sheet.absent)
        )

    def _chair(self, must: Must, sheet: TableSheet) -> Item:
        texts = self._session.texts
        codes = [code for code in must.chosen or must.partners if code in sheet.absent]
        one = must.choice == "one_of" and not must.chosen
        who = self.kinds(codes)
        if one and len(codes) > _LISTED:
            who = texts("seating.one_of_many", n=len(codes))
        elif one:
            who = texts("seating.one_of", who=who)
        words = texts("seating.chair_text", who=who, rule=must.name.of(self._lang))
        lead = texts("seating.chair" if must.mode == "must" else "seating.should")
        facts = (*must.evidence, f"rule:must.{must.rule_id}")
        return Item(lead, words, self._made.facts.refs(must.evidence)[:4], facts)

    def _needs(self, name: str, needs: list[Need]) -> Item:
        texts = self._session.texts
        words = "; ".join(
            texts("seating.need", need=need.name.of(self._lang).lower(), who=self._who(need))
            for need in needs[:_NEEDS]
        )
        if len(needs) > _NEEDS:
            words += f" {texts('page.and_more', n=len(needs) - _NEEDS)}"
        rows = tuple(dict.fromkeys(row for need in needs for row in need.evidence))
        facts = (*rows, *(f"rule:need.{need.need_id}" for need in needs))
        return Item(texts(f"seating.{name}"), f"{words}.", self._made.facts.refs(rows)[:4], facts)

    def _who(self, need: Need) -> str:
        return self._session.texts.listed([self._made.called(one) for one in need.subjects])

    def smallest(self, sheet: TableSheet) -> str:
        """Say which few together can meet all needs."""
        texts = self._session.texts
        if not sheet.tables:
            return texts("seating.no_need")
        seats = texts.count("seat", len(sheet.tables[0].seats))
        parts = [self.kinds(sheet.core)] if sheet.core else []
        if sheet.choices:
            parts += [texts("seating.one_of", who=self._or(group)) for group in sheet.choices]
        elif len(sheet.tables) > 1:
            # The tables hang together: one is shown, and how many there are.
            rest = [code for code in sheet.tables[0].seats if code not in sheet.core]
            parts.append(self.kinds(rest))
            more = f"{len(sheet.tables)}{'+' if sheet.more_tables else ''}"
            return texts("seating.smallest_many", seats=seats, who="; ".join(parts), n=more)
        return texts("seating.smallest", seats=seats, who="; ".join(parts))

    def _or(self, codes: Iterable[str]) -> str:
        names = [self._session.partners.kind_name(code) for code in codes]
        return f" {self._session.texts('page.or')} ".join(dict.fromkeys(names))

    def need(self, need: Need) -> NeedLine:
        """Return a need with who can meet it."""
        texts = self._session.texts
        return NeedLine(
            name=need.name.of(self._lang),
            domain=need.life_domain,
            who=self._who(need),
            seats=self._or(need.seats) if need.seats else texts("seating.by_nobody"),
            elsewhere=self._or(need.elsewhere),
            basis=ground_words(need.basis, self._lang),
            refs=self._made.facts.refs(need.evidence),
            facts=(*need.evidence, f"rule:need.{need.need_id}"),
        )

    def must(self, must: Must) -> MustLine:
        """Return a rule with whom it asks for."""
        texts = self._session.texts
        one = must.choice == "one_of" and not must.chosen
        codes = must.chosen or must.partners
        return MustLine(
            name=must.name.of(self._lang),
            why=must.why.of(self._lang),
            who=texts("seating.one_of", who=self._or(codes)) if one else self.kinds(codes),
            mode=texts(f"seating.mode_{must.mode}"),
            basis=ground_words(must.basis, self._lang),
            doubt=must.doubt.of(self._lang),
            refs=self._made.facts.refs(must.evidence),
            facts=(*must.evidence, f"rule:must.{must.rule_id}"),
        )
