"""Partial dates: what they take, what they refuse, and how they sort."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records.dates import PATTERN, PartialDate
from tests.strategies import STEADY

DAYS = st.dates(min_value=dt.date(1000, 1, 1))
PARTIAL = st.builds(lambda day, length: PartialDate.parse(day.isoformat()[:length]), DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2018", "year", "2018-01-01", "2018-12-31"),
        ("2018-04", "month", "2018-04-01", "2018-04-30"),
        ("2018-02", "month", "2018-02-01", "2018-02-28"),
        ("2016-02", "month", "2016-02-01", "2016-02-29"),
        ("2016-02-29", "day", "2016-02-29", "2016-02-29"),
        ("1000", "year", "1000-01-01", "1000-12-31"),
        ("9999-12-31", "day", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_date_means_the_days_that_it_leaves_open(text: str, precision: str, first: str, last: str) -> None:
    date = PartialDate.parse(text)
    assert str(date) == text
    assert repr(date) == f"PartialDate('{text}')"
    assert date.precision == precision
    assert date.first_day.isoformat() == first
    assert date.last_day.isoformat() == last


@pytest.mark.parametrize("text", ["2018-02-30", "2018-13", "2018-00", "2018-04-00", "2018-04-31", "1900-02-29"])
def test_a_date_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text} is not in the calendar$"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18-4-1",
        "2018-4-17",
        "2018-04-1",
        "20180417",
        "2018-04-17T00:00",
        " 2018",
        "2018\n",
        "2018-",
        "-2018",
        "10000",
        "２０１８",
        "٢٠١٨",
        "2018.04",
        "April 2018",
        "+2018",
    ],
)
def test_a_text_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"“{text}” is not a date of the form")):
        PartialDate.parse(text)


@pytest.mark.parametrize("year", ["0000", "0018", "0999"])
def test_a_year_before_1000_is_refused(year: str) -> None:
    with pytest.raises(ValueError, match="is not between 1000 and 9999"):
        PartialDate.parse(year)


def test_a_long_text_is_cut_in_the_sentence() -> None:
    with pytest.raises(ValueError, match="^“" + "9" * 40 + "”"):
        PartialDate.parse("9" * 1000)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="a day needs its month"):
        PartialDate(2018, None, 17)


def test_what_is_not_known_is_not_equal_to_what_is() -> None:
    year, month, day = (PartialDate.parse(text) for text in ("2018", "2018-01", "2018-01-01"))
    assert len({year, month, day, PartialDate(2018, 1, 1)}) == 3
    assert sorted([day, month, year]) == [year, month, day]
    assert year != "2018"


@STEADY
@given(PARTIAL)
def test_spelling_and_parsing_agree(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert hash(PartialDate.parse(str(date))) == hash(date)
    assert re.search(PATTERN, str(date))


@STEADY
@given(PARTIAL, PARTIAL)
def test_the_order_is_total_and_follows_the_earliest_day(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    if one.first_day < other.first_day:
        assert one < other


@STEADY
@given(st.from_regex(r"\A[0-9]{3,5}(-[0-9]{1,3}){0,2}\n?\Z"))
def test_the_pattern_of_the_schema_lets_every_good_date_pass_and_only_bad_days_too(text: str) -> None:
    try:
        PartialDate.parse(text)
    except ValueError:
        if re.search(PATTERN, text):
            year, month, day = (int(part) for part in text.split("-"))
            assert day > calendar.monthrange(year, month)[1]
    else:
        assert re.search(PATTERN, text)
