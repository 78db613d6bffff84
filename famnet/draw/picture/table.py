"""A scene as a table that says the same: each symbol and each relation is a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.picture.metrics import clean
from famnet.draw.words import CERTAINTY

if TYPE_CHECKING:
    import pandas as pd

    from famnet.analysis.text import Lang
    from famnet.draw.picture.scene import Item, Scene

__all__ = ["cells", "table"]

COLUMNS: Final = (
    "kind",
    "label",
    "says",
    "certainty",
    "evidence",
    "person_id",
    "other_id",
    "household_id",
    "partner_id",
)


def table(scene: Scene) -> pd.DataFrame:
    """Return one row per item of the scene, in reading order.

    Returns
    -------
    pandas.DataFrame
        kind, label, says, certainty, evidence (ids, ``|`` between), person_id, other_id,
        household_id, partner_id; empty text where it stands for none.
    """
    import pandas as pd

    rows = [
        (
            item.kind,
            item.label,
            item.title,
            item.certainty,
            "|".join(item.evidence),
            item.person_id,
            item.other_id,
            item.household_id,
            item.partner_id,
        )
        for item in scene.items
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")


def cells(item: Item, lang: Lang = "nl") -> tuple[str, ...]:
    """Return what the row of an item says on a page, by heading."""
    numbers = (item.person_id, item.other_id, item.household_id, item.partner_id)
    return tuple(
        clean(text)
        for text in (
            item.kind,
            item.label,
            item.title,
            CERTAINTY[item.certainty].of(lang),
            ", ".join(item.evidence),
            ", ".join(number for number in numbers if number),
        )
    )
