"""What becomes of each named story: told alone, and woven into the sample region.

The expectation stands in the story's own file with its reason; it was reasoned from the gate of
methods.md 2.0, not read off the program.
"""

from __future__ import annotations

import csv

import pytest

from famnet.analysis.description import describe
from famnet.delivery import read_delivery
from famnet.graph import build_graph
from famnet.resources import sample_data
from famnet.synthetic.region import write_stories
from famnet.synthetic.story import all_stories


def outcomes(folder):
    """Return, per story, what was expected and what came out."""
    description = describe(build_graph(read_delivery(folder)))
    listed = {home for finding in description.listed for home in finding.household_ids}
    with (folder / "stories.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["story"]: (
                row["expect"],
                "listed" if listed & set(row["household_ids"].split("|")) else "not_listed",
            )
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    write_stories(all_stories(), folder)
    return outcomes(folder)


@pytest.mark.parametrize("name", [story.name for story in all_stories()])
def test_a_story_alone_comes_out_as_its_file_says(alone, name):
    expected, found = alone[name]
    assert found == expected


def test_woven_into_the_sample_region_every_story_still_comes_out_so():
    told = outcomes(sample_data())
    assert len(told) == len(all_stories())
    assert {name: pair for name, pair in told.items() if pair[0] != pair[1]} == {}


def test_stories_alone_bring_no_faulty_row(tmp_path):
    write_stories(all_stories(), tmp_path)
    report = read_delivery(tmp_path).report
    faults = report.faults
    assert report.totals.rejected == 0
    assert set(faults.loc[faults["severity"] == "set_aside", "code"]) <= {"refuted"}
