"""FamilyGraph: the checked tables as one immutable graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from famnet.vocabulary import NO_DAY, Workspace, format_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx as nx
    import pandas as pd

    from famnet.governance import Grant

__all__ = ["FamilyGraph"]

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, repr=False)
class FamilyGraph:
    """Persons, households, partners, signals and what ties them, under a grant.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The accepted rows of each table of the contract (famnet.delivery.contract says how columns
        are stored); all twelve names are present, an empty table where nothing was delivered.
        Identifying columns are not in it, birth dates (day numbers, to compute ages) excepted.
    as_of : int
        "Today" as a day number; ``NO_DAY`` where the delivery has no date at all: then everything
        counts as current.
    synthetic : bool
        Whether the delivery says so.
    workspace : Workspace
        Legal world that decided which signals are in it.
    grant : Grant
        The permission under which it was built.
    region, deliverer : str
        As the delivery says.
    """

    tables: Mapping[str, pd.DataFrame]
    as_of: int
    synthetic: bool
    workspace: Workspace
    grant: Grant
    region: str = ""
    deliverer: str = ""
    _cache: dict[str, object] = field(default_factory=dict, compare=False)

    @property
    def persons(self) -> pd.DataFrame:
        """One row per person; the row number is the person's code."""
        return self.tables["persons"]

    @property
    def households(self) -> pd.DataFrame:
        """One row per household; the row number is the household's code."""
        return self.tables["households"]

    @property
    def memberships(self) -> pd.DataFrame:
        """Who lived where, from when to when."""
        return self.tables["memberships"]

    @property
    def kinships(self) -> pd.DataFrame:
        """Delivered kinship: person is the kind relative."""
        return self.tables["kinships"]

    @property
    def ties(self) -> pd.DataFrame:
        """Ties between persons that are no kinship."""
        return self.tables["ties"]

    @property
    def partners(self) -> pd.DataFrame:
        """One row per partner; the row number is the partner's code."""
        return self.tables["partners"]

    @property
    def signals(self) -> pd.DataFrame:
        """One row per signal, refuted ones included (they never count)."""
        return self.tables["signals"]

    @property
    def as_of_text(self) -> str | None:
        """As-of day as ISO 8601, None where there is no date at all."""
        return None if self.as_of == NO_DAY else format_day(self.as_of)

    def kept(self, key: str, make: Callable[[], _Made]) -> _Made:
        """Return what was made for this graph under a key before, or make and keep it now.

        The tables never change, so what is derived from them once holds for good.
        """
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]  # type: ignore[return-value]

    def kept_last(self, name: str, key: object, make: Callable[[], _Made]) -> _Made:
        """Return what was last made under a name if it was for this key, else make and keep it now.

        For what a page asks several times in a row of one family network; only the last stays.
        """
        last = self._cache.get(name)
        if not isinstance(last, tuple) or last[0] != key:
            last = self._cache[name] = (key, make())
        return last[1]  # type: ignore[no-any-return]

    def coarse(self) -> FamilyGraph:
        """Return the graph without birth days: of each birth the month is kept.

        See ``famnet.graph.coarse.coarse``; made once per graph.
        """
        from famnet.graph.coarse import coarse

        return self.kept("coarse", lambda: coarse(self))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Return a new ``nx.MultiDiGraph`` under the contract of docs/graph.md.

        See ``famnet.graph.networkx_view.to_networkx``; warns above 100,000 nodes.
        """
        from famnet.graph.networkx_view import to_networkx

        return to_networkx(self)

    def scope(
        self,
        seeds: Iterable[str],
        *,
        hops: int = 2,
        kinds: Iterable[str] | None = None,
        as_of: int | None = None,
    ) -> FamilyGraph:
        """Return the smaller graph around some persons or households.

        See ``famnet.graph.scope.scope`` for the parameters.
        """
        from famnet.graph.scope import scope

        return scope(self, seeds, hops=hops, kinds=kinds, as_of=as_of)

    def __repr__(self) -> str:
        """Give counts only, never a person."""
        counts = ", ".join(
            f"{len(self.tables[name])} {name}"
            for name in ("persons", "households", "partners", "signals")
        )
        return f"<FamilyGraph: {counts}; as of {self.as_of_text}; workspace {self.workspace}>"
