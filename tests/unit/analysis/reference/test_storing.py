"""A reference as a folder: the same bytes each time, read back equal, refused when it was changed."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import pytest
from factory import make_graph
from unit.analysis.reference.areas import area, told

from famnet.analysis.reference import build_reference, read_reference, write_reference
from famnet.analysis.reference.reference import COLUMNS
from famnet.analysis.reference.storing import _own_id
from famnet.errors import UserError

FILES = ["reference.json", *(f"{name}.csv" for name in COLUMNS)]


@pytest.fixture
def folder(tmp_path):
    write_reference(told(), tmp_path)
    return tmp_path


def _bytes(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_area_gives_the_same_bytes(folder, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    write_reference(build_reference(area(), named=("Oosterwaard", "Gemeente Oosterwaard")), again)
    assert _bytes(folder) == _bytes(again)
    assert sorted(_bytes(folder)) == sorted(FILES)


def test_what_is_read_computes_what_was_written(folder):
    read = read_reference(folder)
    assert read.about == told().about
    assert read.frailty == told().frailty
    assert read.prior == told().prior
    assert len(read.reference_id) == 16
    places = [("", ""), ("Oosterwaard", "*")]
    for mine, theirs in (
        (read.rates_of(places).rate, told().rates_of(places).rate),
        (read.rates_of(places).multiplier, told().rates_of(places).multiplier),
        (read.scales(), told().scales()),
        (read.profiles().table, told().profiles().table),
        (read.crowding(), told().crowding()),
    ):
        assert np.array_equal(mine, theirs)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_changed_is_refused(folder, name: str):
    text = (folder / name).read_text(encoding="utf-8")
    at = max(text.rfind(digit) for digit in "123456789")
    other = "1" if text[at] != "1" else "2"
    (folder / name).write_text(text[:at] + other + text[at + 1 :], encoding="utf-8")
    with pytest.raises(UserError, match="na het maken veranderd"):
        read_reference(folder)


def test_a_changed_table_with_its_hash_mended_is_refused_too(folder):
    path = folder / "rates.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("male", "fmale"), encoding="utf-8")
    content = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    content["files"]["rates.csv"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "reference.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UserError, match="na het maken veranderd"):
        read_reference(folder)


def _no_prior(content, _folder):
    del content["prior"]


def _no_files(content, _folder):
    del content["files"]


def _words_for_numbers(content, _folder):
    content["frailty"]["variance"] = "abc"


def _something_more(content, _folder):
    content["about"]["more"] = 1


def _emptied(content, folder):
    path = folder / "rates.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    content["files"]["rates.csv"] = hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "spoil", [_no_prior, _no_files, _words_for_numbers, _something_more, _emptied]
)
def test_one_whose_hash_fits_what_famnet_never_writes_is_refused(folder, spoil):
    content = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    spoil(content, folder)
    content["reference_id"] = _own_id(content)
    (folder / "reference.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UserError, match="na het maken veranderd"):
        read_reference(folder)


def test_a_file_that_went_missing_is_named(folder):
    (folder / "areas.csv").unlink()
    with pytest.raises(UserError, match=r"areas\.csv"):
        read_reference(folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{}", "geen referentie van famnet"),
        ("geen json", "na het maken veranderd"),
        ('{"kind": "famnet reference"}', "vorm"),
        ('{"kind": "famnet reference", "format": 99}', "leest vorm 2"),
        ("[1, 2]", "geen referentie van famnet"),
    ],
)
def test_another_file_by_that_name_is_refused_in_plain_words(tmp_path, content: str, words: str):
    (tmp_path / "reference.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        read_reference(tmp_path)


def test_a_folder_without_a_reference_says_what_to_do(tmp_path):
    with pytest.raises(UserError, match=r"reference\.json ontbreekt") as caught:
        read_reference(tmp_path / "bestaat niet")
    assert "famnet reference build" in caught.value.hint


def test_an_area_with_other_scan_groups_cannot_be_read(folder):
    # Made whole by the code itself, so that only the groups are other.
    content = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    content["scan_groups"] = content["scan_groups"][:-1]
    content["reference_id"] = _own_id(content)
    (folder / "reference.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UserError, match="andere leefgebieden"):
        read_reference(folder)


def test_an_area_that_is_too_small_is_refused_and_told_why():
    rows = [{"person_id": f"p{i}", "birth_date": "1980-01-01"} for i in range(40)]
    homes = [{"person_id": f"p{i}", "household_id": f"h{i}"} for i in range(40)]
    graph = make_graph(persons=rows, memberships=homes)
    with pytest.raises(UserError, match="te klein voor een vergelijking: 40 personen"):
        build_reference(graph)
