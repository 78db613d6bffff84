"""The data contract: every table of a delivery declared once.

Reader, checks, generator and documentation follow from these declarations. A column's ``kind``
decides how text becomes a value, and what the checked table calls it:

==========  ==========================================  =======================================
kind        delivered                                   in the checked table
==========  ==========================================  =======================================
key         the table's own id                          same name, str
ref         id of another table                         name without ``_id``, int32 row; -1 none
code        catalogue code                              same name, categorical
closed      one of a closed list                        same name, categorical; NaN none
date        ISO, partial, or Dutch date                 ``x`` and ``x_hi``, int32 days
group       id that only joins rows (incident, family)  name without ``_id``, int32 code; -1 none
text        free text                                   same name, str
number      decimal number                              same name, float32; NaN none
flag        yes or no                                   same name, bool
==========  ==========================================  =======================================

Dates: see ``famnet.vocabulary``. Columns named ``end_date`` and ``death_date`` are ``FOREVER`` where
empty, all others ``NO_DAY``. Each checked table also has ``line`` (int32: line in its file, the
header is line 1; in a sheet the row number).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from famnet import vocabulary as v

if TYPE_CHECKING:
    from enum import StrEnum

__all__ = ["COMMON", "TABLES", "Column", "Table", "table"]

Kind = Literal["key", "ref", "code", "closed", "date", "group", "text", "number", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the contract.

    Parameters
    ----------
    name : str
        Name in the file.
    kind : str
        How its text becomes a value (module docstring).
    required : bool
        A row without it is rejected; a file without it has no usable row.
    identifying : bool
        Kept apart from the first read (design.md section 3).
    target : str
        For ``ref`` the table it points to; for ``code`` the catalogue list.
    values : tuple of str
        For ``closed`` the allowed values.
    label_nl : str
        Plain Dutch name, also accepted as a heading.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    identifying: bool = False
    target: str = ""
    values: tuple[str, ...] = ()
    label_nl: str = ""

    @property
    def stored(self) -> str:
        """Name of the column in the checked table."""
        if self.kind in ("ref", "group"):
            return self.name.removesuffix("_id")
        return self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the contract; ``subject`` says that exactly one of person or household is set."""

    name: str
    columns: tuple[Column, ...]
    label_nl: str = ""
    subject: bool = False
    must_exist: bool = False

    @property
    def key(self) -> str | None:
        """Name of the id column, if the table has one."""
        return next((c.name for c in self.columns if c.kind == "key"), None)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def _values(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


def _ref(name: str, target: str, label_nl: str, *, required: bool = False) -> Column:
    return Column(name, "ref", required=required, target=target, label_nl=label_nl)


def _date(name: str, label_nl: str, *, required: bool = False) -> Column:
    return Column(name, "date", required=required, label_nl=label_nl)


def _closed(name: str, enum: type[StrEnum], label_nl: str, *, required: bool = False) -> Column:
    return Column(name, "closed", required=required, values=_values(enum), label_nl=label_nl)


COMMON: Final = (
    _closed("certainty", v.Certainty, "zekerheid"),
    Column("source", "text", label_nl="bron"),
    _date("recorded_on", "vastgelegd_op"),
)

_PERSON = _ref("person_id", "persons", "persoon")
_HOUSEHOLD = _ref("household_id", "households", "huishouden")
_START = _date("start_date", "begindatum")
_END = _date("end_date", "einddatum")
_PARTNER = _ref("partner_id", "partners", "partner", required=True)

TABLES: Final = (
    Table(
        "persons",
        (
            Column("person_id", "key", required=True, label_nl="persoonsnummer"),
            Column("bsn", "text", identifying=True, label_nl="burgerservicenummer"),
            Column("first_names", "text", identifying=True, label_nl="voornamen"),
            Column("initials", "text", identifying=True, label_nl="voorletters"),
            Column("name_prefix", "text", identifying=True, label_nl="voorvoegsel"),
            Column("family_name", "text", identifying=True, label_nl="achternaam"),
            # The full date is identifying; age and year may show (design.md section 3).
            Column("birth_date", "date", identifying=True, label_nl="geboortedatum"),
            _date("death_date", "overlijdensdatum"),
            _closed("sex", v.Sex, "geslacht"),
            Column("secret_address", "flag", label_nl="geheim_adres"),
            _ref("source_partner_id", "partners", "bronpartner"),
        ),
        label_nl="personen",
        must_exist=True,
    ),
    Table(
        "households",
        (
            Column("household_id", "key", required=True, label_nl="huishoudennummer"),
            _closed("kind", v.HouseholdKind, "soort"),
            Column("postcode", "text", identifying=True, label_nl="postcode"),
            Column("house_number", "text", identifying=True, label_nl="huisnummer"),
            Column("house_letter", "text", identifying=True, label_nl="huisletter"),
            Column("house_addition", "text", identifying=True, label_nl="huisnummertoevoeging"),
            Column("bag_id", "text", identifying=True, label_nl="bag_nummer"),
            Column("municipality", "text", label_nl="gemeente"),
            Column("neighbourhood", "text", label_nl="buurt"),
        ),
        label_nl="huishoudens",
    ),
    Table(
        "memberships",
        (
            _ref("person_id", "persons", "persoon", required=True),
            _ref("household_id", "households", "huishouden", required=True),
            _closed("role", v.MembershipRole, "rol"),
            _START,
            _END,
        ),
        label_nl="bewoning",
    ),
    Table(
        "kinships",
        (
            _ref("person_id", "persons", "persoon", required=True),
            _closed("kind", v.KinKind, "soort", required=True),
            _ref("relative_id", "persons", "verwant", required=True),
            Column("family_id", "group", label_nl="gezin"),
            _closed("union", v.Union, "verbintenis"),
            _closed("end_reason", v.EndReason, "reden_einde"),
            _START,
            _END,
        ),
        label_nl="verwantschap",
    ),
    Table(
        "ties",
        (
            _ref("person_id", "persons", "persoon", required=True),
            _ref("other_id", "persons", "ander", required=True),
            _closed("kind", v.TieKind, "soort", required=True),
            _START,
            _END,
            Column("incident_id", "group", label_nl="incident"),
            Column("weight", "number", label_nl="gewicht"),
        ),
        label_nl="banden",
    ),
    Table(
        "partners",
        (
            Column("partner_id", "key", required=True, label_nl="partnernummer"),
            Column("kind", "code", required=True, target="partners", label_nl="soort"),
            Column("name", "text", label_nl="naam"),
            Column("region", "text", label_nl="regio"),
            Column("level", "text", label_nl="niveau"),
        ),
        label_nl="partners",
    ),
    Table(
        "signals",
        (
            Column("signal_id", "key", required=True, label_nl="signaalnummer"),
            Column("type", "code", required=True, target="signal_types", label_nl="soort"),
            _PERSON,
            _HOUSEHOLD,
            _closed("role", v.SignalRole, "rol"),
            _PARTNER,
            _ref("origin_partner_id", "partners", "herkomstpartner"),
            _closed("reporter_kind", v.ReporterKind, "soort_melder"),
            Column("incident_id", "group", label_nl="incident"),
            _ref("derived_from", "signals", "afgeleid_van"),
            _closed("origin_type", v.OriginType, "soort_herkomst"),
            _date("event_date", "gebeurtenisdatum", required=True),
            _date("received_date", "ontvangstdatum"),
            _closed("hardness", v.Hardness, "hardheid"),
            _closed("status", v.SignalStatus, "status"),
            _closed("release_ground", v.ReleaseGround, "vrijgavegrond"),
            Column("onward_consent", "flag", label_nl="toestemming_doorgifte"),
            _date("informed_on", "geinformeerd_op"),
            _date("exception_until", "uitstel_tot"),
            _date("first_processed", "eerste_verwerking"),
            Column("link_probability", "number", label_nl="koppelkans"),
            Column("text_ref", "text", identifying=True, label_nl="tekstverwijzing"),
        ),
        label_nl="signalen",
        subject=True,
        must_exist=True,
    ),
    Table(
        "referrals",
        (
            Column("referral_id", "key", required=True, label_nl="overdrachtnummer"),
            _ref("signal_id", "signals", "signaal"),
            _PERSON,
            _HOUSEHOLD,
            _ref("from_partner_id", "partners", "van_partner", required=True),
            _ref("to_partner_id", "partners", "naar_partner", required=True),
            Column("step", "code", target="referral_steps", label_nl="stap"),
            _date("sent_date", "verzonden_op", required=True),
            _date("answered_date", "beantwoord_op"),
            _closed("outcome", v.ReferralOutcome, "uitkomst"),
        ),
        label_nl="overdrachten",
    ),
    Table(
        "involvements",
        (
            _PARTNER,
            _PERSON,
            _HOUSEHOLD,
            Column("role", "code", target="involvement_roles", label_nl="rol"),
            _closed("mode", v.InvolvementMode, "vorm"),
            _START,
            _END,
        ),
        label_nl="betrokkenheid",
        subject=True,
    ),
    Table(
        "measures",
        (
            Column("measure_id", "key", required=True, label_nl="maatregelnummer"),
            Column("type", "code", required=True, target="measures", label_nl="soort"),
            _PERSON,
            _HOUSEHOLD,
            _ref("decided_by_partner_id", "partners", "besloten_door"),
            _ref("partner_id", "partners", "partner"),
            _ref("second_partner_id", "partners", "tweede_partner"),
            _START,
            _END,
        ),
        label_nl="maatregelen",
        subject=True,
    ),
    Table(
        "requests",
        (
            _PARTNER,
            _HOUSEHOLD,
            _PERSON,
            Column("life_domain", "code", target="life_domains", label_nl="leefgebied"),
            _date("asked_date", "gevraagd_op"),
            _date("delivered_date", "geleverd_op"),
            _closed("answer", v.RequestAnswer, "antwoord"),
        ),
        label_nl="navragen",
        subject=True,
    ),
    Table(
        "actions",
        (
            Column("action_id", "key", required=True, label_nl="actienummer"),
            _HOUSEHOLD,
            _PERSON,
            Column("goal", "text", label_nl="doel"),
            Column("action", "text", required=True, label_nl="actie"),
            _closed("kind", v.ActionKind, "soort"),
            _ref("owner_partner_id", "partners", "eigenaar"),
            _date("due_date", "uiterste_datum"),
            _date("done_date", "gedaan_op"),
            Column("result", "text", label_nl="resultaat"),
        ),
        label_nl="acties",
        subject=True,
    ),
)


def table(name: str) -> Table:
    """Return the declaration of a table; KeyError if there is none.

    >>> table("persons").key
    'person_id'
    """
    for declared in TABLES:
        if declared.name == name:
            return declared
    raise KeyError(name)
