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
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jinja2
from pyvis.network import Network

from famnet.draw.words import CERTAINTY, GROUP, KIND, PAGE
from famnet.errors import OurFault

if TYPE_CHECKING:
    from famnet.draw.scene import Line, Mark, Scene

__all__ = ["Network", "page", "plain", "to_network"]

INK: Final = "#1b2126"
SECOND_INK: Final = "#4a545d"
WASH: Final = "#f4f6f7"
FONT: Final = 'Arial, "Liberation Sans", Arimo, Helvetica, sans-serif'
# The ring of a chain (pages rule 2); the letter in the label carries the meaning.
_RING: Final = {
    "social": "#9a6a00",
    "education": "#0b4f8a",
    "care": "#00695e",
    "youth_protection": "#3c6fae",
    "housing": "#7a4f00",
    "safety": "#57296b",
    "justice": "#7d4a91",
    "administration": "#4a545d",
    "fiscal": "#4a545d",
    "victim_support": "#a03c6e",
    "hub": "#1b2126",
}
# Width, colour, and the sign at the end of each kind of line: told apart without colour.
_STROKE: Final[Mapping[str, tuple[float, str, str]]] = {
    "parent": (1.6, INK, ""),
    "care_parent": (1.6, SECOND_INK, "vee"),
    "partner": (5, INK, ""),
    "former_partner": (5, "#aeb6bc", ""),
    "sibling": (1.6, SECOND_INK, "curve"),
    "residence": (1, "#7f8a93", "box"),
    "tie": (2.2, "#57296b", "diamond"),
    "signal": (1.1, "#9a6a00", "circle"),
    "protective": (1.6, "#124f8c", "crow"),
    "involvement": (1.6, "#124f8c", "arrow"),
    "measure": (3, "#124f8c", "bar"),
    "shared_household": (3, INK, ""),
    "kin": (1.4, SECOND_INK, ""),
    "bond": (2.2, "#57296b", "diamond"),
}
_DASHES: Final[Mapping[str, bool | list[int]]] = {
    "confirmed": False,
    "probable": [9, 6],
    "unconfirmed": [1, 5],
}
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
        "hover": False,
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
    }
    node.update(_form(mark))
    return node


def _form(mark: Mark) -> dict[str, Any]:
    """Return the form of a mark; every person has the same size and colour."""
    if mark.kind == "person":
        dead = mark.variant == "deceased"
        return {
            "shape": "dot",
            "size": 17,
            "borderWidth": 1.8,
            "color": _color("#ffffff", INK),
            "shapeProperties": {"borderDashes": [3, 3] if dead else False},
            "widthConstraint": {"maximum": 104},
        }
    if mark.kind == "household":
        return {
            "shape": "box",
            "outline": mark.variant != "institution",
            "borderWidth": 1,
            "color": _color(WASH, "#7f8a93"),
            "margin": 4,
            "shapeProperties": {"borderRadius": 2},
            "font": {"size": 16, "color": SECOND_INK, "face": FONT},
        }
    if mark.kind == "partner":
        ring = _RING.get(mark.variant, SECOND_INK)
        return {
            "shape": "box",
            "borderWidth": 3,
            "color": _color("#ffffff", ring),
            "margin": 8,
            "shapeProperties": {"borderRadius": 12},
            "widthConstraint": {"maximum": 225},
        }
    return {
        "shape": "box",
        "borderWidth": 1.6,
        "color": _color(WASH, INK),
        "margin": 9,
        "shapeProperties": {"borderRadius": 3},
        "widthConstraint": {"maximum": 200},
        "font": {"size": 18, "color": INK, "face": FONT, "strokeWidth": 0},
    }


def _color(ground: str, ring: str) -> dict[str, Any]:
    return {
        "background": ground,
        "border": ring,
        "highlight": {"background": ground, "border": ring},
    }


def _edge(i: int, line: Line, scene: Scene) -> dict[str, Any]:
    width, color, sign = _STROKE[line.kind]
    told = ", ".join(scene.domain_names.get(code, code) for code in line.domains)
    sure = "" if line.certainty == "confirmed" else f" ({CERTAINTY[line.certainty]})"
    edge: dict[str, Any] = {
        "id": f"e{i}",
        "from": line.source,
        "to": line.target,
        "kind": line.kind,
        "said": line.said,
        "back": line.said_back,
        "certainty": line.certainty,
        "domains": list(line.domains),
        "title": _Text(f"{line.said}{sure}" + (f"\n{told}" if told else "")),
        "width": width,
        "color": {"color": color, "highlight": color, "inherit": False},
        "dashes": _DASHES[line.certainty],
    }
    if sign:
        edge["arrows"] = {"to": {"enabled": True, "type": sign, "scaleFactor": 0.45}}
    return edge


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
    scripts = [_library(net), _asset("network_page.js"), _drawing(net), "famnetPage();"]
    styles = [_asset("network_page.css")]
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string(_asset("network_page.html.jinja"))
    return (
        template.render(
            title=title,
            policy=policy,
            scripts=scripts,
            styles=styles,
            scene=scene,
            page=PAGE,
            kinds=[
                (kind, KIND[kind], *_STROKE[kind])
                for kind in KIND
                if any(line.kind == kind for line in scene.lines)
            ],
            sureness=[(code, name, _DASHES[code]) for code, name in CERTAINTY.items()],
            groups=_counts(scene),
            labels={mark.key: mark.label for mark in scene.marks},
            domains=[
                (code, name) for code, name in scene.domain_names.items() if code in _touched(scene)
            ],
            partners=_partners(scene),
            certainty_names=CERTAINTY,
            kind_names=KIND,
            group_names=GROUP,
        )
        + "\n"
    )


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
            out.append((kind, n, one if n == 1 else more))
    return out


def _drawing(net: Network) -> str:
    """Let pyvis render, and keep the one script that holds data and drawing function."""
    quiet: Any = copy.copy(net)
    quiet.cdn_resources = "local"
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
