"""A small delivery on disk, synthetic or not, and an audit log of its own."""

from __future__ import annotations

import pytest

FILES = {
    "persons.csv": """person_id,bsn,first_names,name_prefix,family_name,birth_date,sex,secret_address
007,111222333,Anna Maria,van der,Berg,1980-05-03,female,
8,,,,Jansen,1975,male,ja
k1,,Kees,de,Vries,2010-02-28,male,
""",
    "households.csv": """household_id,kind,postcode,house_number,house_letter,house_addition,municipality
H1,private,1234 AB,10,a,II,Utrecht
H2,private,2345BC,5,,,Utrecht
""",
    "memberships.csv": """person_id,household_id,role,start_date,end_date
007,H2,head,2000-01-01,2010-01-01
007,H1,head,2010-01-01,
8,H2,head,2005-01-01,
k1,H3,child,,
""",
    "kinships.csv": """person_id,kind,relative_id
007,parent_of,k1
8,parent_of,k1
""",
    "signals.csv": """signal_id,type,person_id,role,partner_id,event_date
s1,FIN_DEBT,007,involved,SWT,2025-03-01
""",
}


@pytest.fixture
def audit(tmp_path, monkeypatch):
    path = tmp_path / "audit.jsonl"
    monkeypatch.setenv("FAMNET_AUDIT", str(path))
    return path


@pytest.fixture
def delivery_folder(tmp_path):
    def write(*, synthetic: bool):
        folder = tmp_path / f"delivery-{synthetic}"
        folder.mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text)
        words = f"synthetic = {str(synthetic).lower()}\nreference_date = 2026-01-01\n"
        (folder / "delivery.toml").write_text(words)
        return folder

    return write
