"""What axe-core says of a page: the rules of WCAG 2.2 AA that a machine can judge.

Contrast takes axe some 10 ms for every piece of text, nine tenths of its time on a page of tables. It
follows from the colours, the background and the size of the text, so of texts that are dressed alike
the first is judged for all. Text in a drawing, and text that may lie over something else, is judged
piece by piece.
"""

from __future__ import annotations

import json

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = "color-contrast"

# Marks what need not be judged once more: the largest elements all of whose text is dressed like text before.
_ALIKE = """() => {
    const dress = new Map(), seen = new Set(), fresh = new Set();
    const of = e => {
        if (dress.has(e)) return dress.get(e);
        const s = getComputedStyle(e), up = e.parentElement ? of(e.parentElement) : '';
        // A drawing lies over itself; what is placed freely may lie over anything.
        const alone = up === null || e instanceof SVGElement || !['static', 'relative'].includes(s.position)
            || s.backgroundImage !== 'none' || s.float !== 'none' || s.transform !== 'none';
        const own = [s.backgroundColor, s.opacity, s.filter, s.mixBlendMode, s.visibility, s.clip, s.clipPath,
            s.overflow, s.display, s.position, s.zIndex].join(';');
        dress.set(e, alone ? null : up + '>' + own);
        return dress.get(e);
    };
    const texts = [...document.body.querySelectorAll('*')].filter(
        e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
    for (const e of texts) {
        const s = getComputedStyle(e), around = of(e);
        const look = [around, s.color, s.fontSize, s.fontWeight, s.textShadow, e.tagName, e.disabled].join('|');
        if (around !== null && seen.has(look)) continue;
        seen.add(look);
        for (let a = e; a; a = a.parentElement) fresh.add(a);
    }
    const told = e => {
        if (fresh.has(e)) [...e.children].forEach(told);
        else e.setAttribute('data-judged', '');
    };
    document.querySelectorAll('[data-judged]').forEach(e => e.removeAttribute('data-judged'));
    told(document.body);
}"""


def violations(page) -> list[str]:
    """Run axe on what the page shows now; one line per rule and element that fails."""
    page.evaluate(AXE_SCRIPT)
    rest = {"type": "tag", "values": RULES}
    found = _run(page, "document", {"runOnly": rest, "rules": {CONTRAST: {"enabled": False}}})
    page.evaluate(_ALIKE)
    contrast = {"type": "rule", "values": [CONTRAST]}
    return found + _run(page, "{exclude: [['[data-judged]']]}", {"runOnly": contrast})


def _run(page, where: str, options: dict[str, object]) -> list[str]:
    # All elements are judged; only those that fail are described one by one, which costs the time.
    options = {**options, "resultTypes": ["violations"]}
    found = page.evaluate(f"options => axe.run({where}, options)", options)
    # Without any check passed nothing was looked at.
    assert found["passes"] or found["violations"] or found["incomplete"]
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
