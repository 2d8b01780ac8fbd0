"""Looks into an .xlsx before anything opens it: how large it becomes, and how far its cells reach.

The reader lays a sheet out as a full rectangle, so that a file of 5 kB with one cell in XFD1048576 asks for 550 GB and ends
the process (measured). It is only given what was unpacked and measured here.
"""

import re
import struct
import zipfile
import zlib
from io import BytesIO

MOST_ENTRIES = 1_000
LONGEST_INDEX = 250 * MOST_ENTRIES  # bytes of the list of contents: 46 and a name for each; read as a whole by zipfile
MOST_UNPACKED = 200_000_000  # bytes; a list of 127,000 units with ten columns has 70 million
MOST_RATIO = 100  # unpacked to packed; lists have up to 20
FREE_OF_RATIO = 1_000_000  # bytes that anything may unpack to, whatever the ratio
MOST_CELLS = 8_000_000  # the rectangle from the first to the last cell; 24 bytes each
WIDEST = 16_384  # columns of a sheet, as Excel has them

_NEEDED = (".xml", ".rels")
# The end of an archive, which says how long its list of contents is; a comment of up to 65,535 bytes may follow.
_END, _END_64, _END_LENGTH = b"PK\x05\x06", b"PK\x06\x07", 22
_LAST = 65_535 + _END_LENGTH
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
# A cell's own address, unless the tag is closed at once, which is a cell with a border and nothing in it.
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["'](?![^<>"']*(?:"[^<>"]*"[^<>"']*)*/>)""")
_EMPTY_CELL = re.compile(rb"""<(?:\w+:)?c(?: \w+="[^<>"]*")*/>""")
_ROW = re.compile(rb"""\br=["']([0-9]{1,7})["']""")


class Oversized(Exception):
    """It would take more memory than any list of units needs."""


def unpack(content: bytes) -> bytes:
    """The same workbook with nothing in it but what holds text, stored without compression.

    Raises Oversized, and zipfile.BadZipFile for what is no archive or lies about its sizes.
    """
    if _index_is_long(content):
        raise Oversized
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _unpacked(packed)
    except (EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError, zlib.error) as failure:
        raise zipfile.BadZipFile(str(failure)) from failure


def _index_is_long(content: bytes) -> bool:
    """Whether the list of contents is longer than that of any workbook: 250,000 entries of 20 MB take 130 MB to read. One in
    the form for archives above 4 GB, which follows other fields, counts as long."""
    end = content.rfind(_END, max(0, len(content) - _LAST))
    if end < 0 or len(content) < end + _END_LENGTH:
        return False  # zipfile will say that it is no archive
    (length,) = struct.unpack_from("<I", content, end + 12)
    return length > LONGEST_INDEX or content[max(0, end - 20) : end].startswith(_END_64)


def _unpacked(packed: zipfile.ZipFile) -> bytes:
    entries = packed.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Oversized
    entries = [each for each in entries if each.filename.lower().endswith(_NEEDED)]
    size = sum(each.file_size for each in entries)
    if size > MOST_UNPACKED:
        raise Oversized
    if size > FREE_OF_RATIO and size > MOST_RATIO * sum(each.compress_size for each in entries):
        raise Oversized
    flat = BytesIO()
    with zipfile.ZipFile(flat, "w") as written:
        for each in {each.filename: each for each in entries}.values():
            part = packed.read(each)  # no more than the declared size; what is longer has another checksum
            if b"sheetData" in part:
                _measure(part)
            written.writestr(each.filename, part)
    return flat.getvalue()


def _measure(sheet: bytes) -> None:
    """Raise Oversized for a sheet whose rectangle is too large. Doubtful cells count."""
    columns, rows = set(), 0
    addressed = _ADDRESS.findall(sheet)
    for letters, row in addressed:
        columns.add(letters)
        rows = max(rows, int(row))
    width = max(map(_number_of, columns), default=0)
    nameless = len(_CELL.findall(sheet)) - len(_EMPTY_CELL.findall(sheet)) - len(addressed)
    if nameless > 0:  # cells that stand where they are written
        width = max(width, min(nameless, WIDEST))
        rows = max([rows, sheet.count(b"row"), *map(int, _ROW.findall(sheet))])
    if width * rows > MOST_CELLS:
        raise Oversized


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
