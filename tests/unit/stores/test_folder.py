"""A store in a folder: birth days apart, whole or not there, spoilt files said."""

from __future__ import annotations

import shutil
import stat

import pandas as pd
import pytest
from factory import make_graph

from famnet.errors import UserError
from famnet.pipeline.deriving import derive
from famnet.stores import folder as folder_module
from famnet.stores import open_store
from famnet.stores.folder import IDENTIFYING_FILE
from famnet.stores.info_file import INFO_FILE, read_info, write_info


def world(person="a"):
    return make_graph(
        persons=f"person_id sex birth_date\n{person} female 1980-05-03\nb male 1990",
        memberships=f"person_id household_id start_date\n{person} H1 2000\nb H1 2001-02",
        signals="signal_id type person_id partner_id event_date role\n"
        f"s1 FIN_DEBT {person} SWT 2025-03-01 involved",
    )


@pytest.fixture
def place(tmp_path):
    return tmp_path / "case"


@pytest.fixture
def filled(place):
    store = open_store(f"memory:{place}")
    graph = world()
    store.write(graph, derived=derive(graph), identifying=True)
    return store


def files(place):
    return sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file())


def test_one_file_per_table_and_birth_days_apart(place, filled):
    there = files(place)
    assert len([name for name in there if name.startswith("tables/")]) == 12
    assert {INFO_FILE, IDENTIFYING_FILE, "derived/episodes.parquet"} <= set(there)
    # Other tools read them: 3773 and 3803 are 1 and 31 May 1980.
    persons = pd.read_parquet(place / "tables" / "persons.parquet")
    assert persons["birth_date"].tolist() == [3773, 7305]
    assert persons["birth_date_hi"].tolist() == [3803, 7669]
    births = pd.read_parquet(place / IDENTIFYING_FILE)
    assert births["birth_date"].tolist() == [3775, 7305]
    assert stat.S_IMODE((place / IDENTIFYING_FILE).stat().st_mode) == 0o600


def test_it_is_whole_without_birth_days(place, filled):
    assert filled.info.identifying
    assert filled.read().persons["birth_date"].tolist() == [3775, 7305]
    shutil.rmtree(place / "identifying")
    assert not filled.info.identifying
    assert filled.read().persons["birth_date"].tolist() == [3773, 7305]
    assert filled.count().by_label["Person"] == 2


def test_they_are_not_written_unless_asked_for(place):
    open_store(f"memory:{place}").write(world())
    assert not (place / "identifying").exists()


def test_the_same_graph_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        open_store(f"memory:{tmp_path / name}").write(world(), derived=derive(world()))
    one, two = tmp_path / "one", tmp_path / "two"
    assert files(one) == files(two)
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in files(one))


@pytest.mark.parametrize("name", ["tables/signals.parquet", "derived/touches.parquet"])
def test_a_missing_file_is_said(place, filled, name):
    (place / name).unlink()
    with pytest.raises(UserError, match=name):
        filled.count()


@pytest.mark.parametrize(
    "name", ["tables/persons.parquet", "tables/ties.parquet", IDENTIFYING_FILE]
)
@pytest.mark.parametrize("how", ["cut", "other", "empty"])
def test_a_spoilt_file_is_said(place, filled, name, how):
    path = place / name
    whole = path.read_bytes()
    spoilt = {"cut": whole[:-9], "other": whole[:9] + b"x" + whole[10:], "empty": b""}[how]
    path.write_bytes(spoilt)
    with pytest.raises(UserError, match="beschadigd") as caught:
        filled.read()
    assert "famnet load" in caught.value.hint


def test_a_file_that_is_another_table_is_said(place, filled):
    """Even with the right checksum."""
    info, told = read_info(place / INFO_FILE)
    shutil.copy(place / "tables" / "ties.parquet", place / "tables" / "persons.parquet")
    told["tables/persons.parquet"] = told["tables/ties.parquet"]
    write_info(place / INFO_FILE, info, told)
    with pytest.raises(UserError, match=r"persons\.parquet"):
        filled.read()


def test_a_word_the_catalogue_doesnt_know_is_said(place, filled):
    from famnet.stores.table_files import read_graph_table

    path = place / "tables" / "signals.parquet"
    pd.read_parquet(path).assign(type="NEW_KIND").to_parquet(path)
    with pytest.raises(UserError, match=r"signals\.parquet"):
        read_graph_table(path, "signals")


@pytest.mark.parametrize(
    "text", ["", "status = ", "status = 'complete'", "\x00", 'status = "half"\n[files]\n']
)
def test_a_spoilt_description_is_said(place, filled, text):
    (place / INFO_FILE).write_text(text)
    for ask in (filled.read, filled.count, filled.delete, lambda: filled.info):
        with pytest.raises(UserError, match=INFO_FILE):
            ask()


def test_a_folder_of_something_else_is_left_alone(place):
    place.mkdir()
    (place / "vakantie.txt").write_text("foto's")
    store = open_store(f"memory:{place}")
    for ask in (store.read, store.count, store.delete, lambda: store.write(world())):
        with pytest.raises(UserError, match="iets anders"):
            ask()
    assert files(place) == ["vakantie.txt"]


def test_a_file_put_among_ours_isnt_thrown_away(place, filled):
    (place / "tables" / "notitie.txt").write_text("bewaren")
    for ask in (filled.delete, lambda: filled.write(world())):
        with pytest.raises(UserError, match=r"notitie\.txt"):
            ask()
    assert (place / "tables" / "notitie.txt").exists()


def test_a_file_in_the_place_of_the_folder_is_said(place):
    place.write_text("x")
    with pytest.raises(UserError, match="geen map"):
        open_store(f"memory:{place}").write(world())
    assert place.read_text() == "x"


def test_an_empty_folder_is_an_empty_store(place):
    place.mkdir()
    store = open_store(f"memory:{place}")
    assert store.info is None
    store.write(world())
    assert store.count().by_label["Person"] == 2


def test_a_write_that_breaks_off_leaves_what_was(place, filled, monkeypatch):
    written = folder_module.write_table

    def breaks(frame, path):
        if path.name == "requests.parquet":
            raise KeyboardInterrupt
        return written(frame, path)

    monkeypatch.setattr(folder_module, "write_table", breaks)
    with pytest.raises(KeyboardInterrupt):
        filled.write(world("z"))
    assert filled.read().persons["person_id"].tolist() == ["a", "b"]
    # And nothing is left beside it.
    assert [p.name for p in place.parent.iterdir() if "case" in p.name] == ["case"]


def test_a_full_disk_is_said(place, filled, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder_module, "write_info", full)
    with pytest.raises(UserError, match="kan niet worden geschreven"):
        filled.write(world("z"))
    assert filled.read().persons["person_id"].tolist() == ["a", "b"]


def test_emptied_means_gone(place, filled):
    filled.delete()
    assert list(place.parent.glob("*case*")) == []


def test_what_it_says_of_itself_comes_back(tmp_path, filled, place):
    info, told = read_info(place / INFO_FILE)
    from dataclasses import replace

    odd = replace(info, case='A "1"\n\x7f\\', purpose="é ☃", region="[x]", as_of=-(2**31))
    write_info(tmp_path / INFO_FILE, odd, told)
    assert read_info(tmp_path / INFO_FILE) == (odd, told)
