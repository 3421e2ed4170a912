"""Draw docs/waybill.png, docs/labels.png, docs/report.png and docs/report-ar.png: printed pages, from the true output.

Run `python docs/printed.py` in a checkout when a form, the report or the example changes; with a plan.json of the
example behind it, that is not planned again, and what was found out beside it is shown. It needs pypdfium2 (the extra
`test`).
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pypdfium2

import malja
from malja.briefing.operation.report_writing import read_findings
from malja.language.speech import speaking
from malja.report.papers.paper_files import make_paper_files
from malja.report.report_pdf import render_pdf
from malja.report.situation import gather_situation
from malja.report.two_pages.two_page_document import build_two_page_document

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "hmeimim"
#: The trip whose papers are shown, and how fine a page is drawn.
TRIP = "002_2025-03-12_il76"
SCALE = 1.6
#: Of pages side by side: how fine they are drawn, and dots between them.
SMALLER, BETWEEN = 1.25, 16


def page(pdf: bytes, number: int = 0) -> bytes:
    """A page as a PNG picture."""
    drawn = pypdfium2.PdfDocument(pdf)[number].render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
    return png(np.ascontiguousarray(drawn))


def png(dots: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """Rows of dots in red, green and blue as a PNG file."""
    high, wide, _ = dots.shape
    lines = b"".join(b"\0" + row.tobytes() for row in dots)
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = {b"IHDR": head, b"IDAT": zlib.compress(lines, 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts.items()
    )


def side_by_side(pdf: bytes) -> bytes:
    """All pages as one PNG picture, a grey strip between two of them."""
    pages = [one.render(scale=SMALLER, rev_byteorder=True).to_numpy()[:, :, :3] for one in pypdfium2.PdfDocument(pdf)]
    strip = np.full((pages[0].shape[0], BETWEEN, 3), 205, dtype=np.uint8)
    return png(np.ascontiguousarray(np.concatenate([part for one in pages for part in (one, strip)][:-1], axis=1)))


def main(plans: list[str]) -> None:
    """Draw the pictures, of the plan in a file or of one made now."""
    operation = malja.read(EXAMPLE)
    plan = malja.from_json(Path(plans[0]).read_text(encoding="utf-8")) if plans else malja.plan(operation)
    papers = {Path(name).name: content for name, content in make_paper_files(operation, plan).items()}
    findings = read_findings(Path(plans[0]), operation, plan) if plans else None
    about = gather_situation(operation, plan, findings)
    with speaking("ar"):
        arabic = render_pdf(build_two_page_document(about), plan.start)
    trip = papers[f"{TRIP}.pdf"]
    (DOCS / "waybill.png").write_bytes(page(trip))
    (DOCS / "labels.png").write_bytes(page(trip, len(pypdfium2.PdfDocument(trip)) - 1))
    (DOCS / "report.png").write_bytes(side_by_side(render_pdf(build_two_page_document(about), plan.start)))
    (DOCS / "report-ar.png").write_bytes(page(arabic))


if __name__ == "__main__":
    main(sys.argv[1:])
