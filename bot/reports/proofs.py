"""Which files are taken as evidence: by what they hold, never by their names, and by their first bytes alone.

Nothing is decoded or unpacked here: a picture of 50,000 pixels or an archive of a gigabyte is known by its header.
"""

import re
import struct
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

MOST = 10  # files with a report
WIDEST = 30_000  # pixels of a side; the largest camera of a phone makes 16,320, a panorama about 20,000
MOST_PIXELS = 250_000_000
LONGEST_INDEX = 1_000_000  # bytes of an archive's list of contents; a document of a hundred pictures has 20,000
MOST_UNPACKED = 300_000_000  # bytes
HEAD = 65_536  # bytes in which a HEIC picture says how large it is
END_OF_ZIP, ZIP64 = b"PK\x05\x06", b"PK\x06\x07"


class Problem(StrEnum):
    """Why a file is not taken."""

    STRANGE = "strange"  # no kind that is taken, or broken
    HUGE = "huge"  # a picture or an archive that nothing could open


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    suffix: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
JPEG, PNG, WEBP = Kind("jpg", "image/jpeg"), Kind("png", "image/png"), Kind("webp", "image/webp")
HEIC, PDF = Kind("heic", "image/heic"), Kind("pdf", "application/pdf")
DOCX, XLSX = Kind("docx", f"{_OFFICE}wordprocessingml.document"), Kind("xlsx", f"{_OFFICE}spreadsheetml.sheet")
KINDS = {each.suffix: each for each in (JPEG, PNG, WEBP, HEIC, PDF, DOCX, XLSX)}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
_OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def look_at(content: bytes) -> Kind | Problem:
    """What a file is by its content."""
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if zipfile.is_zipfile(BytesIO(content)):
        return Problem.STRANGE  # an archive behind a picture or a PDF: two files in one
    if content.startswith(b"%PDF-"):
        return PDF
    for kind, size_of in ((JPEG, _jpeg), (PNG, _png), (WEBP, _webp), (HEIC, _heic)):
        try:
            size = size_of(content)
        except (struct.error, IndexError):
            return Problem.STRANGE  # it ends in the middle of its header
        if size:
            is_huge = max(size) > WIDEST or size[0] * size[1] > MOST_PIXELS
            return Problem.HUGE if is_huge else kind
    return Problem.STRANGE


def _png(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """The size in the first frame header; segments before it are passed over by their lengths."""
    if content[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while content[at] == 0xFF:  # noqa: PLR2004  begins every marker
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004  frames; tables and the like are not
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        (length,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + max(length, 2) if marker != 0xFF else 1  # noqa: PLR2004  0xFF may be repeated as a filler
    raise IndexError


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    if content[12:16] == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if content[12:16] == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def _heic(content: bytes) -> tuple[int, int] | None:
    if content[4:8] != b"ftyp" or content[8:12] not in _HEIC_BRANDS:
        return None
    sizes = [struct.unpack_from(">II", content, found.end() + 4) for found in re.finditer(b"ispe", content[:HEAD])]
    if not sizes:
        raise IndexError
    return max(width for width, _height in sizes), max(height for _width, height in sizes)


def _office(content: bytes) -> Kind | Problem:
    """Word or Excel without macros; any other archive is strange."""
    end = content.rfind(END_OF_ZIP, max(0, len(content) - HEAD - 22))
    if end < 0 or ZIP64 in content[max(0, end - 40) : end]:
        return Problem.STRANGE
    try:
        (length,) = struct.unpack_from("<I", content, end + 12)
        if length > LONGEST_INDEX:
            return Problem.HUGE
        entries = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, UnicodeDecodeError):
        return Problem.STRANGE
    if sum(each.file_size for each in entries) > MOST_UNPACKED:
        return Problem.HUGE
    names = {each.filename for each in entries}
    if any("vbaproject" in name.casefold() for name in names) or "[Content_Types].xml" not in names:
        return Problem.STRANGE
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), Problem.STRANGE)
