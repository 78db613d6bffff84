"""What axe-core says of a page: the rules of WCAG 2.2 AA that a machine can judge."""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page) -> list[str]:
    """Run axe on what the page shows now; one line per rule and element that fails."""
    page.evaluate(AXE_SCRIPT)
    # All elements are judged; only those that fail are described one by one, which costs the time.
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    # Without any check passed nothing was looked at.
    assert found["passes"]
    return [
        f"{rule['id']} {json.dumps(node['target'])} {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def at_both_widths(page) -> list[str]:
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_timeout(150)
    return found + violations(page)
