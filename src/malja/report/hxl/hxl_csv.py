"""CSV tagged in the Humanitarian Exchange Language: a row of headings, a row of hashtags, then the data.

https://hxlstandard.org/standard/1-1final/tagging/: a hashtag and attributes such as #affected+ind, each of which begins
with a letter; no empty row anywhere.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from malja.language.clean_text import clean_text
from malja.language.isolation import strip_marks
from malja.language.say import say
from malja.lifts.plan.digits import round_digits
from malja.report.workbook_cells import CellValue
from malja.tables.formula_guard import guard_formula

#: The hashtags that malja writes, each with the code of its heading in the language's section `hxl`.
HEADINGS = {
    "#adm1+code": "adm1_code",
    "#adm1+name": "adm1_name",
    "#adm2+code": "adm2_code",
    "#adm2+name": "adm2_name",
    "#affected+ind": "affected_ind",
    "#capacity+num": "capacity_num",
    "#currency": "currency",
    "#date+reported": "date_reported",
    "#indicator+num+provided": "indicator_num_provided",
    "#indicator+num+required": "indicator_num_required",
    "#indicator+pct+short": "indicator_pct_short",
    "#indicator+unit": "indicator_unit",
    "#inneed+f+adults": "inneed_f_adults",
    "#inneed+f+children": "inneed_f_children",
    "#inneed+f+elderly": "inneed_f_elderly",
    "#inneed+ind": "inneed_ind",
    "#inneed+m+adults": "inneed_m_adults",
    "#inneed+m+children": "inneed_m_children",
    "#inneed+m+elderly": "inneed_m_elderly",
    "#item+code": "item_code",
    "#item+name": "item_name",
    "#item+unit": "item_unit",
    "#loc+code": "loc_code",
    "#loc+name+camp": "loc_name_camp",
    "#loc+name+facility": "loc_name_facility",
    "#meta+source": "meta_source",
    "#need+code": "need_code",
    "#need+name": "need_name",
    "#need+tier": "need_tier",
    "#org+impl": "org_impl",
    "#population+ind": "population_ind",
    "#reached+ind": "reached_ind",
    "#sector+name": "sector_name",
    "#status": "status",
    "#targeted+ind": "targeted_ind",
    "#value": "value",
}


def format_hxl_csv(tags: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """The rows as a file, UTF-8 with a mark at its start (for Excel); text never runs as a formula.

    Headings are said in the current language, hashtags are the same in all. A tag without a heading raises
    KeyError, a row of another length or without any value ValueError.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([say("hxl", HEADINGS[tag]) for tag in tags])
    writer.writerow(tags)
    for row in rows:
        said = [_said(cell) for cell in row]
        if len(said) != len(tags) or not any(said):
            raise ValueError(row)
        writer.writerow(said)
    return out.getvalue().encode("utf-8-sig")


@lru_cache(maxsize=4096)
def _safe(text: str) -> str:
    """Text on one line that no program runs; the same names stand in thousands of rows."""
    return guard_formula(strip_marks(clean_text(text)))


def _said(cell: CellValue) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _safe(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    number = round_digits(cell)
    # No exponents: not every reader of CSV knows them.
    return f"{Decimal(repr(number)):f}"
