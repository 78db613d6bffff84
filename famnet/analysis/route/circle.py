"""What is known around a matter, to stand beside what people must answer; and who is how old there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.ages import completed_years
from famnet.analysis.book import book_of
from famnet.analysis.known import may_deliver
from famnet.analysis.period import MONTHS
from famnet.analysis.roles import DOMAINS, Reason
from famnet.analysis.route.gaps import HELP
from famnet.analysis.route.sheet import Beside
from famnet.analysis.row_names import row_ids
from famnet.analysis.text import Text
from famnet.analysis.view import View
from famnet.catalogue import load_catalogue
from famnet.graph.day_text import text_of
from famnet.vocabulary import FOREVER, NO_DAY, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Circle", "any_of_age", "has_place", "label_of"]

#: Life domains in which something at home or with a child goes wrong.
_AT_HOME: Final = ("HOME", "PAR", "EXP")
_REFUSED: Final = "PAR_HELP_REFUSED"
_REFUTED: Final = tuple(Reason).index(Reason.REFUTED)


def label_of(kind: str, code: str) -> Text:
    """Return the label of a code in both languages.

    >>> label_of("partners", "VT").nl
    'Veilig Thuis'
    """
    label = load_catalogue().label
    return Text(label(kind, code), label(kind, code, "en"))


def has_place(code: str, workspace: Workspace) -> bool:
    """Say whether a partner can take part in a workspace; what a workspace is named after can.

    >>> has_place("RIEC", Workspace.RIEC), has_place("ZVH", Workspace.RIEC)
    (True, False)
    """
    return code == str(workspace).upper() or may_deliver(code, workspace)


@dataclass(frozen=True, repr=False)
class Circle:
    """What this workspace may see around a matter.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    units : tuple of int
        Where those it is about live.
    """

    graph: FamilyGraph
    units: tuple[int, ...]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Circle: {len(self.units)} units>"

    @cached_property
    def _view(self) -> View:
        units = np.array(self.units, np.int32)
        return View(book_of(self.graph), units, -1, self.graph.workspace)

    def facts(self, codes: Iterable[str]) -> tuple[Beside, ...]:
        """Return facts by their code in ``next_fact`` of the catalogue."""
        return tuple(getattr(self, code) for code in codes)

    @cached_property
    def helpers(self) -> Beside:
        """Who helps, treats, guards or supervises now."""
        rows = self._view.running(self._view.rows_of("involvements"))
        rows = rows[rows["role"].isin(HELP)]
        if not len(rows):
            return Beside(
                Text("We weten van niemand die nu helpt: vraag het na.", "We know of nobody who helps now: ask."),
                (),
            )  # fmt: skip
        found = [self._helper(row) for row in rows.to_dict("records")]
        nl, en = (", ".join(dict.fromkeys(text.of(lang) for text in found)) for lang in _LANGS)
        return Beside(Text(f"Nu helpt al: {nl}.", f"Helping already: {en}."), row_ids("involvements", rows))  # fmt: skip

    def _helper(self, row: dict[Any, Any]) -> Text:
        name, role = self._name(int(row["partner"])), label_of("involvement_roles", row["role"])
        since = text_of(int(row["start_date"]), int(row["start_date_hi"]), empty=NO_DAY)
        nl, en = (f", sinds {since}", f", since {since}") if since else ("", "")
        return Text(
            f"{name.nl} ({role.nl.lower()}{nl})", f"{name.en} ({role.en.lower()}{en})"
        )  # fmt: skip

    def _name(self, partner: int) -> Text:
        return label_of("partners", self._view.kinds[partner])

    @cached_property
    def trouble(self) -> Beside:
        """What counted at home or around a child in the period."""
        book = self._view.book
        rows = [
            row
            for row in self._view.everything.tolist()
            if book.told[row] and DOMAINS[int(book.judged.domain[row])] in _AT_HOME
        ]
        n = len({int(book.table.first[row]) for row in rows})
        nl, en = ("gebeurtenis", "event") if n == 1 else ("gebeurtenissen", "events")
        return Beside(
            Text(
                f"{n} {nl} thuis of rond een kind in {MONTHS} maanden, van {len(self._view.everything)} signalen hier.",
                f"{n} {en} at home or around a child in {MONTHS} months, of {len(self._view.everything)} signals here.",
            ),
            tuple(f"signals:{book.ids[row]}" for row in rows),
        )

    @cached_property
    def refusals(self) -> Beside:
        """Signals that help was refused or ended."""
        book, view = self._view.book, self._view
        rows = view.everything[view.are_of(view.everything, (_REFUSED,))]
        rows = rows[book.judged.reason[rows] != _REFUTED]
        n = len(rows)
        nl = "1 signaal zegt" if n == 1 else f"{n} signalen zeggen"
        en = "1 signal says" if n == 1 else f"{n} signals say"
        return Beside(
            Text(f"{nl} dat hulp is geweigerd of afgebroken.", f"{en} that help was refused or ended."),
            tuple(f"signals:{book.ids[row]}" for row in rows.tolist()),
        )  # fmt: skip

    @cached_property
    def measures(self) -> Beside:
        """Measures that run now."""
        rows = self._view.running(self._view.rows_of("measures"))
        if not len(rows):
            return Beside(
                Text("We weten van geen maatregel die nu loopt.", "We know of no measure that runs now."), ()
            )  # fmt: skip
        found = [self._measure(row) for row in rows.to_dict("records")]
        nl, en = (", ".join(dict.fromkeys(text.of(lang) for text in found)) for lang in _LANGS)
        return Beside(Text(f"Nu loopt: {nl}.", f"Running now: {en}."), row_ids("measures", rows))

    def _measure(self, row: dict[Any, Any]) -> Text:
        name = label_of("measures", row["type"])
        end = text_of(int(row["end_date"]), int(row["end_date_hi"]), empty=FOREVER)
        if not end:
            return Text(f"{name.nl} (einde onbekend)", f"{name.en} (end unknown)")
        return Text(f"{name.nl} (tot {end})", f"{name.en} (until {end})")

    def somebody_of(self, low: int | None, high: int | None) -> bool | None:
        """Say whether somebody of this age lives here now; None where an age is not known."""
        day = (self.graph.as_of, self.graph.as_of)
        people = {person for unit in self.units for person in self._view.living_in(unit)}
        return any_of_age(self.graph.persons, people, day, (low, high))


_LANGS: Final = ("nl", "en")


def any_of_age(
    persons: pd.DataFrame,
    people: Iterable[int],
    day: tuple[int, int],
    band: tuple[int | None, int | None],
) -> bool | None:
    """Say whether one of some people has an age on a day; None where that isn't known.

    Parameters
    ----------
    persons : pandas.DataFrame
        The graph's persons.
    people : iterable of int
        Rows of it.
    day : (int, int)
        Earliest and latest reading of the day.
    band : (int or None, int or None)
        Youngest and oldest age, in completed years; None: no bound.
    """
    said = {_is_of_age(persons, person, day, band) for person in people}
    if True in said:
        return True
    return None if None in said else False


def _is_of_age(
    persons: pd.DataFrame,
    person: int,
    day: tuple[int, int],
    band: tuple[int | None, int | None],
) -> bool | None:
    born = (int(persons["birth_date"].iloc[person]), int(persons["birth_date_hi"].iloc[person]))
    if NO_DAY in (*born, *day):
        return None
    least, most = (
        int(completed_years(np.array([birth], np.int32), np.array([on], np.int32))[0])
        for birth, on in ((born[1], day[0]), (born[0], day[1]))
    )
    low = 0 if band[0] is None else band[0]
    high = 999 if band[1] is None else band[1]
    if least > high or most < low:
        return False
    return True if low <= least and most <= high else None
