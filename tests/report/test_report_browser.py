"""The page in a real browser, without a network: nothing runs, nothing is asked for, everybody can read it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from malja.language import speaking
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from malja.report.two_pages.two_page_document import build_two_page_document
from tests.report import situations
from tests.report.browser import PHONE, WIDE, browser, opened

SIZES = {"wide": WIDE, "phone": PHONE}


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    with browser() as one:
        yield one


def written(folder: Path, name: str = "ordinary", locale: str = "en") -> Path:
    path = folder / "report.html"
    with speaking(locale, "arab" if locale == "ar" else "latin"):
        path.write_text(
            render_html(build_report_document(situations.planned(situations.STRANGE[name]()))), encoding="utf-8"
        )
    return path


def grave_faults(page: Page) -> list[str]:
    """What axe finds that is serious or critical, WCAG 2.1 AA and good practice."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]} {fault['nodes'][0]['failureSummary'][:300]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_axe_finds_no_grave_fault(running: Browser, tmp_path: Path, size: str, locale: str) -> None:
    with opened(running, written(tmp_path, locale=locale), SIZES[size]) as (page, _):
        assert grave_faults(page) == []


@pytest.mark.parametrize("name", situations.STRANGE)
def test_a_page_keeps_to_itself_and_fits_a_phone(running: Browser, tmp_path: Path, name: str) -> None:
    file = written(tmp_path, name)
    with opened(running, file, PHONE) as (page, asked):
        title = page.title()
        page.wait_for_timeout(50)
        assert asked == [file.as_uri()]
        assert page.title() == title != "run"
        assert page.locator("script").count() == 0
        # Nothing sticks out to the side; wide tables scroll by themselves.
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_following_a_figure_leads_to_its_derivation(running: Browser, tmp_path: Path) -> None:
    with opened(running, written(tmp_path)) as (page, _):
        links = page.locator("main a[href^='#how-']")
        assert links.count() > 20
        for number in range(0, links.count(), 20):
            link = links.nth(number)
            code = str(link.get_attribute("href"))[1:]
            link.click()
            target = page.locator(f"[id='{code}']")
            page.wait_for_function("code => location.hash === '#' + code", arg=code)
            assert target.is_visible()
            assert target.inner_text().strip()


def test_the_keyboard_reaches_the_report_first(running: Browser, tmp_path: Path) -> None:
    with opened(running, written(tmp_path)) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash === '#report'")
        assert page.evaluate("document.activeElement.id") == "report"


def test_it_opens_in_less_than_a_second(running: Browser, tmp_path: Path) -> None:
    with opened(running, written(tmp_path, "three sites")) as (page, _):
        timing = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        assert 0 < timing < 1000


def test_it_prints_on_a4_with_everything_on_it(running: Browser, tmp_path: Path) -> None:
    with opened(running, written(tmp_path)) as (page, _):
        printed = page.pdf(prefer_css_page_size=True, print_background=False)
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        assert page.locator("#derivations").is_visible()
    pages = PdfReader(BytesIO(printed)).pages
    width, height = (float(side) for side in pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    text = "".join("".join(normalize("NFKC", one.extract_text()).split()) for one in pages)
    assert "Keyfigures" in text
    assert "Howthefigureswerecalculated" in text


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("name", ["ordinary", "three sites", "names of 200 characters"])
def test_on_a_phone_no_table_runs_sideways_and_the_reason_stands_first(
    running: Browser, tmp_path: Path, name: str, locale: str
) -> None:
    for number, build in enumerate((build_report_document, build_two_page_document)):
        file = tmp_path / f"{number}.html"
        with speaking(locale):
            file.write_text(render_html(build(situations.planned(situations.STRANGE[name]()))), encoding="utf-8")
        with opened(running, file, PHONE) as (page, _):
            tables = page.locator(".scroll:has(table)")
            wide = tables.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length")
            order = "all => all.map(row => row.querySelector('.lead').offsetTop < row.querySelector('.num').offsetTop)"
            leads = page.locator("tr:has(td.lead):has(td.num)").evaluate_all(order)
        assert wide == 0
        assert all(leads)
