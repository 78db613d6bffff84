"""The errors of famnet: each knows its exit code and carries a hint.

Nothing here names a person: a message may hold a file, a line, a column and an id of the delivery,
never the value of an identifying column.
"""

from __future__ import annotations

__all__ = ["FamnetError", "OurFault", "PartlyDone", "Refused", "UserError", "WrongUse"]


class FamnetError(Exception):
    """Base of all errors that famnet raises on purpose.

    Parameters
    ----------
    message : str
        What went wrong, in plain Dutch, with file and row where there is one.
    hint : str, optional
        What to do about it.
    """

    exit_code = 70

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UserError(FamnetError):
    """The input can't be used; nothing was written (exit code 1)."""

    exit_code = 1


class WrongUse(FamnetError):
    """The command or function was called in a way it doesn't know (exit code 2)."""

    exit_code = 2


class Refused(FamnetError):
    """Purpose, workspace, phase or grant is missing or doesn't allow it (exit code 3)."""

    exit_code = 3


class PartlyDone(FamnetError):
    """Part of the work is done and whole; what failed is named (exit code 4)."""

    exit_code = 4


class OurFault(FamnetError):
    """A fault of famnet itself (exit code 70)."""

    exit_code = 70
