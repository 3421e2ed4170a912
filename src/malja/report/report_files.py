"""The files of a report, by name: for reading, for printing, for other programs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from malja.report.hxl.hxl_files import make_hxl_files
from malja.report.public.coarsening import coarsen_figures
from malja.report.public.public_document import build_public_document
from malja.report.public.public_files import DATA_NAMES, make_public_files
from malja.report.report_document import build_report_document
from malja.report.report_html import render_html
from malja.report.report_pdf import render_pdf
from malja.report.situation import Situation
from malja.report.two_pages.two_page_document import build_two_page_document
from malja.report.typst import NO_DATE
from malja.report.workbooks.plan_workbook import make_plan_workbook

#: All files that may leave; a folder that holds another is none to give away.
PUBLIC_NAMES = frozenset({"report.html", "report.pdf", *DATA_NAMES})


def make_report_files(situation: Situation) -> dict[str, bytes]:
    """The report on two pages and its annex (HTML, PDF), the plan as a workbook, HXL files; the same, same bytes."""
    told = build_report_document(situation)
    short = build_two_page_document(situation)
    with ThreadPoolExecutor(1) as pool:
        # Printing takes as long as all the rest; another core does it, in the current language here.
        printed = pool.submit(copy_context().run, render_pdf, told, situation.plan.start)
        others = {
            "report.html": render_html(short).encode(),
            "report.pdf": render_pdf(short, situation.plan.start),
            "annex.html": render_html(told).encode(),
            "plan.xlsx": make_plan_workbook(situation.operation, situation.plan),
            **make_hxl_files(situation.operation, situation.plan),
        }
        return {**others, "annex.pdf": printed.result()}


def make_public_report_files(situation: Situation, *, title: str = "", own_names: bool = False) -> dict[str, bytes]:
    """The version that may leave the operation, called `title` (see `public`)."""
    figures = coarsen_figures(situation, title=title, own_names=own_names)
    told = build_public_document(figures)
    return {
        "report.html": render_html(told).encode(),
        "report.pdf": render_pdf(told, NO_DATE),
        **make_public_files(figures, NO_DATE),
    }
