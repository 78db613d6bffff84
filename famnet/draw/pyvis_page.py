"""The one place where pyvis is used: a real Network, and our own hardened page around it.

pyvis asks two addresses on the internet even when everything should be in the file, and lets a
heading, a node id in its menu and a title with the letters "href" run as HTML. So pyvis only
renders the data and its own drawing function; the page around it is ours, the library goes into the
file, and a content-security policy lets exactly those scripts run whose hash it names.
"""

from __future__ import annotations

import copy
import hashlib
import math
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from pyvis.network import Network

from famnet.draw.network_data import first_month, page_data, proof_rows
from famnet.draw.network_forms import DASHES, FONT, INK, STROKE, line_form, mark_form
from famnet.draw.network_words import speech
from famnet.draw.scene import NEVER
from famnet.draw.words import CERTAINTY, CHAIN_LETTER, CHAIN_NAME, GROUP, KIND, day_words
from famnet.errors import OurFault

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.scene import Line, Mark, Scene

__all__ = ["Network", "page", "plain", "to_network"]

# The parts of the page's own script.
SCRIPTS: Final = ("filters", "details", "list", "path", "open", "canvas", "address", "page")
_OPTIONS: Final = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {
        "font": {
            "face": FONT,
            "color": INK,
            "size": 17,
            "strokeWidth": 4,
            "strokeColor": "#ffffff",
        },
        "chosen": False,
    },
    "edges": {
        "smooth": False,
        "chosen": False,
        "selectionWidth": 2,
        "hoverWidth": 0,
        "color": {"inherit": False},
    },
    "interaction": {
        "hover": True,
        "multiselect": False,
        "dragNodes": True,
        "tooltipDelay": 150,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
    },
}


class _Text(str):
    """A title that stays text: pyvis turns any title with "href" in it into HTML."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return False


def plain(value: Any) -> Any:  # noqa: ANN401 - it takes whatever an analyst put on a node
    """Turn a value into what JSON holds: numpy numbers, dates, sets and missing values too.

    >>> import numpy as np
    >>> plain({"n": np.int64(3), "missing": float("nan"), "set": {"b", "a"}})
    {'n': 3, 'missing': None, 'set': ['a', 'b']}
    """
    if isinstance(value, bool | str | int) or value is None:
        return value
    if isinstance(value, float):
        # NaN and infinity are no JSON.
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return plain(value.tolist()) if hasattr(value, "tolist") else str(value)


def to_network(scene: Scene) -> Network:
    """Return the scene as a pyvis network; nodes and edges are put in directly.

    Notes
    -----
    ``Network.add_edge`` looks through all edges each time (quadratic); filling the lists is linear.
    """
    net: Any = Network(  # type: ignore[no-untyped-call]
        height="100%", width="100%", cdn_resources="in_line", bgcolor="#ffffff"
    )
    net.nodes = [_node(mark) for mark in scene.marks]
    net.node_ids = [mark.key for mark in scene.marks]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.edges = [_edge(i, line, scene) for i, line in enumerate(scene.lines)]
    _bend(net)
    net.options = copy.deepcopy(_OPTIONS)
    made: Network = net
    return made


def _node(mark: Mark) -> dict[str, Any]:
    told = "\n".join(f"{name}: {value}" for name, value in mark.facts)
    node = {
        "id": mark.key,
        "label": f"{mark.label}\n{mark.below}" if mark.below else mark.label,
        "name": mark.label,
        "title": _Text(f"{mark.label}\n{told}"),
        "x": mark.x,
        "y": mark.y,
        "physics": False,
        "kind": mark.kind,
        "code": mark.code,
        "facts": [list(fact) for fact in mark.facts],
        "page": mark.page,
        "families": list(mark.families),
        "domains": list(mark.domains),
        "partners": list(mark.partners),
        "touches": [list(touch) for touch in mark.touches],
        "variant": mark.variant,
        "since": mark.since,
        "died": mark.died if mark.died < NEVER else 0,
    }
    node.update(mark_form(mark.kind, mark.variant))
    return node


def _edge(i: int, line: Line, scene: Scene) -> dict[str, Any]:
    told = ", ".join(scene.domain_names.get(code, code) for code in line.domains)
    sure = "" if line.certainty == "confirmed" else f" ({CERTAINTY[line.certainty].of(scene.lang)})"
    return {
        "id": f"e{i}",
        "from": line.source,
        "to": line.target,
        "kind": line.kind,
        "said": line.said,
        "back": line.said_back,
        "certainty": line.certainty,
        "domains": list(line.domains),
        "title": _Text(f"{line.said}{sure}" + (f"\n{told}" if told else "")),
        "proofs": proof_rows(line),
        "dashes": DASHES[line.certainty],
        **line_form(line.kind),
    }


def _bend(net: Network) -> None:
    """Bend a line along a row that would run behind somebody else in that row."""
    rows: dict[int, list[int]] = {}
    for node in net.nodes:
        rows.setdefault(node["y"], []).append(node["x"])
    for edge in net.edges:
        one, two = net.node_map[edge["from"]], net.node_map[edge["to"]]
        if one["y"] != two["y"] or one is two:
            continue
        left, right = sorted((one["x"], two["x"]))
        if any(left < x < right for x in rows[one["y"]]):
            way = "curvedCW" if one["x"] < two["x"] else "curvedCCW"
            edge["smooth"] = {"enabled": True, "type": way, "roundness": 0.25}


def page(net: Network, scene: Scene, title: str) -> str:
    """Return the whole page as HTML: nothing is asked from anywhere, nothing runs but our scripts.

    Parameters
    ----------
    net : pyvis.network.Network
        What is drawn; it isn't changed. Its heading, menus and templates are not used.
    scene : Scene
        What the page says beside the picture.
    title : str
        Heading of the page, as text.
    """
    own = "\n".join(_asset(f"network_{part}.js") for part in SCRIPTS)
    scripts = [_library(net), own, _drawing(net), "famnetPage();"]
    styles = [_asset("network_page.css")]
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    lang, shown = scene.lang, _kinds(scene)
    sure = {code: text.of(lang) for code, text in CERTAINTY.items()}
    return (
        _template().render(
            title=title,
            policy=policy,
            scripts=scripts,
            styles=styles,
            scene=scene,
            say=speech(lang),
            as_of=day_words(scene.as_of, lang),
            month=day_words(scene.as_of[:7], lang),
            kinds=[(kind, KIND[kind].of(lang), *STROKE[kind]) for kind in KIND if kind in shown],
            sureness=[(code, name, DASHES[code]) for code, name in sure.items()],
            all_chains=", ".join(_chain(code, lang) for code in CHAIN_NAME),
            groups=_counts(scene),
            labels={mark.key: mark.label for mark in scene.marks},
            domains=_domains(scene),
            chains=_chains(scene),
            partners=_partners(scene),
            months=_months(scene),
            line_rows=_line_rows(scene),
            data=page_data(scene),
            certainty_names=sure,
            group_names={kind: one.of(lang) for kind, (one, _) in GROUP.items()},
        )
        + "\n"
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_asset("network_page.html.jinja"))


@cache
def _theirs(folder: str) -> jinja2.Environment:
    """Return pyvis's own templates; a network by itself would compile them each time."""
    return jinja2.Environment(loader=jinja2.FileSystemLoader(folder))  # noqa: S701  # as pyvis does


