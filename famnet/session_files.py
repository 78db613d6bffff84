"""The files of a session: pages, tables, workbook, key sheet and manifest, in one folder."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from famnet.analysis.cases import window_of
from famnet.analysis.description_tables import FindingRows
from famnet.analysis.findings_json import write_findings_json
from famnet.delivery import Delivery, write_faults, write_table
from famnet.draw.network import NetworkPicture, network
from famnet.own_ids import shown_ids
from famnet.reports.bottlenecks_page import write_bottlenecks
from famnet.reports.build import build_session
from famnet.reports.decoys_page import write_decoys
from famnet.reports.family_page import family_of, write_family_page
from famnet.reports.gallery import write_gallery
from famnet.reports.key_sheet import write_key
from famnet.reports.overview import write_overview
from famnet.reports.page_texts import written_texts
from famnet.reports.receipts import receipts_of, write_receipts
from famnet.reports.workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from famnet.analysis.description import Description
    from famnet.analysis.text import Lang
    from famnet.graph import FamilyGraph
    from famnet.progress import Progress
    from famnet.reports.session import Session

__all__ = ["MARKER", "Contents", "write_session"]

#: By this file an older session is known; it is written last.
MARKER: Final = "manifest.json"
_LOG: Final = "run.log"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a session is made of; ``gallery`` networks get loose pictures too, ``decoys`` a page."""

    delivery: Delivery
    graph: FamilyGraph
    description: Description
    with_key: bool = True
    gallery: int = 0
    lang: Lang = "nl"
    decoys: tuple[pd.DataFrame, int] | None = None


def write_session(
    contents: Contents,
    out: Path,
    *,
    named: Sequence[str] = (),
    pages: int = 300,
    progress: Progress,
) -> int:
    """Write all files of a session into a folder; return how many family pages there are.

    Parameters
    ----------
    contents : Contents
        The delivery, its graph and its description.
    out : Path
        An existing folder.
    named : sequence of str
        Windows, persons or households that get a page; empty: the first of the list.
    pages : int
        How many of the list get a page.
    progress : Progress
        Where stages are told.

    Raises
    ------
    UserError
        A named network, person or household isn't there.
    """
    graph, description = contents.graph, contents.description
    with progress.stage("Bekend bij"):
        session = build_session(
            graph,
            description,
            contents.delivery.report,
            named=[window_of(graph, ref) for ref in shown_ids(contents.delivery, graph, named)],
            pages=pages,
            with_key=contents.with_key,
            lang=contents.lang,
        )
    if contents.decoys is not None:
        session = replace(session, decoys=True)
        write_decoys(*contents.decoys, out, contents.lang)
    with progress.stage("Tabellen"):
        _write_tables(contents, session, out)
    if contents.gallery:
        with progress.stage("Tekeningen"):
            session = replace(session, gallery=write_gallery(session, out, contents.gallery))
    with progress.stage("Bladen"):
        write_overview(session, out)
        write_bottlenecks(graph, out, lang=contents.lang)
        (out / "families").mkdir()
        for page in session.pages:
            write_family_page(session, page, out)
    with progress.stage("Bewijsstukken"):
        write_receipts(receipts_of(session, written_texts(session, out)), out)
    with progress.stage("Netwerkbeeld"):
        _picture(session, case=bool(named)).save(out / "network.html")
    with progress.stage("Werkboek en sleutelblad"):
        write_workbook(session, out)
        if contents.with_key:
            write_key(session, contents.delivery, out)
    (out / _LOG).write_text(progress.log(), encoding="utf-8", newline="\n")
    _write_manifest(contents, out)
    return len(session.pages)


def _write_tables(contents: Contents, session: Session, out: Path) -> None:
    _write_findings(contents, out)
    write_table(contents.description.windows, out / "windows.csv")
    write_table(session.known_table, out / "known.csv")
    write_faults(contents.delivery.report, out, contents.lang)


def _write_findings(contents: Contents, out: Path) -> None:
    """Write the list as findings.json and findings.csv; each finding is made once, for both."""
    description, rows = contents.description, FindingRows()
    head = {
        "as_of": contents.graph.as_of_text,
        "order": description.order.of(contents.lang),
        "commonness": {
            **asdict(description.commonness),
            "text_nl": description.commonness.text_nl,
            "text": description.commonness.text.of(contents.lang),
        },
        "why_empty": description.why_empty.of(contents.lang),
        "caveats": [one.of(contents.lang) for one in description.caveats],
    }
    listed = description.listed.told_in(contents.lang)
    with (out / "findings.json").open(
        "w", encoding="utf-8", newline="\n", buffering=1 << 20
    ) as file:
        write_findings_json(head, rows.passing(listed.with_facts()), file)
    write_table(rows.table(), out / "findings.csv")


def _picture(session: Session, *, case: bool) -> NetworkPicture:
    pages = {page.window_id: page.href for page in session.pages}
    if not case:
        windows = [page.window_id for page in session.listed] or None
        return network(session.graph, windows=windows, pages=pages, lang=session.texts.lang)
    labels: dict[int | str, str] = {
        person.person: person.label.text
        # A label is one person's only within one family.
        for page in session.pages[:1]
        for person in family_of(session, page).everyone
    }
    windows = [page.window_id for page in session.pages]
    shown = labels if len(session.pages) == 1 else {}
    return network(
        session.graph,
        windows=windows,
        labels=shown,
        pages=pages,
        detail="persons",
        lang=session.texts.lang,
    )


def _write_manifest(contents: Contents, out: Path) -> None:
    from famnet.version import __version__

    graph, report = contents.graph, contents.delivery.report
    files = sorted(p for p in out.rglob("*") if p.is_file() and p.name not in (_LOG, MARKER))
    content = {
        "made_by": "famnet",
        "version": __version__,
        "synthetic": graph.synthetic,
        "lang": contents.lang,
        "as_of": graph.as_of_text,
        "workspace": str(graph.workspace),
        "purpose": graph.grant.purpose,
        "case": graph.grant.case,
        "ground": graph.grant.ground,
        "counts": {name: len(table) for name, table in graph.tables.items()},
        "rows": report.to_json()["totals"],
        "files": {
            path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (out / MARKER).write_text(text + "\n", encoding="utf-8", newline="\n")
