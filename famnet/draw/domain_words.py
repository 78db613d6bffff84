"""Short Dutch names of life domains, for lanes and rows."""

from __future__ import annotations

from typing import Final

__all__ = ["DOMAIN_SHORT"]

DOMAIN_SHORT: Final = {
    "EDU": "Onderwijs",
    "PAR": "Opvoeding",
    "HOME": "Veilig thuis",
    "FIN": "Financiën",
    "WORK": "Werk, dagbesteding",
    "HOUS": "Wonen",
    "MENT": "Geest (ook LVB)",
    "PHYS": "Lichaam, zelfzorg",
    "ADD": "Verslaving",
    "NET": "Netwerk",
    "JUS": "Justitie, orde",
    "EXP": "Slachtoffer",
}
