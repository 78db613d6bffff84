"""The session on the table and the demo, wiring only."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from famnet import resources, session_files
from famnet.analysis.comparison import compare
from famnet.analysis.description import Description, describe
from famnet.analysis.episodes import reused_incidents
from famnet.analysis.text import language
from famnet.answers import DemoAnswer, RunAnswer, StoryOutcome
from famnet.config import Settings
from famnet.governance import demand
from famnet.own_ids import shown_ids
from famnet.pipeline.decoys import Decoys, decoys
from famnet.pipeline.opening import not_over, open_graph
from famnet.pipeline.referencing import case_of, of_one, write_case
from famnet.progress import Progress
from famnet.staging import staged_directory
from famnet.synthetic.story import all_stories

if TYPE_CHECKING:
    from famnet.analysis.comparison import Comparison
    from famnet.analysis.text import Lang
    from famnet.delivery import Delivery
    from famnet.graph import FamilyGraph

__all__ = ["RunOptions", "demo", "run"]

#: How many networks the demo draws apart.
_GALLERY: Final = 8


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run makes beside the lists.

    Parameters
    ----------
    families : tuple of str
        Networks, persons or households that get a page whatever the list says; empty: the list.
    pages : int
        How many of the list get a page when no family is named.
    with_key : bool
        Whether the key sheet (names beside labels) is made.
    gallery : int
        How many networks with a page get loose pictures and a place in gallery.html.
    decoys : Decoys or None
        What became of families that look like a finding, for a page of its own.
    lang : str
        Language of the pages, ``nl`` or ``en``.
    settings : Settings
        Purpose, case, workspace, as-of.
    reference : Path or None
        The stored background that the one named family is compared with.
    """

    families: tuple[str, ...] = ()
    pages: int = 300
    with_key: bool = True
    gallery: int = 0
    decoys: Decoys | None = None
    lang: str = "nl"
    settings: Settings = field(default_factory=Settings)
    reference: Path | None = None


def run(
    delivery: Path | str,
    out: Path | str,
    *,
    options: RunOptions | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> RunAnswer:
    """Do all of it: from a delivery to a session on the table.

    Parameters
    ----------
    delivery : Path or str
        Folder or workbook.
    out : Path or str
        Folder for the session; an older session there is replaced as a whole.
    options : RunOptions, optional
        Which families get pages, the key sheet, purpose and workspace.
    lang : str, optional
        Language of the pages, ``nl`` or ``en``; goes before that of the options.
    progress : Progress, optional
        Where stages are told.

    Returns
    -------
    RunAnswer
        Counts, and why the list is empty if it is.

    Raises
    ------
    UserError
        The delivery can't be used or the folder can't be written.
    Refused
        Purpose, case or workspace is missing.
    """
    chosen = options or RunOptions()
    if lang is not None:
        chosen = replace(chosen, lang=lang)
    answer, _ = _run(Path(delivery), Path(out), chosen, progress or Progress())
    return answer


def demo(out: Path, *, lang: str = "nl", progress: Progress) -> DemoAnswer:
    """Run on the sample data and say what became of each named story."""
    sample = resources.sample_data()
    with progress.stage("Families die op een vondst lijken"):
        found = decoys()
    options = RunOptions(gallery=_GALLERY, lang=lang, decoys=found)
    answer, description = _run(sample, out, options, progress)
    return DemoAnswer(answer, _stories(sample / "stories.csv", description, language(lang)))


def _run(
    path: Path, out: Path, options: RunOptions, progress: Progress
) -> tuple[RunAnswer, Description]:
    not_over(path, out)
    # The folder is looked at first, so that an hour's work doesn't end in "is in the way".
    with staged_directory(out, marker=session_files.MARKER) as fresh:
        delivery, graph = open_graph(path, options.settings, progress)
        with progress.stage("Vergelijken"):
            comparison = _compared(delivery, graph, options)
        with progress.stage("Familienetwerken en gebeurtenissen"):
            description = describe(graph, comparison=comparison)
        demand(
            graph.grant, "report", detail=f"{len(description.listed)} netwerken", as_of=graph.as_of
        )
        write_case(comparison, fresh)
        contents = session_files.Contents(
            delivery, graph, description, options.with_key, options.gallery,
            language(options.lang), options.decoys,
        )  # fmt: skip
        pages = session_files.write_session(
            contents,
            fresh,
            named=options.families,
            pages=options.pages,
            progress=progress,
        )
    answer = RunAnswer(
        as_of=graph.as_of_text,
        workspace=str(graph.workspace),
        synthetic=graph.synthetic,
        persons=len(graph.persons),
        households=len(graph.households),
        signals=len(graph.signals),
        windows=len(description.windows),
        eligible=int(description.windows["eligible"].sum()),
        listed=len(description.listed),
        pages=pages,
        why_empty=description.why_empty.of(language(options.lang)),
        totals=delivery.report.to_json()["totals"],
        reused_incidents=len(reused_incidents(graph)),
        case=case_of(comparison),
        lang=language(options.lang),
    )
    return answer, description


def _compared(delivery: Delivery, graph: FamilyGraph, options: RunOptions) -> Comparison:
    """Compare all families with each other, or the one named with a stored background."""
    if options.reference is None:
        return compare(graph)
    named = shown_ids(delivery, graph, options.families)
    return of_one(graph, options.reference, tuple(named))


def _stories(path: Path, description: Description, lang: Lang) -> tuple[StoryOutcome, ...]:
    if not path.is_file():
        return ()
    # The delivery carries the Dutch of its stories alone; the stories themselves know both.
    english = {one.name: one for one in all_stories()} if lang == "en" else {}
    listed = {household for finding in description.listed for household in finding.household_ids}
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(
            StoryOutcome(
                story=row["story"],
                title=english[row["story"]].title_en if english else row["title_nl"],
                expected=row["expect"],
                found="listed" if listed & set(row["household_ids"].split("|")) else "not_listed",
                why=english[row["story"]].why_en if english else row["why_nl"],
            )
            for row in csv.DictReader(handle)
        )
