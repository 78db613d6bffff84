"""What a server is told: this machine alone, its own folder, no reports home."""

from __future__ import annotations

from pathlib import Path

from famnet.stores.server.configuration import Sizing, java_options, quoted, settings_text
from famnet.stores.server.java import Java


def settings() -> dict[str, str]:
    text = settings_text(Path("/state"), 7699, Sizing(heap_mb=512, page_cache_mb=64))
    return dict(line.split("=", 1) for line in text.splitlines())


def test_every_address_is_of_this_machine():
    found = settings()
    addresses = {name: value for name, value in found.items() if name.endswith("address")}
    assert len(addresses) == 4
    assert {value.split(":")[0] for value in addresses.values()} == {"127.0.0.1"}
    assert found["server.bolt.listen_address"] == "127.0.0.1:7699"


def test_no_web_server_no_reports_a_password_asked():
    found = settings()
    assert found["server.http.enabled"] == found["server.https.enabled"] == "false"
    assert found["dbms.usage_report.enabled"] == "false"
    assert found["dbms.security.auth_enabled"] == "true"


def test_everything_lies_in_its_folder():
    folders = {v for k, v in settings().items() if k.startswith("server.directories.")}
    assert folders == {f"/state/{name}" for name in ("data", "logs", "run", "plugins", "import")}


def test_memory_is_what_was_asked():
    java = Java(Path("java"), 21)
    options = java_options(java, [Path("a.jar"), Path("b.jar")], Sizing(heap_mb=700))
    assert "-Xmx700m" in options
    assert "-XX:TieredStopAtLevel=1" not in options
    assert "-XX:TieredStopAtLevel=1" in java_options(java, [], Sizing(quick=True))
    assert settings()["server.memory.pagecache.size"] == "64m"


def test_a_new_java_is_given_leave_an_old_one_does_not_know_the_word():
    # Java 24 is the first that warns (JEP 472, JEP 498); 17 stops at an option it doesn't know.
    assert Java(Path("java"), 21).leave == ()
    assert "--enable-native-access=ALL-UNNAMED" in Java(Path("java"), 25).leave


def test_an_option_with_a_quote_stays_one_option():
    assert quoted(['a "b" c']) == '"a \\"b\\" c"\n'
