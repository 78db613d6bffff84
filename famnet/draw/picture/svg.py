"""A scene as SVG: whole by itself, text as text, ids and sentences with every symbol."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from famnet.draw.picture.domains import patterns
from famnet.draw.picture.metrics import clean, text_width
from famnet.draw.picture.shapes import Figure, Path, Polyline, Text
from famnet.draw.picture.words import speech

if TYPE_CHECKING:
    from collections.abc import Callable

    from famnet.draw.picture.scene import Entry, Item, Scene
    from famnet.draw.picture.shapes import Pen, Point, Shape

__all__ = ["FONT", "STYLE", "drawing", "inline_svg", "legend_drawing", "number", "static_svg"]

FONT: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
# Room for a legend of two columns.
_NARROW: Final = 446.0
# Kerning and ligatures off: the sum of the advances (metrics.py) is what stands on paper.
STYLE: Final = "svg.picture text{font-kerning:none;font-variant-ligatures:none;letter-spacing:0;white-space:pre}"


def static_svg(scene: Scene) -> str:
    """Return the scene as a whole SVG file.

    Notes
    -----
    The legend stands under the picture; the file asks nothing from anywhere and holds no script.
    O(items).
    """
    broad = max(scene.width, _NARROW) if scene.legend or scene.notes else scene.width
    below, tall = _legend_below(scene, broad)
    body = _body(scene, focusable=False)
    width, height = number(broad), number(scene.height + tall)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}"{_lang(scene)} role="img" aria-labelledby="{scene.name}-title'
        f' {scene.name}-desc" font-family={quoteattr(FONT)}>\n'
        f'<title id="{scene.name}-title">{_escaped(scene.title)}</title>\n'
        f'<desc id="{scene.name}-desc">{_escaped(scene.description)}</desc>\n'
        f"<style>{STYLE}</style>\n"
        f"<defs>{patterns(scene.name)}</defs>\n"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{body}{below}</svg>\n'
    )


def _lang(scene: Scene) -> str:
    # Dutch is what a reader of a file without a word on it expects here.
    return "" if scene.lang == "nl" else f' lang="{scene.lang}"'


def drawing(scene: Scene, extra: Callable[[Item], str] = lambda _: "") -> str:
    """Return the scene as an SVG element inside a page: each item can be reached by keyboard.

    ``extra`` gives more attributes of an item (``inline_svg``).
    """
    width, height = number(scene.width), number(scene.height)
    said = speech(scene.lang)("drawing")
    return (
        f'<svg class="picture" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="application" aria-roledescription="{said}" aria-label={quoteattr(clean(scene.title))}'
        f' aria-describedby="describes" font-family={quoteattr(FONT)}>\n'
        f"<defs>{patterns(scene.name)}</defs>\n{_body(scene, focusable=True, extra=extra)}</svg>\n"
    )


def inline_svg(scene: Scene, extra: Callable[[Item], str]) -> str:
    """Return the scene as a still SVG element for a page that explains itself elsewhere.

    Parameters
    ----------
    scene : Scene
        Its name stands in front of all ids: give each drawing on a page another one. All of it
        is the group ``name-all``, so that a page can show a part of it again.
    extra : callable
        Gives more attributes of an item, escaped, each with a space in front; else "".

    Notes
    -----
    No style element (a page may forbid it) and no focus: the page says the same in a table.
    """
    width, height = number(scene.width), number(scene.height)
    return (
        f'<svg class="picture" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label={quoteattr(clean(scene.title + ". " + scene.description))}'
        f" font-family={quoteattr(FONT)}><defs>{patterns(scene.name)}</defs>\n"
        f'<g id="{scene.name}-all">{_body(scene, focusable=False, extra=extra)}</g></svg>'
    )


def legend_drawing(entry: Entry, scene: Scene) -> str:
    """Return the small drawing of one line of the legend."""
    inside = "".join(_shape(shape, scene.name) for shape in entry.shapes)
    return (
        '<svg class="picture" viewBox="0 0 36 16" width="36" height="16" aria-hidden="true"'
        f' focusable="false" font-family={quoteattr(FONT)}>{inside}</svg>'
    )


def _legend_below(scene: Scene, broad: float) -> tuple[str, float]:
    """Set the legend in columns under the picture; return it and its height."""
    wide = 62 + max((text_width(entry.text, 9.5) for entry in scene.legend), default=0.0)
    columns = max(1, int(broad // wide))
    rows = math.ceil(len(scene.legend) / columns)
    notes = [Text(8, 0, note, 9.5, anchor="start", fill="#4a545d") for note in scene.notes]
    parts = []
    for i, entry in enumerate(scene.legend):
        x, y = 8 + wide * (i // rows), scene.height + 10 + 20 * (i % rows)
        inside = "".join(_shape(shape, scene.name) for shape in entry.shapes)
        text = _shape(Text(44, 11.5, entry.text, 9.5, anchor="start"), scene.name)
        parts.append(f'<g transform="translate({number(x)} {number(y)})">{inside}{text}</g>\n')
    top = scene.height + (18 + 20 * rows if rows else 8)
    for i, note in enumerate(notes):
        y = top + 6 + 14 * i
        parts.append(f'<g transform="translate(0 {number(y)})">{_shape(note, scene.name)}</g>\n')
    if not parts:
        return "", 0.0
    return f'<g class="legend">\n{"".join(parts)}</g>\n', top - scene.height + 14 * len(notes) + 4


def _body(scene: Scene, *, focusable: bool, extra: Callable[[Item], str] = lambda _: "") -> str:
    ground = "".join(_shape(shape, scene.name) for shape in scene.decoration)
    items = "".join(
        _item(item, scene, extra(item), focusable=focusable) for item in scene.layered()
    )
    return f'<g aria-hidden="true">{ground}</g>\n{items}' if ground else items


def _item(item: Item, scene: Scene, extra: str, *, focusable: bool) -> str:
    data = "".join(f" {name}={quoteattr(clean(value))}" for name, value in item.data.items())
    inside = "".join(_shape(shape, scene.name) for shape in item.shapes)
    head = f'<g id="{scene.name}-{item.id}" class="{item.layer}"{data}{extra}'
    if focusable and item.focus:
        # The name is a sentence; the <title> would open a second, slower pop-up.
        head += f' tabindex="-1" role="button" aria-label={quoteattr(clean(item.title))}'
        return f"{head}>{inside}</g>\n"
    return f"{head}><title>{_escaped(item.title)}</title>{inside}</g>\n"


def _shape(shape: Shape, name: str) -> str:
    if isinstance(shape, Figure):
        return _figure(shape, name)
    if isinstance(shape, Polyline):
        points = " ".join(f"{number(x)},{number(y)}" for x, y in shape.points)
        return f'<polyline points="{points}"{_pen(shape.pen, name)}/>'
    if isinstance(shape, Path):
        way = "".join(_ring(ring, shape.radius) for ring in shape.rings)
        return f'<path d="{way}" fill-rule="evenodd"{_pen(shape.pen, name)}/>'
    return _text(shape)


def _figure(shape: Figure, name: str) -> str:
    box, pen = shape.box, _pen(shape.pen, name)
    x, y = number(shape.x), number(shape.y)
    if shape.form == "circle":
        return f'<circle cx="{x}" cy="{y}" r="{number(shape.width / 2)}"{pen}/>'
    if shape.form == "diamond":
        corners = f"{x},{number(box.top)} {number(box.right)},{y} {x},{number(box.bottom)}"
        return f'<polygon points="{corners} {number(box.left)},{y}"{pen}/>'
    return (
        f'<rect x="{number(box.left)}" y="{number(box.top)}" width="{number(shape.width)}"'
        f' height="{number(shape.height)}"{pen}/>'
    )


def _ring(ring: tuple[Point, ...], radius: float) -> str:
    """Return a closed way whose corners are rounded, less where an edge is short."""
    parts: list[str] = []
    for i, corner in enumerate(ring):
        start = _toward(corner, ring[i - 1], radius)
        end = _toward(corner, ring[(i + 1) % len(ring)], radius)
        verb = "L" if parts else "M"
        parts.append(f"{verb}{_at(start)}Q{_at(corner)} {_at(end)}")
    return "".join(parts) + "Z"


def _toward(corner: Point, other: Point, radius: float) -> Point:
    length = math.dist(corner, other)
    part = min(radius, length / 2) / length if length else 0.0
    return corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _text(shape: Text) -> str:
    words = _escaped(shape.text)
    weight = ' font-weight="bold"' if shape.bold else ""
    anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
    halo = (
        ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        if shape.halo
        else ""
    )
    return (
        f'<text x="{number(shape.x)}" y="{number(shape.y)}" font-size="{number(shape.size)}"'
        f'{weight}{anchor} fill="{shape.fill}"{halo}>{words}</text>'
    )


def _pen(pen: Pen, name: str) -> str:
    fill = f"url(#{name}-{pen.fill[1:]})" if pen.fill.startswith("@") else pen.fill
    out = f' fill="{fill}"'
    if pen.stroke != "none":
        out += f' stroke="{pen.stroke}" stroke-width="{number(pen.width)}"'
    if pen.dash:
        cap = "round" if pen.dash.startswith("0.1") else "butt"
        out += f' stroke-dasharray="{pen.dash}" stroke-linecap="{cap}"'
    return out


def number(value: float) -> str:
    """Return a number with at most two decimals, the same everywhere.

    >>> number(3.0), number(2.675), number(-0.001)
    ('3', '2.67', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