def _kinds(scene: Scene) -> set[str]:
    insides = scene.insides.values()
    lines = chain(
        scene.lines,
        scene.other_days,
        *(inside.lines for inside in insides),
        *(inside.other_days for inside in insides),
    )
    return {line.kind for line in lines} | ({"same"} if len(scene.insides) > 1 else set())


def _line_rows(scene: Scene) -> list[tuple[str, Line, bool]]:
    """Return id, line, and whether it holds on other days only."""
    return [
        *((f"e{i}", line, False) for i, line in enumerate(scene.lines)),
        *((f"x{i}", line, True) for i, line in enumerate(scene.other_days)),
    ]


def _chains(scene: Scene) -> list[tuple[str, str]]:
    """Return the chains of the partners one can ask for, in their fixed order."""
    seen = {scene.chains.get(key, "") for key, _ in _partners(scene)}
    return [(code, _chain(code, scene.lang)) for code in CHAIN_NAME if code in seen]


def _chain(code: str, lang: Lang) -> str:
    return f"{CHAIN_LETTER[code][0]} {CHAIN_NAME[code].of(lang)}"


def _months(scene: Scene) -> tuple[int, int] | None:
    """Return the ends of the date filter: first month, and one past that of the reference date."""
    first = first_month(scene)
    if not first or not scene.as_of:
        return None
    year, month = scene.as_of.split("-")[:2]
    last = int(year) * 12 + int(month)
    return (first, last) if first < last else None


def _domains(scene: Scene) -> list[tuple[str, str]]:
    touched = _touched(scene)
    return [(code, name) for code, name in scene.domain_names.items() if code in touched]


def _touched(scene: Scene) -> set[str]:
    on_lines = {code for line in scene.lines for code in line.domains}
    return on_lines | {code for mark in scene.marks for code in mark.domains}


def _partners(scene: Scene) -> list[tuple[str, str]]:
    """Return key and label of the partners one can ask for."""
    labels = {mark.key: mark.label for mark in scene.marks}
    seen = {line.source for line in scene.lines if line.source.startswith("o:")}
    seen |= {partner for mark in scene.marks for partner in mark.partners}
    named = [(key, labels.get(key, scene.partner_names.get(key, key[2:]))) for key in seen]
    return sorted(named, key=lambda item: (item[1].casefold(), item[0]))


def _counts(scene: Scene) -> list[tuple[str, int, str]]:
    out = []
    for kind, (one, more) in GROUP.items():
        n = sum(mark.kind == kind for mark in scene.marks)
        if n:
            out.append((kind, n, (one if n == 1 else more).of(scene.lang)))
    return out


def _drawing(net: Network) -> str:
    """Let pyvis render, and keep the one script that holds data and drawing function."""
    quiet: Any = copy.copy(net)
    quiet.cdn_resources = "local"
    quiet.templateEnv = _theirs(net.template_dir)
    quiet.heading = ""
    quiet.conf = quiet.select_menu = quiet.filter_menu = quiet.neighborhood_highlight = False
    quiet.nodes = [_safe(node) for node in net.nodes]
    quiet.edges = [_safe(edge) for edge in net.edges]
    html = quiet.generate_html(notebook=False)
    start = '<script type="text/javascript">'
    body = html[html.rindex(start) + len(start) :]
    script: str = body[: body.index("</script>")]
    if "drawGraph()" not in script:
        raise OurFault("pyvis tekent anders dan verwacht.", hint="Gebruik pyvis 0.3.2.")
    return script


def _safe(item: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = plain(item)
    if "title" in values:
        values["title"] = _Text(values["title"])
    return values


def _library(net: Network) -> str:
    """Return vis-network as pyvis ships it."""
    path = Path(net.template_dir) / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_text(encoding="utf-8")
    if "</script" in text.lower():
        raise OurFault("De tekenbibliotheek past niet in een pagina.", hint="Gebruik pyvis 0.3.2.")
    return text


def _asset(name: str) -> str:
    return (resources.files("famnet.draw") / "assets" / name).read_text(encoding="utf-8")


def _hashes(texts: list[str]) -> str:
    digests = (b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
