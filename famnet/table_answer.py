"""The answer of ``famnet table``: the sheet as text for a table, or as one JSON object."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.answers import Answer
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from famnet.analysis.table import Unasked
    from famnet.analysis.table.sheet import Must, Need, TableSheet
    from famnet.analysis.text import Lang

__all__ = ["TableAnswer"]

_SHOWN: Final = 5
_WORDS: Final = {
    "title": ("Wie zit aan tafel", "Who sits at the table"),
    "as_of": ("peildatum", "as of"),
    "none": ("geen", "none"),
    "invited": ("Uitgenodigd", "Invited"),
    "involved": (
        "Wie is uitgenodigd, is niet gezegd. Gerekend is met wie nu betrokken is",
        "Who is invited was not said. Counted are those involved now",
    ),
    "needs": ("Wat nodig is", "What is needed"),
    "no_needs": (
        "Uit de signalen die meetellen volgt geen behoefte. Dat betekent niet: niets aan de hand.",
        "No need follows from the signals that count. That does not mean: nothing is wrong.",
    ),
    "by": ("kan door", "can be met by"),
    "nobody": ("niemand die hier aan tafel mag", "nobody who may sit at this table"),
    "law": ("kan wel, mag hier niet", "could, but may not here"),
    "tables": ("Kleinste tafels die alles dekken", "Smallest tables that meet all needs"),
    "seats": ("stoelen", "seats"),
    "always": ("Altijd", "Always"),
    "or": ("Daarbij een van deze keuzen", "With one of these choices"),
    "one_of": ("Daarbij een van", "With one of"),
    "more": ("en nog", "and"),
    "trusted": ("hier helpt al", "helps here already"),
    "musts": ("Wie er volgens de regels hoort", "Who belongs there by rule"),
    "choose": ("mensen kiezen", "people choose"),
    "points": ("wijst naar", "points to"),
    "gaps": ("Wat ontbreekt", "What is missing"),
    "uncovered": ("Behoefte die hier niemand kan dekken", "Need that nobody here can meet"),
    "unmet": (
        "Behoefte waar niemand van de uitgenodigden bij past",
        "Need that none of those invited can meet",
    ),
    "absent": ("Hoort erbij, niet uitgenodigd", "Belongs there, not invited"),
    "unasked": ("Hoort gevraagd te zijn, niet gevraagd", "Ought to have been asked, not asked"),
    "about": ("over", "about"),
    "not_invited": ("Gaf een signaal, niet uitgenodigd", "Signalled, not invited"),
    "without_need": ("Uitgenodigd zonder behoefte", "Invited without a need"),
    "doubled": ("Meer helpers tegelijk", "Several helpers at once"),
    "biting": ("Maatregelen die elkaar kunnen bijten", "Measures that may bite each other"),
    "doubt": ("Wat ertegen pleit", "What speaks against"),
    "evidence": ("bewijs", "evidence"),
    "people": (
        "Dit is een voorstel op grond van regels. Wie aan tafel komt, beslissen mensen.",
        "This is a proposal from rules. Who sits at the table, people decide.",
    ),
}


@dataclass(frozen=True, slots=True)
class TableAnswer(Answer):
    """Who sits at the table of one family network."""

    sheet: TableSheet
    lang: Lang = "nl"
    gaps: tuple[Unasked, ...] = ()

    def _fields(self) -> dict[str, Any]:
        return asdict(self.sheet) | {
            "core": self.sheet.core,
            "choices": self.sheet.choices,
            "unasked": [
                {"partner": gap.ask.kind, "partner_id": gap.partner_id, "about": gap.ask.subject,
                 "rule_id": gap.ask.rule_id, "evidence": gap.ask.evidence}
                for gap in self.gaps
            ],
        }  # fmt: skip

    def to_text(self) -> str:
        """Return needs, smallest tables, rules and gaps, in the language asked for."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        sheet = self.sheet
        day = sheet.as_of or self._say("none")
        yield f"{self._say('title')}: {sheet.window_id} ({self._say('as_of')} {day})"
        said = "invited" if sheet.invited_said else "involved"
        yield f"{self._say(said)}: {self._names(sheet.invited)}"
        yield from self._need_lines()
        yield from self._table_lines()
        yield f"{self._say('musts')}:"
        for must in sheet.musts:
            yield from self._must_lines(must)
        yield from self._gap_lines()
        yield from self._clash_lines()
        yield self._say("people")

    def _need_lines(self) -> Iterator[str]:
        needs = self.sheet.needs
        yield f"{self._say('needs')}:" if needs else self._say("no_needs")
        for need in needs:
            yield from self._one_need(need)

    def _one_need(self, need: Need) -> Iterator[str]:
        domain = load_catalogue().label("life_domains", need.life_domain, self.lang)
        by = self._names(need.seats) if need.seats else self._say("nobody")
        yield (
            f"  {need.name.of(self.lang)} ({domain}; {', '.join(need.subjects)}):"
            f" {self._say('by')} {by}"
        )
        if need.elsewhere:
            yield f"    {self._say('law')}: {self._names(need.elsewhere)}"
        yield f"    {self._say('evidence')}: {', '.join(need.evidence)}; {need.basis}"

    def _table_lines(self) -> Iterator[str]:
        tables = self.sheet.tables
        if not tables:
            return
        yield f"{self._say('tables')}: {len(tables[0].seats)} {self._say('seats')}"
        core = self.sheet.core
        if core:
            yield f"  {self._say('always')}: {self._names(core)}"
        if len(tables) == 1:
            return
        choices = self.sheet.choices
        for group in choices:
            yield f"  {self._say('one_of')}: {self._names(group)}"
        if choices:
            return
        yield f"  {self._say('or')}:"
        for table in tables[:_SHOWN]:
            yield f"    {self._names(code for code in table.seats if code not in core)}"
        if len(tables) > _SHOWN:
            count = f"{len(tables) - _SHOWN}{'+' if self.sheet.more_tables else ''}"
            yield f"    {self._say('more')} {count}" + (" more" if self.lang == "en" else "")

    def _must_lines(self, must: Must) -> Iterator[str]:
        mode = load_catalogue().label("must_mode", must.mode, self.lang)
        names = self._names(must.chosen or must.partners)
        if must.choice == "one_of" and not must.chosen:
            names = f"{self._say('choose')}: {names}"
        yield f"  {must.name.of(self.lang)}: {names} ({mode}; {must.basis})"
        rests = f" [{', '.join(must.evidence)}]" if must.evidence else ""
        yield f"    {must.why.of(self.lang)}{rests}"
        for pointer in must.pointers:
            if pointer.evidence:
                reason = f"{pointer.reason.of(self.lang)} [{', '.join(pointer.evidence)}]"
                yield f"    {reason} {self._say('points')} {self._names([pointer.partner])}"
        if must.doubt.of(self.lang):
            yield f"    {self._say('doubt')}: {must.doubt.of(self.lang)}"

    def _gap_lines(self) -> Iterator[str]:
        sheet = self.sheet
        needs = {need.need_id: need.name.of(self.lang) for need in sheet.needs}
        yield f"{self._say('gaps')}:"
        for name, found in (("uncovered", sheet.uncovered), ("unmet", sheet.unmet)):
            listed = "; ".join(needs[key] for key in found) or self._say("none")
            yield f"  {self._say(name)}: {listed}"
        for name, codes in (
            ("absent", sheet.absent),
            ("not_invited", sheet.not_invited),
            ("without_need", sheet.without_need),
        ):
            yield f"  {self._say(name)}: {self._names(codes)}"
        about: dict[str, list[str]] = {}
        for gap in self.gaps:
            about.setdefault(gap.ask.kind, []).append(gap.ask.subject)
        said = (
            f"{self._name(kind)} {self._say('about')} {', '.join(who)}"
            for kind, who in about.items()
        )
        yield f"  {self._say('unasked')}: {'; '.join(said) or self._say('none')}"

    def _clash_lines(self) -> Iterator[str]:
        for double in self.sheet.doubled:
            who = f"{double.name.of(self.lang)}: {', '.join(double.partners)}"
            yield f"{self._say('doubled')}: {double.subject}, {who} [{', '.join(double.evidence)}]"
        for bite in self.sheet.biting:
            pair = " + ".join(
                load_catalogue().label("measures", code, self.lang)
                for code in (bite.first, bite.second)
            )
            rests = ", ".join(bite.evidence)
            yield f"{self._say('biting')}: {pair}. {bite.reason.of(self.lang)} [{rests}]"

    def _names(self, codes: Iterable[str]) -> str:
        names = [self._name(code) for code in codes]
        return ", ".join(names) or self._say("none")

    def _name(self, code: str) -> str:
        name = load_catalogue().label("partners", code, self.lang)
        trusted = any(seat.code == code and seat.trusted for seat in self.sheet.seats)
        return f"{name} ({self._say('trusted')})" if trusted else name

    def _say(self, word: str) -> str:
        return _WORDS[word][self.lang == "en"]
