"""Workbooks as others see them: opened and calculated anew by LibreOffice, read by python-calamine, checked part by part."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # the workbooks are our own, and its parser takes nothing that is not well-formed
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from python_calamine import CalamineWorkbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")
OURS = re.compile(r"(SUM|SUMIF|COUNTIF|COUNTIFS|IF)\([^;|]*\)(\+COUNTIFS?\([^;|]*\))*")
Rows = list[list[Any]]
SLOW = 900  # seconds, on a machine that does a lot besides


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Every workbook, without the values we wrote beside the formulas, opened and saved by LibreOffice: one start for all."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not there: install libreoffice-calc to see the workbook opened")
    given, saved = folder / "given", folder / "saved"
    given.mkdir()
    for name, content in books.items():
        (given / f"{name}.xlsx").write_bytes(_without_values(content))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, *map(str, sorted(given.iterdir()))], check=True, capture_output=True, timeout=SLOW)
    return {each.stem: each.read_bytes() for each in saved.iterdir()}


def _without_values(content: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, CACHED.sub(rb"\1", before.read(name)) if "worksheets/" in name else before.read(name))
    return written.getvalue()


def sheets(content: bytes) -> dict[str, Rows]:
    """Each sheet's cells from A1 on."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314  a workbook of our own


def formulas(content: bytes) -> list[str]:
    """Every formula there is; each must be one of ours."""
    found = []
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if "worksheets/" in name:
                root = _parsed(archive.read(name))
                found += [str(each.text) for each in root.iter(f"{MAIN}f")]
    assert [each for each in found if not OURS.fullmatch(each)] == []
    return found


def check(content: bytes) -> None:
    """The parts are well-formed and complete, and the sheets' names are such as Excel takes."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        parts = {name: _parsed(archive.read(name)) for name in names}
    called = [str(each.get("name")) for each in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    assert len({each.casefold() for each in called}) == len(called)
    assert [each for each in called if not 0 < len(each.encode("utf-16-le")) // 2 <= 31 or set(each) & set("[]:*?/\\")] == []
    assert [each for each in called if each.startswith("'") or each.endswith("'") or each.casefold() == "history"] == []
    texts = ("".join(each.itertext()) for each in parts["xl/sharedStrings.xml"].iter(f"{MAIN}si"))
    assert all(len(each.encode("utf-16-le")) // 2 <= 32_767 for each in texts)
    listed = {str(each.get("PartName")).lstrip("/") for each in parts["[Content_Types].xml"] if each.get("PartName")}
    assert listed <= set(names)
    for name, root in parts.items():
        if "worksheets/sheet" in name:
            merged = [str(each.get("ref")) for each in root.iter(f"{MAIN}mergeCell")]
            assert len(set(merged)) == len(merged)
