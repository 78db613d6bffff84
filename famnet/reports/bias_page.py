"""The page of the audit of bias: groups beside each other, with no person on it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.bias.cautions import unfit_lines
from famnet.analysis.bias.small_cells import SHIELDED, SMALLEST
from famnet.analysis.ground_words import Granted, granted
from famnet.catalogue import load_catalogue
from famnet.governance import demand
from famnet.reports.render import css_text, render, write_page
from famnet.reports.texts import Texts, dutch_day, dutch_number, load_texts
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.analysis.bias.audit import BiasAudit
    from famnet.analysis.bias.tables import RatioRow, SelectionRow
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["bias_html", "group_label", "write_bias_page"]

#: Sign for a number that would give away a small one.
_SHIELD: Final = "x"
_HIDDEN: Final = {"no_areas": "no_areas", "unfit": "no_fit"}
_METHODS: Final = ("scan", "national", "raw")
_WIDTH, _HEIGHT, _MOST = 320.0, 120.0, 4.0


def write_bias_page(graph: FamilyGraph, found: BiasAudit, path: Path, *, lang: Lang = "nl") -> None:
    """Write the page.

    Parameters
    ----------
    graph : FamilyGraph
        The graph that was audited.
    found : BiasAudit
        What was found.
    path : Path
        Where.
    lang : str
        ``nl`` or ``en``.

    Raises
    ------
    Refused
        There is no grant.
    """
    demand(graph.grant, "report", detail="audit van scheefheid, geen persoon", as_of=graph.as_of)
    write_page(path, bias_html(graph, found, lang=lang))


def bias_html(graph: FamilyGraph, found: BiasAudit, *, lang: Lang = "nl") -> str:
    """Make the page."""
    words, tree = _texts(lang)
    told = granted(graph.grant, lang, synthetic=graph.synthetic)
    day = dutch_day(graph.as_of) if lang == "nl" else format_day(graph.as_of)
    context: dict[str, object] = {
        "lang": lang,
        "grant": told,
        "as_of": day,
        "workspace": load_texts(lang)(f"workspace.{graph.workspace}"),
        "small": words("small", smallest=SMALLEST, shield=_SHIELD),
        "numbers": _numbers(found, words, lang),
        "cautions": [text.of(lang) for text in (*unfit_lines(found.unfit), *found.cautions)],
        "methods": _methods(found, words, lang),
        "doses": _doses(found, words, lang),
        "line": _line(found),
        "national_only": ""
        if found.unfit
        else words("national_only", n=round(100 * (1 - found.doses[0].same))),
        "tables": _tables(found, words, lang),
        "permuted": _permuted(found, words, lang),
        "cannot": tree["cannot"],
        "method": tree["method"],
    }
    return render("bias.jinja", words, context, script="", margins=_margins(words, told, day))


@cache
def _texts(lang: Lang) -> tuple[Texts, dict[str, Any]]:
    file = files("famnet.reports") / "texts_bias.toml"
    tree: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))[lang]
    return Texts(tree, lang), tree


def group_label(attribute: str, group: str, lang: Lang) -> str:
    """Return the name of a group.

    >>> group_label("sex", "female", "nl"), group_label("partner", "POL", "en")
    ('vrouw', 'Police')
    """
    name = f"group.{attribute}.{group}"
    words = _texts(lang)[0]
    if attribute == "partner" and name not in words:
        return load_catalogue().label("partners", group, lang)
    return words.get(name, group)


def _numbers(found: BiasAudit, words: Texts, lang: Lang) -> list[tuple[str, str]]:
    flagged = "num_flagged_reported" if found.flags.reported else "num_flagged_top"
    n = len(found.found_permuted)
    looked = [
        (_whole(found.n_windows, lang), words("num_windows")),
        (_whole(len(found.flags.windows), lang), words(flagged)),
        (_whole(found.n_areas, lang), words("num_areas")),
    ]
    if found.unfit:
        return looked
    return [
        *looked,
        (_whole(found.found, lang), words("num_found")),
        (_decimal(_mean(found), lang) if n else "", words("num_permuted", n=n)),
    ]


def _mean(found: BiasAudit) -> float:
    return sum(found.found_permuted) / max(len(found.found_permuted), 1)


def _methods(found: BiasAudit, words: Texts, lang: Lang) -> list[tuple[str, str, str, str, str]]:
    by = {(row.world, row.method): row for row in found.ratios}
    out = []
    for method in _METHODS:
        real, shuffled = by["real", method], by["permuted", method]
        cells = [*_ratio(real, words, lang), *_ratio(shuffled, words, lang)]
        out.append((words(f"method_{method}"), *cells))
    return out  # type: ignore[return-value]


def _ratio(row: RatioRow, words: Texts, lang: Lang) -> tuple[str, str]:
    if row.ratio is None or row.ratio_low is None or row.ratio_high is None:
        return words(_HIDDEN.get(row.hidden, "no_number")), ""
    ends = f"{_decimal(row.ratio_low, lang)} – {_decimal(row.ratio_high, lang)}"
    return _decimal(row.ratio, lang), ends


def _doses(found: BiasAudit, words: Texts, lang: Lang) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            _decimal(row.dose, lang),
            _ratio(row.real, words, lang)[0],
            *_ratio(row.permuted, words, lang),
            f"{row.same:.0%}",
        )
        for row in found.doses
    ]


def _line(found: BiasAudit) -> list[tuple[float, float]]:
    """Return the places of the dose-response line; empty where a point is missing."""
    ratios = [(row.dose, row.permuted.ratio) for row in found.doses]
    if any(ratio is None for _, ratio in ratios):
        return []
    return [
        (round(_WIDTH * dose, 1), round(_HEIGHT * (1 - min(ratio or 0, _MOST) / _MOST), 1))
        for dose, ratio in ratios
    ]


def _tables(
    found: BiasAudit, words: Texts, lang: Lang
) -> list[tuple[str, str, list[tuple[str, ...]]]]:
    out: list[tuple[str, str, list[tuple[str, ...]]]] = []
    for attribute in dict.fromkeys(row.attribute for row in found.selection):
        rows = [_row(row, lang) for row in found.selection if row.attribute == attribute]
        out.append((attribute, words(f"attribute.{attribute}"), rows))
    return out


def _row(row: SelectionRow, lang: Lang) -> tuple[str, ...]:
    sign = _hidden(row.hidden)
    return (
        group_label(row.attribute, row.group, lang),
        _hidden("few") if row.n is None else _whole(row.n, lang),
        sign if row.flagged is None else _whole(row.flagged, lang),
        sign if row.share is None else _percent(row.share, lang),
        sign if row.ratio is None else _decimal(row.ratio, lang),
        _hidden(row.raw_hidden) if row.raw_ratio is None else _decimal(row.raw_ratio, lang),
        "" if row.null_ratio is None else _decimal(row.null_ratio, lang),
    )


def _permuted(found: BiasAudit, words: Texts, lang: Lang) -> str:
    if found.unfit or not found.found_permuted:
        return ""
    return words(
        "permuted_what",
        found=_whole(found.found, lang),
        n=len(found.found_permuted),
        list=", ".join(_whole(n, lang) for n in found.found_permuted),
        mean=_decimal(_mean(found), lang),
    )


def _hidden(why: str) -> str:
    if not why:
        return ""
    return _SHIELD if why == SHIELDED else f"<{SMALLEST}"


def _whole(number: int, lang: Lang) -> str:
    return dutch_number(number) if lang == "nl" else f"{number:,}"


def _decimal(number: float, lang: Lang) -> str:
    text = f"{number:.2f}"
    return text.replace(".", ",") if lang == "nl" else text


def _percent(share: float, lang: Lang) -> str:
    text = f"{share:.1%}"
    return text.replace(".", ",") if lang == "nl" else text


def _margins(words: Texts, told: Granted, day: str) -> str:
    corners = {
        "top-left": css_text(f"{words('title')} · {told.case}"),
        "top-right": css_text(f"{words('as_of')} {day} · {told.purpose}"),
        "bottom-left": css_text(words("footer")),
        "bottom-right": f"{css_text(words('sheet') + ' ')} counter(page) {css_text(' ' + words('of') + ' ')} counter(pages)",
    }
    font = 'font:7pt Arial,"Liberation Sans",sans-serif;color:#1b2126'
    boxes = "".join(f"@{where}{{content:{text};{font}}}" for where, text in corners.items())
    return f"@page{{size:A4;margin:14mm 12mm 13mm;{boxes}}}"
