"""Do all statements of a session still hold? Recomputed from a delivery with the session's settings."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from famnet import session_files
from famnet.analysis.text import language
from famnet.config import Settings
from famnet.delivery.info import read_info
from famnet.errors import Refused, UserError
from famnet.governance import demand
from famnet.pipeline.compared_again import compared_again
from famnet.pipeline.names_of_then import names_of_then
from famnet.pipeline.opening import open_graph
from famnet.pipeline.verify_answer import VerifyAnswer
from famnet.progress import Progress
from famnet.reports.again import session_again
from famnet.reports.holding import Broken, Why, added, broken, edited
from famnet.reports.marked import marked
from famnet.reports.page_texts import page_texts
from famnet.reports.receipts import FILE, read_receipts, receipts_of
from famnet.reports.source_rows import SourceRows
from famnet.vocabulary import Workspace, day_from_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from famnet.delivery import Delivery
    from famnet.graph import FamilyGraph
    from famnet.reports.receipts import Receipts

__all__ = ["verify"]


@dataclass(frozen=True, slots=True)
class _Manifest:
    synthetic: bool
    settings: Settings
    as_of: str | None
    files: dict[str, str]
    counts: dict[str, int]
    lang: str


def verify(  # noqa: PLR0913  # the wiring names each choice of a user
    folder: Path,
    delivery: Path,
    *,
    reference: Path | None = None,
    case: str = "",
    lang: str = "nl",
    progress: Progress | None = None,
) -> VerifyAnswer:
    """Say which statements of a session no longer hold.

    Parameters
    ----------
    folder : Path
        Folder of a session (``famnet run``).
    delivery : Path
        The delivery it is held against: the one it was made of, or a later one of the same case.
    reference : Path, optional
        The stored background, of a session that was made with one.
    case : str
        The case, where one wants to be sure that it is that of the session.
    lang : str
        Language of the text, ``nl`` or ``en``.
    progress : Progress, optional
        Where stages are told.

    Returns
    -------
    VerifyAnswer
        What doesn't hold: changed by hand, or no longer borne out by the delivery.

    Raises
    ------
    UserError
        The folder holds no session, or none with receipts; the delivery can't be used or has no row
        in common with the session; the reference is missing, or is another one.
    Refused
        The delivery is for another case, or is real where the session is synthetic.

    Notes
    -----
    Costs what the pages of the session cost, once more. Nothing is written.
    """
    progress = progress or Progress()
    manifest = _manifest(folder)
    then = read_receipts(folder / FILE)
    _same_case(manifest, delivery, case)
    read, graph = open_graph(delivery, manifest.settings, progress)
    demand(graph.grant, "report", detail="nagaan van een sessie", as_of=graph.as_of)
    graph = _same_people(folder, manifest, read, graph)
    with progress.stage("Opnieuw maken"):
        comparison = compared_again(folder, graph, reference)
        session = session_again(
            graph, then, read.report, comparison=comparison, lang=language(manifest.lang)
        )
        now = receipts_of(session, page_texts(session))
    with progress.stage("Vergelijken"):
        rows = SourceRows(graph, session.facts)
        if then.sources and not rows.of(then.sources):
            raise UserError(
                "Deze levering heeft geen enkele rij waar de sessie op rust.",
                hint="Geef de levering waar de sessie van gemaakt is, of een latere van dezelfde zaak.",
            )
        found = [*_files(folder, manifest, then), *broken(then, now, rows)]
    order = {page: place for place, page in enumerate(then.pages)}
    found.sort(key=lambda one: (order.get(one.file, len(order)), one.file))
    return VerifyAnswer(
        manifest.as_of, len(then.receipts), tuple(found), len(added(then, now)), lang
    )


def _manifest(folder: Path) -> _Manifest:
    try:
        data: dict[str, Any] = json.loads(
            (folder / session_files.MARKER).read_text(encoding="utf-8")
        )
        as_of = data["as_of"]
        settings = Settings(
            workspace=Workspace(data["workspace"]),
            as_of=None if as_of is None else day_from_date(dt.date.fromisoformat(as_of)),
            purpose=data["purpose"],
            case=data["case"],
        )
        _ours(data["made_by"])
        return _Manifest(
            bool(data["synthetic"]),
            settings,
            as_of,
            dict(data["files"]),
            dict(data["counts"]),
            str(data.get("lang", "nl")),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"{folder.name or 'Deze map'} is geen map van een sessie: {session_files.MARKER} ontbreekt"
            " of is niet te lezen.",
            hint="Geef de map die famnet run gemaakt heeft.",
        ) from error


def _ours(made_by: object) -> None:
    if made_by != "famnet":
        raise ValueError(made_by)


def _same_case(manifest: _Manifest, delivery: Path, case: str) -> None:
    if case and case != manifest.settings.case:
        raise Refused(
            f"De sessie is van een andere zaak dan {case[:40]!r}.",
            hint="Geef de map van een sessie van deze zaak, of laat --case weg.",
        )
    if read_info(delivery).synthetic != manifest.synthetic:
        one = ("echt", "synthetisch") if manifest.synthetic else ("synthetisch", "echt")
        raise Refused(
            f"De levering is {one[0]} en de sessie is {one[1]}: dat is een andere zaak.",
            hint="Geef de levering waar de sessie van gemaakt is, of een latere van dezelfde zaak.",
        )


def _same_people(
    folder: Path, manifest: _Manifest, delivery: Delivery, graph: FamilyGraph
) -> FamilyGraph:
    """Give people the pseudonyms of the session: each is a rank among all of a delivery."""
    names = ("persons", "households")
    if graph.synthetic:
        return graph
    called = names_of_then(folder, delivery, graph)
    if called is not None:
        return called
    if any(manifest.counts.get(name) != len(graph.tables[name]) for name in names):
        raise UserError(
            "In deze levering staan andere personen of huishoudens dan in die van de sessie."
            " De schuilnamen zijn daardoor anders, en zonder sleutelblad.csv niet te vergelijken.",
            hint="Zet sleutelblad.csv in de map van de sessie, of maak een nieuwe sessie met famnet run.",
        )
    return graph


def _files(folder: Path, manifest: _Manifest, then: Receipts) -> Iterable[Broken]:
    """Give what was changed in the folder after it was made: statements, else files as a whole."""
    pages = frozenset(then.pages)
    for name, digest in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            yield Broken(name, "", "", (), "", Why.FILE_MISSING)
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == digest:
            continue
        text = content.decode("utf-8", errors="replace")
        told = list(edited(then, {name: marked(text)})) if name in pages else []
        yield from told or [Broken(name, "", "", (), "", Why.FILE_CHANGED)]
