"""How a description was made: the numbers of the gate, in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from famnet.analysis.gate import REMAINING
from famnet.analysis.text import Text
from famnet.findings import Method

if TYPE_CHECKING:
    from famnet.analysis.gate import Gate
    from famnet.analysis.period import Period
    from famnet.analysis.text import Lang

__all__ = ["method"]

_VERSION: Final = "1"


@cache
def method(period: Period, gate: Gate, lang: Lang = "nl") -> Method:
    """Return the method of a description, its parameters in the words of a language.

    Parameters
    ----------
    period : Period
        The days that count.
    gate : Gate
        Its numbers.
    lang : str
        ``nl`` or ``en``.
    """
    told = (
        (Text("periode", "period"), period.text),
        (Text("gebeurtenissen", "events"), _least(gate.episodes)),
        (Text("leefgebieden", "life domains"), _least(gate.domains)),
        (Text("geraakte huishoudens", "households touched"), _least(gate.households)),
        (Text("onafhankelijke waarnemers", "independent observers"), _least(gate.observers)),
        (
            Text("zonder een waarnemer of persoon", "without any one observer or person"),
            Text(f"minstens {REMAINING} leefgebieden", f"at least {REMAINING} life domains"),
        ),
    )
    return Method(
        name=Text("beschrijving", "description").of(lang),
        version=_VERSION,
        parameters=tuple((name.of(lang), value.of(lang)) for name, value in told),
    )


def _least(number: int) -> Text:
    return Text(f"minstens {number}", f"at least {number}")
