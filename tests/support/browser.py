"""A real browser, where this machine has one."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@asynccontextmanager
async def open_chromium() -> AsyncIterator[Browser]:
    """A Chromium without a window; the test is skipped where there is none (CI lets no test be skipped)."""
    if CHROMIUM is None:
        pytest.skip("no Chromium found")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()
