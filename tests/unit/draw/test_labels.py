"""Labels, ages and the Dutch order."""

from __future__ import annotations

from factory import day

from famnet.draw.family.ages import Age, age_at
from famnet.draw.family.labels import Kin, Resident, household_letters, role_word, seats
from famnet.reports.dutch_order import dutch_key, split_prefix


def test_the_word_of_someone_follows_from_the_family_not_from_the_data():
    kin = Kin(
        parents={3: frozenset({1, 2}), 1: frozenset({0}), 4: frozenset({0})},
        children={0: frozenset({1, 4}), 1: frozenset({3}), 2: frozenset({3})},
        partners={1: frozenset({2}), 2: frozenset({1})},
    )
    minors = frozenset({3})

    def word(person: int, sex: str) -> str:
        return role_word(person, kin, minors, sex, str)

    assert word(3, "male") == "child"
    assert word(1, "female") == "parent_f"
    assert word(2, "male") == "parent_m"
    assert word(0, "female") == "grandparent_f"
    assert word(4, "male") == "uncle_aunt_m"
    assert word(9, "x") == "resident"


def test_seats_adults_of_the_family_first_then_who_lives_along_then_children_oldest_first():
    people = [
        Resident(1, minor=True, core=True, birth=500, key="a"),
        Resident(2, minor=True, core=True, birth=400, key="b"),
        Resident(3, minor=False, core=False, birth=10, key="c"),
        Resident(4, minor=False, core=True, birth=20, key="d"),
        Resident(5, minor=False, core=True, birth=20, key="e"),
    ]
    assert seats(people) == {4: 1, 5: 2, 3: 3, 2: 4, 1: 5}
    assert seats(reversed(people)) == seats(people)


def test_no_household_is_called_x():
    letters = household_letters(60)
    assert "X" not in letters
    assert len(set(letters)) == len(letters) == 60 or len(letters) > 60


def test_an_age_has_two_readings_where_the_birth_date_has():
    today = day("2026-11-16")
    assert age_at(day("1998-01-01"), day("1998-12-31"), today).text == "27/28"
    assert age_at(day("2008-11-16"), day("2008-11-16"), today) == Age(18, 18)
    assert age_at(day("2008-11-17"), day("2008-11-17"), today) == Age(17, 17)


def test_doubt_about_18_is_to_the_good_of_the_child():
    assert Age(17, 18).may_be_minor
    assert not Age(18, 19).may_be_minor
    assert not Age(None, None).may_be_minor


def test_names_sort_without_their_prefix():
    names = ["van der Zee", "Aarts", "de Boer", "'t Hart", "Van den Berg", "Öztürk", "in 't Veld"]
    assert sorted(names, key=dutch_key) == [
        "Aarts", "Van den Berg", "de Boer", "'t Hart", "Öztürk", "in 't Veld", "van der Zee",
    ]  # fmt: skip


def test_a_name_that_is_only_a_prefix_stays_whole():
    assert split_prefix("De") == ("", "De")
    assert split_prefix("") == ("", "")
