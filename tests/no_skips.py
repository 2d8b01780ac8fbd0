"""`pytest -p tests.no_skips`: a test that was skipped has failed, unless what it reads is really not on this machine."""

import re
from collections.abc import Generator
from pathlib import Path

import pytest

ABSENT = re.compile(r"(?P<path>/\S*/shared\S*) is not on this machine")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse(report)
    return report


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    absent = ABSENT.search(reason)
    if absent is None or Path(absent["path"]).exists():
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped here: {reason}"
