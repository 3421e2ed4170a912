"""The files of a report, by name: for reading, for printing, for other programs."""

from __future__ import annotations

from malja.report.composing import document
from malja.report.html import to_html
from malja.report.hxl import hxl_files
from malja.report.public.coarsening import public
from malja.report.public.document import public_document
from malja.report.public.files import public_files
from malja.report.report_pdf import to_pdf
from malja.report.situation import Situation
from malja.report.workbook import workbook

#: What may leave the operation stands in a folder of its own, so that nothing else is sent along by mistake.
PUBLIC = "public"


def report_files(situation: Situation) -> dict[str, bytes]:
    """The report as HTML and PDF, the plan as a workbook, HXL files; the same situation gives the same bytes."""
    told = document(situation)
    return {
        "report.html": to_html(told).encode(),
        "report.pdf": to_pdf(told, situation.plan.start),
        "plan.xlsx": workbook(situation.operation, situation.plan),
        **hxl_files(situation.operation, situation.plan),
    }


def public_report_files(situation: Situation, title: str = "") -> dict[str, bytes]:
    """The version that may leave the operation, called `title`, in the folder `public`.

    Of its dates it bears the first day of the month only.
    """
    figures = public(situation, title=title)
    told = public_document(figures)
    made = situation.plan.start.replace(day=1)
    files = {"report.html": to_html(told).encode(), "report.pdf": to_pdf(told, made), **public_files(figures)}
    return {f"{PUBLIC}/{name}": content for name, content in files.items()}
