"""A real browser for the report's pages: Chromium, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, headless; without one the tests are skipped, but fail where CI is set: there it must be installed."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: apt-get install chromium")
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        # A container has no sandbox of its own to give.
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@contextmanager
def opened(running: Browser, file: Path, size: dict[str, int] = WIDE) -> Iterator[tuple[Page, list[str]]]:
    """The page of a file, and what it asked for: the file itself alone, if it keeps to itself. No network is there."""
    context = running.new_context(
        viewport={"width": size["width"], "height": size["height"]}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(f"console: {message.text}"))
    page.goto(file.as_uri())
    yield page, asked
    context.close()
