"""Short names of life domains, for lanes and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["DOMAIN_SHORT", "domain_name", "domain_short"]

_SHORT: Final = {
    "EDU": Text("Onderwijs", "Education"),
    "PAR": Text("Opvoeding", "Upbringing"),
    "HOME": Text("Veilig thuis", "Safe at home"),
    "FIN": Text("Financiën", "Finance"),
    "WORK": Text("Werk, dagbesteding", "Work, daytime"),
    "HOUS": Text("Wonen", "Housing"),
    "MENT": Text("Geest (ook LVB)", "Mind (and MID)"),
    "PHYS": Text("Lichaam, zelfzorg", "Body, self-care"),
    "ADD": Text("Verslaving", "Addiction"),
    "NET": Text("Netwerk", "Social network"),
    "JUS": Text("Justitie, orde", "Justice, order"),
    "EXP": Text("Slachtoffer", "Victimhood"),
}
DOMAIN_SHORT: Final = {code: text.nl for code, text in _SHORT.items()}


def domain_short(lang: Lang = "nl") -> dict[str, str]:
    """Return the short name of each life domain, in the order of the lanes.

    >>> domain_short("en")["JUS"]
    'Justice, order'
    """
    return {code: text.of(lang) for code, text in _SHORT.items()}


def domain_name(code: str, lang: Lang = "nl") -> str:
    """Return the name of a life domain in the catalogue, with a capital.

    >>> domain_name("FIN"), domain_name("FIN", "en")
    ('Financiën en schulden', 'Finance and debt')
    """
    name = load_catalogue().label("life_domains", code, lang)
    return name[:1].upper() + name[1:]
