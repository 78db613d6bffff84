"""Notebook forms and steps: counts, no person, no traceback, no purpose taken for granted."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest
from factory import make_graph

from famnet import notebook
from famnet.delivery import check_delivery, read_delivery
from famnet.draw import network
from famnet.errors import Refused, UserError
from famnet.notebook_forms import FORMS
from famnet.vocabulary import Workspace

SECRET = ("Zwaluwstaart", "999990019", "1980-02-03", "1234AB", "pers-1")


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    folder = tmp_path / "levering"
    folder.mkdir()
    (folder / "delivery.toml").write_text("reference_date = 2026-01-01\n", encoding="utf-8")
    (folder / "persons.csv").write_text(
        "person_id,bsn,family_name,birth_date,postcode_oud\n"
        "pers-1,999990019,Zwaluwstaart,1980-02-03,1234AB\n,,x,1980,\n",
        encoding="utf-8",
    )
    (folder / "signals.csv").write_text(
        "signal_id,type,person_id,partner_id,event_date,role\n", encoding="utf-8"
    )
    return folder


def form(thing: object) -> str:
    by_name = {(module, name): make for module, name, make in FORMS}
    kind = type(thing)
    return by_name[kind.__module__, kind.__name__](thing)


def test_forms_show_counts_and_never_a_person(delivery):
    read = read_delivery(delivery, workspace=Workspace.ZVH)
    for thing in (read, check_delivery(delivery).report):
        said = form(thing)
        assert "persons.csv" in said
        assert "postcode_oud" in said
        assert not [word for word in SECRET if word in said or word in repr(thing)]


def test_the_form_of_a_graph_counts_its_tables():
    graph = make_graph(persons="person_id birth_date\nsecret-id 1980-02-03\nother 1990-01-01")
    said = form(graph)
    assert '<td style="text-align:left">personen</td><td style="text-align:right">2</td>' in said
    assert "secret-id" not in said
    assert "1980" not in said


def test_a_picture_is_shut_in_a_frame():
    said = form(network(make_graph(persons="person_id\na\n")))
    assert said.startswith('<iframe srcdoc="')
    assert said.count("<") == 2, "what is inside the frame is escaped"


def test_every_form_names_a_class_that_is_there():
    for module, name, _ in FORMS:
        __import__(module)
        assert isinstance(getattr(sys.modules[module], name), type)


def test_outside_a_notebook_nothing_is_registered():
    code = "from famnet import notebook; print(notebook.register())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_in_ipython_forms_and_one_line_errors():
    code = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
from famnet import notebook
from famnet.errors import UserError
print(notebook.register())
class Raiser: pass
result = shell.run_cell("from famnet.errors import UserError\\nraise UserError('fout hier', hint='doe dit')")
print("success", result.success)
import sys
sys.path.insert(0, "tests")
from factory import make_graph
html = shell.display_formatter.format(make_graph(persons="person_id\\na\\n"))[0]["text/html"]
print("table" if "<table" in html else html)
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.splitlines()[-3:] == ["True", "success False", "table"]
    assert "fout hier\ndoe dit" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def answers(monkeypatch, *given: str) -> list[str]:
    asked: list[str] = []
    left = list(given)

    def said(question: str = "") -> str:
        asked.append(question)
        return left.pop(0)

    monkeypatch.setattr(builtins, "input", said)
    return asked


def test_choose_takes_a_number_or_a_path_and_else_the_sample(delivery, monkeypatch, capsys):
    from famnet import resources

    start = delivery.parent
    answers(monkeypatch, "1", str(delivery), f'"{delivery}"', "")
    assert notebook.choose(start) == delivery
    assert notebook.choose(start) == delivery
    assert notebook.choose(start) == delivery
    assert notebook.choose(start) == resources.sample_data()
    assert "levering" in capsys.readouterr().out


def test_choose_says_that_a_folder_is_not_there(delivery, monkeypatch):
    answers(monkeypatch, "/is/er/niet")
    with pytest.raises(UserError, match="is er niet"):
        notebook.choose(delivery.parent)


def test_nobody_to_ask_means_the_sample(monkeypatch, tmp_path):
    def nobody(_question: str = "") -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", nobody)
    assert notebook.choose(tmp_path).name == "sample_data"


def test_real_data_asks_for_its_purpose_and_is_refused_without(delivery, monkeypatch, tmp_path):
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path / "audit.jsonl"))
    asked = answers(monkeypatch, "", "", "")
    with pytest.raises(Refused):
        notebook.run(delivery, tmp_path / "out")
    assert len(asked) == 3
    assert not (tmp_path / "out").exists()


def test_the_sample_asks_nothing(monkeypatch):
    from famnet import resources

    asked = answers(monkeypatch)
    assert notebook._settings(resources.sample_data()).purpose == ""
    assert asked == []


def test_no_browser_is_opened_without_a_screen(monkeypatch):
    monkeypatch.setenv("CI", "1")
    monkeypatch.setenv("DISPLAY", ":0")
    assert not notebook._has_screen()


def test_without_a_server_a_store_in_memory_answers_and_says_so(monkeypatch, capsys):
    for name in ("NEO4J_URI", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    assert not notebook.open_store().speaks_cypher
    assert "geheugen" in capsys.readouterr().out
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-woord")
    assert not notebook.open_store().speaks_cypher
    said = capsys.readouterr().out
    assert "niet te bereiken" in said
    assert "geheim" not in said
