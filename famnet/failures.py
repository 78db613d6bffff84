"""How a command ends: every error becomes one line, a hint and an exit code; never a traceback."""

from __future__ import annotations

import json
import sys
import traceback

import typer
from typer import BadParameter
from typer.exceptions import TyperException

from famnet.config import audit_path
from famnet.errors import FamnetError, OurFault, WrongUse

__all__ = ["guarded"]


def guarded(app: typer.Typer, arguments: list[str]) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    app : typer.Typer
        The commands.
    arguments : list of str
        What the user typed after the program's name.
    """
    try:
        result = app(args=arguments, standalone_mode=False)
    except TyperException as error:
        message = error.format_message() if isinstance(error, BadParameter) else str(error)
        hint = "Zie famnet --help, of de hulp van dit commando met --help erachter."
        _tell(message, hint=hint, code=WrongUse.exit_code, arguments=arguments)
        return WrongUse.exit_code
    except (typer.Abort, KeyboardInterrupt):
        _tell("Afgebroken.", hint="", code=130, arguments=arguments)
        return 130
    except FamnetError as error:
        _tell(error.message, hint=error.hint, code=error.exit_code, arguments=arguments)
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception:  # noqa: BLE001  # the last stop: a fault of ours, kept for the makers
        return _our_fault(arguments)
    return result if isinstance(result, int) else 0


def _our_fault(arguments: list[str]) -> int:
    place = audit_path().with_name("famnet-fout.log")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(traceback.format_exc(), encoding="utf-8")
        where = f"De technische melding staat in {place}."
    except OSError:
        where = "De technische melding kon niet worden bewaard."
    _tell(
        "Er ging iets mis in famnet zelf; er is niets half achtergebleven.",
        hint=f"{where} Meld dit aan de makers.",
        code=OurFault.exit_code,
        arguments=arguments,
    )
    return OurFault.exit_code


def _tell(message: str, *, hint: str, code: int, arguments: list[str]) -> None:
    sys.stderr.write(f"famnet: {message}\n")
    if hint:
        sys.stderr.write(f"  Wat te doen: {hint}\n")
    if "--json" in arguments:
        answer = {"error": message, "hint": hint, "exit_code": code}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
