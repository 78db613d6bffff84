"""The English texts are the Dutch ones in English: same names, same words to fill in, neutral too."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from famnet.reports.neutral_words import judging_words

# Words that Dutch sentences can't do without, and English ones don't have.
DUTCH = re.compile(
    r"\b(?:het|een|niet|voor|zijn|wordt|geen|bij|naar|deze|wie|wat|met|alle|over wie)\b"
)


def flat(lang: str) -> dict[str, str]:
    tree = tomllib.loads(
        (files("famnet.reports") / f"texts_{lang}.toml").read_text(encoding="utf-8")
    )
    return {f"{head}.{name}": text for head, name, text in _leaves(tree)}


def _leaves(tree, head=""):
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{head}.{name}".strip("."))
        else:
            yield head, name, value


@pytest.fixture(scope="module")
def texts():
    return flat("nl"), flat("en")


def test_both_have_the_same_names(texts):
    dutch, english = texts
    assert list(dutch) == list(english)


def test_both_fill_in_the_same_words(texts):
    dutch, english = texts
    fields = {name: sorted(re.findall(r"{(\w*)}", text)) for name, text in dutch.items()}
    assert {name: sorted(re.findall(r"{(\w*)}", text)) for name, text in english.items()} == fields
    parts = {name: text.count("|") for name, text in dutch.items()}
    assert {name: text.count("|") for name, text in english.items()} == parts


def test_no_sentence_was_left_in_dutch(texts):
    dutch, english = texts
    assert [name for name, text in english.items() if DUTCH.search(text.lower())] == []
    worded = {name: re.sub(r"{\w*}", "", text) for name, text in english.items()}
    same = [
        n
        for n, text in english.items()
        if text == dutch[n] and re.search(r"[a-z]+ [a-z]+", worded[n])
    ]
    assert same == []


def test_both_are_neutral(texts):
    for language in texts:
        assert [n for n, text in language.items() if judging_words(text)] == []
