"""How questions and their answers are told, as text and as JSON."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from famnet.answers import Answer
from famnet.questions.catalogue import CATEGORIES

if TYPE_CHECKING:
    import pandas as pd

    from famnet.questions import Question
    from famnet.questions.question import Parameter

__all__ = ["AskAnswer", "QuestionAnswer", "QuestionsAnswer"]

#: Characters on a line where no terminal says how wide it is.
_WIDE: Final = 160


@dataclass(frozen=True, slots=True)
class QuestionsAnswer(Answer):
    """Which questions there are."""

    questions: tuple[Question, ...]
    lang: str = "nl"

    def _fields(self) -> dict[str, Any]:
        return {"questions": [_told(asked) for asked in self.questions]}

    def to_text(self) -> str:
        """Return the questions by category, each with an example of how to ask it."""
        if not self.questions:
            return "Geen vraag gevonden. Alle vragen: famnet questions"
        lines = []
        for category, group in groupby(self.questions, key=lambda asked: asked.category):
            lines += ["", f"{CATEGORIES[category]} ({category})"]
            for asked in group:
                lines.append(f"  {asked.id}: {_title(asked, self.lang)}")
                lines.append(f"    {_example(asked)}")
        lines += ["", "Wat een vraag doet, met de Cypher: famnet ask ID --show"]
        return "\n".join(lines[1:])


@dataclass(frozen=True, slots=True)
class QuestionAnswer(Answer):
    """One question, shown and not asked."""

    question: Question
    lang: str = "nl"

    def _fields(self) -> dict[str, Any]:
        return {
            **_told(self.question),
            "why_nl": self.question.why_nl,
            "why_en": self.question.why_en,
            "cypher": self.question.cypher,
        }

    def to_text(self) -> str:
        """Return the header in words, then the Cypher as it runs on a server."""
        asked = self.question
        why = asked.why_en if self.lang == "en" else asked.why_nl
        lines = [
            f"{asked.id} ({CATEGORIES[asked.category]})",
            _title(asked, self.lang),
            why,
            "",
            "Parameters:",
            *([f"  {p.told()}: {p.text_nl}" for p in asked.parameters] or ["  geen"]),
            "Kolommen:",
            *[f"  {column.name} ({column.type_nl}): {column.text_nl}" for column in asked.columns],
            "Voorbeeld:",
            f"  {_example(asked)}",
            "",
            asked.cypher.rstrip(),
        ]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class AskAnswer(Answer):
    """The rows that answer a question, as many as were asked for."""

    question: Question
    frame: pd.DataFrame
    total: int
    as_of: str | None
    lang: str = "nl"

    def _fields(self) -> dict[str, Any]:
        return {
            "columns": self.question.column_names,
            "rows": json.loads(self.frame.to_json(orient="values", double_precision=15)),
            "question": self.question.id,
            "as_of": self.as_of,
            "total": self.total,
        }

    def to_text(self) -> str:
        """Return the question, the rows as a table and how many there are."""
        lines = [_title(self.question, self.lang), f"Peildatum: {self.as_of or 'geen'}"]
        if len(self.frame):
            lines.append(_table(self.question, self.frame))
        shown = "" if len(self.frame) == self.total else f"; de eerste {len(self.frame)} getoond"
        lines.append(f"{self.total} {'rij' if self.total == 1 else 'rijen'}{shown}.")
        if not self.total:
            lines.append("Geen rij is geen bewijs dat het er niet is: gegevens kunnen ontbreken.")
        return "\n".join(lines)


def _title(asked: Question, lang: str) -> str:
    return asked.title_en if lang == "en" else asked.title_nl


def _told(asked: Question) -> dict[str, Any]:
    return {
        "id": asked.id,
        "category": asked.category,
        "title_nl": asked.title_nl,
        "title_en": asked.title_en,
        "parameters": [_parameter(parameter) for parameter in asked.parameters],
        "columns": [
            {"name": column.name, "type": column.type, "text_nl": column.text_nl}
            for column in asked.columns
        ],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": parameter.name,
        "type": parameter.type,
        "required": parameter.required,
        "default": parameter.default,
        "text_nl": parameter.text_nl,
    }
    if parameter.values:  # noqa: PD011  # no frame
        told["values"] = list(parameter.values)
    if parameter.type == "integer":
        told |= {"min": parameter.least, "max": parameter.most}
    return told


def _example(asked: Question) -> str:
    given = [f"--param {p.name}={p.in_example}" for p in asked.parameters if p.required]
    return " ".join(["famnet ask", asked.id, "--delivery LEVERING", *given])


def _table(asked: Question, frame: pd.DataFrame) -> str:
    # Imported here: without a table to show nobody waits for it.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for column in asked.columns:
        number = column.type in ("integer", "number")
        table.add_column(Text(column.text_nl), justify="right" if number else "left")
    for row in frame.itertuples(index=False):
        # As text, so that nothing in a cell is taken for mark-up.
        table.add_row(*(Text(_cell(cell)) for cell in row))
    out = io.StringIO()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    Console(file=out, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _cell(cell: object) -> str:
    import pandas as pd

    if cell is pd.NA:
        return ""
    if isinstance(cell, str):
        return cell
    if type(cell).__name__ in ("bool", "bool_"):
        return "ja" if cell else "nee"
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell)
