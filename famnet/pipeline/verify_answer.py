"""What ``famnet verify`` answers: which statements of a session no longer hold, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from famnet.answers import Answer
from famnet.reports.holding import Why

if TYPE_CHECKING:
    from famnet.reports.holding import Broken

__all__ = ["VerifyAnswer"]

#: How many lines of one file the text shows; the JSON has all.
_LINES: Final = 12
_FACTS: Final = 4
_WIDE: Final = 110

_WHY: Final = {
    "nl": {
        Why.ROW_GONE: "de bronrij is er niet meer",
        Why.ROW_CHANGED: "de bronrij is veranderd",
        Why.RULE_CHANGED: "de regel heeft een andere versie",
        Why.VALUE_CHANGED: "de uitkomst is anders",
        Why.NETWORK_GONE: "dit familienetwerk staat niet meer in de levering",
        Why.EDITED: "de tekst op het blad is met de hand veranderd",
        Why.NO_RECEIPT: "dit staat op het blad, maar heeft geen bewijsstuk",
        Why.FILE_MISSING: "het bestand ontbreekt",
        Why.FILE_CHANGED: "het bestand is veranderd nadat het gemaakt was",
    },
    "en": {
        Why.ROW_GONE: "the source row is no longer there",
        Why.ROW_CHANGED: "the source row has changed",
        Why.RULE_CHANGED: "the rule has another version",
        Why.VALUE_CHANGED: "the outcome differs",
        Why.NETWORK_GONE: "this family network is no longer in the delivery",
        Why.EDITED: "the text on the page was changed by hand",
        Why.NO_RECEIPT: "this stands on the page, but has no receipt",
        Why.FILE_MISSING: "the file is missing",
        Why.FILE_CHANGED: "the file was changed after it was made",
    },
}
_TEXT: Final = {
    "nl": {
        "all": "Alle {n} uitspraken houden stand (peildatum {as_of}).",
        "some": "{held} van de {n} uitspraken houden stand (peildatum {as_of}). Dit houdt geen stand:",
        "new": "Er zouden nu {n} uitspraken bij komen. Maak de sessie opnieuw met famnet run.",
        "now": "nu", "more": "en nog {n}; alles met --json", "none": "geen", "facts": "en {n} andere",
    },
    "en": {
        "all": "All {n} statements hold (reference date {as_of}).",
        "some": "{held} of {n} statements hold (reference date {as_of}). These do not:",
        "new": "{n} statements would be added now. Make the session again with famnet run.",
        "now": "now", "more": "and {n} more; all with --json", "none": "none", "facts": "and {n} more",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VerifyAnswer(Answer):
    """Which statements of a session no longer hold.

    Parameters
    ----------
    as_of : str or None
        Reference date of the session.
    statements : int
        How many receipts it has.
    broken : tuple of Broken
        Statements and files that don't hold, by file.
    added : int
        Statements that would be new on these pages.
    lang : str
        Language of the text.
    """

    as_of: str | None
    statements: int
    broken: tuple[Broken, ...]
    added: int
    lang: str = "nl"

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return not self.broken

    @property
    def held(self) -> int:
        """How many statements hold."""
        return self.statements - len({one.receipt for one in self.broken if one.receipt})

    def _fields(self) -> dict[str, Any]:
        return {
            "as_of": self.as_of,
            "statements": self.statements,
            "holding": self.held,
            "added": self.added,
            "broken": [
                {
                    "file": one.file,
                    "receipt": one.receipt,
                    "kind": one.kind,
                    "fact": one.facts[0] if one.facts else "",
                    "facts": list(one.facts),
                    "statement": one.statement,
                    "why": str(one.why),
                    "why_text": _WHY[self.lang][one.why],
                    "now": one.now,
                }
                for one in self.broken
            ],
        }

    def to_text(self) -> str:
        """Return what no longer holds, by file."""
        words = _TEXT[self.lang]
        told = {"n": self.statements, "held": self.held, "as_of": self.as_of or words["none"]}
        lines = [words["all" if self.holds else "some"].format(**told)]
        for file, group in groupby(self.broken, key=lambda one: one.file):
            there = list(group)
            lines += ["", file]
            for one in there[:_LINES]:
                lines += self._lines(one)
            if len(there) > _LINES:
                lines.append(f"  {words['more'].format(n=len(there) - _LINES)}")
        if self.added:
            lines += ["", words["new"].format(n=self.added)]
        return "\n".join(lines)

    def _lines(self, one: Broken) -> list[str]:
        words, why = _TEXT[self.lang], _WHY[self.lang][one.why]
        if not one.kind:
            return [f"  {why}"]
        facts = " ".join(one.facts[:_FACTS])
        if len(one.facts) > _FACTS:
            facts += " " + words["facts"].format(n=len(one.facts) - _FACTS)
        lines = [f"  {one.receipt or one.kind}: {_short(one.statement)}", f"    {why}: {facts}"]
        return [*lines, f"    {words['now']}: {_short(one.now)}"] if one.now else lines


def _short(text: str) -> str:
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"
