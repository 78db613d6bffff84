"""All pages of a session that hold statements, by the file they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.reports.bottlenecks_page import bottlenecks_html
from famnet.reports.family_page import family_html
from famnet.reports.gallery import gallery_texts
from famnet.reports.overview import overview_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from famnet.reports.session import Session

__all__ = ["page_files", "page_texts", "written_texts"]

_OVERVIEW: Final = "overview.html"
_BOTTLENECKS: Final = "bottlenecks.html"


def page_files(session: Session) -> tuple[str, ...]:
    """Return the names of the files, in the order of their receipts."""
    return (_OVERVIEW, _BOTTLENECKS, *(page.href for page in session.pages), *session.gallery)


def page_texts(session: Session) -> Iterator[tuple[str, str]]:
    """Make the pages anew, one at a time: file name and HTML."""
    yield _OVERVIEW, overview_html(session)
    yield _BOTTLENECKS, bottlenecks_html(session.graph, lang=session.texts.lang)
    for page in session.pages:
        yield page.href, family_html(session, page)
    yield from gallery_texts(session)


def written_texts(session: Session, out: Path) -> Iterator[tuple[str, str]]:
    """Give the pages as they were written to a folder: file name and HTML."""
    for name in page_files(session):
        yield name, (out / name).read_text(encoding="utf-8")
