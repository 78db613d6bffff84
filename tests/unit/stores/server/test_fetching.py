"""Fetching a listed set of files, with a client that does as jgo: what is there is taken for whole."""

from __future__ import annotations

import hashlib
import sys
from types import SimpleNamespace

import pytest

from famnet.stores.server import artifacts, fetching

CONTENT = b"content"


class Client:
    """As ``jgo.maven.MavenContext``: a file that is there isn't fetched again."""

    def __init__(self, repo_cache, local_repos, timeout):
        self.folder, self.asked = repo_cache, Client.asked

    def project(self, group, name):
        self.path = self.folder / group / f"{name}.jar"
        path = self.path

        def resolve():
            if not path.exists():
                self.asked.append(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                answer = Client.answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                path.write_bytes(answer)

        made = SimpleNamespace(cached_path=path, resolve=resolve)
        return SimpleNamespace(
            at_version=lambda _: SimpleNamespace(artifact=lambda classifier: made)
        )


@pytest.fixture
def client(monkeypatch):
    def of(*answers):
        Client.asked, Client.answers = [], list(answers)
        monkeypatch.setitem(sys.modules, "jgo", SimpleNamespace())
        monkeypatch.setitem(sys.modules, "jgo.maven", SimpleNamespace(MavenContext=Client))
        return Client.asked

    monkeypatch.setattr(fetching, "AT_ONCE", 1)
    return of


def program(name="a"):
    return fetching.Program("g", name, "1", "", hashlib.sha256(CONTENT).hexdigest())


def test_what_a_broken_connection_left_half_is_fetched_again(client, tmp_path):
    asked = client(CONTENT)
    (tmp_path / "g").mkdir()
    (tmp_path / "g" / "a.jar").write_bytes(CONTENT[:3])
    (path,) = fetching.fetched([program()], tmp_path, tmp_path / "log")
    assert (path.read_bytes(), asked) == (CONTENT, ["a"])
    assert fetching.fetched([program()], tmp_path, tmp_path / "log") == [path]
    assert asked == ["a"]


def test_an_answer_that_is_late_is_asked_for_again(client, tmp_path):
    asked = client(TimeoutError("late"), CONTENT)
    assert len(fetching.fetched([program()], tmp_path, tmp_path / "log")) == 1
    assert asked == ["a", "a"]


def test_another_content_than_listed_is_never_taken_and_ends_it(client, tmp_path):
    asked = client(*[b"other"] * 20)
    log = tmp_path / "log"
    assert fetching.fetched([program("a"), program("b")], tmp_path, log) == []
    assert asked == ["a"] * fetching.TRIES
    assert "a.jar: another checksum than listed" in log.read_text(encoding="utf-8")


def test_the_list_is_of_the_version_that_is_started():
    listed = fetching.listed()
    versions = {f"{one.group}:{one.name}": one.version for one in listed}
    assert {versions[name] for name in artifacts.ARTIFACTS} == {artifacts.VERSION}
    assert len({(one.name, one.classifier) for one in listed}) == len(listed)
    assert all(len(bytes.fromhex(one.sha256)) == 32 for one in listed)
