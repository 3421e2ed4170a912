"""The report on two pages: it fits, it has its parts in order, what is not known is left out."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from malja.language import speaking
from malja.report.report_html import render_html
from malja.report.report_pdf import render_pdf
from malja.report.two_pages.two_page_document import build_two_page_document
from tests.report import situations
from tests.report.printing import pages
from tests.report.trees import every_said

ORDER = ["figures", "situation", "people", "response", "gaps", "logistics", "requests", "funding"]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("name", situations.STRANGE)
def test_it_has_two_pages_at_most(name: str, locale: str) -> None:
    with speaking(locale):
        told = build_two_page_document(situations.planned(situations.STRANGE[name]()))
        assert len(pages(render_pdf(told, situations.START))) <= 2


@pytest.mark.parametrize("name", situations.STRANGE)
def test_parts_stand_in_order_and_lead_nowhere_else(name: str) -> None:
    told = build_two_page_document(situations.planned(situations.STRANGE[name]()))
    codes = [section.code for section in told.sections]
    assert codes == [code for code in ORDER if code in codes]
    assert not told.derivations
    assert not [said for section in told.sections for said in every_said(section) if said.proof]
    page = render_html(told)
    assert "<nav" not in page
    assert "<h2 id=" in page


def test_what_is_not_known_is_left_out() -> None:
    plain = situations.planned(situations.operation())
    page = render_html(build_two_page_document(plain))
    for words in ("Contact", "Next issue", "Date of issue", "Funding"):
        assert words not in page
    known = dataclasses.replace(
        plain.operation,
        contact="Relief cell, ext. 12",
        issued=datetime.date(2025, 3, 11),
        next_issue=datetime.date(2025, 3, 18),
        funding_required=200.0,
        funding_received=50.0,
    )
    page = render_html(build_two_page_document(dataclasses.replace(plain, operation=known)))
    assert "Contact: Relief cell, ext. 12" in page
    assert "Date of issue: Tue 11 March 2025. Next issue: Tue 18 March 2025." in page
    assert "Received: 50 USD of 200 USD required (25 %)." in page


def test_what_was_reached_at_a_site_stands_before_the_plan() -> None:
    plain = situations.planned(situations.operation())
    page = render_html(build_two_page_document(dataclasses.replace(plain, reached=("Reached:", "Meals cooked: 300."))))
    assert page.index("Needs and response") < page.index("Meals cooked: 300.") < page.index("By sector")
