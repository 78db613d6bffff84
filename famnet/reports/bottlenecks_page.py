"""The page on bottlenecks: where hand-overs wait, turn round and end, with no person on it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from famnet.analysis.ground_words import Granted, granted
from famnet.analysis.route.bottlenecks import RETURNS, bottlenecks
from famnet.analysis.route.cells import SMALLEST
from famnet.catalogue import load_catalogue
from famnet.governance import demand
from famnet.reports.render import css_text, render, write_page
from famnet.reports.texts import Texts, dutch_number, load_texts

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.analysis.route.bottleneck_sheet import Bottlenecks, WaitsOf
    from famnet.analysis.route.cells import Cell
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["bottlenecks_html", "write_bottlenecks"]

#: Sign for a number that would give away a small one.
_SHIELD = "x"
_WIDTH = 150.0


@dataclass(frozen=True, slots=True)
class _Bar:
    """The answers of a step on a line of days: half, nine in ten, usual; places in the picture."""

    half: float
    most: float
    usual: float | None
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A step, or a way of it, with its cells as they are shown; late: half take longer than usual."""

    name: str
    ends: str
    sent: str
    waiting: str
    share: str
    longer: str
    median: str
    p90: str
    longest: str
    longest_waiting: str
    usual: str
    owner: str
    late: bool
    bar: _Bar | None


def write_bottlenecks(graph: FamilyGraph, out: Path, *, lang: Lang = "nl") -> Path:
    """Write ``bottlenecks.html``.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    out : Path
        Folder of the session.
    lang : str
        ``nl`` or ``en``.

    Raises
    ------
    Refused
        There is no grant.
    """
    demand(graph.grant, "report", detail="bottlenecks, no person", as_of=graph.as_of)
    path = out / "bottlenecks.html"
    write_page(path, bottlenecks_html(graph, lang=lang))
    return path


def bottlenecks_html(graph: FamilyGraph, *, lang: Lang = "nl") -> str:
    """Make the page."""
    sheet = bottlenecks(graph)
    words, _ = _texts(lang)
    texts = load_texts(lang)
    day = texts.day(graph.as_of) or texts("page.no_date")
    told = granted(graph.grant, lang, synthetic=graph.synthetic)
    context = {
        "lang": lang,
        "as_of": day,
        "workspace": texts(f"workspace.{graph.workspace}"),
        "grant": told,
        **_context(sheet, lang),
    }
    return render(
        "bottlenecks.jinja", texts, context, script="", margins=_margins(words, told, day)
    )


@cache
def _texts(lang: Lang) -> tuple[Texts, tuple[str, ...]]:
    """Return the texts of a language, and how it was counted, line by line."""
    file = files("famnet.reports") / "texts_bottlenecks.toml"
    tree: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))[lang]
    return Texts(tree), tuple(tree["method"])


def _context(sheet: Bottlenecks, lang: Lang) -> dict[str, object]:
    words, method = _texts(lang)
    scale = _scale(sheet.steps)
    return {
        "b": words,
        "method": method,
        "small": words("small", smallest=SMALLEST, shield=_SHIELD),
        "numbers": _numbers(sheet, words),
        "steps": [_line(row, lang, scale) for row in sheet.steps if not row.sent.hidden],
        "hidden_steps": ", ".join(
            _step_name(row.step, lang) for row in sheet.steps if row.sent.hidden
        ),
        "edges": [_line(row, lang, scale) for row in sheet.edges if not row.sent.hidden],
        "hidden_edges": sum(bool(row.sent.hidden) for row in sheet.edges),
        "all_edges": len(sheet.edges),
        "lists": [
            ("loops", [(_partner(c.code, lang), _number(c.number)) for c in sheet.loops_to]),
            ("dead", [(_step_name(c.code, lang), _number(c.number)) for c in sheet.dead_ends_in]),
            ("unheard", [(_partner(c.code, lang), _number(c.number)) for c in sheet.unheard_by]),
        ],
        "requests": [
            (_partner(r.code, lang), _number(r.asked), _number(r.unanswered), _part(r.share))
            for r in sheet.requests
        ],
    }


