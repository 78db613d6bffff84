"""The founding text: who it names, and what each of its 122 units has become."""

from __future__ import annotations

import dataclasses

import pytest

from famnet.catalogue import load_catalogue

# Every organisation and role of the founding text by the name it has there, written by hand.
NAMED = [
    ("gemeente", "GEM", 6),
    ("veiligheidsdomein", "VEIL", 5),
    ("sociaal domein", "SOCD", 9),
    ("werk en inkomen", "WENI", 10),
    ("leerplichtambtenaar", "LPA", 19),
    ("zorg en welzijn", "ZOWE", 10),
    ("opvoeding", "OPV", 10),
    ("centrum voor jeugd en gezin", "CJG", 12),
    ("sociaal (wijk)team", "SWT", 13),
    ("jeugdgezondheidszorg", "JGZ", 15),
    ("maatschappelijk werk", "MW", 15),
    ("vrijwillige) jeugdzorg", "JZ1", 47),
    ("eerstelijns", "JZ1", 46),
    ("tweedelijns jeugdzorg", "JZ2", 48),
    ("gecertificeerde instelling", "GI", 50),
    ("huisarts", "HA", 31),
    ("praktijkondersteuner", "POH", 34),
    ("school", "SCH", 22),
    ("zorgcoördinator", "ZORGC", 24),
    ("zorgteam", "ZTEAM", 24),
    ("zorgoverleg", "ZTEAM", 25),
    ("intern begeleider", "IB", 26),
    ("schoolmaatschappelijk werker", "SMW", 26),
    ("jongerenwerker", "JW", 36),
    ("wijkcentrum", "WIJKC", 16),
    ("buurthuis", "WIJKC", 37),
    ("woningcorporatie", "WOCO", 41),
    ("geestelijke gezondheidszorg", "GGZ", 59),
    ("veilig thuis", "VT", 60),
    ("slachtoffer, pleger, omstander, professional", "MELD", 60),
    ("betrokken hulpverlener", "HULP", 66),
    ("raad voor de kinderbescherming", "RVDK", 88),
    ("kinderrechter", "KR", 53),
    ("rechter", "RB", 57),
    ("politie", "POL", 81),
    ("wijkagent", "WA", 85),
    ("politieafdeling", "POLD", 86),
    ("lokaal", "POLB", 87),
    ("regionaal of district", "POLR", 87),
    ("landelijk", "POLN", 87),
    ("internationaal", "POLI", 87),
    ("openbaar ministerie", "OM", 110),
    ("reclassering (3ro)", "3RO", 96),
    ("reclassering nederland", "RN", 105),
    ("stichting verslavingsreclassering ggz", "SVG", 106),
    ("leger des heils jeugdbescherming & reclassering", "LDH", 107),
    ("zorg- en veiligheidshuis", "ZVH", 72),
    ("regionaal informatie- en expertisecentrum", "RIEC", 112),
    ("comensha", "COM", 118),
    ("fier", "FIER", 121),
]


@pytest.mark.parametrize(("name", "code", "unit"), NAMED)
def test_who_the_founding_text_names_is_there(name, code, unit):
    partner = load_catalogue().partners[code]
    assert name in partner.name_nl.lower()
    assert partner.in_founding_text
    assert str(unit) in partner.founding_sentence_no


def test_nobody_else_claims_to_be_in_the_founding_text():
    named = {code for _, code, _ in NAMED}
    partners = load_catalogue().partners
    assert {code for code, partner in partners.items() if partner.in_founding_text} == named


def test_each_of_them_has_a_task_or_is_a_party_in_a_task():
    catalogue = load_catalogue()
    holders = {task.partner_code for task in catalogue.tasks.values()}
    # JGZ and POLD's levels have their own; a court decides through the juvenile judge too.
    assert {code for _, code, _ in NAMED} - holders == set()


def test_there_are_122_units():
    assert list(load_catalogue().founding_sentences) == [str(n) for n in range(1, 123)]


def _rows(catalogue):
    for field in dataclasses.fields(catalogue):
        rows = getattr(catalogue, field.name)
        if field.init and not isinstance(rows, tuple):
            yield from ((f"{field.name}:{key}", row) for key, row in rows.items())


def test_sentences_have_what_they_say_and_are_named_back():
    catalogue = load_catalogue()
    rows = dict(_rows(catalogue))
    claimed = {
        (unit, reference)
        for unit, sentence in catalogue.founding_sentences.items()
        for reference in sentence.covered_by
        if reference not in ("none:navigation", "partners:*")
    }
    given = {
        (unit, where)
        for where, row in rows.items()
        for unit in getattr(row, "founding_sentence_no", ())
    }
    assert claimed == given
    assert len(given) > 400


def test_only_the_page_link_and_the_table_itself_are_covered_otherwise():
    sentences = load_catalogue().founding_sentences
    assert sentences["1"].covered_by == ("none:navigation",)
    assert sentences["2"].covered_by == ("partners:*",)


# What some units say, read by hand: unit, list, code.
SAID = [
    (13, "signal_types", "HELP_REQUEST"),
    (28, "meldcode_steps", "1"),
    (43, "measures", "OVLM"),
    (54, "measures", "VOTS"),
    (55, "measures", "OTS"),
    (56, "measures", "GEZAG"),
    (65, "veilig_thuis_routes", "inform_board"),
    (67, "veilig_thuis_routes", "existing_helper"),
    (79, "zvh_criteria", "K3A"),
    (80, "measures", "PLAN1"),
    (84, "measures", "BOETE"),
    (93, "rvdk_grounds", "suspect_from_12"),
    (103, "measures", "BWFZ"),
    (108, "probation_rules", "other"),
    (114, "riec_criteria", "E"),
    (120, "signal_types", "EXP_CRIMINAL"),
    (122, "measures", "OPVFIER"),
]


@pytest.mark.parametrize(("unit", "name", "code"), SAID)
def test_what_a_unit_says_is_in_the_list(unit, name, code):
    catalogue = load_catalogue()
    assert str(unit) in getattr(catalogue, name)[code].founding_sentence_no
    assert f"{name}:{code}" in catalogue.founding_sentences[str(unit)].covered_by
