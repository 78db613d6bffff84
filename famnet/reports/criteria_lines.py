"""Intake criteria as a page shows them: short on the first sheet, with all reasons on a later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.criteria.sheet import ANSWER_WORDS, Answer

if TYPE_CHECKING:
    from famnet.analysis.criteria.sheet import CriteriaSheet, CriterionAnswer, FactBeside, FormUsed
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import Session

__all__ = ["CriterionLine", "FormLines", "form_lines"]

# Groups that stand on a later sheet alone: forms of crime, and whether plans may be aligned.
LATER: Final = ("crime_form", "plan_alignment")
_CSS: Final = {
    Answer.YES: "ja",
    Answer.NO: "ne",
    Answer.UNKNOWN: "on",
    Answer.ASKED: "ta",
    Answer.NOT_ALLOWED: "ni",
}
_SHOWN: Final = 2
_OURS: Final = ("households:", "persons:")


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: the answer, why, what speaks for and against, what would settle it."""

    code: str
    later: bool
    question: str
    answer: str
    css: str
    reason: str
    short: str
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]
    settle: str
    beside: tuple[tuple[str, str], ...]
    doubt: str
    source: str
    read: str
    facts: tuple[str, ...]

    @property
    def paper(self) -> str:
        """The facts beside it without the names behind them, as on paper."""
        return "; ".join(text for text, _ in self.beside)


@dataclass(frozen=True, slots=True)
class FormLines:
    """A form with its criteria; ``asked`` are those that people answer."""

    form: str
    title: str
    version: str
    owner: str
    lines: tuple[CriterionLine, ...]

    @property
    def first(self) -> tuple[CriterionLine, ...]:
        """Those of the first sheet."""
        return tuple(line for line in self.lines if not line.later)

    @property
    def read(self) -> tuple[str, ...]:
        """Which versions of the sources were read when, each once with its criteria."""
        found: dict[str, list[str]] = {}
        for line in self.lines:
            found.setdefault(line.read, []).append(line.code)
        return tuple(f"{', '.join(codes)}: {text}" for text, codes in found.items())

    @property
    def derived(self) -> tuple[CriterionLine, ...]:
        """Those that a rule answered."""
        return tuple(line for line in self.first if line.css != "ta")

    @property
    def asked(self) -> tuple[str, ...]:
        """Codes of those that people answer."""
        return tuple(line.code for line in self.first if line.css == "ta")


def form_lines(session: Session, made: Dossier, sheet: CriteriaSheet) -> tuple[FormLines, ...]:
    """Put the answers of a family network into lines, per form.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        The numbers of the page.
    sheet : CriteriaSheet
        ``famnet.analysis.criteria.criteria`` of the network.
    """
    lang = session.texts.lang
    return tuple(
        FormLines(
            form=used.form,
            title=used.title.of(lang),
            version=used.version,
            owner=used.owner.of(lang),
            lines=tuple(
                _line(session, made, answer, used)
                for answer in sheet.answers
                if answer.form == used.form
            ),
        )
        for used in sheet.forms
    )


def _line(
    session: Session, made: Dossier, answer: CriterionAnswer, used: FormUsed
) -> CriterionLine:
    lang, texts = session.texts.lang, session.texts
    beside = [_beside(session, made, fact) for fact in answer.beside if fact.value != 0]
    asked = answer.answer is Answer.ASKED
    short = (
        "; ".join(f"{a} ({b})" if b else a for a, b in beside[:_SHOWN])
        if asked
        else answer.reason.of(lang)
    )
    rows = (*answer.supporting, *answer.contradicting)
    return CriterionLine(
        code=answer.criterion_id,
        later=answer.group in LATER,
        question=answer.question.of(lang),
        answer=ANSWER_WORDS[answer.answer].of(lang),
        css=_CSS[answer.answer],
        reason=answer.reason.of(lang),
        short=short,
        supports=made.facts.refs(answer.supporting),
        contradicts=made.facts.refs(answer.contradicting),
        settle=answer.settle.of(lang),
        beside=tuple(beside),
        doubt=answer.doubt.of(lang),
        source=texts(
            "criteria.source",
            source=answer.source.of(lang),
            reading=texts(f"criteria.reading_{answer.reading}"),
        ),
        read=texts(
            "criteria.read", version=answer.source_version.of(lang), read=answer.read_on.of(lang)
        ),
        facts=(*rows, f"rule:criteria.{used.form}.{answer.criterion_id}"),
    )  # fmt: skip


def _beside(session: Session, made: Dossier, fact: FactBeside) -> tuple[str, str]:
    lang = session.texts.lang
    if fact.value is None:
        hidden = ANSWER_WORDS[Answer.NOT_ALLOWED].of(lang)
        return f"{fact.label.of(lang)}: {hidden}", ""
    names = fact.names.of(lang)
    if names and all(one.startswith(_OURS) for one in fact.evidence):
        # Households and people go by their labels on a page.
        names = ", ".join(made.called(name) for name in names.split(", "))
    return f"{fact.label.of(lang)}: {fact.value}", names
