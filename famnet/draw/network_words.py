"""The words of the network picture and of its page, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.draw.speech import Speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["HOUSEHOLD", "SAID", "SCRIPT", "TITLE", "script_words", "speech"]

TITLE: Final = Text("Netwerkkaart", "Network map")
#: Line of a partner: said from the partner, and from who it is about.
SAID: Final = {
    "protective": (
        Text("ziet iets goed gaan bij", "sees something going well with"),
        Text("gaat goed, ziet", "going well, sees"),
    ),
    "involvement": (
        Text("is betrokken bij", "is involved with"),
        Text("wordt geholpen door", "is helped by"),
    ),
    "measure": (
        Text("voert een maatregel uit bij", "carries out a measure for"),
        Text("maatregel door", "measure by"),
    ),
}
HOUSEHOLD: Final = {
    "private": Text("huishouden", "household"),
    "institution": Text("instelling", "institution"),
    "shelter": Text("opvang", "shelter"),
    "student": Text("studentenhuis", "student house"),
    "other": Text("ander adres", "other address"),
}
_TEXTS: Final = {
    "undated": Text(
        "zonder peildatum: alles geldt als nu", "no reference date: everything counts as now"
    ),
    "as_of": Text("stand op {day}", "as of {day}"),
    "status": Text("ter beoordeling, niet beoordeeld", "to be judged, not judged"),
    "reading": Text(
        "Een lijn zegt dat er een band is of dat een partner iets weet. Zij zegt niets over schuld."
        " Plaats en grootte op de kaart betekenen niets.",
        "A line says that there is a tie or that a partner knows something. It says nothing about"
        " guilt. Place and size on the map mean nothing.",
    ),
    "absent": Text(
        "Staat iemand of een lijn er niet? Dan is er niets geleverd. Dat zegt niet dat er niets is.",
        "Is somebody or a line not there? Then nothing was delivered. That does not say that there"
        " is nothing.",
    ),
    "collapsed": Text(
        "De levering heeft {n} personen, huishoudens en partners. Boven {limit} tonen wij geen"
        " personen maar familienetwerken.",
        "The delivery has {n} persons, households and partner organisations. Above {limit} we show no"
        " persons but family networks.",
    ),
    "listed": Text(
        "Getekend: {n} van {total} familienetwerken, in de volgorde van de lijst gekozen.",
        "Drawn: {n} of {total} family networks, chosen in the order of the list.",
    ),
    "chosen": Text(
        "Getekend: {n} familienetwerken die weinig overlappen, van {total} in deze levering. De keuze"
        " zegt niets.",
        "Drawn: {n} family networks that overlap little, of {total} in this delivery. The choice says"
        " nothing.",
    ),
    "no_families": Text(
        "Er is geen familienetwerk om te tekenen.", "There is no family network to draw."
    ),
    "nothing": Text("Er is niets om te tekenen.", "There is nothing to draw."),
    # Marks and lines.
    "household": Text("huishouden {letter}", "household {letter}"),
    "and": Text("{one} en {other}", "{one} and {other}"),
    "kind": Text("Soort", "Kind"),
    "person": Text("persoon", "person"),
    "persons": Text("personen", "persons"),
    "dead_person": Text("persoon, overleden", "person, deceased"),
    "place": Text("Buurt", "Neighbourhood"),
    "partner_kind": Text("partner: {name}", "partner organisation: {name}"),
    "chain": Text("Keten", "Chain"),
    "family": Text("familienetwerk", "family network"),
    "members": Text("Personen", "Persons"),
    "homes": Text("Huishoudens", "Households"),
    "domains": Text("Leefgebieden met een signaal", "Life domains with a signal"),
    "knowing": Text("Partners met een signaal", "Partner organisations with a signal"),
    "none": Text("geen", "none"),
    "lives_in": Text("woont in", "lives in"),
    "here_lives": Text("hier woont", "here lives"),
    "ex_partner": Text("ex-partner van", "former partner of"),
    "was_partner": Text("was partner van", "was the partner of"),
    "signal": Text("signaal", "signal"),
    "signals": Text("signalen", "signals"),
    "about": Text("{times} over", "{times} about"),
    "from": Text("{times} van", "{times} from"),
    "shares": Text(
        "deelt {homes} huishoudens en {people} personen met",
        "shares {homes} households and {people} persons with",
    ),
    "kin": Text("{n} keer familie van iemand in", "{n} times related to somebody in"),
    "bond": Text("{n} keer andere band met iemand in", "{n} times another tie with somebody in"),
    "birth": Text("de geboorte", "birth"),
    "period": Text("{start} tot {end}", "{start} to {end}"),
    "since": Text("sinds {day}", "since {day}"),
    "until": Text("tot {day}", "until {day}"),
    "no_day": Text("zonder datum", "without a date"),
    # Page.
    "to_list": Text("Naar de lijst", "To the list"),
    "line": Text("lijn", "line"),
    "lines": Text("lijnen", "lines"),
    "controls": Text("Zoeken en filteren", "Search and filter"),
    "search": Text("Zoek op label of nummer", "Search by label or id"),
    "results": Text("Gevonden", "Found"),
    "way": Text("Weg tussen twee", "Path between two"),
    "way_from": Text("Van", "From"),
    "way_to": Text("Naar", "To"),
    "via": Text("ook via partners", "through partner organisations too"),
    "find": Text("Zoek de weg", "Find the path"),
    "clear": Text("Wis", "Clear"),
    "steps": Text("Stappen van de weg", "Steps of the path"),
    "domain": Text("Leefgebied", "Life domain"),
    "all_domains": Text("alle leefgebieden", "all life domains"),
    "all_chains": Text("alle ketens", "all chains"),
    "partner": Text("Partner", "Partner organisation"),
    "all_partners": Text("alle partners", "all partner organisations"),
    "filter_hint": Text(
        "Toont over wie die partner iets heeft, en waar die persoon woont.",
        "Shows about whom that partner organisation has something, and where that person lives.",
    ),
    "day": Text("Dag", "Day"),
    "today": Text("{day} (peildatum)", "{day} (reference date)"),
    "year_month": Text("maand-jaar", "year-month"),
    "reference_date": Text("Peildatum", "Reference date"),
    "networks_now": Text(
        "De netwerken zelf zijn die van de peildatum.",
        "The networks themselves are those of the reference date.",
    ),
    "line_kinds": Text("Soort lijn", "Kind of line"),
    "certainty": Text("Zekerheid", "Certainty"),
    "reset": Text("Wis filters", "Clear filters"),
    "fit": Text("Toon alles", "Show all"),
    "legend": Text("Tekens", "Signs"),
    "dead": Text("overleden", "deceased"),
    "household_sign": Text("huishouden", "household"),
    "household_legend": Text(
        "huishouden; de lichte rand ligt om wie er woont",
        "household; the light outline lies around who lives there",
    ),
    "partner_legend": Text(
        "partner; de letter is de keten: {chains}",
        "partner organisation; the letter is the chain: {chains}",
    ),
    "partner_sign": Text(
        "partner; de letter is de keten", "partner organisation; the letter is the chain"
    ),
    "family_legend": Text(
        "familienetwerk; de letters zijn de leefgebieden waarin er een signaal is",
        "family network; the letters are the life domains in which there is a signal",
    ),
    "chosen_sign": Text("gekozen", "chosen"),
    "step_sign": Text("stap van de weg tussen twee", "step of the path between two"),
    "keys": Text(
        "Toetsen op de kaart: pijlen schuiven, + en − maken groter en kleiner, 0 toont alles. In de"
        " lijst: pijlen, Home en End gaan langs, Enter kiest, Escape laat los.",
        "Keys on the map: arrows move, + and − make larger and smaller, 0 shows all. In the list:"
        " arrows, Home and End go along, Enter chooses, Escape lets go.",
    ),
    "map": Text("Kaart", "Map"),
    "map_label": Text(
        "Netwerkkaart. Pijlen schuiven, plus en min maken groter en kleiner, 0 toont alles. Onder de"
        " kaart staat hetzelfde als tabel.",
        "Network map. Arrows move, plus and minus make larger and smaller, 0 shows all. Below the map"
        " stands the same as a table.",
    ),
    "no_script": Text(
        "Zonder JavaScript is er geen kaart. De tabel hieronder zegt hetzelfde.",
        "Without JavaScript there is no map. The table below says the same.",
    ),
    "details": Text("Gegevens", "Details"),
    "choose": Text(
        "Kies iets op de kaart, in de zoeklijst of in de lijst hieronder.",
        "Choose something on the map, in the search list or in the list below.",
    ),
    "who": Text("Wie er staat", "Who is there"),
    "as_table": Text("Hetzelfde als tabel", "The same as a table"),
    "marks_region": Text("Tabel van wie er op de kaart staat", "Table of who stands on the map"),
    "marks_caption": Text("Wie en wat er op de kaart staat", "Who and what stands on the map"),
    "lines_region": Text("Tabel van de lijnen", "Table of the lines"),
    "lines_caption": Text("De lijnen", "The lines"),
    "label": Text("Label", "Label"),
    "number": Text("Nummer", "Id"),
    "says": Text("Wat er staat", "What it says"),
    "network": Text("Familienetwerk", "Family network"),
    "page": Text("bladzijde", "page"),
    "tie": Text("Band", "Tie"),
    "with": Text("Met", "With"),
    "line_domains": Text("Leefgebieden", "Life domains"),
    "evidence": Text("Bewijs", "Evidence"),
}
#: What the script of the page says; ``{n}`` and its like are filled in there.
SCRIPT: Final = {
    "neighbour": Text("1 buur", "1 neighbour"),
    "neighbours": Text("{n} buren", "{n} neighbours"),
    "found": Text("{n} gevonden", "{n} found"),
    "first": Text(", hier de eerste {n}", ", here the first {n}"),
    "in_closed": Text(" (in een dicht netwerk)", " (in a closed network)"),
    "filtered": Text(" (verborgen door de filters)", " (hidden by the filters)"),
    "choose": _TEXTS["choose"],
    "number": _TEXTS["number"],
    "network": _TEXTS["network"],
    "open_page": Text(
        "Open de bladzijde van dit familienetwerk", "Open the page of this family network"
    ),
    "close": Text("Sluit dit netwerk", "Close this network"),
    "open": Text("Open dit netwerk", "Open this network"),
    "from_here": Text("Weg van hier", "Path from here"),
    "to_here": Text("Weg naar hier", "Path to here"),
    "line": Text("1 lijn", "1 line"),
    "lines": Text("{n} lijnen", "{n} lines"),
    "off": Text("(lijn staat uit)", "(line is off)"),
    "row": Text("1 rij bewijs", "1 row of evidence"),
    "rows": Text("{n} rijen bewijs", "{n} rows of evidence"),
    "signal": Text("1 signaal", "1 signal"),
    "signals": Text("{n} signalen", "{n} signals"),
    "about": Text(" over", " about"),
    "from": Text(" van", " from"),
    "of": Text("{n} van {all} {what}", "{n} of {all} {what}"),
    "line_word": _TEXTS["line"],
    "line_words": _TEXTS["lines"],
    "visible": Text("Zichtbaar: ", "Visible: "),
    "on": Text("Op {day}: ", "On {day}: "),
    "none_left": Text(
        " Niets met deze filters. Dat zegt niets over wie er niet staat.",
        " Nothing with these filters. That says nothing about who is not there.",
    ),
    "today": _TEXTS["today"],
    "who": Text("Wie er staat ({n})", "Who is there ({n})"),
    "same": Text("is dezelfde als", "is the same as"),
    "pick_from": Text(
        "Kies bij Van iemand die op de kaart staat.", "Choose at From somebody who is on the map."
    ),
    "pick_to": Text(
        "Kies bij Naar iemand die op de kaart staat.", "Choose at To somebody who is on the map."
    ),
    "no_path": Text(
        "Geen weg gevonden met deze filters. Dat zegt niet dat er geen band is.",
        "No path found with these filters. That does not say that there is no tie.",
    ),
    "itself": Text("Dat is dezelfde.", "That is the same one."),
    "one_step": Text("Weg in 1 stap:", "Path in 1 step:"),
    "some_steps": Text("Weg in {n} stappen:", "Path in {n} steps:"),
}


def speech(lang: Lang) -> Speech:
    """Return the texts in a language."""
    return Speech(_TEXTS, lang)


def script_words(lang: Lang) -> dict[str, str]:
    """Return what the script of the page says, in a language."""
    return {key: text.of(lang) for key, text in SCRIPT.items()}
