"""Whoever speaks English is spoken to in English, all the way: what is left of Vietnamese are names that people gave."""

import pytest

from bot.demo import Guest
from tests.conftest import MAI
from tests.conversations.conftest import join_in_english
from tests.conversations.english import play
from tests.support.talking import Talk

CHAIR = (
    ("/help", "/missing", "/plan", "/status", "/calendar", "/dulieu", "/doivai", "/xingiahan", "/dungnhan", "/nhannhac"),
    ("/gapcanbo", "Where do I send the plan?", "<1"),
    ("/decu", "<1", "Nguyen Van A", "Saved a child", "<1"),
    ("/dangky", "20/3", "8:00, hall", "45", "<1"),
    ("/pledge", "1, 2", "continue", "3", "1", "3", "<1", "<1"),
    ("/report", "<1", "12", "9", "0"),
    ("/bangiao", "<1", "Nguyen Van B", "<1"),
    ("/bangiao", "<2", "Nguyen Van D", "<1", "<1"),
    ("/promise", "<1", "20/3", "<1", "/promise", "hello"),
    ("/snooze", "<1", "<1", "<2", "/snooze", "<4", "20/3"),
    ("/reminders", "<1", "/reminders 3:00", "/reminders 11:30", "/dungnhan", "/reminders", "/snooze"),
    ("/browser", "/devices", "/mail", "hello", "a@b.vn", "/mail", "<1", "/doors", "<1"),
    ("/danam", "/nhac", "/thongbao", "/hanmuc", "/duongdan", "/bang", "/goidien"),
)
OFFICER = (
    ("/manage", "/missing", "/status", "/calendar", "/sukien", "/giahan", "/chonguong", "/traloi", "/bienlai", "/yeucau"),
    ("/duyet", "<1", "/duyet", "<2", "<1", "<1", "<1"),
    ("/hanviec", "<1", "<2", "5", "<1", "<1"),
    ("/quyetdinh", "song xanh", "<1", "<1", "<1", "30/3", "storm", "<1"),
    ("/doidonvi", "song xanh", "<1", "<1", "New name", "1/1/2026"),
    ("/mamoi", "<2", "song xanh", "<1"),
    ("/mamoi", "<3", "<1", "Nguyen Van C", "Clerk", "<1"),
    ("/mochiendich", "<1", "Drive 2026", "1", "-", "-"),
    ("/mochiendich", "<2"),
    ("/nhapdonvi", "hello"),
    ("/sualich", "20/3", "<1", "storm", "<1", "/bolich", "<1", "<1"),
    ("/ladder", "<1", "<1", "/ladder", "<2", "<1", "/ladder", "<3", "<1", "<1", "<1"),
    ("/ladder", "<3", "<1", "<8", "9", "<1", "/ladder", "<4", "<6", "<1", "<1", "/ladder", "<1"),
    ("/ladder", "<4", "3", "<1", "/rehearse", "<1", "/quota", "/table", "/progress"),
    ("/chuanop", "<1", "<1", "/chuanop", "<1", "<2", "<1", "/chuanop", "<1", "<2", "<2"),
    ("/goidien", "<1", "<1", "/chuanop", "<1", "<2", "<2", "<2", "20/3"),
    ("/thongbao", "Meeting at 8", "<1", "<1", "<1", "<1", "<1", "<1", "/cacthongbao", "<1", "<1"),
    ("/thongbao", "Meeting at 8", "more", "<1", "<2", "<1", "<2", "<2", "20/3", "hello", "25:00", "22:00", "<2", "<2"),
    ("/thongbao", "Meeting at 8", "<1", "<6", "song xanh", "<1", "<1", "<2", "<1", "<3", "<1", "<1"),
    ("/thongbao 77", "/dinhchinh 77", "/thuhoi 77", "/link", "song xanh", "<1"),
)


@pytest.mark.parametrize("steps", CHAIR, ids=lambda steps: steps[0])
def test_a_chair(talk: Talk, guests: list[Guest], steps: tuple[str, ...]) -> None:
    user = join_in_english(talk, guests[MAI - 1], 501)
    assert play(talk, user, steps) == []


@pytest.mark.parametrize("steps", OFFICER, ids=lambda steps: steps[0])
def test_an_officer(talk: Talk, guests: list[Guest], steps: tuple[str, ...]) -> None:
    user = join_in_english(talk, guests[0], 502)
    assert play(talk, user, steps) == []
