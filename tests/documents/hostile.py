"""Sends hostile files to the bot and measures what they cost: `python -m tests.documents.hostile`.

A process of its own, so that nothing but the bot's work is measured. Every file goes two ways: as evidence of a report, and as
a list of units. Prints a JSON object: way, a slash and the file's title, to what was said and how many MB it took at the most.
"""

import ctypes
import gc
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from tests.support.talking import Heard, Talk
from tests.units.sheets_for_tests import workbook
from tests.walks.scene import MAI, OFFICER, Scene

MB = 1 << 20
EVIDENCE, ROSTER = "evidence", "roster"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x01\x00\x01\x00\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(2000)
KIND, TOO_LARGE, PIXELS, MEGABYTES = "chưa nhận", "quá lớn", "kích thước quá lớn", "nặng hơn 20 MB"
EXCEL, BIG_SHEET, NO_COLUMN = "chỉ đọc được tệp Excel", "Tệp này quá lớn", "không thấy cột"


@dataclass(frozen=True)
class Hostile:
    """A file somebody sends on purpose, and a part of what is said to it either way; `announced` is its size as Telegram
    says it, where that is not the size of what comes."""

    name: str
    make: Callable[[], bytes]
    evidence: str
    roster: str
    announced: int = 0
    most_mb: int = 50  # of memory


def _archive(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return written.getvalue()


def _bomb(part: str, main: str) -> bytes:
    """An Office file of 2 MB that becomes 400 MB."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr(main, b"<x/>")
        with target.open(part, "w") as grows:
            for _ in range(400):
                grows.write(bytes(MB))
    return written.getvalue()


def _crowd(count: int) -> bytes:
    """An archive of so many empty parts; above 65,535 it has the form for large archives."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for number in range(count):
            target.writestr(zipfile.ZipInfo(f"{number:x}"), b"")
    return written.getvalue()


def _far_cell() -> bytes:
    """A sheet of 5 kB with one cell in its last corner."""
    sheet = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    return _changed("xl/worksheets/sheet1.xml", sheet)


def _entities() -> bytes:
    """A billion laughs in the list of sheets."""
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    told = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]><workbook><sheets>&l9;</sheets></workbook>"
    return _changed("xl/workbook.xml", told)


def _changed(name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(workbook([["Tên đơn vị"], ["Trường Hoa Sen"]]))) as source:
        parts = {each: source.read(each) for each in source.namelist()}
    return _archive({**parts, name: part})


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)  # noqa: S311  no secret


def _both(first: bytes) -> bytes:
    """A picture or document with a program in an archive behind it."""
    return first + _archive({"run.exe": EXECUTABLE})


FILES = {
    "zip bomb, xlsx": Hostile(
        "danh sách.xlsx", lambda: _bomb("xl/worksheets/sheet1.xml", "xl/workbook.xml"), TOO_LARGE, BIG_SHEET
    ),
    "zip bomb, docx": Hostile("biên bản.docx", lambda: _bomb("word/media/a.xml", "word/document.xml"), TOO_LARGE, BIG_SHEET),
    "crowded zip": Hostile("a.xlsx", lambda: _crowd(60_000), TOO_LARGE, BIG_SHEET),
    "crowded zip64": Hostile("b.xlsx", lambda: _crowd(180_000), KIND, BIG_SHEET),
    "far cell": Hostile("xa.xlsx", _far_cell, "", BIG_SHEET),
    "entities": Hostile("cười.xlsx", _entities, "", NO_COLUMN),
    "executable, jpg": Hostile("ảnh.jpg", lambda: EXECUTABLE, KIND, EXCEL),
    "executable, xlsx": Hostile("bảng.xlsx", lambda: EXECUTABLE, KIND, EXCEL),
    "50,000 pixels": Hostile("to.png", lambda: PNG + (50_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0", PIXELS, EXCEL),
    "path": Hostile("../../etc/passwd", lambda: b"root:x:0:0:root:/root:/bin/sh\n", KIND, EXCEL),
    "windows path": Hostile("..\\..\\Windows\\win.ini", lambda: b"[fonts]\r\n", KIND, EXCEL),
    "30 MB": Hostile("phim.mp4", lambda: b"", MEGABYTES, MEGABYTES, announced=30 * MB),
    # As large as Telegram gives out, so that it is fetched and kept: four times its size, for the driver copies what it stores.
    "20 MB of noise": Hostile("nhiễu.jpg", lambda: _noise(20 * MB), KIND, "", most_mb=80),
    "19 MB of noise": Hostile("nhiễu.xlsx", lambda: _noise(19_000_000), "", EXCEL, most_mb=80),
    "old Excel of noise": Hostile("cũ.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise(MB), KIND, EXCEL),
    "empty": Hostile("trống.xlsx", lambda: b"", KIND, "không có nội dung"),
    "polyglot, jpg": Hostile("đẹp.jpg", lambda: _both(JPEG), KIND, EXCEL),
    "polyglot, pdf": Hostile("văn bản.pdf", lambda: _both(b"%PDF-1.7\n%%EOF\n"), KIND, EXCEL),
    "polyglot, exe": Hostile("chạy.docx", lambda: EXECUTABLE + _archive({"word/document.xml": b"<x/>"}), KIND, EXCEL),
    "macros": Hostile(
        "macro.xlsx",
        lambda: _archive({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}),
        KIND,
        EXCEL,
    ),
}


def ways() -> Iterator[tuple[str, str, str]]:
    """Every way of every file that must be refused there, with what is said: way, title, words."""
    for title, each in FILES.items():
        yield from ((way, title, said) for way, said in ((EVIDENCE, each.evidence), (ROSTER, each.roster)) if said)


def main() -> None:
    """Send everything; each way once without being measured, for whatever is only loaded then."""
    talk = Scene.make(0).talk
    _open(talk, EVIDENCE)
    talk.upload(MAI, "trước.pdf", b"MZ")
    _open(talk, ROSTER)
    talk.upload(OFFICER, "trước.xlsx", workbook([["Số", "Tuần"], [1, 2]]))
    found = {}
    for way, title, _said in ways():
        hostile = FILES[title]
        content = hostile.make()
        _open(talk, way)
        before = _fresh_peak()
        heard = _sends(talk, MAI if way == EVIDENCE else OFFICER, hostile, content)
        found[f"{way}/{title}"] = {"said": heard.text, "labels": heard.labels, "mb": round(_resident("VmHWM") - before, 1)}
    print(json.dumps(found))  # noqa: T201


def _open(talk: Talk, way: str) -> None:
    """Lead to the question that takes a file."""
    if way == ROSTER:
        talk.say(OFFICER, "/nhapdonvi")
        return
    if "Câu 9/10" in talk.say(MAI, "/baocao"):
        return
    for words in ("0; 5; 0; 2; 3; 1; 12", "Chưa làm"):
        talk.say(MAI, words)


def _sends(talk: Talk, user: int, hostile: Hostile, content: bytes) -> Heard:
    size = hostile.announced or len(content)
    return talk.upload(user, hostile.name, content, file_size=size)


def _fresh_peak() -> float:
    """Count the peak anew; the MB that are held now. What was freed goes back first, or it would hide what comes."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    return _resident("VmRSS")


def _resident(name: str) -> float:
    """MB of memory, by the kernel's name for it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:"))) / 1024


if __name__ == "__main__":
    main()
