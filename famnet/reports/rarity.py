"""How common the shown pattern is in this delivery, in words and as a small histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.reports.session import Session

__all__ = ["common_words", "one_in"]


def one_in(part: int, whole: int) -> int | None:
    """Return n of "one in n", rounded; None where there is none.

    >>> one_in(33, 231), one_in(0, 5), one_in(5, 5)
    (7, None, 1)
    """
    return None if part <= 0 or whole <= 0 else max(1, (whole + part // 2) // part)


def common_words(session: Session) -> str:
    """Say how common the pattern is: "1 op de 7 familienetwerken"."""
    number = one_in(session.eligible, session.looked_at)
    if number is None:
        return session.texts("method.common_none")
    return session.texts("method.common", n=number)
