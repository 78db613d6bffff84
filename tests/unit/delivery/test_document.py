"""docs/delivery.md says what the contract and the rules say."""

from pathlib import Path

from famnet.delivery.contract import TABLES
from famnet.delivery.document import document
from famnet.delivery.rules import RULES

DOCS = Path(__file__).parents[3] / "docs" / "delivery.md"


def test_the_document_is_up_to_date():
    assert DOCS.read_text(encoding="utf-8") == document(), (
        "run: python -m famnet.delivery.document docs/delivery.md"
    )


def test_it_names_every_column_and_every_rule():
    text = document()
    for table in TABLES:
        assert f"### {table.name} " in text
        for column in table.columns:
            assert f"| {f'**{column.name}**' if column.required else column.name} |" in text
    for code in RULES:
        assert f"| `{code}` |" in text
