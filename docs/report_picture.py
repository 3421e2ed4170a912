"""Draw docs/report.png: the top of the air base's report as a browser shows it.

Run `python docs/report_picture.py` in a checkout when the report or the example changes; with a folder behind it that
`malja report` wrote, its report.html is drawn. It needs playwright (the extra `test`) and Chromium.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from malja.cli.app import app

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "examples" / "hmeimim"
WIDE, HIGH = 1180, 1820
#: Parts that are shown one below the other; the others are left out of the picture.
SHOWN = ("figures", "overview", "needs")


def main(folders: list[str]) -> None:
    """Draw the picture."""
    with tempfile.TemporaryDirectory() as made:
        if not folders:
            app(["report", str(EXAMPLE), "--out", made], standalone_mode=False)
        page = Path(folders[0] if folders else made) / "report.html"
        (DOCS / "report.png").write_bytes(picture(page.resolve()))


def picture(file: Path) -> bytes:
    """The page's first lines, key figures, some needs by days and some charts, as PNG."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        running = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = running.new_page(viewport={"width": WIDE, "height": HIGH})
        page.goto(file.as_uri())
        shown = ", ".join(f"#{code}" for code in SHOWN)
        left_out = f"main > section:not({shown}), nav, .heat tbody tr:nth-child(n + 15)"
        page.add_style_tag(content=f"{left_out} {{ display: none }}")
        drawn = page.screenshot()
        running.close()
    return drawn


if __name__ == "__main__":
    main(sys.argv[1:])
