"""The overview: the list, how common its pattern is, and what was not used."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.gate import GROUPS
from famnet.analysis.period import MONTHS
from famnet.delivery.rules import RULES
from famnet.governance import demand
from famnet.reports.decoys_page import decoys_texts
from famnet.reports.dutch_order import split_prefix
from famnet.reports.marks import DOMAIN_LETTERS
from famnet.reports.overview_rows import SHOWN, ListLine, list_lines, place_names
from famnet.reports.rarity import one_in
from famnet.reports.render import css_text, render, write_page
from famnet.reports.scan_lines import kind_words, order_words, overview_lines

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.reports.session import Session

__all__ = ["SHOWN", "overview_html", "write_overview"]


@dataclass(frozen=True, slots=True)
class _Bar:
    groups: int
    windows: int
    x: float
    y: float
    height: float
    dark: bool


def write_overview(session: Session, out: Path) -> Path:
    """Write ``overview.html``.

    Parameters
    ----------
    session : Session
        What is known.
    out : Path
        Folder of the session.

    Raises
    ------
    Refused
        There is no grant.
    """
    demand(
        session.graph.grant, "report", detail=f"overview: {len(session.listed)} networks",
        as_of=session.graph.as_of,
    )  # fmt: skip
    path = out / "overview.html"
    write_page(path, overview_html(session))
    return path


def overview_html(session: Session) -> str:
    """Make the overview.

    Notes
    -----
    The first 5,000 networks stand in it as HTML; the page says how many more there are.
    """
    lines = list_lines(session, SHOWN)
    bars = _bars(session)
    there = {line.window_id for line in lines}
    kinds = {kind: session.partners.kind_name(kind) for line in lines for kind in line.kinds}
    context: dict[str, object] = {
        **_head(session),
        "bars": bars,
        "bar_text": ", ".join(f"{bar.groups}: {bar.windows}" for bar in bars),
        "lines": lines,
        "keys": [_sort_keys(line) for line in lines],
        "all": len(session.listed),
        "more": len(session.listed) - len(lines),
        "why_empty": session.description.why_empty.of(session.texts.lang),
        "partners": sorted(kinds.items(), key=lambda item: (item[1].casefold(), item[0])),
        "places": [(place, _without_prefix(place)) for place in place_names(lines)],
        "domains": list(DOMAIN_LETTERS),
        "pages": [page for page in session.pages if page.window_id not in there],
        "with_key": session.with_key,
        "decoys": decoys_texts(session.texts.lang)("nav") if session.decoys else "",
        "gallery": bool(session.gallery),
        "check": _check(session),
        "asked": _asked(session),
    }
    margins = _margins(session)
    return render("overview.jinja", session.texts, context, script="overview.js", margins=margins)


def _head(session: Session) -> dict[str, object]:
    """Return what stands above the list: purpose, as-of, what it is made of, how common it is."""
    texts, graph = session.texts, session.graph
    counts = {
        "persons": texts.count("person", len(graph.persons)),
        "households": texts.count("household", len(graph.households)),
        "signals": texts.count("signal", len(graph.signals)),
        "partners": texts.count("partner", len(graph.partners)),
    }
    numbers = {
        "eligible": session.texts.number(session.eligible),
        "all": session.texts.number(session.looked_at),
        "listed": session.texts.number(len(session.listed)),
    }
    region = texts("overview.title_region", region=graph.region) if graph.region else ""
    return {
        "title": region or texts("overview.title"),
        "grant": session.granted,
        "workspace": texts(f"workspace.{graph.workspace}"),
        "as_of": texts("meta.as_of_text", day=session.as_of, months=MONTHS),
        "made_of": texts("meta.made_of_text", **counts),
        "common": _common(session),
        "order_text": order_words(session),
        "kind_text": kind_words(session),
        "scan_lines": overview_lines(session),
        "common_text": texts("overview.common_text", **numbers),
    }


def _common(session: Session) -> str:
    texts, number = session.texts, one_in(session.eligible, session.looked_at)
    if number is None:
        return texts("overview.common_none")
    return texts(
        "overview.common_head", common=texts("overview.common_one_in", n=texts.number(number))
    )


def _bars(session: Session) -> list[_Bar]:
    found = session.description.windows["n_domains"].to_numpy().astype(np.int64)
    counts = np.bincount(found, minlength=len(GROUPS) + 1).tolist()
    most = max([*counts, 1])
    return [
        _Bar(groups, windows, 3 + groups * 30.0, round(118 - 96 * windows / most, 1),
             round(96 * windows / most, 1), groups >= 3)
        for groups, windows in enumerate(counts)
    ]  # fmt: skip


def _sort_keys(line: ListLine) -> str:
    """Return what the columns sort by, in their order; one place per column with a button."""
    keys = (
        line.number, line.window_id, _without_prefix(line.place), line.children, line.groups, line.observers,
        line.episodes, len(line.kinds), line.waiting, line.last_iso,
    )  # fmt: skip
    return "|".join(str(key).replace("|", " ") for key in keys)


def _without_prefix(place: str) -> str:
    """Return "Hoeven, De": how a list sorts and shows a name with a prefix.

    >>> _without_prefix("De Hoeven"), _without_prefix("Molenwijk")
    ('Hoeven, De', 'Molenwijk')
    """
    prefix, rest = split_prefix(place)
    return f"{rest}, {prefix}" if prefix else rest


def _check(session: Session) -> dict[str, object] | None:
    """Return the sums of the check and why rows were not used."""
    report = session.report
    if report is None:
        return None
    files = [(f.file, f.read, f.accepted, f.rejected, f.set_aside) for f in report.files]
    total = report.totals
    faults = report.faults[report.faults["severity"].astype(str) != "warning"]
    counted = Counter(
        zip(
            faults["severity"].astype(str).tolist(),
            faults["code"].astype(str).tolist(),
            strict=True,
        )
    )
    why = sorted(
        ((n, code) for (_, code), n in counted.items()), key=lambda item: (-item[0], item[1])
    )
    cell = "A cell" if session.texts.lang == "en" else "Een cel"
    unknown = sorted({column for f in report.files for column in f.unknown_columns})
    return {
        "files": files,
        "total": total,
        "why": [(n, RULES[code].message(session.texts.lang, cell)) for n, code in why],
        "unknown": unknown,
    }


def _asked(session: Session) -> list[tuple[str, int, int]]:
    """Return per kind of partner how many questions were asked and answered."""
    table = session.graph.tables["requests"]
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    kinds = [session.partners[code].kind for code in range(len(session.partners))]
    for partner, answer in zip(table["partner"].tolist(), table["answer"].tolist(), strict=True):
        asked[kinds[partner]] += 1
        answered[kinds[partner]] += answer in ("delivered", "nothing_known")
    order = sorted(asked, key=lambda kind: (answered[kind] / asked[kind], -asked[kind], kind))
    return [(session.partners.kind_name(kind), asked[kind], answered[kind]) for kind in order]


def _margins(session: Session) -> str:
    texts, grant = session.texts, session.granted
    corners = {
        "top-left": css_text(f"{texts('overview.title')} · {grant.case}"),
        "top-right": css_text(f"{texts('meta.as_of')} {session.as_of} · {grant.purpose}"),
        "bottom-left": css_text(f"{texts('family.footer')} · {texts('overview.print_note')}"),
        "bottom-right": f"{css_text(texts('family.sheet') + ' ')} counter(page) {css_text(' ' + texts('family.of') + ' ')} counter(pages)",
    }
    font = 'font:7pt Arial,"Liberation Sans",sans-serif;color:#1b2126'
    boxes = "".join(f"@{where}{{content:{text};{font}}}" for where, text in corners.items())
    return f"@page{{size:A4 landscape;margin:12mm 10mm 11mm;{boxes}}}"
