"""The harness itself: a page that misbehaves is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser


def write(folder: Path, body: str) -> Path:
    path = folder / "page with space.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><title>t</title>{body}", encoding="utf-8")
    return path


def test_a_quiet_page_is_quiet(open_offline, watch, tmp_path):
    page = open_offline(
        write(tmp_path, "<p>één</p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    )
    assert page.inner_text("p") == "één"
    watch(page).assert_quiet()


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("<img src='https://example.org/a.png'>", "requests"),
        ("<script src='does-not-exist.js'></script>", "failed"),
        ("<script>console.error('x')</script>", "console"),
        ("<script>throw new Error('x')</script>", "errors"),
        ("<script>alert(1)</script>", "dialogs"),
    ],
)
def test_a_loud_page_is_seen(open_offline, watch, tmp_path, body, where):
    page = open_offline(write(tmp_path, body))
    page.wait_for_timeout(100)
    seen = watch(page)
    assert getattr(seen, where)
    with pytest.raises(AssertionError):
        seen.assert_quiet()
    for name in ("requests", "failed", "console", "errors", "dialogs"):
        getattr(seen, name).clear()
