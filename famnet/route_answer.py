"""The answer of ``famnet route``: the way of a family network's matters, or of one signal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.answers import Answer
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from famnet.analysis.route.sheet import HandOver, Matter, Next, RouteSheet, Weighing
    from famnet.analysis.route.signal_sheet import CodeStand, Receiver, SignalSheet
    from famnet.analysis.text import Lang

__all__ = ["RouteAnswer", "SignalRouteAnswer"]

_WORDS: Final = {
    "title": ("De weg van de overdrachten", "The way of the hand-overs"),
    "signal": ("De weg van een signaal", "The way of a signal"),
    "as_of": ("peildatum", "as of"),
    "none": ("geen", "none"),
    "no_matters": (
        "We weten van geen overdracht. Dat betekent niet: er is niets gedaan.",
        "We know of no hand-over. That does not mean: nothing was done.",
    ),
    "matter": ("Zaak", "Matter"),
    "about": ("over", "about"),
    "gaps": ("Waar het niet verder gaat", "Where it does not go on"),
    "next": ("Wat nu kan; mensen beslissen", "What may follow; people decide"),
    "asked": ("vraag aan tafel", "question for the table"),
    "weighing": ("afwegingsvraag", "weighing question"),
    "ground": ("grondslag", "ground"),
    "may_not": ("heeft hier geen plaats", "has no place here"),
    "evidence": ("bewijs", "evidence"),
    "code": ("Meldcode: laatste vastgelegde stap", "Reporting code: last recorded step"),
    "code_next": ("volgende stap", "next step"),
    "requests": ("Gevraagd, nog zonder antwoord", "Asked, still without an answer"),
    "refused": ("geweigerd", "refused"),
    "left": (
        "Signalen waarvan we geen overdracht kennen",
        "Signals of which we know no hand-over",
    ),
    "days": ("dagen", "days"),
    "receivers": ("Wie dit kan krijgen", "Who may receive this"),
    "trigger": ("als", "if"),
    "not_now": ("mag niet", "may not"),
    "done": ("Wat ermee is gedaan", "What was done with it"),
    "people": (
        "Dit volgt uit regels. Wat er gebeurt, beslissen mensen.",
        "This follows from rules. What happens, people decide.",
    ),
}


@dataclass(frozen=True, slots=True)
class _InWords(Answer):
    """What both answers say alike."""

    def _done(self, hand_over: HandOver, lang: Lang) -> str:
        names = f"{hand_over.sender.name.of(lang)} > {hand_over.receiver.name.of(lang)}"
        said = [hand_over.state_name.of(lang)]
        if hand_over.days is not None:
            said.append(f"{hand_over.days} {_say('days', lang)}")
        if hand_over.wait is not None:
            said.append(hand_over.wait.text.of(lang))
        return f"  {hand_over.sent}  {names}: {hand_over.step_name.of(lang)} ({'; '.join(said)}) [{', '.join(hand_over.evidence)}]"

    def _matter(self, matter: Matter, lang: Lang) -> Iterator[str]:
        yield f"{_say('matter', lang)} {matter.matter_id}, {_say('about', lang)} {', '.join(matter.about)}"
        for hand_over in matter.done:
            yield self._done(hand_over, lang)
        if matter.gaps:
            yield f"  {_say('gaps', lang)}:"
        for gap in matter.gaps:
            yield f"    {gap.text.of(lang)} [{', '.join(gap.evidence)}]"
        if matter.next:
            yield f"  {_say('next', lang)}:"
        for step in matter.next:
            yield from self._next(step, lang)

    def _next(self, step: Next, lang: Lang) -> Iterator[str]:
        ends = _names(step.by, lang)
        if step.to and step.to != step.by:
            ends += f" > {_names(step.to, lang)}"
        ground = f"; {_say('ground', lang)}: {step.legal_basis}" if step.legal_basis else ""
        yield f"    {step.text.of(lang)} ({ends}{ground})"
        if step.age.of(lang):
            yield f"      {step.age.of(lang)}"
        if step.question.of(lang):
            yield f"      {_say('asked', lang)}: {step.question.of(lang)}"
        asked = {fact for question in step.weighing for fact in question.beside}
        for fact in (fact for fact in step.beside if fact not in asked):
            yield f"      {fact.text.of(lang)}{_rests(fact.evidence)}"
        if step.may_not:
            yield f"      {_say('may_not', lang)}: {_names(step.may_not, lang)}"
        for question in step.weighing:
            yield from self._weighing(question, lang)

    def _weighing(self, question: Weighing, lang: Lang) -> Iterator[str]:
        yield f"      {_say('weighing', lang)} {question.number}: {question.question.of(lang)}"
        for fact in question.beside:
            yield f"        {fact.text.of(lang)}{_rests(fact.evidence)}"
        leads = (f"{o.answer_name.of(lang)}: {o.leads_to.of(lang)}" for o in question.outcomes)
        yield f"        {'; '.join(leads)}"


@dataclass(frozen=True, slots=True)
class RouteAnswer(_InWords):
    """The way of the matters of one family network."""

    sheet: RouteSheet
    lang: Lang = "nl"

    def _fields(self) -> dict[str, Any]:
        return asdict(self.sheet) | {
            "stuck": [asdict(gap) for gap in self.sheet.stuck],
            "stuck_requests": [asdict(one) for one in self.sheet.stuck_requests],
        }

    def to_text(self) -> str:
        """Return what was done, where it does not go on, and what may follow."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        sheet, lang = self.sheet, self.lang
        day = sheet.as_of or _say("none", lang)
        yield f"{_say('title', lang)}: {sheet.window_id} ({_say('as_of', lang)} {day})"
        if not sheet.matters:
            yield _say("no_matters", lang)
        for matter in sheet.matters:
            yield from self._matter(matter, lang)
        if sheet.requests:
            yield f"{_say('requests', lang)}:"
        for asked in sheet.requests:
            refused = f" ({_say('refused', lang)})" if asked.refused else ""
            yield f"  {asked.partner.name.of(lang)}, {asked.about}: {asked.wait.text.of(lang)}{refused} [{', '.join(asked.evidence)}]"
        if sheet.not_handed_over:
            yield f"{_say('left', lang)}: {', '.join(sheet.not_handed_over)}"
        yield _say("people", lang)


