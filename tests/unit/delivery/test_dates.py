"""Dates in SQL against dates worked out one by one in Python, and against hand-made readings."""

import calendar
import datetime as dt
import re

import numpy as np
import pytest
from factory import day

from famnet.delivery.ages import completed_years
from famnet.delivery.dates import BAD, EXCEL, FINE, date_sql
from famnet.delivery.sql import numbers, opened
from famnet.vocabulary import FOREVER, NO_DAY


def readings(words, column="event_date"):
    sql = date_sql(column)
    text = f'(select unnest(?) as "{column}")'
    query = (
        f"select {sql.days} as lo, {sql.days_hi} as hi, {sql.fault} as fault from (select *, {sql.low} as"
        f' "{column}__lo", {sql.high} as "{column}__hi" from (select *, {sql.odd} as "{column}__c" from'
        f' (select *, {sql.plain} as "{column}__d" from {text})))'
    )
    with opened() as db:
        return db.execute(query, [list(words)]).fetchall()


@pytest.mark.parametrize(
    ("word", "low", "high"),
    [
        ("1980-05-17", "1980-05-17", "1980-05-17"),
        ("1980-05", "1980-05-01", "1980-05-31"),
        ("1980", "1980-01-01", "1980-12-31"),
        ("19800517", "1980-05-17", "1980-05-17"),
        ("19800500", "1980-05-01", "1980-05-31"),
        ("19800000", "1980-01-01", "1980-12-31"),
        ("17-05-1980", "1980-05-17", "1980-05-17"),
        ("7-5-1980", "1980-05-07", "1980-05-07"),
        ("00-05-1980", "1980-05-01", "1980-05-31"),
        ("00-00-1980", "1980-01-01", "1980-12-31"),
        ("1980-05-00", "1980-05-01", "1980-05-31"),
        ("2000-02-00", "2000-02-01", "2000-02-29"),
        ("2020-01-02T03:04:05Z", "2020-01-02", "2020-01-02"),
        ("2020-01-02 00:00:00", "2020-01-02", "2020-01-02"),
        ("1000-01-01", "1000-01-01", "1000-01-01"),
        ("2199-12-31", "2199-12-31", "2199-12-31"),
    ],
)
def test_accepted_ways_of_writing(word, low, high):
    assert readings([word]) == [(day(low), day(high), FINE)]


def test_refused_ways_of_writing():
    bad = [
        "31-02-2000", "1900-02-29", "1980-13", "1980-00-12", "9999-12-31", "9999", "0999-12-31",
        "2200-01-01", "-201-08-01", "2017/08/01", "1-1-80", "gisteren", "infinity", "epoch", "2017-8-1",
        "١٩٨٠-٠١-٠١", "2020-01-02T25:00", "99999999", "2017-08-0a", "1980-01-01 x",
    ]  # fmt: skip
    words = dict(zip(bad, readings(bad), strict=True))
    assert {word: fault for word, (_, _, fault) in words.items() if fault != BAD} == {
        # Hours aren't checked: only the day counts.
        "2020-01-02T25:00": FINE
    }
    assert [fault for *_, fault in readings(["44562", "44562.75", "1", "100000"])] == [
        EXCEL, EXCEL, BAD, BAD,
    ]  # fmt: skip


def test_empty_and_unknown():
    words = [None, "00000000", "00-00-0000", "0000-00-00", "0000"]
    assert set(readings(words)) == {(NO_DAY, NO_DAY, FINE)}
    assert set(readings(words, "end_date")) == {(FOREVER, FOREVER, FINE)}
    assert set(readings(words, "death_date")) == {(FOREVER, FOREVER, FINE)}


def _by_hand(word):
    """One date, worked out apart from the code under test."""
    iso = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", word)
    gba = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", word)
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", word)
    if gba:
        parts = gba.groups()
    elif iso:
        parts = iso.groups()
    elif dutch:
        parts = dutch.groups()[::-1]
    else:
        return None
    y, m, d = (int(part or 0) for part in parts)
    if y == m == d == 0:
        return (NO_DAY, NO_DAY)
    if not 1000 <= y <= 2199 or m > 12 or (d and not m):
        return None
    last = calendar.monthrange(y, m or 12)[1]
    if d > last:
        return None
    low = dt.date(y, m or 1, d or 1)
    high = dt.date(y, m or 12, d or last)
    epoch = dt.date(1970, 1, 1)
    return ((low - epoch).days, (high - epoch).days)


def test_thousands_of_words_against_an_independent_reading():
    rng = np.random.default_rng(3)
    words = set()
    for y, m, d in zip(
        rng.choice([0, 999, 1000, 1899, 1900, 1980, 2000, 2023, 2024, 2199, 2200], 3000),
        rng.integers(0, 14, 3000),
        rng.integers(0, 33, 3000),
        strict=True,
    ):
        words |= {f"{y:04d}-{m:02d}-{d:02d}", f"{y:04d}{m:02d}{d:02d}", f"{d:02d}-{m:02d}-{y:04d}"}
        words |= {f"{d}-{m}-{y:04d}", f"{y:04d}-{m:02d}", f"{y:04d}"}
    words = sorted(words)
    assert len(words) > 8_000
    for word, (low, high, fault) in zip(words, readings(words), strict=True):
        expected = _by_hand(word)
        got = (low, high) if fault == FINE else None
        assert got == expected, word


def test_completed_years_against_a_loop():
    rng = np.random.default_rng(4)
    birth, at = rng.integers(-40_000, 20_000, 2000), rng.integers(-40_000, 30_000, 2000)
    epoch = dt.date(1970, 1, 1)
    for b, a, age in zip(
        birth.tolist(), at.tolist(), completed_years(birth, at).tolist(), strict=True
    ):
        one, other = epoch + dt.timedelta(b), epoch + dt.timedelta(a)
        assert age == other.year - one.year - ((other.month, other.day) < (one.month, one.day))


def test_numbers_are_plain_arrays():
    with opened() as db:
        assert numbers(db, "select 1 as a")["a"].tolist() == [1]
