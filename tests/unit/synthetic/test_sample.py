"""sample_data: the same bytes when made again, with a README and checksums that hold."""

from __future__ import annotations

import hashlib
import tomllib

from famnet.resources import sample_data
from famnet.synthetic.sample import PERSONS, make_sample


def test_made_again_it_is_byte_for_byte_the_same(tmp_path):
    make_sample(tmp_path)
    made = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    kept = {p.name: p.read_bytes() for p in sample_data().iterdir() if p.name != "README.md"}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_checksums_hold_and_name_every_file():
    lines = (sample_data() / "SHA256SUMS").read_text().splitlines()
    named = dict(reversed(line.split("  ")) for line in lines)
    files = {p.name for p in sample_data().iterdir() if p.suffix in (".csv", ".toml")}
    assert set(named) == files
    for name, value in named.items():
        assert hashlib.sha256((sample_data() / name).read_bytes()).hexdigest() == value


def test_it_says_that_it_is_invented_and_is_small_enough_to_read():
    text = (sample_data() / "README.md").read_text()
    assert "verzonnen" in text and "invented" in text
    info = tomllib.loads((sample_data() / "delivery.toml").read_text())
    assert info["synthetic"] is True
    assert str(info["reference_date"]) == "2026-01-01"
    assert PERSONS <= 1000
    assert sum(p.stat().st_size for p in sample_data().iterdir()) < 600_000
