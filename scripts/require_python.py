"""Say in one line what is missing when the Python at hand is too old or lacks venv."""

import sys

if sys.version_info < (3, 11):
    version = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        "famnet heeft Python 3.11 of nieuwer nodig; hier staat "
        + version
        + ". Geef een andere mee: make PYTHON=python3.12 demo"
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit(
        "Python mist de module venv. Installeer die (Debian: python3-venv) en probeer opnieuw."
    )
