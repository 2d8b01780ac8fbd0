"""`thidua calendar`, on a database of its own."""

import json
from pathlib import Path

import pytest

from tests.support.program import create_federation, run

WORKS = "02/01/2026: đã ghi là ngày nghỉ."


@pytest.fixture
def full(folder: Path) -> None:  # noqa: ARG001  the folder
    create_federation()


def test_a_year_is_shown_in_order(full: None) -> None:  # noqa: ARG001  the database
    shown = run("calendar", "show", "2026").output
    lines = [
        "Thứ Hai, 16/02/2026 đến Thứ Bảy, 21/02/2026  nghỉ      Tết Nguyên đán\n",
        "Chủ Nhật, 26/04/2026  kỷ niệm   Giỗ Tổ Hùng Vương (10/3 âm lịch)\n",
        "Thứ Hai, 27/04/2026  nghỉ      Ngày Giỗ Tổ Hùng Vương (nghỉ bù)\n",
        "Thứ Ba, 28/07/2026  kỷ niệm   97 năm Ngày thành lập Công đoàn Việt Nam\n",
        "Thứ Bảy, 22/08/2026  làm việc  bù cho ngày nghỉ hoán đổi\n",
    ]
    places = [shown.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)


def test_corrections_are_added_shown_and_removed(full: None) -> None:  # noqa: ARG001  the database
    assert WORKS in run("calendar", "add", "02/01/2026", "Hoán đổi", "--off").output
    assert "10/01/2026: đã ghi là ngày làm việc." in run("calendar", "add", "2026-01-10", "Làm bù", "--worked").output
    assert "02/01/2026: vốn đã là ngày nghỉ." in run("calendar", "add", "02/01/2026", "Hoán đổi", "--off").output
    assert "11/01/2026: vốn đã là ngày nghỉ." in run("calendar", "add", "11/01/2026", "Chủ Nhật", "--off").output
    days = json.loads(run("calendar", "show", "2026", "--json").output)["days"]
    assert [(each["date"], each["kind"], each["name"]) for each in days if each["is_correction"]] == [
        ("2026-01-02", "off", "Hoán đổi"),
        ("2026-01-10", "worked", "Làm bù"),
    ]
    assert "trở lại" in run("calendar", "remove", "02/01/2026").output
    assert run("calendar", "remove", "02/01/2026").exit_code == 1
    assert "Hoán đổi" not in run("calendar", "show", "2026").output


def test_the_json_says_everything(full: None) -> None:  # noqa: ARG001  the database
    shown = json.loads(run("calendar", "show", "2026", "--json").output)
    assert shown["year"] == 2026
    (union,) = [each for each in shown["days"] if each["name"] == "Ngày thành lập Công đoàn Việt Nam"]
    assert union == {
        "date": "2026-07-28",
        "until": "2026-07-28",
        "kind": "anniversary",
        "name": "Ngày thành lập Công đoàn Việt Nam",
        "ordinal": 97,
        "scope": ["national", "union"],
        "lunar": None,
        "is_correction": False,
    }
    (ancestors,) = [each for each in shown["days"] if each["name"] == "Giỗ Tổ Hùng Vương"]
    assert (ancestors["date"], ancestors["lunar"]) == ("2026-04-26", "10/3")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "1900"),
        ("show", "2100"),
        ("show", "năm nay"),
        ("add", "31/02/2026", "Không có", "--off"),
        ("add", "02/01/2026", "Thiếu kiểu"),
        ("add", "02/01/2026", " ", "--off"),
        ("add", "02/01/2026", "x" * 101, "--off"),
    ],
)
def test_what_makes_no_sense_is_refused(full: None, words: tuple[str, ...]) -> None:  # noqa: ARG001  the database
    assert run("calendar", *words).exit_code != 0
    assert not [each for each in json.loads(run("calendar", "show", "2026", "--json").output)["days"] if each["is_correction"]]


def test_without_a_federation_there_is_no_calendar(folder: Path) -> None:  # noqa: ARG001  the folder
    assert run("calendar", "show", "2026").exit_code == 1


@pytest.mark.parametrize(("year", "day"), [("1901", "1901-02-19"), ("2099", "2099-01-21")])
def test_the_ends_of_what_the_moon_is_known_for(full: None, year: str, day: str) -> None:  # noqa: ARG001  the database
    days = json.loads(run("calendar", "show", year, "--json").output)["days"]
    assert [each["date"] for each in days if each["name"] == "Tết Nguyên đán" and each["kind"] == "anniversary"] == [day]
