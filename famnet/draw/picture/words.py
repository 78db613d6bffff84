"""The words around a picture on its page and in its table, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.draw.speech import Speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["HEADINGS", "speech"]

#: Headings of the table, from left to right.
HEADINGS: Final = (
    Text("soort", "kind"),
    Text("wie", "who"),
    Text("wat er staat", "what it says"),
    Text("zekerheid", "certainty"),
    Text("bewijs", "evidence"),
    Text("nummers", "ids"),
)
_TEXTS: Final = {
    "skip": Text("Naar de tabel", "To the table"),
    "as_of": Text("stand op {day}", "as of {day}"),
    "undated": Text(
        "zonder peildatum: alles geldt als nu", "no reference date: everything counts as now"
    ),
    "status": Text("ter beoordeling, niet beoordeeld", "to be judged, not judged"),
    "details": Text("Wat er staat", "What it says"),
    "hint": Text(
        "Wijs iets aan, of ga erheen met Tab en de pijltjes. Enter zet het vast, Escape laat los.",
        "Point at something, or go there with Tab and the arrows. Enter pins it, Escape lets go.",
    ),
    "legend": Text("Tekens", "Signs"),
    "table": Text("Hetzelfde als tabel", "The same as a table"),
    "drawing": Text("tekening", "drawing"),
}


def speech(lang: Lang) -> Speech:
    """Return the texts in a language."""
    return Speech(_TEXTS, lang)
