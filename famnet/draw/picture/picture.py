"""What a drawing function gives back: the scene with its writers."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from famnet.errors import WrongUse

if TYPE_CHECKING:
    import pandas as pd

    from famnet.draw.picture.scene import Scene

__all__ = ["Picture"]

_FRAME = 620


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A picture that is computed, and can be written, shown in a notebook or read as a table.

    Parameters
    ----------
    scene : Scene
        What it says and where.
    """

    scene: Scene

    @property
    def table(self) -> pd.DataFrame:
        """One row per symbol and relation (``famnet.draw.picture.table.table``)."""
        from famnet.draw.picture.table import table

        return table(self.scene)

    def to_svg(self) -> str:
        """Return a whole SVG file: text as text, ids as ``data-`` attributes, no script."""
        from famnet.draw.picture.svg import static_svg

        return static_svg(self.scene)

    def to_html(self) -> str:
        """Return a whole page: works offline, with the keyboard, and says the same as a table."""
        from famnet.draw.picture.page import html_page

        return html_page(self.scene)

    def save(self, path: Path | str) -> Path:
        """Write as .html or .svg, beside the target first and renamed when whole.

        Parameters
        ----------
        path : Path or str
            Where; the ending says as what. Folders on the way are made.

        Returns
        -------
        pathlib.Path
            The path written.

        Raises
        ------
        WrongUse
            Another ending.
        """
        target = Path(path)
        writer = {".html": self.to_html, ".svg": self.to_svg}.get(target.suffix.lower())
        if writer is None:
            raise WrongUse(
                f"{target.name}: de naam moet eindigen op .html of .svg.",
                hint=f"Bijvoorbeeld {self.scene.name}.html",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        beside.write_text(writer(), encoding="utf-8", newline="\n")
        beside.replace(target)
        return target

    def _repr_html_(self) -> str:
        """Show the page in a notebook, shut in a frame; works without a server or network."""
        inside = html.escape(self.to_html(), quote=True)
        tall = min(900, max(_FRAME, int(self.scene.height) + 260))
        return (
            f'<iframe srcdoc="{inside}" title="{html.escape(self.scene.title)}" width="100%"'
            f' height="{tall}" sandbox="allow-scripts" referrerpolicy="no-referrer"></iframe>'
        )

    def __repr__(self) -> str:
        """Give counts, never a person."""
        return f"<Picture of {self.scene!r}>"
