"""Every rule of a delivery in one table: its code, what it costs a row, and what to do about it.

*rejected*: the row breaks the contract by itself. *set_aside*: right by itself, but it can't be used
here. *warning*: costs no row. A sentence never quotes a value: a cell may hold what identifies
someone, also by mistake. ``{column}`` is the column as it is called in the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from famnet.delivery.rules_en import MESSAGES_EN

__all__ = ["RULES", "SEVERITIES", "Rule", "Severity"]

Severity = Literal["rejected", "set_aside", "warning"]
SEVERITIES: Final = ("rejected", "set_aside", "warning")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a code for machines, a plain Dutch sentence for people."""

    code: str
    severity: Severity
    message_nl: str

    def message(self, lang: str, column: str) -> str:
        """Return the sentence in a language, ``nl`` or ``en``.

        >>> RULES["required_empty"].message("en", "person_id")
        'person_id is required and is empty here. Fill in the cell.'
        """
        text = MESSAGES_EN[self.code] if lang == "en" else self.message_nl
        return text.format(column=column)


_RULES: Final = (
    # The file and its rows.
    Rule(
        "missing_column",
        "rejected",
        "De kolom {column} ontbreekt, dus geen rij is bruikbaar. Voeg de kolom toe aan de kop.",
    ),
    Rule(
        "ragged_row",
        "rejected",
        "Deze regel heeft meer of minder cellen dan de kop. Kijk of een scheidingsteken tussen aanhalingstekens moet.",
    ),
    Rule(
        "unbalanced_quotes",
        "rejected",
        "Een aanhalingsteken op deze regel sluit niet. Verdubbel of verwijder het.",
    ),
    Rule(
        "cell_too_long",
        "rejected",
        "Een cel in {column} is langer dan 32.767 tekens. Lever de tekst apart en zet hier een verwijzing.",
    ),
    Rule(
        "empty_file", "warning", "Het bestand is leeg. Lever ten minste de kop met de kolomnamen."
    ),
    Rule(
        "unknown_table",
        "warning",
        "Dit bestand hoort niet bij een levering en is niet gelezen. Gebruik een van de tabelnamen.",
    ),
    Rule(
        "unknown_setting",
        "warning",
        "Deze instelling kent famnet niet; zij doet niets. Kijk of de naam goed gespeld is.",
    ),
    Rule(
        "unknown_column",
        "warning",
        "Deze kolom hoort niet bij de tabel; zij is apart gehouden en doet niet mee.",
    ),
    Rule(
        "blocked_column",
        "warning",
        "Dit gegeven mag niet worden ingelezen; de kolom is overgeslagen en niet bewaard. Lever haar niet aan.",
    ),
    Rule(
        "renamed_column",
        "warning",
        "De Nederlandse kop is gelezen als {column}. Klopt dat niet, gebruik dan de naam uit het contract.",
    ),
    # A cell.
    Rule("required_empty", "rejected", "{column} is verplicht en is hier leeg. Vul de cel in."),
    Rule(
        "unknown_code",
        "rejected",
        "De code in {column} staat niet in de catalogus. Gebruik een code uit `famnet catalogue`.",
    ),
    Rule(
        "not_allowed_value",
        "rejected",
        "De waarde in {column} hoort niet bij de toegestane waarden. Zie docs/delivery.md.",
    ),
    Rule(
        "bad_date",
        "rejected",
        "{column} is geen bestaande datum tussen 1000 en 2199. Schrijf jjjj-mm-dd; laat een open einde leeg.",
    ),
    Rule(
        "excel_date",
        "rejected",
        "{column} is een getal uit Excel en geen datum. Maak de kolom op als jjjj-mm-dd en lever opnieuw.",
    ),
    Rule(
        "bad_number",
        "rejected",
        "{column} is geen getal dat hier mag staan. Schrijf cijfers met een punt, zonder eenheid.",
    ),
    Rule("bad_flag", "rejected", "{column} moet true of false zijn (ja en nee mogen ook)."),
    Rule(
        "id_spaces",
        "warning",
        "Rond {column} stonden spaties; die zijn weggehaald. Voorloopnullen zijn blijven staan.",
    ),
    Rule(
        "bsn_elfproef",
        "warning",
        "Het bsn voldoet niet aan de elfproef; het is apart gehouden en de rij telt mee. Kijk het na in de bron.",
    ),
    # A row.
    Rule(
        "duplicate_key",
        "rejected",
        "{column} komt al eerder voor; de eerste rij blijft. Geef elke rij een eigen nummer.",
    ),
    Rule(
        "duplicate_row",
        "rejected",
        "Deze rij is gelijk aan een eerdere; de eerste blijft. Verwijder de herhaling.",
    ),
    Rule("subject_not_one", "rejected", "Vul precies een van person_id en household_id in."),
    Rule(
        "subject_missing",
        "rejected",
        "Vul ten minste een van signal_id, person_id en household_id in.",
    ),
    Rule(
        "role_not_allowed",
        "rejected",
        "Deze rol past niet bij dit soort signaal. Zie `famnet catalogue signals`, kolom allowed_roles.",
    ),
    Rule(
        "own_relative",
        "rejected",
        "Iemand staat hier als verwant van of verbonden met zichzelf. Kijk na wie bedoeld is.",
    ),
    Rule(
        "end_before_start",
        "rejected",
        "Het einde ligt voor het begin. Kijk welke van de twee datums klopt.",
    ),
    Rule(
        "death_before_birth",
        "rejected",
        "De overlijdensdatum ligt voor de geboortedatum. Kijk welke van de twee klopt.",
    ),
    Rule(
        "received_before_event",
        "warning",
        "Het signaal is ontvangen voor het gebeurde. Kijk de datums na.",
    ),
    # Across tables: unknown ids.
    Rule(
        "unknown_person",
        "set_aside",
        "De persoon in {column} staat niet (bruikbaar) in persons. Lever de persoon mee.",
    ),
    Rule(
        "unknown_household",
        "set_aside",
        "Het huishouden in {column} staat niet (bruikbaar) in households. Lever het mee.",
    ),
    Rule(
        "unknown_partner",
        "set_aside",
        "De partner in {column} staat niet in partners en is geen code uit de catalogus. Lever de partner mee.",
    ),
    Rule(
        "unknown_signal",
        "set_aside",
        "Het signaal in {column} staat niet (bruikbaar) in signals. Lever het mee.",
    ),
    Rule(
        "dangling_partner",
        "warning",
        "De partner in {column} is onbekend; de cel is leeg gemaakt en de rij telt mee.",
    ),
    Rule(
        "derived_from_itself",
        "warning",
        "Het signaal zegt van zichzelf afgeleid te zijn; de cel is leeg gemaakt en de rij telt mee.",
    ),
    Rule(
        "dangling_signal",
        "warning",
        "Het signaal in {column} is niet meegeleverd; de verwijzing is leeg gemaakt en de rij telt mee.",
    ),
    # Across tables: descent and homes.
    Rule(
        "parent_younger",
        "set_aside",
        "De ouder is volgens de geboortedatums jonger dan het kind. Kijk of person_id en relative_id omgewisseld zijn.",
    ),
    Rule(
        "parent_under_12",
        "set_aside",
        "De ouder was bij de geboorte jonger dan 12. Kijk de geboortedatums en de richting na.",
    ),
    Rule(
        "descent_cycle",
        "set_aside",
        "Via deze rij stamt iemand van zichzelf af. Alle rijen van de kring zijn opzij gezet; kijk de richting na.",
    ),
    Rule(
        "third_parent",
        "set_aside",
        "Dit kind heeft al twee ouders door geboorte. Gebruik adoptive_parent_of of step_parent_of als dat bedoeld is.",
    ),
    Rule(
        "two_homes",
        "warning",
        "Deze persoon woont op een dag in twee particuliere huishoudens. Vul de einddatum van het oude in.",
    ),
    # Across tables: dates and ages.
    Rule(
        "before_birth",
        "set_aside",
        "{column} ligt voor de geboorte van de persoon. Kijk de datum en het persoonsnummer na.",
    ),
    Rule(
        "after_death",
        "warning",
        "{column} ligt na het overlijden van de persoon; de rij telt mee. Kijk de datums na.",
    ),
    Rule(
        "after_reference_date",
        "set_aside",
        "{column} ligt na de peildatum. Kijk de datum na of kies een latere peildatum.",
    ),
    Rule(
        "measure_outside_ages",
        "warning",
        "De leeftijd past niet bij deze maatregel; de rij telt mee. Kijk de soort en de begindatum na.",
    ),
    # Across tables: who may hold and see what.
    Rule(
        "partner_cannot_hold",
        "warning",
        "Deze partner heeft dit soort signaal gewoonlijk niet; de rij telt mee. Vul origin_partner_id in als het van een ander komt.",
    ),
    Rule(
        "not_admitted",
        "set_aside",
        "Dit soort signaal mag deze partner in deze werkruimte niet delen. Het wordt niet gebruikt.",
    ),
    Rule(
        "refuted",
        "set_aside",
        "Het signaal is weerlegd. Het telt nergens mee en wordt alleen getoond als wat ertegen spreekt.",
    ),
)

RULES: Final = {rule.code: rule for rule in _RULES}
