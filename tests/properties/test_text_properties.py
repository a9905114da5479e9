"""What is written in words and forms is read back, by code that shares nothing with what wrote it."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsonsynth.facts.figures import numbers, ungrouped
from jsonsynth.facts.languages import languages
from jsonsynth.facts.whens import dates_masked
from jsonsynth.seeds import stream
from jsonsynth.wording.dates import Moment, date_text, moment_text, relative, spoken_moment
from jsonsynth.wording.habits import Habits
from jsonsynth.wording.numbers import LANGUAGES, decimal, digits
from jsonsynth.wording.spelling import spell

LANGUAGE = st.sampled_from(LANGUAGES)


def _read(text: str, language: str) -> list[frozenset[float]]:
    words = ungrouped(text, plain=False).split()
    bare = [word.strip(".,;:") for word in words]
    return [one.readings for one in numbers(words, bare, languages()[language], range(len(words)))]


@given(st.integers(0, 999_999), LANGUAGE, st.booleans())
def test_number_words_are_read_back(number: int, language: str, variant: bool) -> None:
    assert _read(f"there are {spell(number, language, variant)} items", language) == [frozenset((float(number),))]


@settings(max_examples=60)
@given(st.integers(0, 999_999), LANGUAGE, st.booleans())
def test_an_independent_reader_agrees_on_number_words(number: int, language: str, variant: bool) -> None:
    text_to_num = pytest.importorskip("text_to_num")
    assert text_to_num.text2num(spell(number, language, variant), language) == number


@given(st.integers(-(10**9), 10**9), LANGUAGE, st.booleans())
def test_digits_are_read_back(number: int, language: str, grouped: bool) -> None:
    (readings,) = _read(f"it says {digits(number, language, grouped)} here", language)
    assert readings == {number}


@given(st.integers(-99_999_999, 99_999_999), LANGUAGE, st.booleans())
def test_decimals_are_read_back(hundredths: int, language: str, grouped: bool) -> None:
    (readings,) = _read(f"it says {decimal(hundredths / 100, language, 2, grouped)} here", language)
    assert hundredths / 100 in readings


MOMENTS = st.builds(
    Moment,
    st.integers(1900, 2099),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 23),
    st.integers(0, 59),
    st.none() | st.integers(0, 59),
    st.booleans(),
)


def _read_elsewhere(text: str, language: str, today: Moment, order: str = "DMY") -> str | None:
    """The date that dateparser, which shares nothing with us, reads as said on some day."""
    dateparser = pytest.importorskip("dateparser")
    day = datetime.fromisoformat(today.date)
    settings = {"DATE_ORDER": order, "RELATIVE_BASE": day}
    found: datetime | None = dateparser.parse(text, languages=[language], settings=settings)
    return None if found is None else found.date().isoformat()


@pytest.mark.slow
@settings(max_examples=300)
@given(MOMENTS, LANGUAGE, st.integers(0, 1000))
def test_an_independent_reader_agrees_on_dates(moment: Moment, language: str, number: int) -> None:
    text = date_text(Habits(stream(0, number), {}), moment, language).replace(
        "1º ", "1 "
    )  # an ordinal that it cannot read
    month_first = text.startswith(f"{moment.month:02}/{moment.day:02}/")
    assert _read_elsewhere(text, language, moment, "MDY" if month_first else "DMY") == moment.date


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_independent_reader_agrees_on_every_relative_date_that_it_can_read(language: str) -> None:
    """It reads few number words: those dates it does not find, but it never finds another one."""
    today = Moment(2024, 2, 15)
    days = range(-40, 41)
    texts = [(today.after(day).date, relative(stream(0, day), today.after(day), today, language)) for day in days]
    read = [(date, _read_elsewhere(text, language, today)) for date, text in texts]
    assert [one for one in read if one[1] not in (one[0], None)] == []
    assert sum(found is not None for _, found in read) >= 25


@given(MOMENTS, LANGUAGE, st.integers(0, 1000), st.booleans())
def test_points_in_time_are_read_back(moment: Moment, language: str, number: int, spoken: bool) -> None:
    write = spoken_moment if spoken else moment_text
    text = write(Habits(stream(0, number), {}), moment, language)
    _, whens = dates_masked(f"It happened {text}, they say.", languages()[language])
    assert [(when.date, when.clock, when.zone) for when in whens] == [(moment.date, moment.clock, "Z" * moment.utc)]