@dataclass(frozen=True, slots=True)
class SignalRouteAnswer(_InWords):
    """The way of one signal."""

    sheet: SignalSheet
    lang: Lang = "nl"

    def _fields(self) -> dict[str, Any]:
        return asdict(self.sheet)

    def to_text(self) -> str:
        """Return where it stands, what is asked next, and who may receive it."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        sheet, lang = self.sheet, self.lang
        day = sheet.as_of or _say("none", lang)
        yield f"{_say('signal', lang)}: {sheet.signal_id} ({_say('as_of', lang)} {day})"
        yield f"{sheet.name.of(lang)}; {sheet.holder.name.of(lang)}; {sheet.on}; {sheet.stands.of(lang)}"
        for note in sheet.notes:
            yield note.of(lang)
        yield f"{_say('done', lang)}:" if sheet.matter else _say("no_matters", lang)
        if sheet.matter:
            yield from self._matter(sheet.matter, lang)
        if sheet.meldcode is not None:
            yield from self._code(sheet.meldcode)
        yield f"{_say('receivers', lang)}:"
        for receiver in sheet.receivers:
            yield self._receiver(receiver, lang)
        yield _say("people", lang)

    def _code(self, stand: CodeStand) -> Iterator[str]:
        lang = self.lang
        yield f"{_say('code', lang)}: {stand.at} ({stand.at_name.of(lang)})"
        yield f"  {stand.applies.of(lang)}"
        if stand.next_step:
            yield f"  {_say('code_next', lang)}: {stand.next_step} {stand.next_name.of(lang)}. {stand.what.of(lang)}"
        for question in stand.weighing:
            yield from self._weighing(question, lang)

    def _receiver(self, receiver: Receiver, lang: Lang) -> str:
        why = (
            f" ({_say('not_now', lang)}: {receiver.why.of(lang)})" if not receiver.admitted else ""
        )
        ask = f" {receiver.ask.of(lang)}" if receiver.ask.of(lang) else ""
        return f"  {receiver.name.of(lang)}: {receiver.what.of(lang)} ({_say('trigger', lang)}: {receiver.trigger}); {_say('ground', lang)}: {receiver.legal_basis}{why}.{ask} [{receiver.row}]"


def _say(word: str, lang: Lang) -> str:
    return _WORDS[word][lang == "en"]


def _names(codes: Iterable[str], lang: Lang) -> str:
    return ", ".join(load_catalogue().label("partners", code, lang) for code in codes)


def _rests(evidence: tuple[str, ...]) -> str:
    return f" [{', '.join(evidence)}]" if evidence else ""
