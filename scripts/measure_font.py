"""Write the advance widths of Liberation Sans as the table that pictures measure text with.

Run at development time only, where fontTools and the font are installed::

    python scripts/measure_font.py /usr/share/fonts/truetype/liberation famnet/draw/picture/font_widths.csv
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

STYLES = ("Regular", "Bold")


def widths(path: Path) -> dict[int, int]:
    """Return the advance width of each character, in 1/2048 em."""
    font = TTFont(path)
    measure = font["hmtx"].metrics
    return {code: measure[glyph][0] for code, glyph in font.getBestCmap().items()}


def main(folder: Path, out: Path) -> None:
    """Join the two styles and write runs of characters that are equally wide."""
    regular, bold = (widths(folder / f"LiberationSans-{style}.ttf") for style in STYLES)
    runs: list[list[int]] = []
    for code in sorted(regular.keys() & bold.keys()):
        last = runs[-1] if runs else None
        if last and last[1] + 1 == code and last[2:] == [regular[code], bold[code]]:
            last[1] = code
        else:
            runs.append([code, code, regular[code], bold[code]])
    lines = ["first,last,regular,bold", *(",".join(map(str, run)) for run in runs)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
