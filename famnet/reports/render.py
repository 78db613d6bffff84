"""From a template to a page: everything inlined, nothing asked from anywhere.

Every text is escaped by the template engine; styles and scripts are our own files, and the page's
content-security policy admits them by their hash alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup

from famnet.reports.cell_html import cells_html
from famnet.reports.marks import (
    CHAIN_LETTER,
    DOMAIN_LETTERS,
    DOMAIN_PATTERNS,
    STATE_CLASS,
    STATE_SIGN,
)

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.reports.texts import Texts

__all__ = ["css_text", "json_block", "render", "write_page"]

_STYLES: Final = ("style.css", "print.css")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("famnet.reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = _number
    environment.globals.update(
        cells_html=cells_html,
        domain_letters=DOMAIN_LETTERS,
        domain_patterns=DOMAIN_PATTERNS,
        chain_letters=CHAIN_LETTER,
        state_sign=STATE_SIGN,
        state_class=STATE_CLASS,
    )
    return environment


@jinja2.pass_context
def _number(context: jinja2.runtime.Context, number: int) -> str:
    return str(context["t"].number(number))


@cache
def _asset(name: str) -> str:
    return (files("famnet.reports") / "templates" / name).read_text(encoding="utf-8")


def render(
    template: str, texts: Texts, context: dict[str, object], *, script: str, margins: str = ""
) -> str:
    """Fill a template and close it in itself.

    Parameters
    ----------
    template : str
        File in ``templates``.
    texts : Texts
        Given to the template as ``t``.
    context : dict
        What it shows.
    script : str
        Files in ``templates`` joined by a space, inlined at the end of the page.
    margins : str
        Style of the page margins in print, made with ``css_text``.
    """
    style = (
        "".join(_asset(name) for name in (*_STYLES, template.replace(".jinja", ".css"))) + margins
    )
    code = "".join(_asset(name) for name in script.split())
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src {_hash(style)}; script-src {_hash(code)}"
    )
    return _environment().get_template(template).render(
        t=texts,
        policy=Markup(policy),  # noqa: S704  # fixed words and hashes
        style=Markup(style),  # noqa: S704  # our own files and css_text
        script=Markup(code),  # noqa: S704  # our own files
        **context,
    )  # fmt: skip


def write_page(path: Path, html: str) -> None:
    """Write a page as UTF-8 with LF."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8", newline="\n")


def css_text(text: str) -> str:
    r"""Write a text as a CSS string; whatever isn't plain is written by its number.

    Examples
    --------
    >>> css_text('A"</style>')
    '"A\\22 \\3c \\2f style\\3e "'
    """
    plain = "".join(
        sign if (sign.isascii() and sign.isalnum()) or sign in " ,.-:" else f"\\{ord(sign):x} "
        for sign in text
    )
    return f'"{plain}"'


def json_block(value: object) -> Markup:
    """Write data for a script block; it can't close the block."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704  # escaped on the line before


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
