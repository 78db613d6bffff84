"""What the types of parameters and cells are called for who reads Dutch."""

from __future__ import annotations

from typing import Final

__all__ = ["CELL_WORDS", "EXAMPLE_WORDS", "PARAMETER_WORDS"]

#: What a parameter may be; the first four must exist in the data, ``date`` may default to "as_of".
PARAMETER_WORDS: Final = {
    "person": "nummer van een persoon",
    "household": "nummer van een huishouden",
    "partner": "nummer van een partner",
    "network": "nummer van een familienetwerk",
    "date": "datum",
    "integer": "heel getal",
    "choice": "keuze",
    "life_domain": "code van een leefgebied",
    "text": "tekst",
}
#: What stands in the place of a value in an example.
EXAMPLE_WORDS: Final = {
    "person": "PERSOON",
    "household": "HUISHOUDEN",
    "partner": "PARTNER",
    "network": "FAMILIENETWERK",
    "date": "DATUM",
    "integer": "GETAL",
    "choice": "KEUZE",
    "life_domain": "LEEFGEBIED",
    "text": "TEKST",
}
#: What a cell may be; a ``list`` has no order of its own and is sorted, a ``path`` keeps its order.
CELL_WORDS: Final = {
    "text": "tekst",
    "integer": "heel getal",
    "number": "getal",
    "flag": "ja of nee",
    "list": "lijst",
    "path": "pad",
}
