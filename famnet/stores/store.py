"""The base of every store: private primitives, and public methods that no backend can go round."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, final

from famnet.errors import Refused, UserError
from famnet.governance import demand
from famnet.progress import Progress
from famnet.stores.counting import counts_of
from famnet.stores.derived import Derived
from famnet.stores.fingerprint import fingerprint_of
from famnet.stores.info import MODEL_VERSION, Counts, Status, StoreInfo
from famnet.stores.permission import permitted, same_case, within_subjects

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from famnet.config import Settings
    from famnet.governance import Grant
    from famnet.graph.family_graph import FamilyGraph
    from famnet.stores.scope import Scope

__all__ = ["Store"]

_PUBLIC: Final = frozenset({"write", "read", "count", "delete", "info", "permitted"})


class Store(ABC):
    """Where one graph is kept: that of one delivery, for one case.

    Parameters
    ----------
    settings : Settings, optional
        Purpose, case and workspace; asked for where the content isn't synthetic.
    progress : Progress, optional
        Told what is going on.

    Notes
    -----
    A backend has four primitives (``_write``, ``_read``, ``_count``, ``_delete``) and ``_about``. The
    public methods are final: each demands a grant and leaves an audit event before anything is
    touched.
    """

    #: Whether ``cypher`` can be asked.
    speaks_cypher: ClassVar[bool] = False

    def __init__(
        self, *, settings: Settings | None = None, progress: Progress | None = None
    ) -> None:
        self.settings = settings
        self.progress = progress or Progress()

    def __init_subclass__(cls) -> None:
        """Refuse a backend that overrides a public method: the gate is there."""
        super().__init_subclass__()
        overridden = sorted(_PUBLIC & set(vars(cls)))
        if overridden:
            msg = f"{cls.__name__} overrides {', '.join(overridden)}; a backend has primitives only"
            raise TypeError(msg)

    @property
    @final
    def info(self) -> StoreInfo | None:
        """What stands in it, without a person; None for an empty store."""
        return self._about()

    @final
    def write(
        self, graph: FamilyGraph, *, derived: Derived | None = None, identifying: bool = False
    ) -> None:
        """Put a graph in the place of what stands here.

        Parameters
        ----------
        graph : FamilyGraph
            The whole; its grant is used.
        derived : Derived, optional
            What is derived from it: from ``graph.coarse()``, unless ``identifying``.
        identifying : bool
            Whether full birth days are kept; else of each birth the month is.

        Raises
        ------
        Refused
            There is no grant, or what stands here is of another case.
        """
        births = ", met geboortedagen" if identifying else ""
        demand(graph.grant, "write", detail=f"{_sizes(graph)}{births}", as_of=graph.as_of)
        about = self._about()
        if about is not None and not same_case(about, graph.grant, synthetic=graph.synthetic):
            raise Refused(
                "In deze store staat een levering van een andere zaak.",
                hint="Leeg de store eerst (famnet store empty, met toestemming voor die zaak), of kies een"
                " andere.",
            )
        kept = graph if identifying else graph.coarse()
        beside = derived or Derived.nothing()
        self._write(kept, beside, _told(kept, beside, identifying=identifying))

    @final
    def read(self, scope: Scope | None = None, *, grant: Grant | None = None) -> FamilyGraph:
        """Return the stored graph, or the part of it that is asked for.

        Parameters
        ----------
        scope : Scope, optional
            Which part; the whole when left out.
        grant : Grant, optional
            Permission; when left out what the settings say, silently for synthetic content.

        Raises
        ------
        Refused
            The grant isn't there, or not for what stands here.
        UserError
            The store is empty or not whole.
        """
        what = (
            "geheel" if scope is None else f"{len(scope.seeds)} startpunten, {scope.hops} stappen"
        )
        info, held = self._opened(grant, "read", what)
        within_subjects(held, scope)
        graph = self._read(scope, held)
        return replace(graph, synthetic=info.synthetic, workspace=info.workspace, grant=held)

    @final
    def count(self, *, grant: Grant | None = None) -> Counts:
        """Count what stands here, store's own bookkeeping included.

        Parameters
        ----------
        grant : Grant, optional
            As for ``read``.
        """
        self._opened(grant, "read", "tellen")
        return self._count()

    @final
    def delete(self, *, grant: Grant | None = None) -> None:
        """Empty the store; also one that isn't whole.

        Parameters
        ----------
        grant : Grant, optional
            As for ``read``.
        """
        info = self._about()
        if info is not None:
            held = permitted(info, grant, self.settings)
            demand(held, "purge", detail="store", as_of=info.as_of)
            self._delete()

    @final
    def permitted(self, grant: Grant | None = None, *, detail: str) -> StoreInfo:
        """Pass the gate for something a backend adds (Cypher of one's own); leave an audit event.

        Parameters
        ----------
        grant : Grant, optional
            As for ``read``.
        detail : str
            What for: never a person.
        """
        return self._opened(grant, "read", detail)[0]

    def close(self) -> None:  # noqa: B027  # most stores have nothing to close
        """Let go of what the store holds open."""

    def __enter__(self) -> Self:
        """Use it in a ``with`` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Give the kind of store only."""
        return f"<{type(self).__name__}>"

    def _opened(self, grant: Grant | None, action: str, detail: str) -> tuple[StoreInfo, Grant]:
        info = self._about()
        if info is None:
            raise UserError(
                "De store is leeg.", hint="Laad eerst een levering: famnet load LEVERING --store …"
            )
        held = permitted(info, grant, self.settings)
        demand(held, action, detail=f"store: {detail}", as_of=info.as_of)
        if info.status is not Status.COMPLETE:
            raise UserError(
                "De store is niet heel: er loopt een lading, of die is afgebroken.",
                hint="Wacht tot zij klaar is, of laad de levering opnieuw met famnet load.",
            )
        if info.model_version != MODEL_VERSION:
            raise UserError(
                "De store is gevuld door een andere versie van famnet.",
                hint="Laad de levering opnieuw met famnet load.",
            )
        return info, held

    @abstractmethod
    def _write(self, graph: FamilyGraph, derived: Derived, info: StoreInfo) -> None:
        """Replace the content as a whole; ``info`` says what it is once it is whole."""

    @abstractmethod
    def _read(self, scope: Scope | None, grant: Grant) -> FamilyGraph:
        """Return the content or a part; called only when it is whole."""

    @abstractmethod
    def _count(self) -> Counts:
        """Count what is really there."""

    @abstractmethod
    def _delete(self) -> None:
        """Leave nothing."""

    @abstractmethod
    def _about(self) -> StoreInfo | None:
        """Say what stands there; None where nothing does."""


def _sizes(graph: FamilyGraph) -> str:
    told = ", ".join(f"{len(graph.tables[name])} {name}" for name in ("persons", "signals"))
    return f"store: {told}"


def _told(graph: FamilyGraph, derived: Derived, *, identifying: bool) -> StoreInfo:
    return StoreInfo(
        status=Status.COMPLETE,
        fingerprint=fingerprint_of(graph, derived),
        as_of=graph.as_of,
        synthetic=graph.synthetic,
        workspace=graph.workspace,
        case=graph.grant.case,
        purpose=graph.grant.purpose,
        region=graph.region,
        deliverer=graph.deliverer,
        identifying=identifying,
        expected=counts_of(graph.tables, derived),
    )
