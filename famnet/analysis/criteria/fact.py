"""A fact: a number that can be recounted by hand, with the rows it was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import pandas as pd

    from famnet.analysis.criteria.look import Look

__all__ = ["HIDDEN", "Fact", "Name", "partner_names"]

#: List of the catalogue (empty: a word as it is) and code in it.
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact about a family network or a person.

    Parameters
    ----------
    value : int or None
        How many; None where this legal world may not see it ("mag hier niet"), which is no zero.
    evidence : tuple of str
        Ids of the rows: the table, a colon, the id of the row (its line where rows have no id).
    names : tuple of (str, str)
        What was counted, as catalogue list and code, to be named in a sentence.
    """

    value: int | None
    evidence: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()

    def named(self, lang: str) -> str:
        """Name what was counted, with commas.

        >>> Fact(2, (), (("groups", "EDU"), ("", "h1"))).named("nl")
        'School, h1'
        """
        catalogue = load_catalogue()
        words = (
            catalogue.label(kind, code, "en" if lang == "en" else "nl") if kind else code
            for kind, code in self.names
        )
        return ", ".join(dict.fromkeys(words))


#: What this legal world may not see.
HIDDEN = Fact(None)


def partner_names(look: Look, rows: pd.DataFrame, column: str = "partner") -> tuple[Name, ...]:
    """Return what the partners in a column are, each once.

    Parameters
    ----------
    look : Look
        Whose view the rows are from.
    rows : pandas.DataFrame
        Rows of a table.
    column : str
        Where the partner stands.
    """
    kinds = (look.view.kinds[code] for code in rows[column].tolist() if code >= 0)
    return tuple(("partners", kind) for kind in dict.fromkeys(kinds))
