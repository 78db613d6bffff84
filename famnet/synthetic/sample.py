"""The sample delivery in ``sample_data/``: one seed, small enough to read, the same bytes each time.

``python -m famnet.synthetic.sample [FOLDER]`` makes it again.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Final

from famnet.resources import sample_data
from famnet.synthetic.habits import SAMPLE
from famnet.synthetic.region import Asked, Made, write_region

__all__ = ["PERSONS", "SEED", "make_sample"]

PERSONS: Final = 800
SEED: Final = 7
_CHECKSUMS = "SHA256SUMS"


def make_sample(folder: Path) -> Made:
    """Write the sample delivery and its checksums; the README in the folder stays.

    Parameters
    ----------
    folder : pathlib.Path
        Where it goes.

    Returns
    -------
    Made
        Counts of what was written.
    """
    made, _, _ = write_region(PERSONS, SEED, folder, Asked(habits=SAMPLE))
    files = sorted(p for p in folder.iterdir() if p.suffix in (".csv", ".toml"))
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files]
    (folder / _CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return made


def main(arguments: list[str]) -> None:
    """Make the sample delivery again, in its own place or in the folder named."""
    folder = Path(arguments[0]) if arguments else sample_data()
    made = make_sample(folder)
    sys.stdout.write(
        f"{made.persons} personen, {made.households} huishoudens, {made.signals} signalen, "
        f"{made.stories} verhalen\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
