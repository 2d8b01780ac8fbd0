"""The table of days of honour: whole, in order, and counted as plans count."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bot.calendar.anniversaries import Occurrence, anniversaries, table
from bot.calendar.days import LAW
from bot.vietnamese.days_off import Kind

GIVEN = Path(__file__).parents[2].parent / "shared" / "data" / "anniversaries.tsv"
YEARS = range(1901, 2100)


def of(year: int) -> dict[str, Occurrence]:
    return {each.name: each for each in anniversaries(year)}


@pytest.mark.parametrize(
    ("name", "day", "ordinal"),
    [
        ("Ngày thành lập Công đoàn Việt Nam", date(2026, 7, 28), 97),
        ("Ngày thành lập Công đoàn Giáo dục Việt Nam", date(2026, 7, 22), 75),
        ("Ngày thành lập Công đoàn Y tế Việt Nam", date(2026, 12, 23), 69),
        ("Ngày thành lập Đảng Cộng sản Việt Nam", date(2026, 2, 3), 96),
        ("Ngày Quốc tế Lao động", date(2026, 5, 1), 140),
        ("Ngày Nhà giáo Việt Nam", date(2026, 11, 20), 44),
        ("Giỗ Tổ Hùng Vương", date(2026, 4, 26), None),
        ("Ngày ông Công, ông Táo", date(2026, 2, 10), None),  # of the lunar year that began in 2025
        ("Tết Trung thu", date(2027, 9, 15), None),
        ("Tết Nguyên đán", date(1985, 1, 21), None),
    ],
)
def test_days_and_ordinals(name: str, day: date, ordinal: int | None) -> None:
    found = of(day.year)[name]
    assert (found.day, found.ordinal) == (day, ordinal)


def test_they_come_in_order_and_each_once() -> None:
    for year in YEARS:
        found = anniversaries(year)
        assert [each.day for each in found] == sorted(each.day for each in found)
        assert len({each.name for each in found}) == len(found)
        assert {each.day.year for each in found} == {year}
    assert len(anniversaries(2026)) == len(table())


def test_days_of_the_moon_come_once_a_year_as_far_as_the_moon_is_known() -> None:
    moons = sum(line.is_lunar for line in table())
    assert {sum(each.lunar is not None for each in anniversaries(year)) for year in YEARS} == {moons}
    assert not any(each.lunar for each in anniversaries(1900) + anniversaries(2100))


def test_nothing_is_honoured_before_its_first_anniversary() -> None:
    name = "Ngày Chuyển đổi số quốc gia"
    assert name not in of(2022)
    assert of(2023)[name].ordinal == 1


def test_scopes_choose() -> None:
    unions = {each.name for each in anniversaries(2026, {"union"})}
    assert {"Ngày thành lập Công đoàn Việt Nam", "Ngày Báo Lao Động ra số đầu tiên"} <= unions
    assert "Ngày Thầy thuốc Việt Nam" not in unions
    health = {each.name for each in anniversaries(2026, ["health", "women"])}
    assert {"Ngày Thầy thuốc Việt Nam", "Ngày Quốc tế Phụ nữ"} <= health
    assert anniversaries(2026, []) == []


def test_holidays_of_the_table_are_holidays_of_the_law() -> None:
    """From 2026 on; before, 24 November was no holiday."""
    for year in range(2026, 2050):
        for each in anniversaries(year):
            off = LAW.off(each.day)
            if each.is_holiday:
                assert off is not None, each
                assert off.kind in {Kind.HOLIDAY, Kind.TET}


def test_every_line_is_well_formed() -> None:
    for line in table():
        assert unicodedata.is_normalized("NFC", line.name)
        assert line.name == line.name.strip() != ""
        assert line.scope
        if line.original:
            original = date.fromisoformat(line.original)
            assert (original.day, original.month) == (line.day, line.month)
        assert not (line.is_lunar and line.original)


def test_no_day_of_the_given_table_is_lost() -> None:
    if not GIVEN.exists():
        pytest.skip(f"{GIVEN} is not on this machine")
    with GIVEN.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for year in (2026, 2027):
        ours = {(each.day.isoformat(), str(each.ordinal or "")) for each in anniversaries(year)}
        assert not {(row[f"date_{year}"], row[f"ordinal_{year}"]) for row in rows} - ours
