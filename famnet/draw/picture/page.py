"""A scene as a page for a browser or a notebook: keyboard, details, and the same as a table.

A content-security policy lets exactly our own script and style run, by their hash; nothing is asked
from anywhere. Delivered words are only ever written as text.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import jinja2

from famnet.draw.picture.metrics import clean
from famnet.draw.picture.svg import STYLE, drawing, legend_drawing
from famnet.draw.picture.table import cells
from famnet.draw.picture.words import HEADINGS, speech
from famnet.draw.words import CERTAINTY, day_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from famnet.analysis.text import Lang
    from famnet.draw.picture.scene import Item, Scene

__all__ = ["html_page"]


def html_page(scene: Scene, extra: Callable[[Item], str] = lambda _: "") -> str:
    """Return the whole page as HTML.

    Parameters
    ----------
    scene : Scene
        What it shows.
    extra : callable
        Gives more attributes of an item in the drawing, escaped, each with a space in front.

    Notes
    -----
    One tab stop for the picture: the arrows go to the nearest item in that direction, Home and End
    to the first and last, Enter pins the details, Escape closes them. Works with the network off and
    in a sandboxed frame. O(items).
    """
    script, style = _asset("picture_page.js"), _asset("picture_page.css") + STYLE
    data = json.dumps(
        {
            f"{scene.name}-{item.id}": _details(item, scene.lang)
            for item in scene.items
            if item.focus
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return (
        _template().render(
            scene=scene,
            policy=(
                f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)};"
                " img-src data:; base-uri 'none'; form-action 'none'"
            ),
            script=script,
            style=style,
            # Inside a script element only "<" can do harm.
            data=data.replace("<", "\\u003c"),
            drawing=drawing(scene, extra),
            legend=[(legend_drawing(entry, scene), entry.text) for entry in scene.legend],
            say=speech(scene.lang),
            as_of=day_words(scene.as_of, scene.lang),
            headings=[heading.of(scene.lang) for heading in HEADINGS],
            rows=[cells(item, scene.lang) for item in scene.items],
        )
        + "\n"
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(_asset("picture_page.html.jinja"))


def _details(item: Item, lang: Lang) -> dict[str, Any]:
    return {
        "label": clean(item.label),
        "kind": item.kind,
        "title": clean(item.title),
        "facts": [[name, clean(value)] for name, value in item.facts],
        "evidence": [clean(ref) for ref in item.evidence],
        "sure": CERTAINTY[item.certainty].of(lang),
    }


def _asset(name: str) -> str:
    return (resources.files("famnet.draw") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
