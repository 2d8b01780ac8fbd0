"""Copies on paper as others see them: opened by LibreOffice, each is one page, whatever a unit can give in a real campaign."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot import campaigns, demo, history
from bot.campaigns.usual import BLOCS, INDICATORS, TITLES
from bot.database.transaction import Transaction
from bot.history import document, papers
from bot.history.fitting import fit
from bot.history.papers import Paper
from bot.invites import Invites
from bot.models import Unit
from tests.history.written import LONG, NOW, everything
from tests.pledges.campaign import FACTORY, SCHOOL
from tests.sheets.opened import SLOW
from tests.support import databases
from tests.support.talking import transaction

PAGES = re.compile(rb"/Type\s*/Page(?![s\w])")
HOSTILE = "=1+1\x00\x0b\ud800<b>&amp;{{x}}"


def texts(content: bytes) -> str:
    """All that stands in a document, cell by cell."""
    opened = Document(BytesIO(content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in opened.paragraphs), *cells])


def pages(documents: Mapping[str, bytes], folder: Path) -> dict[str, int]:
    """How many pages each takes in LibreOffice: one start for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there: install libreoffice-writer to see the copies opened")
    given, made = folder / "given", folder / "made"
    given.mkdir()
    for name, content in documents.items():
        (given / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(made)]
    subprocess.run([*command, *map(str, sorted(given.iterdir()))], check=True, capture_output=True, timeout=SLOW)
    return {each.stem: len(PAGES.findall(each.read_bytes())) for each in made.iterdir()}


def of_campaign(db: Transaction, name: str, unit_name: str) -> dict[str, Paper]:
    """A paper of each kind, as long as can be, in a campaign that is shipped."""
    plan = campaigns.facts(name)
    full = replace(plan, titles=(*plan.titles, *TITLES), blocs=BLOCS, indicators=INDICATORS)
    unit = db.session.get_one(Unit, everything(db, full, name, unit_name))
    entries = history.of_unit(db, unit.federation_id, unit.id or 0)
    mine = [each for each in entries if each.campaign == plan.title]
    assert [each.kind for each in mine] == [
        history.LAUNCH,
        history.HELD,
        history.PLEDGE,
        history.WORKS,
        history.REPORT,
        history.NOTE,
    ]
    return {f"{name} {unit.bloc_id} {each.kind}": papers.paper(db, unit, each, NOW) for each in mine}


def hostile(like: Paper) -> Paper:
    """Longer than anybody can make it, and with characters that no document may hold."""
    rows = tuple((f"{HOSTILE} {LONG}", LONG * 4) for _n in range(40))
    return replace(
        like, superior="Công đoàn " * 20, issuer="Trường " * 40, opening=LONG, rows=rows, lines=(HOSTILE,), chair=HOSTILE
    )


def test_each_is_exactly_one_page(tmp_path: Path) -> None:
    engine = databases.open_new(f"sqlite:///{tmp_path / 'pages.db'}")
    with transaction(engine) as db:
        demo.fill(db, Invites(b"key"), NOW)
        made: dict[str, Paper] = {}
        for place, name in enumerate(campaigns.examples()):
            made |= of_campaign(db, name, FACTORY if place % 2 else SCHOOL)
        one = next(iter(made.values()))
    engine.dispose()
    made |= {"hostile": hostile(one), "nearly nothing": replace(one, superior="", rows=(), chair="")}
    assert len(made) == 6 * len(campaigns.examples()) + 2
    found = pages({name: document.build(each) for name, each in made.items()}, tmp_path)
    assert found == dict.fromkeys(made, 1)


def test_what_is_usual_is_printed_in_letters_of_full_size() -> None:
    usual = Paper(
        superior="Công đoàn phường Sông Xanh",
        issuer="Công đoàn Trường Tiểu học Sông Xanh",
        kind="BÁO CÁO",
        subject="Kết quả phong trào thi đua Đợt 1",
        day=NOW.date(),
        opening="Thực hiện kế hoạch về “Phong trào thi đua năm 2026”, đơn vị báo cáo như sau:",
        heads=("Nội dung", "Kết quả"),
        rows=tuple((f"Nội dung thi đua {n}", f"{n} người") for n in range(9)),
        chair="Nguyễn Thị Mai",
    )
    shown, layout = fit(usual)
    assert (shown, layout.size) == (usual, 13.0)
    said = texts(document.build(usual))
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                 "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC SÔNG XANH", "Số:",
                 "……………, ngày 04 tháng 3 năm 2026", "BÁO CÁO", "Kính gửi: Công đoàn phường Sông Xanh", "Nội dung thi đua 8",
                 "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "Nguyễn Thị Mai", "Nơi nhận:"):  # fmt: skip
        assert part in said, part


def test_letters_shrink_before_anything_is_cut_and_a_cut_shows() -> None:
    base = Paper("", "Công đoàn", "BÁO CÁO", "Kết quả", NOW.date(), "Như sau:", ("Nội dung", "Kết quả"), ())
    many, far_too_many = (replace(base, rows=tuple((f"Mục {n}", LONG[:300]) for n in range(count))) for count in (9, 90))
    shown, layout = fit(many)
    assert shown == many
    assert 7 <= layout.size < 13
    shown, layout = fit(far_too_many)
    assert layout.size == 7
    assert all(said.endswith("…") for _asked, said in shown.rows)