def _numbers(sheet: Bottlenecks, words: Texts) -> list[tuple[str, str]]:
    """Return the numbers on top, each with what it counts."""
    cells = (
        ("sent", sheet.sent), ("waiting", sheet.waiting), ("longer", sheet.longer), ("loops", sheet.loops),
        ("dead_ends", sheet.dead_ends), ("unheard", sheet.unheard), ("reports", sheet.reports),
        ("returning", sheet.returning),
    )  # fmt: skip
    return [(_number(cell), words(name, days=RETURNS)) for name, cell in cells]


def _line(row: WaitsOf, lang: Lang, scale: float) -> _Line:
    words, _ = _texts(lang)
    ends = f"{_partner(row.from_code, lang)} → {_partner(row.to_code, lang)}" if row.to_code else ""
    return _Line(
        name=_step_name(row.step, lang),
        ends=ends,
        sent=_number(row.sent),
        waiting=_number(row.waiting),
        share=_part(row.unanswered_share),
        longer=_number(row.longer),
        median=_days(row.median, words),
        p90=_days(row.p90, words),
        longest=_days(row.longest, words),
        longest_waiting=_days(row.longest_waiting, words),
        usual=words("days", n=row.usual.days) if row.usual else words("usual_unknown"),
        owner=row.usual.owner.of(lang) if row.usual else "",
        late=bool(row.usual and (row.median.value or 0) > row.usual.days),
        bar=_bar(row, words, scale),
    )


def _scale(rows: tuple[WaitsOf, ...]) -> float:
    """Return the most days that any bar shows."""
    shown = [row for row in rows if row.p90.value is not None]
    days = [row.p90.value or 0 for row in shown] + [row.usual.days for row in shown if row.usual]
    return float(max([*days, 1]))


def _bar(row: WaitsOf, words: Texts, scale: float) -> _Bar | None:
    if row.median.value is None or row.p90.value is None:
        return None
    usual = row.usual.days if row.usual else None
    numbers = {"median": _plain(row.median.value), "p90": _plain(row.p90.value)}
    text = words("bar_no_usual", **numbers) if usual is None else words("bar", usual=usual, **numbers)  # fmt: skip

    def place(days: float) -> float:
        return round(_WIDTH * min(days, scale) / scale, 1)

    return _Bar(
        half=place(row.median.value),
        most=place(row.p90.value),
        usual=None if usual is None else place(usual),
        text=text,
    )


def _partner(code: str, lang: Lang) -> str:
    return load_catalogue().label("partners", code, lang)


def _step_name(code: str, lang: Lang) -> str:
    if not code:
        return _texts(lang)[0]("no_step")
    return load_catalogue().label("referral_steps", code, lang)


def _hidden(cell: Cell) -> str:
    return f"<{SMALLEST}" if cell.hidden == "few" else _SHIELD


def _number(cell: Cell) -> str:
    if cell.hidden:
        return _hidden(cell)
    return "" if cell.value is None else dutch_number(int(cell.value))


def _part(cell: Cell) -> str:
    if cell.hidden:
        return _hidden(cell)
    return "" if cell.value is None else f"{cell.value:.0%}"


def _days(cell: Cell, words: Texts) -> str:
    if cell.hidden:
        return _hidden(cell)
    return "" if cell.value is None else words("days", n=_plain(cell.value))


def _plain(days: float) -> str:
    """Write days, a half as ``½``: read alike in both languages.

    >>> _plain(14.5), _plain(1200.0)
    ('14½', '1.200')
    """
    whole = int(days)
    return dutch_number(whole) + ("" if days == whole else "½")


def _margins(words: Texts, told: Granted, day: str) -> str:
    corners = {
        "top-left": css_text(f"{words('title')} · {told.case}"),
        "top-right": css_text(f"{words('as_of')} {day} · {told.purpose}"),
        "bottom-left": css_text(words("footer")),
        "bottom-right": f"{css_text(words('sheet') + ' ')} counter(page) {css_text(' ' + words('of') + ' ')} counter(pages)",
    }
    font = 'font:7pt Arial,"Liberation Sans",sans-serif;color:#1b2126'
    boxes = "".join(f"@{where}{{content:{text};{font}}}" for where, text in corners.items())
    return f"@page{{size:A4 landscape;margin:12mm 10mm 11mm;{boxes}}}"
