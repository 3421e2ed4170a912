"""Draw docs/plan.svg and docs/cover.svg: what malja says about the air base, as pictures of a terminal.

Run `python docs/screenshots.py` in a checkout when the words or the example change. Pictures are made from the true
output, and load nothing from anywhere: the font is the reader's own.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console, RenderableType
from rich.terminal_theme import MONOKAI
from rich.text import Text

import malja
from malja.cover.cover_page import say_covers
from malja.report.summary import summarise_plan
from malja.report.terminal.plan_page import build_plan_page

DOCS = Path(__file__).parent
EXAMPLE = "examples/hmeimim"
#: Columns of a picture.
PLAN_WIDTH, COVER_WIDTH = 96, 124
#: Lines of a long page that a picture shows.
LONGEST = 60


def picture(shown: RenderableType, title: str, width: int) -> str:
    """The page as an SVG drawing of a terminal, its web fonts left out."""
    console = Console(record=True, width=width, file=io.StringIO(), markup=False, highlight=False, emoji=False)
    console.print(first_lines(shown, width))
    drawing = console.export_svg(title=title, theme=MONOKAI)
    drawing = re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL)
    drawing = drawing.replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace")
    return "\n".join(line.rstrip() for line in drawing.splitlines()) + "\n"


def first_lines(shown: RenderableType, width: int) -> Text:
    """The first LONGEST lines of a page, in its colours, and a mark where more follows."""
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    console.print(shown)
    lines = str(getattr(console.file, "getvalue", str)()).splitlines()
    return Text.from_ansi("\n".join(lines[:LONGEST] + (["  ..."] if len(lines) > LONGEST else [])))


def main() -> None:
    """Draw the pictures."""
    operation = malja.read(DOCS.parent / EXAMPLE)
    covered = Text("\n".join(say_covers(operation, malja.days_of_cover(operation))))
    plan = malja.plan(operation)
    planned = build_plan_page(operation, summarise_plan(operation, plan))
    drawings = {
        "cover.svg": picture(covered, f"malja cover {EXAMPLE}", COVER_WIDTH),
        "plan.svg": picture(planned, f"malja plan {EXAMPLE} --out out", PLAN_WIDTH),
    }
    for name, drawing in drawings.items():
        (DOCS / name).write_text(drawing, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
