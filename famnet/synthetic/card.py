"""The card of a synthetic region: what it is and is not, and what came out beside what was aimed at."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from famnet.synthetic.rates import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Row", "card_rows", "write_card"]

_IS_NL = (
    "Alle personen, adressen, buurten en gebeurtenissen zijn verzonnen. De figuren hieronder zeggen hoe dicht de"
    " regio bij gepubliceerde Nederlandse cijfers komt. Waar de bron 'choice' zegt, is het doel onze eigen keuze."
)
_IS_EN = (
    "All persons, addresses, neighbourhoods and events are invented. The figures below say how close the region"
    " comes to published Dutch ones. Where the source says 'choice', the target is our own."
)
_IS_NOT_NL = (
    "Geen echte gemeente en geen kopie van echte gegevens. Wie wat meemaakt is geloot: er zit geen oorzaak in.",
    "Niet geschikt om te zeggen hoe vaak iets in Nederland voorkomt, of hoe goed famnet het op echte gegevens doet.",
    "Migratie, inkomen, herkomst en opleiding zitten er niet in. Familie buiten de regio evenmin.",
    "Verandering in de tijd ontbreekt: wie meer meemaakt, doet dat alle vijf jaren even sterk.",
)
_IS_NOT_EN = (
    "No real municipality and no copy of real data. Who meets with what is drawn by lot: there is no cause in it.",
    "Not fit to say how often something occurs in the Netherlands, or how well famnet does on real data.",
    "Migration, income, descent and education are not in it, nor is family outside the region.",
    "There is no change over time: who meets with more does so in all five years alike.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: what came out, what was aimed at, and whether it lies within the bounds (None: no target)."""

    key: str
    text_nl: str
    text_en: str
    unit: str
    realised: float
    target: float | None
    low: float | None
    high: float | None
    within: bool | None
    source: str


def card_rows(figures: Mapping[str, float]) -> tuple[Row, ...]:
    """Return figures beside their targets (``data/targets.csv``), in the order of that file.

    Parameters
    ----------
    figures : mapping of str to float
        By key; a key without a line in the file is left out.
    """
    out = []
    for line in read("targets.csv"):
        if line["key"] not in figures:
            continue
        value = round(figures[line["key"]], 2)
        low, high = _number(line["low"]), _number(line["high"])
        within = None if low is None or high is None else low <= value <= high
        out.append(
            Row(
                line["key"],
                line["text_nl"],
                line["text_en"],
                line["unit"],
                value,
                _number(line["target"]),
                low,
                high,
                within,
                line["source"],
            )
        )
    return tuple(out)


def _number(text: str) -> float | None:
    return float(text) if text else None


def write_card(out: Path, settings: Mapping[str, object], figures: Mapping[str, float]) -> None:
    """Write synthetic_card.md and synthetic_card.json beside a delivery.

    Parameters
    ----------
    out : pathlib.Path
        The delivery's folder.
    settings : mapping
        What was asked: seed, persons and so on.
    figures : mapping of str to float
        What came out.
    """
    rows = card_rows(figures)
    content = {
        "synthetic": True,
        "settings": dict(settings),
        "is": {"nl": _IS_NL, "en": _IS_EN},
        "is_not": {"nl": list(_IS_NOT_NL), "en": list(_IS_NOT_EN)},
        "figures": [asdict(row) for row in rows],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (out / "synthetic_card.json").write_text(text, encoding="utf-8", newline="\n")
    (out / "synthetic_card.md").write_text(_page(settings, rows), encoding="utf-8", newline="\n")


def _page(settings: Mapping[str, object], rows: tuple[Row, ...]) -> str:
    lines = ["# Kaart van deze synthetische regio", "", _IS_NL, "", "Wat het niet is:", ""]
    lines += [f"- {text}" for text in _IS_NOT_NL]
    lines += ["", "Gevraagd: " + "; ".join(f"{key} {value}" for key, value in settings.items())]
    lines += ["", "| cijfer | eenheid | gemaakt | doel | grenzen | erbinnen | bron |"]
    lines += ["|---|---|---|---|---|---|---|"]
    lines += [_line(row, row.text_nl, ("ja", "nee")) for row in rows]
    lines += ["", "# Card of this synthetic region (English)", "", _IS_EN, "", "What it is not:"]
    lines += ["", *(f"- {text}" for text in _IS_NOT_EN)]
    lines += ["", "| figure | unit | realised | target | bounds | within | source |"]
    lines += ["|---|---|---|---|---|---|---|"]
    lines += [_line(row, row.text_en, ("yes", "no")) for row in rows]
    return "\n".join(lines) + "\n"


def _line(row: Row, text: str, words: tuple[str, str]) -> str:
    target = "" if row.target is None else f"{row.target:g}"
    bounds = "" if row.low is None else f"{row.low:g} – {row.high:g}"
    within = "" if row.within is None else words[0 if row.within else 1]
    cells = (text, row.unit, f"{row.realised:g}", target, bounds, within, row.source)
    return "| " + " | ".join(cells) + " |"
