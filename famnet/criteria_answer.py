"""What ``famnet criteria`` answers: a text to read at a table, one JSON object for machines."""

from __future__ import annotations

import textwrap
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.criteria.sheet import ANSWER_WORDS, Answer
from famnet.answers import Answer as Told

if TYPE_CHECKING:
    from famnet.analysis.criteria.sheet import CriteriaSheet, CriterionAnswer, FactBeside, FormUsed
    from famnet.analysis.text import Lang

__all__ = ["CriteriaAnswer"]

_WIDTH: Final = 100
_WORDS: Final = {
    "nl": {
        "network": "Familienetwerk", "person": "persoon", "as_of": "peildatum", "none": "geen",
        "workspace": "werkruimte", "period": "Periode", "for": "voor", "against": "tegen",
        "settle": "nodig", "beside": "erbij", "zero": "nul", "read": "gelezen op",
        "sources": "Bronnen, en wat wij betwijfelen:", "reading": "onze lezing is",
        "high": "zeker", "middling": "redelijk zeker", "low": "onzeker",
        "version": "regels", "owner": "eigenaar", "hidden": "mag hier niet", "more": "en nog",
        "verdict": "Oordeel aan tafel", "by": "door", "on": "datum",
        "both": "Geen wet wijst hier één formulier aan: beide staan eronder, elk door de eigen bril.",
        "note": "Signalering ter beoordeling. De regels antwoorden, mensen oordelen. Onbekend is geen nee.",
        "people": "aan tafel te beantwoorden",
    },
    "en": {
        "network": "Family network", "person": "person", "as_of": "reference date", "none": "none",
        "workspace": "workspace", "period": "Period", "for": "for", "against": "against",
        "settle": "needed", "beside": "beside", "zero": "zero", "read": "read on",
        "sources": "Sources, and what we doubt:", "reading": "our reading is",
        "high": "sure", "middling": "fairly sure", "low": "unsure",
        "version": "rules", "owner": "owner", "hidden": "not allowed here", "more": "and",
        "verdict": "Verdict at the table", "by": "by", "on": "date",
        "both": "No law points to one form here: both stand below, each through its own eyes.",
        "note": "For people to assess. Rules answer, people judge. Unknown is no no.",
        "people": "to be answered at the table",
    },
}  # fmt: skip
#: How many ids a line shows; the JSON has all.
_IDS: Final = 8

_PLAIN: Final = ("owner", "source", "source_version", "read_on")


@dataclass(frozen=True, slots=True)
class CriteriaAnswer(Told):
    """The criteria of one family network.

    Parameters
    ----------
    sheet : CriteriaSheet
        What was answered.
    lang : str
        Language of the text; the JSON has both.
    """

    sheet: CriteriaSheet
    lang: Lang = "nl"

    def _fields(self) -> dict[str, Any]:
        data = asdict(self.sheet)
        # What was one word before there was English stays one; the English stands beside it.
        for row in (*data["forms"], *data["answers"]):
            for name in (name for name in _PLAIN if name in row):
                row[name], row[f"{name}_en"] = row[name]["nl"], row[name]["en"]
        return data

    def to_text(self) -> str:
        """Return each form, criterion by criterion, with a line to fill in."""
        sheet, w = self.sheet, _WORDS[self.lang]
        who = f" · {w['person']} {sheet.subject}" if sheet.subject else ""
        as_of = f"{w['as_of']} {sheet.as_of or w['none']}"
        lines = [
            f"{w['network']} {sheet.window_id}{who} · {as_of} · {w['workspace']} {sheet.workspace}",
            f"{w['period']}: {sheet.period.of(self.lang)}",
            w["note"],
        ]
        if len(sheet.forms) > 1:
            lines.append(w["both"])
        for form in sheet.forms:
            lines += ["", *self._form(form)]
        blank = "_" * 20
        lines += ["", f"{w['verdict']}: {blank}   {w['by']}: {blank}   {w['on']}: {blank}"]
        lines += ["", w["sources"]]
        for answer in sheet.answers:
            lines += self._source(answer)
        return "\n".join(lines)

    def _source(self, answer: CriterionAnswer) -> list[str]:
        w = _WORDS[self.lang]
        doubt = answer.doubt.of(self.lang)
        text = (
            f"{answer.form} {answer.criterion_id}: {answer.source.of(self.lang)};"
            f" {answer.source_version.of(self.lang)}, {w['read']} {answer.read_on.of(self.lang)}; {w['reading']} {w[answer.reading]}."
        )
        return _wrapped(f"  {text} {doubt}".rstrip(), "    ")

    def _form(self, form: FormUsed) -> list[str]:
        w = _WORDS[self.lang]
        title = form.title.of(self.lang)
        lines = [
            title,
            "=" * len(title),
            f"{w['version']} {form.version}, {w['owner']}: {form.owner.of(self.lang)}",
        ]
        for answer in self.sheet.answers:
            if answer.form == form.form:
                lines += ["", *self._criterion(answer)]
        return lines

    def _criterion(self, answer: CriterionAnswer) -> list[str]:
        w, lang = _WORDS[self.lang], self.lang
        asked = answer.answer is Answer.ASKED
        said = "[ ]" if asked else f"[{ANSWER_WORDS[answer.answer].of(lang)}]"
        lines = _wrapped(f"{answer.criterion_id:<4} {said} {answer.question.of(lang)}", "     ")
        rows = [
            ("", w["people"] if asked else answer.reason.of(lang)),
            (w["for"], self._ids(answer.supporting)),
            (w["against"], self._ids(answer.contradicting)),
            (w["settle"], answer.settle.of(lang)),
            (w["beside"], "; ".join(self._beside(fact) for fact in answer.beside if fact.value != 0)),
            (w["zero"], "; ".join(f.label.of(lang) for f in answer.beside if f.value == 0)),
        ]  # fmt: skip
        for name, text in rows:
            if text:
                lines += _wrapped(f"     {name}: {text}" if name else f"     {text}", "       ")
        return lines

    def _beside(self, fact: FactBeside) -> str:
        if fact.value is None:
            return f"{fact.label.of(self.lang)}: {_WORDS[self.lang]['hidden']}"
        names = fact.names.of(self.lang)
        shown = f" ({names})" if names else ""
        return f"{fact.label.of(self.lang)}: {fact.value}{shown}"

    def _ids(self, ids: tuple[str, ...]) -> str:
        shown = ", ".join(identity.split(":", 1)[1] if identity.startswith("signals:") else identity
                          for identity in ids[:_IDS])  # fmt: skip
        more = len(ids) - _IDS
        return f"{shown} {_WORDS[self.lang]['more']} {more}" if more > 0 else shown


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False)
