"""A Chromium without a network, for every generated page.

``open_offline(path)`` opens a file and gives the page. When the test ends, anything the page asked
from outside, any failed request, console error, page error or dialog makes it fail. A test that
wants to look itself reads ``page.seen`` through the ``watch`` fixture: ``watch(page).requests``.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a page carries inside itself is no request.
OWN = ("file:", "data:", "blob:", "about:")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--font-render-hinting=none",
]


@dataclass
class Seen:
    """What one page did that it should not do."""

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def assert_quiet(self) -> None:
        """Fail when the page asked, failed, logged an error or opened a dialog."""
        assert self == Seen()


def executable() -> str | None:
    """Return the browser to use, None where there is none."""
    named = os.environ.get("FAMNET_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    return next((path for path in found if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = executable()
    if path is None:
        said = "NO BROWSER: pages are not tested (install Chromium or set FAMNET_CHROMIUM)"
        if os.environ.get("CI"):
            pytest.fail(said, pytrace=False)
        pytest.skip(said)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            pytest.fail(f"{path} does not start: {error}", pytrace=False)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile with the network off, at 1280 x 900."""
    fresh = browser.new_context(
        offline=True,
        viewport={"width": 1280, "height": 900},
        locale="nl-NL",
        accept_downloads=False,
    )
    fresh.set_default_timeout(20_000)
    yield fresh
    fresh.close()


@pytest.fixture
def watch(context: BrowserContext) -> Iterator[Callable[[Page], Seen]]:
    """Give what a page did so far; every page of the test is checked when the test ends."""
    pages: dict[Page, Seen] = {}

    def follow(page: Page) -> None:
        seen = pages[page] = Seen()
        page.on("request", lambda r: None if r.url.startswith(OWN) else seen.requests.append(r.url))
        page.on("requestfailed", lambda r: seen.failed.append(r.url))
        page.on("console", lambda m: seen.console.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: seen.errors.append(str(e)))

        def refuse(dialog) -> None:
            seen.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)

    context.on("page", follow)
    yield pages.__getitem__
    for seen in pages.values():
        seen.assert_quiet()


@pytest.fixture
def open_offline(
    context: BrowserContext, watch: Callable[[Page], Seen]
) -> Callable[[Path | str], Page]:
    """Open a file with the network off; the page must stay quiet until the end of the test."""

    def opened(path: Path | str) -> Page:
        address = str(path) if str(path).startswith("file:") else Path(path).resolve().as_uri()
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("load")
        return page

    return opened


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once and loudly that no browser was there."""
    if executable() is None:
        terminalreporter.write_line(
            "NO BROWSER FOUND: tests/browser was skipped", red=True, bold=True
        )
