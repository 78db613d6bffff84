"""The rows of a stability card, and how each is said in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Kind", "StabilityRow", "fell_away", "row", "stood"]


class Kind(StrEnum):
    """What was left out or looked at in another way."""

    PARTNER = "partner"
    SIGNALS = "signals"
    HOUSEHOLD = "household"
    MONTHS = "months"
    DEPTH = "depth"
    BASELINE = "baseline"
    DRAWS = "draws"


@dataclass(frozen=True, slots=True)
class StabilityRow:
    """One way of looking, and how often the finding stood.

    Parameters
    ----------
    kind : Kind
        Which way.
    subject : str
        Code of the partner left out, number of months, depth; empty where there is nothing to name.
    held, of : int
        Stood how often, of how many times; ``of`` is zero where it can't be looked at so.
    text : Text
        The same in plain words.
    """

    kind: Kind
    subject: str
    held: int
    of: int
    text: Text


_STANDS: Final = Text("staat nog", "still stands")
_FALLS: Final = Text("valt weg", "falls away")
_CANNOT: Final = Text("kan niet worden bekeken", "can't be looked at")
_DEPTHS: Final = {
    "1": Text("Alleen ouder en kinderen", "Parent and children only"),
    "2": Text("Met de kleinkinderen erbij", "With the grandchildren"),
}
_WAYS: Final = {
    Kind.HOUSEHOLD: Text(
        "Zonder het huishouden met de meeste gebeurtenissen",
        "Without the household with most events",
    ),
    Kind.BASELINE: Text(
        "Vergeleken met alle buurten samen, hoeveel er ook gemeld wordt",
        "Compared with all neighbourhoods together, however much each reports",
    ),
    Kind.SIGNALS: Text("Zonder één signaal", "Without one signal"),
    Kind.DRAWS: Text(
        "Als twijfelachtige gegevens wegvallen, overal",
        "When doubtful data are left out, everywhere",
    ),
}


def row(kind: Kind, held: int, of: int, subject: str = "", name: Text | None = None) -> StabilityRow:  # fmt: skip
    """Make a row with its sentence.

    Parameters
    ----------
    kind : Kind
        Which way of looking.
    held, of : int
        Stood how often, of how many times.
    subject : str
        What it is about.
    name : Text, optional
        Its name, for a partner.

    >>> row(Kind.MONTHS, 1, 1, "12").text.nl
    'Over 12 maanden: staat nog'
    >>> row(Kind.SIGNALS, 8, 9).text.en
    'Without one signal: still stands in 8 of 9'
    """
    way = _way(kind, subject, name)
    return StabilityRow(kind, subject, held, of, _joined(way, held, of))


def _way(kind: Kind, subject: str, name: Text | None) -> Text:
    if kind is Kind.PARTNER and name is not None:
        return Text(f"Zonder {name.nl}", f"Without {name.en}")
    if kind is Kind.MONTHS:
        return Text(f"Over {subject} maanden", f"Over {subject} months")
    return _DEPTHS[subject] if kind is Kind.DEPTH else _WAYS[kind]


def _joined(way: Text, held: int, of: int) -> Text:
    if of <= 1:
        verdict = _CANNOT if of == 0 else _STANDS if held else _FALLS
        return Text(f"{way.nl}: {verdict.nl}", f"{way.en}: {verdict.en}")
    return Text(
        f"{way.nl}: staat nog in {held} van de {of}", f"{way.en}: still stands in {held} of {of}"
    )


def stood(held: int, of: int) -> Text:
    """Say in one line how often it stood.

    >>> stood(93, 100).nl
    'Houdt stand in 93 van 100'
    """
    return Text(f"Houdt stand in {held} van {of}", f"Stands in {held} of {of}")


def fell_away(names: Sequence[Text]) -> Text:
    """Say without which partners it falls away.

    >>> fell_away([Text("Politie", "Police")]).nl
    'Rust op één partner: zonder Politie valt dit weg'
    """
    nl, en = (", ".join(name.of(lang) for name in names) for lang in ("nl", "en"))
    if len(names) == 1:
        return Text(
            f"Rust op één partner: zonder {nl} valt dit weg",
            f"Rests on one partner: without {en} this falls away",
        )
    return Text(
        f"Heeft elk van deze partners nodig: valt weg zonder één van {nl}",
        f"Needs each of these partners: falls away without any one of {en}",
    )
