"""Pictures in English: no Dutch word is left, no English one in Dutch, and both say the same things.

The words of a language are those of all tables of texts and of the catalogue that the other language
doesn't have; what was delivered (names of partners, neighbourhoods) is nobody's language.
"""

from __future__ import annotations

import re
from html import unescape
from importlib import import_module
from pathlib import Path

import pytest

import famnet
from famnet import draw
from famnet.analysis.families import family_windows
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.draw.partner_words import partner_names
from famnet.draw.picture import Text as Word

SAMPLE = Path(__file__).parents[3] / "sample_data"
TABLES = (
    "words", "domain_words", "network_words", "picture.words", "ecogram.words", "genogram.words",
    "timeline.words", "matrix.words", "family.law", "family.circle",
)  # fmt: skip
LISTS = ("life_domains", "signal_types", "measures", "involvement_roles")
PICTURES = ("genogram", "ecogram", "timeline", "matrix", "network")
LANGUAGES = ("nl", "en")


def words_in(text):
    return set(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def texts_of(thing):
    """Return every Text in a table, however deep."""
    if isinstance(thing, Text):
        return [thing]
    parts = thing.values() if isinstance(thing, dict) else thing
    return [text for part in parts for text in texts_of(part)] if _holds(thing) else []


def _holds(thing):
    return isinstance(thing, dict | list | tuple)


@pytest.fixture(scope="module")
def own_words():
    """Return the words that one language has and the other hasn't."""
    tables = [vars(import_module(f"famnet.draw.{name}")).values() for name in TABLES]
    texts = [text for table in tables for value in table for text in texts_of(value)]
    for name in LISTS:
        rows = getattr(load_catalogue(), name).values()
        texts += [Text(row.name_nl, row.name_en) for row in rows]
    # Between braces stands the name of a part, which is no word of the text.
    blank = {
        lang: {w for t in texts for w in words_in(re.sub(r"\{\w+\}", " ", t.of(lang)))}
        for lang in LANGUAGES
    }
    return {"nl": blank["nl"] - blank["en"], "en": blank["en"] - blank["nl"]}


@pytest.fixture(scope="module")
def sample():
    graph = famnet.build_graph(famnet.read_delivery(SAMPLE))
    windows = family_windows(graph).window_id
    return graph, [str(window) for window in windows[:: max(1, len(windows) // 5)]]


def seen(picture, graph):
    """Return all words of a picture's page and file but what was delivered."""
    page = re.sub(r"<(script|style)>.*?</\1>", " ", picture.to_html(), flags=re.DOTALL)
    page = re.sub(r"<script type=\"application/json\".*?</script>", " ", page, flags=re.DOTALL)
    told = [said for item in scene(picture).items for said in (item.title, *sum(item.facts, ()))]
    shown = " ".join(re.findall(r'(?:aria-label|aria-roledescription|placeholder)="([^"]*)"', page))
    text = " ".join((unescape(re.sub(r"<[^>]*>", " ", page)), unescape(shown), *told))
    names = [name for name in graph.partners["name"].tolist() if isinstance(name, str)]
    names += {str(place) for place in graph.households["neighbourhood"].unique()}
    # The own name of a partner, also as the pictures shorten it.
    names += [name.name for name in partner_names(graph, range(len(graph.partners)))]
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    # Ids of rows and of partners are nobody's language; "via" is everybody's.
    return words_in(re.sub(r"\b[a-z]+:[\w-]+|\b[A-Z0-9]+-\d+", " ", text)) - {"via"}


def scene(picture):
    return picture.still.scene if hasattr(picture, "still") else picture.scene


@pytest.mark.parametrize("name", PICTURES)
def test_no_word_of_the_other_language_is_left(name, sample, own_words):
    graph, families = sample
    for family in families:
        for lang, other in zip(LANGUAGES, reversed(LANGUAGES), strict=True):
            picture = getattr(draw, name)(graph, family, lang=lang)
            said = seen(picture, graph)
            assert not said & own_words[other], (family, lang, said & own_words[other])
            # The comparison has something to find: the language itself is there.
            assert len(said & own_words[lang]) > 10


@pytest.mark.parametrize("name", PICTURES)
def test_both_languages_say_the_same_things(name, sample):
    """Same items, ids, certainties, evidence and layers in the same order; same kinds of shapes."""
    graph, families = sample

    def things(lang, family):
        return [
            (
                item.id, item.layer, item.person_id, item.other_id, item.household_id,
                item.partner_id, item.certainty, item.evidence,
                {type(shape).__name__ for shape in item.shapes if not isinstance(shape, Word)},
            )
            for item in scene(getattr(draw, name)(graph, family, lang=lang)).items
        ]  # fmt: skip

    for family in families:
        assert things("nl", family) == things("en", family)


@pytest.mark.parametrize("name", PICTURES)
def test_the_page_says_its_language(name, sample):
    graph, families = sample
    make = getattr(draw, name)
    assert '<html lang="nl">' in make(graph, families[0]).to_html()
    assert '<html lang="en">' in make(graph, families[0], lang="en").to_html()


def test_every_text_has_the_same_parts_in_both_languages():
    """What is filled in in one language is filled in in the other."""
    for name in TABLES:
        for value in vars(import_module(f"famnet.draw.{name}")).values():
            for text in texts_of(value):
                parts = [sorted(set(re.findall(r"\{(\w+)\}", said))) for said in (text.nl, text.en)]
                assert parts[0] == parts[1], text
