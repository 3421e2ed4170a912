"""Closing a site, in words, and the papers that are handed over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from malja.briefing.phrases import say_decimal
from malja.briefing.show.daily_page import daily_page
from malja.language.dates import say_date
from malja.language.say import say, say_list
from malja.report.print_daily_page import DailyBlock
from malja.site.closing import Closing
from malja.site.exchange import format_site_tips
from malja.site.site import Site
from malja.site.status.status import read_status
from malja.stock.ledger.amounts import write_amount
from malja.tables.formula_guard import guard_formula

#: What is handed over: the last daily page, the count sheet of every store, and where the journal ends.
PAGE_FILE, STOCK_FILE, JOURNAL_FILE = "handover.pdf", "final-count.csv", "journal.txt"
_MOST_NAMES = 8


def describe_closing(plan: Closing) -> Iterator[DailyBlock]:
    """What is to be done before, what is deleted, what is kept, and how it is done."""
    yield DailyBlock(title=say("closing", "title", name=plan.name, date=say_date(plan.day)))
    todo = tuple(list_open_matters(plan))
    yield DailyBlock(title=say("closing", "before"), lines=todo or (say("closing", "settled"),), grave=bool(todo))
    yield DailyBlock(title=say("closing", "deleted"), lines=tuple(say("closing", "file", file=f) for f in plan.deleted))
    kept = (*(say("closing", "file", file=file) for file in plan.kept), say("closing", "kept_whole"))
    yield DailyBlock(title=say("closing", "kept"), lines=kept)
    yield DailyBlock(title=say("closing", "how"), lines=(say("closing", "papers"), say("closing", "for_good")))


def make_closing_papers(site: Site) -> dict[str, bytes]:
    """The papers by name. Not to be published: they say what stands where."""
    return {
        PAGE_FILE: daily_page(read_status(site)),
        STOCK_FILE: _count_sheet(site),
        JOURNAL_FILE: ("\n".join((say("closing", "tips"), *format_site_tips(site))) + "\n").encode(),
    }


def list_open_matters(plan: Closing) -> Iterator[str]:
    """What is to be settled before a site is closed, a sentence a matter."""
    for place, number in plan.people:
        yield say("closing", "people", place=place, number=say_decimal(number))
    if plan.uncounted:
        goods = [say("closing", "goods", store=store, item=item) for store, item in plan.uncounted]
        yield say("closing", "uncounted", number=len(plan.uncounted), goods=_say_names(goods))
    for code, names in (("flights", plan.flights), ("pledges", plan.pledges), ("rounds", plan.rounds)):
        if names:
            yield say("closing", code, names=_say_names(names), number=len(names))
    if plan.doubts:
        yield say("closing", "doubts", number=plan.doubts)


def _say_names(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= _MOST_NAMES:
        return say_list(names)
    return say("closing", "and_more", names=say_list(names[:_MOST_NAMES]), more=len(names) - _MOST_NAMES)


def _count_sheet(site: Site) -> bytes:
    """Every lot of every store by the books, with columns to fill in: what was counted, and who has it now."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(("store", "item", "lot", "expiry", "books", "counted", "handed_over_to"))
    for lot in site.state().ledger.lots():
        goods = lot.goods
        expiry = goods.expiry.isoformat() if goods.expiry else ""
        cells = (lot.store, goods.item, goods.lot, expiry, write_amount(lot.quantity), "", "")
        lines.writerow([guard_formula(cell) for cell in cells])
    return text.getvalue().encode()
