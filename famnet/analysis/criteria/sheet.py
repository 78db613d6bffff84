"""The answers to intake criteria, with what they rest on; the verdict is left for a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from famnet.analysis.text import Lang, Text

__all__ = [
    "ANSWER_WORDS", "COLUMNS", "Answer", "CriteriaSheet", "CriterionAnswer", "FactBeside", "FormUsed", "Verdict",
]  # fmt: skip


class Answer(StrEnum):
    """What the rules say; ``ASKED`` is empty: people answer."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_ALLOWED = "not_allowed"
    ASKED = ""


ANSWER_WORDS: Final = {
    Answer.YES: Text("ja", "yes"),
    Answer.NO: Text("nee", "no"),
    Answer.UNKNOWN: Text("onbekend", "unknown"),
    Answer.NOT_ALLOWED: Text("mag hier niet", "not allowed here"),
    Answer.ASKED: Text("aan tafel", "at the table"),
}

COLUMNS: Final = (
    "form", "version", "criterion_id", "kind", "question", "answer", "reason", "supporting",
    "contradicting", "settle", "source", "source_version", "read_on", "reading", "doubt", "verdict",
    "answer_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactBeside:
    """A fact shown with a criterion.

    Parameters
    ----------
    name : str
        Its name in the rule files.
    value : int or None
        How many; None: this legal world may not see it.
    label, names : Text
        What it counts; what was counted.
    evidence : tuple of str
        Ids of its rows.
    """

    name: str
    value: int | None
    label: Text
    names: Text
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people decided: empty until a person fills it (WGS 2.23, 2.31; BGS 2.16(2), 2.20(3))."""

    outcome: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class FormUsed:
    """A form that was filled in: its id, its title, the version and the owner of its rules."""

    form: str
    title: Text
    version: str
    owner: Text


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """One criterion answered.

    Parameters
    ----------
    form, criterion_id, group, kind : str
        Which; ``derived`` or ``asked``.
    question, reason, settle, doubt : Text
        The question; why this answer; what would settle an unknown (else empty); what we doubt.
    answer : Answer
        Empty for what is asked.
    rule : int
        Which rule of the file gave it, counted from 1; 0 for what is asked.
    supporting, contradicting : tuple of str
        Ids of rows that speak for a yes, and against it, whatever the answer is.
    beside : tuple of FactBeside
        Facts shown with it.
    source, source_version, read_on : Text
        Where it comes from, in which version, read when.
    source_url, reading : str
        Its address, and how sure our reading is.
    verdict : str
        What people decide on this criterion; empty.
    """

    form: str
    criterion_id: str
    group: str
    kind: str
    question: Text
    answer: Answer
    rule: int
    reason: Text
    supporting: tuple[str, ...]
    contradicting: tuple[str, ...]
    settle: Text
    beside: tuple[FactBeside, ...]
    source: Text
    source_url: str
    source_version: Text
    read_on: Text
    reading: str
    doubt: Text
    verdict: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class CriteriaSheet:
    """Intake criteria of one family network, or of one person in it.

    Parameters
    ----------
    window_id, subject : str
        The family network; the person, empty for the network as a whole.
    as_of, workspace : str
        Reference date (empty: none) and workspace.
    period : Text
        Which period counts.
    forms : tuple of FormUsed
        One; both where no law says which (``local``, ``synthetic``).
    answers : tuple of CriterionAnswer
        In the order of the forms.
    verdict : Verdict
        Empty.
    """

    window_id: str
    subject: str
    as_of: str
    workspace: str
    period: Text
    forms: tuple[FormUsed, ...]
    answers: tuple[CriterionAnswer, ...]
    verdict: Verdict = Verdict()

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<CriteriaSheet {self.window_id}: {len(self.answers)} criteria>"

    def of(self, criterion_id: str, form: str = "") -> CriterionAnswer:
        """Return one answer; KeyError if there is none."""
        for answer in self.answers:
            if answer.criterion_id == criterion_id and form in ("", answer.form):
                return answer
        raise KeyError(criterion_id)

    def to_frame(self, lang: Lang = "nl") -> pd.DataFrame:
        """Return one row per criterion; lists joined with ``|``; the answer as a code and in words."""
        version = {used.form: used.version for used in self.forms}
        rows = [
            (
                a.form, version[a.form], a.criterion_id, a.kind, a.question.of(lang), str(a.answer),
                a.reason.of(lang), "|".join(a.supporting), "|".join(a.contradicting),
                a.settle.of(lang), a.source.of(lang), a.source_version.of(lang), a.read_on.of(lang),
                a.reading,
                a.doubt.of(lang), a.verdict, ANSWER_WORDS[a.answer].of(lang),
            )
            for a in self.answers
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")
