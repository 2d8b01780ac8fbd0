"""Which files are taken: by their content alone, and without reading more than their headers."""

import struct
import tracemalloc
import zipfile
from io import BytesIO

import docx
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.proofs import DOCX, HEIC, JPEG, KINDS, PDF, PNG, WEBP, XLSX, Kind, Problem, look_at


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"


def jpeg(width: int, height: int) -> bytes:
    comment = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\xff\xc4\x00\x03\x00"
    return b"\xff\xd8" + comment + b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"


def webp(width: int, height: int, kind: bytes) -> bytes:
    sizes = {
        b"VP8X": bytes(8) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"),
        b"VP8L": bytes(4) + b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14),
        b"VP8 ": bytes(10) + struct.pack("<HH", width, height),
    }
    return b"RIFF\x00\x00\x00\x00WEBP" + kind + sizes[kind]


def heic(width: int, height: int) -> bytes:
    return b"\x00\x00\x00\x18ftypheic" + bytes(80) + b"\x00\x00\x00\x14ispe" + bytes(4) + struct.pack(">II", width, height)


def word() -> bytes:
    written = BytesIO()
    docx.Document().save(written)
    return written.getvalue()


def excel() -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet()
    return written.getvalue()


def archive(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("Content", "[Content_Types]"), content)
    return written.getvalue()


TAKEN = [
    (jpeg(4000, 3000), JPEG),
    (png(1080, 1920), PNG),
    (webp(800, 600, b"VP8X"), WEBP),
    (webp(800, 600, b"VP8L"), WEBP),
    (webp(800, 600, b"VP8 "), WEBP),
    (heic(4032, 3024), HEIC),
    (b"%PDF-1.7\n", PDF),
    (word(), DOCX),
    (excel(), XLSX),
]


@pytest.mark.parametrize(("content", "expected"), TAKEN, ids=[each[1].suffix for each in TAKEN])
def test_what_is_taken(content: bytes, expected: Kind) -> None:
    assert look_at(content) is expected
    assert KINDS[expected.suffix] is expected


@pytest.mark.parametrize(
    "content", [png(50_000, 50_000), png(50_000, 1), jpeg(65_000, 100), heic(40_000, 40_000), png(20_000, 20_000)]
)
def test_a_picture_that_nothing_could_open(content: bytes) -> None:
    assert look_at(content) is Problem.HUGE


STRANGE = {
    "nothing": b"",
    "text": "Báo cáo".encode(),
    "an executable": b"MZ\x90\x00" + bytes(200),
    "an executable with a picture behind it": b"MZ" + png(10, 10),
    "a picture cut off": png(10, 10)[:18],
    "a photo cut off": jpeg(10, 10)[:20],
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "an archive": archive(a=b"x"),
    "an archive that is none": b"PK\x03\x04" + bytes(300),
    "Word with macros": archive(Content_xml=b"", word__document_xml=b"", word__vbaProject=b""),
    "a GIF": b"GIF89a" + bytes(20),
    "HTML": b"<html><script>",
}


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_what_is_not_taken(content: bytes) -> None:
    assert look_at(content) is Problem.STRANGE


def test_a_bomb_is_known_by_its_index_and_costs_no_memory() -> None:
    bomb = archive(Content_xml=b"", word__document_xml=bytes(400_000_000))
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as packed:
        for number in range(30_000):
            packed.writestr(f"word/{number:040}", b"")
    tracemalloc.start()
    assert look_at(bomb) is Problem.HUGE
    assert look_at(many.getvalue()) is Problem.HUGE
    assert look_at(jpeg(100, 100) + bytes(20_000_000)) is JPEG
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


HEADS = st.sampled_from([each[0][:40] for each in TAKEN] + [b"PK\x03\x04", b"PK\x05\x06", b"\xff\xd8\xff", b""])


@given(HEADS, st.binary(max_size=200), st.binary(max_size=60))
def test_damaged_files_are_looked_at_without_breaking(head: bytes, middle: bytes, end: bytes) -> None:
    assert isinstance(look_at(head + middle + end), Kind | Problem)
    assert isinstance(look_at(head + middle + b"PK\x05\x06" + end), Kind | Problem)
