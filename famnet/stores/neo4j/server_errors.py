"""What a server says when it can't or won't, in plain words: found by its code, never by its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LOCKED", "WITHOUT", "ServerFault", "not_ours", "told"]

#: The oldest release of the 5 line that is known to work; after it come releases by year.
_OLDEST: Final = (5, 26)
_BY_YEAR: Final = 2025

#: Codes of a transaction that was stopped while it waited for a lock or ran out of its time.
LOCKED: Final = frozenset(
    {
        "Neo.ClientError.Transaction.LockClientStopped",
        "Neo.TransientError.Transaction.LockClientStopped",
        "Neo.TransientError.Transaction.LockAcquisitionTimeout",
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    }
)

#: A server that wants a password was asked without one.
WITHOUT: Final = "famnet.Anonymous"

_WHO = (
    "Zet NEO4J_USERNAME en NEO4J_PASSWORD in de omgeving. Van uw eigen server noemt famnet store up"
    " ze; van een andere kent de beheerder ze."
)
_RENEW = (
    "Log eenmaal in met Neo4j Browser of cypher-shell: die vraagt een nieuw wachtwoord. Zet dat daarna"
    " in NEO4J_PASSWORD. (In Cypher, op database system: ALTER CURRENT USER SET PASSWORD.)"
)
_START = "Start hem met famnet store up, of kijk of adres en poort kloppen."
_CUT = (
    "De verbinding met de Neo4j-server is verbroken.",
    "Kijk of de server nog draait en doe het opnieuw.",
)
_NO_TLS = (
    "De Neo4j-server spreekt geen TLS, of zijn certificaat is niet te vertrouwen.",
    "Gebruik bolt:// of neo4j:// voor een server op deze machine; +ssc voor een eigen certificaat.",
)
_DENIED = (
    "De Neo4j-server laat u niet toe: gebruiker of wachtwoord klopt niet.",
    _WHO,
)
_TOO_LONG = (
    "De Neo4j-server deed er te lang over en is gestopt.",
    "Vraag minder tegelijk, of geef meer tijd.",
)
_STOPPED = ("De Neo4j-server is aan het stoppen.", _START)
_DISK = (
    "De Neo4j-server kan niet schrijven: schijf of geheugen is vol, of hij is alleen-lezen.",
    "Maak ruimte op de machine van de server en doe het opnieuw.",
)
_RULE_TAKEN = (
    "In deze database staat al een index op een kenmerk waar famnet een regel voor nodig heeft.",
    "Bekijk SHOW INDEXES en verwijder die index (DROP INDEX naam), of kies een lege database.",
)
_DOUBLES = (
    "In deze database staat dezelfde sleutel twee keer; famnet kan zijn regels niet maken.",
    "Kies een lege database, of leeg deze eerst: famnet mengt zijn graaf niet met een andere.",
)
_TEXTS: Final = {
    "Neo.ClientError.Security.Unauthorized": _DENIED,
    WITHOUT: ("De Neo4j-server laat u niet toe: er is geen wachtwoord gegeven.", _WHO),
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "De Neo4j-server laat even niemand toe: te vaak een verkeerd wachtwoord.",
        "Wacht een minuut en zet NEO4J_USERNAME en NEO4J_PASSWORD goed.",
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "Het wachtwoord van de Neo4j-server is verlopen en moet eerst worden gewijzigd.",
        _RENEW,
    ),
    "Neo.ClientError.Security.Forbidden": (
        "Deze gebruiker mag dit niet op de Neo4j-server.",
        "Vraag de beheerder om lees- en schrijfrechten op deze database.",
    ),
    "Neo.ClientError.Schema.IndexAlreadyExists": _RULE_TAKEN,
    "Neo.ClientError.Schema.IndexWithNameAlreadyExists": _RULE_TAKEN,
    "Neo.ClientError.Schema.ConstraintWithNameAlreadyExists": _RULE_TAKEN,
    "Neo.ClientError.Schema.ConstraintAlreadyExists": _RULE_TAKEN,
    "Neo.ClientError.Schema.ConstraintCreationFailed": _DOUBLES,
    "Neo.DatabaseError.Schema.ConstraintCreationFailed": _DOUBLES,
    "Neo.ClientError.Schema.ConstraintValidationFailed": (
        "Iets in deze database heeft een sleutel die famnet ook nodig heeft.",
        "Iemand voegde met de hand iets toe. Leeg de store (famnet store empty) en laad opnieuw.",
    ),
    "Neo.TransientError.General.DatabaseUnavailable": _STOPPED,
    "Neo.TransientError.Database.DatabaseUnavailable": _STOPPED,
    "Neo.DatabaseError.Database.UnableToStartDatabase": _STOPPED,
    "Neo.TransientError.General.OutOfMemoryError": _DISK,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": _DISK,
    "Neo.TransientError.General.StackOverFlowError": _DISK,
    "Neo.DatabaseError.Transaction.TransactionCommitFailed": _DISK,
    "Neo.DatabaseError.Transaction.TransactionStartFailed": _DISK,
    "Neo.DatabaseError.Transaction.TransactionLogError": _DISK,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": _DISK,
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": _DISK,
    "Neo.ClientError.Transaction.Terminated": (
        "De Neo4j-server heeft dit afgebroken.",
        "Iemand stopte het, of de server stopt; doe het opnieuw.",
    ),
    "Neo.TransientError.Transaction.DeadlockDetected": (
        "Twee schrijvers zaten elkaar in de weg.", "Doe het opnieuw.",
    ),
    "Neo.ClientError.Statement.AccessMode": (
        "Deze Cypher schrijft; famnet leest alleen.",
        "Vraag iets zonder CREATE, MERGE, SET, DELETE of REMOVE.",
    ),
    "famnet.Configuration": (
        "Dit adres van een Neo4j-server kan niet.", "Schrijf bijvoorbeeld bolt://127.0.0.1:7687.",
    ),
}  # fmt: skip


class ServerFault(UserError):
    """The server can't or won't; ``code`` is what it said."""

    def __init__(self, message: str, *, hint: str, code: str) -> None:
        super().__init__(message, hint=hint)
        self.code = code


def told(
    code: str, message: str, *, causes: Sequence[str], database: str, url: str = ""
) -> ServerFault:
    """Say what a server's error means.

    Parameters
    ----------
    code : str
        Code of the server; empty where the connection itself failed.
    message : str
        The server's own words; only those about somebody's own Cypher are repeated.
    causes : sequence of str
        Names of the kinds of errors it came from, outermost first.
    database : str
        The database that was asked for.
    url : str, optional
        The address that was asked; it holds no password (``open_store``).

    Examples
    --------
    >>> told("", "", causes=["ServiceUnavailable"], database="neo4j").message
    'De Neo4j-server is niet te bereiken.'
    """
    if code in _TEXTS:
        text, hint = _TEXTS[code]
    elif code in LOCKED:
        text, hint = _TOO_LONG
    elif code.startswith("Neo.ClientError.Database.DatabaseNotFound"):
        text = f"De database {database!r} bestaat niet op deze Neo4j-server."
        hint = "Zet NEO4J_DATABASE op een database die er is; Community heeft er een: neo4j."
    elif code.startswith("Neo.ClientError.Statement."):
        text = f"De server begrijpt deze Cypher niet: {_first_line(message)}"
        hint = "Kijk de vraag na; docs/neo4j-model.md noemt alle labels en kenmerken."
    elif not code:
        text, hint = _broken(causes, url)
    else:
        text = f"De Neo4j-server meldt een fout ({code})."
        hint = "Kijk in het logboek van de server (neo4j.log, debug.log)."
    return ServerFault(text, hint=hint, code=code)


def not_ours(agent: str) -> ServerFault | None:
    """Return what is wrong with the version of a server; None when it will do.

    >>> not_ours("Neo4j/5.26.30") is None, not_ours("Neo4j/2026.08.1") is None
    (True, True)
    >>> not_ours("Neo4j/4.4.1").message
    'De Neo4j-server is te oud: Neo4j/4.4.1.'
    """
    known = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    hint = "famnet werkt met Neo4j 5.26 en met 2025 en later; famnet store up start er een."
    if known is None:
        return ServerFault(
            f"Dit is geen bekende Neo4j-server: {agent[:40]}.", hint=hint, code="famnet.Version"
        )
    version = int(known[1]), int(known[2])
    if version < _OLDEST:
        return ServerFault(
            f"De Neo4j-server is te oud: {agent[:40]}.", hint=hint, code="famnet.Version"
        )
    if _OLDEST[0] < version[0] < _BY_YEAR:
        return ServerFault(
            f"Deze versie van Neo4j kent famnet niet: {agent[:40]}.",
            hint=hint,
            code="famnet.Version",
        )
    return None


def _broken(causes: Sequence[str], url: str) -> tuple[str, str]:
    if any("Security" in cause or "SSL" in cause or "Certificate" in cause for cause in causes):
        return _NO_TLS
    if any(cause in ("SessionExpired", "IncompleteCommit") for cause in causes):
        return _CUT
    if any(cause in ("ConnectionResetError", "BrokenPipeError") for cause in causes):
        return _CUT
    if "ServiceUnavailable" in causes or "OSError" in causes:
        where = f" op {url}" if url else ""
        return f"De Neo4j-server{where} is niet te bereiken.", _START
    return _CUT


def _first_line(message: str) -> str:
    return (message.strip().splitlines() or [""])[0][:300]
