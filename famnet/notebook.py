"""famnet in notebooks: rich forms of its objects, and the steps of notebook 00 without code.

``from famnet import notebook`` registers the forms with IPython; outside a notebook that does
nothing. Every form shows counts, never a person. A refusal or a fault in the input ends a cell with
one line and a hint.
"""

from __future__ import annotations

import html
import os
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from famnet import resources
from famnet.errors import FamnetError, UserError
from famnet.notebook_forms import FORMS
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from famnet.answers import RunAnswer
    from famnet.config import Settings
    from famnet.delivery import CheckReport
    from famnet.stores import Store

__all__ = ["SessionFolder", "check", "choose", "open_session", "open_store", "register", "run"]

_OUT: Final = "output"
_TABLES: Final = ("delivery.toml", "persons.csv", "persons.parquet")


@dataclass(frozen=True, slots=True, repr=False)
class SessionFolder:
    """What a run made and where it lies.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the session.
    answer : RunAnswer
        Its counts.
    """

    folder: Path
    answer: RunAnswer

    def __repr__(self) -> str:
        """Show the counts."""
        return self.answer.to_text()

    def _repr_html_(self) -> str:
        lines = [line for line in self.answer.to_text().splitlines() if line]
        said = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        return said + _links(self.folder)


def choose(start: Path | str = ".") -> Path:
    """Ask which delivery to use: a number from the list, or a path typed or pasted.

    Parameters
    ----------
    start : pathlib.Path or str
        Where to look for deliveries, three folders deep.

    Returns
    -------
    pathlib.Path
        The folder or workbook; the sample data when nothing is typed or nobody can be asked.
    """
    found = [resources.sample_data(), *_deliveries(Path(start))]
    print("Welke levering wilt u gebruiken?")  # noqa: T201 - a dialogue
    for number, path in enumerate(found):
        name = "de voorbeeldgegevens (verzonnen mensen)" if number == 0 else str(path)
        print(f"  {number}  {name}")  # noqa: T201 - idem
    typed = _asked("Typ een nummer of plak een map. Enter neemt 0: ")
    if typed.isdigit() and int(typed) < len(found):
        return found[int(typed)]
    if not typed:
        return found[0]
    path = Path(typed.strip("\"'")).expanduser()
    if not path.exists():
        raise UserError(
            f"Deze map is er niet: {path.name}", hint="Draai de cel nog eens en kies opnieuw."
        )
    return path


def check(delivery: Path | str) -> CheckReport:
    """Read and check a delivery; the report shows its sums and faults."""
    from famnet.delivery import check_delivery

    return check_delivery(Path(delivery)).report


def run(delivery: Path | str, out: Path | str | None = None) -> SessionFolder:
    """Make a session of a delivery, asking for purpose, case and workspace where the law wants them.

    Parameters
    ----------
    delivery : pathlib.Path or str
        Folder or workbook.
    out : pathlib.Path or str, optional
        Folder for the session; else ``output/<name of the delivery>`` beside the notebook. An
        older session there is replaced.

    Raises
    ------
    Refused
        The data isn't synthetic and purpose, case or workspace is missing.
    """
    from famnet.pipeline import session
    from famnet.progress import Progress

    source = Path(delivery)
    folder = Path(out) if out is not None else Path(_OUT) / (source.stem or "session")
    options = session.RunOptions(settings=_settings(source))
    answer = session.run(source, folder, options=options, progress=Progress(shown=True))
    return SessionFolder(folder, answer)


def open_session(session: SessionFolder) -> _Html:
    """Open the overview of a session in the browser where there is a screen, and link to it."""
    overview = (session.folder / "overview.html").resolve()
    if _has_screen():
        webbrowser.open(overview.as_uri())
    return _Html(_links(session.folder), f"Open {session.folder / 'overview.html'}")


def open_store() -> Store:
    """Open the server of NEO4J_URI or of ``famnet store up``; without one, a store in memory.

    Notes
    -----
    User and password come from the environment, as everywhere. Which store it is, is said.
    """
    from famnet.stores import open_store as opened
    from famnet.stores import server

    own = server.status()
    url = os.environ.get("NEO4J_URI") or (own.uri if own else "")
    if url:
        try:
            return opened(url)
        except UserError as error:
            print(error.message)  # noqa: T201 - the notebook's own way to say it
    print("Er is geen server; een store in het geheugen antwoordt.")  # noqa: T201 - idem
    return opened("memory:")


@dataclass(frozen=True, slots=True, repr=False)
class _Html:
    text: str
    plain: str

    def __repr__(self) -> str:
        return self.plain

    def _repr_html_(self) -> str:
        return self.text


def _deliveries(start: Path) -> list[Path]:
    """Find folders that look like a delivery, three deep, in the order of their names."""
    sample = resources.sample_data().resolve()
    patterns = [f"{'*/' * depth}{name}" for depth in range(4) for name in _TABLES]
    folders = {path.parent for pattern in patterns for path in start.glob(pattern)}
    return sorted(
        folder
        for folder in folders
        if folder.resolve() != sample and not any(part.startswith(".") for part in folder.parts)
    )


def _asked(question: str) -> str:
    try:
        return input(question).strip()
    except (EOFError, NotImplementedError, OSError):
        # A run without somebody at the keys.
        return ""


def _settings(source: Path) -> Settings:
    from famnet.config import Settings
    from famnet.delivery.info import read_info

    info = read_info(source)
    if info.synthetic:
        return Settings()
    purpose = info.purpose or _asked("Waarvoor gebruikt u deze gegevens (doel)? ")
    case = _asked("Wat is het nummer van de zaak? ")
    workspace = str(info.workspace or "") or _asked("Werkruimte (riec, zvh of local)? ").lower()
    known = workspace in {str(one) for one in Workspace}
    return Settings(workspace=Workspace(workspace) if known else None, purpose=purpose, case=case)


def _has_screen() -> bool:
    if os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _links(folder: Path) -> str:
    names = {
        "overview.html": "Het overzicht",
        "network.html": "De netwerkkaart",
        "sleutelblad.html": "Het sleutelblad (namen: alleen voor wie dat mag)",
        "session.xlsx": "Het werkboek voor Excel",
    }
    items = "".join(
        f'<li><a href="{html.escape((folder / name).as_posix(), quote=True)}" target="_blank">'
        f"{html.escape(text)}</a></li>"
        for name, text in names.items()
        if (folder / name).is_file()
    )
    return (
        f"<p>De sessie staat in de map <code>{html.escape(folder.as_posix())}</code>. Werkt een link"
        f" niet? Open het bestand dan vanuit die map.</p><ul>{items}</ul>"
    )


def register() -> bool:
    """Register the rich forms with the running IPython; say whether there is one.

    Notes
    -----
    By name, so that nothing heavy is loaded and graph and analysis need not know of it.
    """
    if "IPython" not in sys.modules:
        return False
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    if shell is None:
        return False
    formatter = shell.display_formatter.formatters["text/html"]
    for module, name, form in FORMS:
        formatter.for_type_by_name(module, name, form)
    shell.set_custom_exc((FamnetError,), _one_line)
    return True


def _one_line(
    _shell: object,
    _kind: type[FamnetError],
    error: FamnetError,
    _trace: object,
    tb_offset: int | None = None,
) -> list[str]:
    """End a cell with what is wrong and what to do; no traceback."""
    del tb_offset
    said = [error.message, *([error.hint] if error.hint else [])]
    print("\n".join(said), file=sys.stderr)  # noqa: T201 - the notebook's own way to say it
    return said


register()
